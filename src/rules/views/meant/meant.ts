import { MapBuilder, type Mapped } from '../collapse.ts';
import { bareIn } from './bare.ts';
import { Draft, type Edit } from './draft.ts';
import { fedIn } from './fed.ts';
import { foldersIn } from './folders.ts';
import { homesIn, namesHome } from './homes.ts';
import { chainsIn, joinsIn } from './joins.ts';
import { listsIn } from './lists.ts';
import { piecesIn } from './quoted.ts';
import {
  ALONE,
  BARE,
  CALLS,
  CHAINS,
  FED,
  FORMS,
  HOMES,
  JOINED,
  LISTS,
  MOVES,
  NAMES,
  PIECES,
  SAID,
  telling,
} from './telling.ts';
import { usesIn } from './uses.ts';

/** The bytes of a text, and the same by fours. */
type Bytes = { readonly codes: Uint8Array; readonly words: Int32Array };

/**
 * Where a shell or an interpreter reads something else than what is written: names that stand for values, folders that commands
 * are run in, paths that are put together, lists of words that are command lines.
 */
export function meantIn(text: string, { codes, words }: Bytes): readonly Edit[] {
  const bits = telling(codes, words);
  if (bits === 0) return NONE;
  const draft = new Draft(text);
  const join = (): void => {
    if ((bits & (CALLS | FORMS | JOINED)) !== 0) draft.apply(joinsIn(draft.text, bits));
    if ((bits & (CHAINS | CALLS)) !== 0) draft.apply(chainsIn(draft.text));
  };
  const home = (bits & HOMES) !== 0 || namesHome(text);
  if (home) draft.apply(homesIn(draft.text));
  join();
  const before = draft.text;
  if ((bits & NAMES) !== 0 || ((bits & SAID) !== 0 && text.includes('printf '))) {
    draft.apply(usesIn(draft.text));
    // Now the words of a loop may be known.
    if (draft.text !== before && LOOPS.test(text)) draft.apply(usesIn(draft.text));
    if (draft.text !== before && (bits & CHAINS) !== 0) draft.apply(chainsIn(draft.text));
  }
  if (home || (bits & (BARE | CALLS)) !== 0) {
    const named = draft.text;
    draft.apply(bareIn(named));
    if (draft.text !== named) join();
  }
  if ((bits & (PIECES | ALONE)) !== 0 || ((bits & NAMES) !== 0 && draft.edits.length > 0))
    draft.apply(piecesIn(draft.text, (bits & ALONE) !== 0));
  if ((bits & MOVES) !== 0 || ((bits & CALLS) !== 0 && /chdir/i.test(text))) draft.apply(foldersIn(draft.text));
  if ((bits & LISTS) !== 0) draft.apply(listsIn(draft.text));
  if ((bits & FED) !== 0) draft.apply(fedIn(draft.text));
  return draft.edits;
}

/** Over what a name stands for. */
const LOOPS = /\[@\]|\bfor \w{1,32} in [^;\n]{0,120}\$/;
const NONE: readonly Edit[] = [];

/** A stretch of a text with what it means. @param offset of `text` in the one that the edits are of */
export function meant(text: string, edits: readonly Edit[], offset: number): Mapped {
  const builder = new MapBuilder();
  let kept = 0;
  for (const { start, end, piece } of edits) {
    if (start < offset + kept || end > offset + text.length) continue;
    builder.copy(text, kept, start - offset);
    // What is found in it shall begin and end where it does; what is put in stands with what is before it.
    const at = start - offset;
    const cut = end - start < 2 ? piece.length : piece.length - 1;
    builder.add(piece.slice(0, cut), start === end ? Math.max(0, at - 1) : at);
    builder.add(piece.slice(cut), end - 1 - offset);
    kept = end - offset;
  }
  builder.copy(text, kept, text.length);
  return builder.done(text.length);
}
