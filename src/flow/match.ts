import { fold } from './fold.ts';
import type { Known, Source } from './known.ts';
import { GRAM, printsOf, type Salt, WINDOW } from './print.ts';
import { MOST_READ, readingsOf } from './readings.ts';

/** A stretch of an outgoing text that was read elsewhere: offsets into the text, and how many characters it has. */
export type Copied = {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly length: number;
};

/** The ids under which flows stand among the findings; they are no rules of a pack. */
export const FLOW_COPIED = 'FLOW-001';
export const FLOW_TRIFECTA = 'FLOW-002';
export const FLOW_CANARY = 'FLOW-003';
export const FLOW_RULES: readonly string[] = [FLOW_COPIED, FLOW_TRIFECTA, FLOW_CANARY];

/** A copy of so many characters is found. */
export const LEAST = 80;
/** Shorter texts are not looked at: what is left of 80 characters without their white space has more. */
export const LEAST_TEXT = 56;
/** Letters and digits that a run of fingerprints covers at least: what is left of 80 characters of prose or code. */
const LEAST_FOLDED = 42;

/** The longest stretch of a text that stands in a private source of another server than this one. */
export function copiedIn(
  text: string,
  known: Known,
  { to, salt, now }: { readonly to: string; readonly salt: Salt; readonly now: number },
): Copied | undefined {
  if (text.length < LEAST_TEXT || known.empty) return undefined;
  let longest: Copied | undefined;
  let room = MOST_READ;
  for (const reading of readingsOf(text)) {
    const folded = fold(reading.text, Math.max(0, room));
    room -= reading.text.length;
    const { hashes, starts, count } = printsOf(folded, salt, MOST_READ);
    let run: { first: number; last: number; owners: Source[] } | undefined;
    const close = () => {
      if (run === undefined || run.last + GRAM - run.first < LEAST_FOLDED) return;
      const [first, last] = [folded.at[run.first]!, folded.at[run.last + GRAM - 1]! + 1];
      const length = last - first;
      if (longest !== undefined && length <= longest.length) return;
      const [start, end] = [reading.from(first), reading.from(last - 1) + 1];
      longest = { source: foremost(run.owners), start, end: Math.max(end, start + 1), length };
    };
    for (let n = 0; n < count; n += 1) {
      const owner = known.owner(hashes[n]!, now);
      // What the receiver itself said is no news to it.
      if (owner === undefined || owner.server === to) continue;
      const start = starts[n]!;
      if (run !== undefined && start - run.last <= WINDOW) {
        run.last = start;
        run.owners.push(owner);
      } else {
        close();
        run = { first: start, last: start, owners: [owner] };
      }
    }
    close();
  }
  return longest;
}

function foremost(owners: readonly Source[]): Source {
  const counts = new Map<Source, number>();
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]![0];
}
