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

/**
 * Has run what the first messages will need, in steps whenever the wire rests.
 * @param free bytes go first
 * @param bytesRead how much of the real conversation has been read
 * @param keepCode keeps for the next start what its first messages need, and not all the rest that is warm in the end
 */
export function warm(
  wire: Wire,
  rules: RuleSet,
  options: SessionOptions,
  free: boolean,
  bytesRead: () => number,
  keepCode: () => void,
): Promise<void> {
  return inSteps(wire, warmSteps(rules, options, free, bytesRead, keepCode));
}

/** The way of a message through what reads it, then what reading needs for texts of every kind. */
function* warmSteps(
  rules: RuleSet,
  options: SessionOptions,
  free: boolean,
  bytesRead: () => number,
  keepCode: () => void,
): Generator<undefined, void> {
  try {
    yield* rehearse(options, free);
    keepCode();
    yield;
    yield* warmUp(rules, () => bytesRead() >= ENOUGH_BYTES);
  } catch {
    // What really comes is read all the same, only less quickly.
  }
}

/** Some steps whenever the wire rests, until all ends: together they take about as long as a short message. */
async function inSteps(wire: Wire, steps: Generator): Promise<void> {
  while (!wire.closing) {
    const until = elapsedMillis() + STEPS_MS;
    do if (steps.next().done === true) return;
    while (elapsedMillis() < until);
    await new Promise<void>((calm) => wire.whenCalm(calm));
  }
}
