// A browser opens six connections to one host for all its tabs together. Each page that follows the log keeps one, so the
// seventh tab would wait for its page for ever.
const MOST = 4;
const LOOK_MILLIS = 500;

/**
 * Does work of which only so many tabs do any at a time; waits until there is a place for it.
 * @param full told when there is none, once
 */
export async function inSlot(signal: AbortSignal, work: () => Promise<void>, full: () => void): Promise<void> {
  // Not there on a page that came over plain HTTP from another machine.
  if (!('locks' in navigator)) return work();
  for (let looks = 0; !signal.aborted; looks += 1) {
    for (let slot = 0; slot < MOST; slot += 1) {
      const done = await navigator.locks.request(`oktsec-live-${slot}`, { ifAvailable: true }, async (lock) => {
        if (lock !== null) await work();
        return lock !== null;
      });
      if (done) return;
    }
    // The page's own place of a moment ago may not be free again yet.
    if (looks === 2) full();
    await new Promise((go) => setTimeout(go, LOOK_MILLIS));
  }
}
