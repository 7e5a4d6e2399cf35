import { wordList } from '../wording.ts';
import { COMMON_WORDS } from './common-words.ts';
import { rarestGram } from './gram-frequency.ts';

const COMMON = COMMON_WORDS.map(([level, words]) => [level, wordList(words).join(' ')] as const);

/**
 * About how often a MiB of ordinary text holds a literal: by its symbols, and by the common words that hold it.
 * @param ends whether a word begins, and ends, where the literal does
 */
export function literalFrequency(literal: string, ends: { readonly begins: boolean; readonly ends: boolean }): number {
  const key = `${literal} ${ends.begins} ${ends.ends}`;
  let known = memo.get(key);
  if (known === undefined) {
    known = rarestGram(literal).frequency / 8 + inWords(literal, ends);
    memo.set(key, known);
  }
  return known;
}

const memo = new Map<string, number>();

function inWords(literal: string, { begins, ends }: { readonly begins: boolean; readonly ends: boolean }): number {
  let sum = 0;
  for (const [level, words] of COMMON) {
    for (let at = words.indexOf(literal); at >= 0; at = words.indexOf(literal, at + 1)) {
      const first = at === 0 || words[at - 1] === ' ';
      const last = at + literal.length === words.length || words[at + literal.length] === ' ';
      if ((first || !begins) && (last || !ends)) sum += 1.5 * 2 ** level;
    }
  }
  return sum;
}
