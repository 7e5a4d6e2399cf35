/** What asks a process to end, and the exit code that a shell gives for it. */
const ENDING = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Tells when this process is asked to end. A second signal of the same kind ends it at once.
 * @param told gets the exit code of whoever ends by that signal
 * @returns takes the listeners back
 */
export function onEnding(told: (code: number) => void): () => void {
  const removals = Object.entries(ENDING).map(([signal, code]) => {
    const listener = () => told(code);
    process.once(signal, listener);
    return () => process.removeListener(signal, listener);
  });
  return () => {
    for (const remove of removals) remove();
  };
}
