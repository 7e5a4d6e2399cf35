import { wordList } from '../wording.ts';

/** Small words of English, and of other languages in Latin letters that are no words of English. */
const ENGLISH = `
  the to of and is that for with this you your are it be not on from or as have has was will can if by at an its all any
  which when then they but so into only use used`;
const OTHERS = `
  de la el los las que un una por para del se es con su al como lo más le les des du et est une dans pour sur pas au aux
  qui par ou ce der und das den von zu mit ist nicht ein eine im auf für dem wird werden oder als bei il di che per non
  della sono nel gli dei da si os do em um uma não na no mais ao seu het een van niet dat te op zijn worden voor nie się
  jest dla jako lub ve bir bu için ile yang dan untuk dengan dari ini tidak och att det som en är av för på til og ikke
  med của và các không được`;
/** As many more of these as of those, and so many at least, make a text one in another language. */
const FEWEST = 3;

let known: ReadonlyMap<string, number> | undefined;

/** Whether a stretch of prose in Latin letters is mostly in another language than English. */
export function isElsewhere(text: string): boolean {
  known ??= new Map([
    ...wordList(OTHERS).map((word) => [word, 1] as const),
    ...wordList(ENGLISH).map((word) => [word, -1] as const),
  ]);
  let sum = 0;
  for (const [word] of text.matchAll(/[\p{L}\p{M}]{2,6}/gu)) sum += known.get(word.toLowerCase()) ?? 0;
  return sum >= FEWEST;
}
