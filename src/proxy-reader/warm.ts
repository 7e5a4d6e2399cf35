import { elapsedMillis } from '../machine/clock.ts';
import type { Wire } from '../proxy/reader.ts';
import { rehearse } from '../proxy/rehearsal.ts';
import type { SessionOptions } from '../proxy/session/options.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { warmUp } from '../rules/scan/warm-up.ts';

/** A first step can take longer. */
const STEPS_MS = 1;
/** Who has really read so much of a conversation, as a list of tools is, is as warm as made-up texts would make it. */
const ENOUGH_BYTES = 4096;
/** Between steps on a crowded machine at most. */
const MOST_PAUSE_MS = 500;

/**
 * Has run what the first messages will need, in steps whenever the wire rests.
 * @param free bytes go first
 * @param bytesRead how much of the real conversation has been read
 * @param keepCode keeps for the next start what its first messages need, and not all the rest that is warm in the end
 */
export async function warm(
  wire: Wire,
  rules: RuleSet,
  options: SessionOptions,
  free: boolean,
  bytesRead: () => number,
  keepCode: () => void,
): Promise<void> {
  await inSteps(wire, rules.detectors.load(), 0);
  await inSteps(wire, rehearsal(options, free, keepCode), 0);
  await inSteps(wire, texts(rules, bytesRead), MOST_PAUSE_MS);
}

/** Whether others had the processor for a good part of the time. @param used microseconds of this process */
export function isCrowded(millis: number, { user, system }: NodeJS.CpuUsage): boolean {
  return millis > ((user + system) / 1000) * 1.5 + 0.5;
}

/** The way of a message through what reads it. */
function* rehearsal(options: SessionOptions, free: boolean, keepCode: () => void): Generator<undefined, void> {
  try {
    yield* rehearse(options, free);
    keepCode();
    yield;
  } catch {
    // What really comes is read all the same, only less quickly.
  }
}

/** What reading needs for texts of every kind. */
function* texts(rules: RuleSet, bytesRead: () => number): Generator<undefined, void> {
  try {
    yield* warmUp(rules, () => bytesRead() >= ENOUGH_BYTES);
  } catch {
    // The same.
  }
}

/**
 * Some steps whenever the wire rests, until all ends: together they take about as long as a short message.
 * @param mostPauseMs where others want the processor (many servers start at once) the steps wait for longer and longer, so long at most:
 * what really comes meanwhile may make them needless
 */
async function inSteps(wire: Wire, steps: Generator, mostPauseMs: number): Promise<void> {
  let pauseMs = 0;
  while (!wire.closing) {
    const from = elapsedMillis();
    const used = process.cpuUsage();
    do if (steps.next().done === true) return;
    while (elapsedMillis() < from + STEPS_MS);
    pauseMs = isCrowded(elapsedMillis() - from, process.cpuUsage(used)) ? Math.min(pauseMs * 2 + 10, mostPauseMs) : 0;
    if (pauseMs > 0) await new Promise((done) => setTimeout(done, pauseMs).unref());
    await new Promise<void>((calm) => wire.whenCalm(calm));
  }
}
