/** So far behind a citation somebody may ask for what it says. */
const BEHIND = 120;
/** Where an order begins: with its sentence or a part of it, in a comment, or behind who is to obey. */
const BEGINS = String.raw`(?:[.!?;:,\u2014\u2013"'\u201d\u2019\u00bb)\]#*/]\s{0,3}(?:and |so )?|\b(?:please|kindly|(?:you|(?:the|this|your) (?:assistant|agent|model|ai|reader)) (?:must|should|ha(?:ve|s) to|needs? to|shall|will|can|may)) )`;
/** What is wanted: that somebody does what was cited. */
const WANTED = String.raw`(?:do (?:it|so|this|that|as|what)\b|(?:follow|obey|execute|run|fulfil|honou?r|handle|process|apply|complete) (?:it|this|that|them|these|those|his|her|their|the (?:request|instruction|order|command|sentence|note|wish)s?)\b|carry (?:it|this|that|them) out\b|act on (?:it|this|that|them)\b|comply (?:with|now|at once)\b|go ahead\b|take care of (?:it|this|that)\b|make it so\b)`;
const ENDORSED = new RegExp(`${BEGINS}(?:please |now |then |just ){0,2}${WANTED}`, 'i');

/** Whether somebody asks, right behind a citation, for what it says: `The note said "…". Please do it.` orders what it cites. */
export function isEndorsed(text: string, end: number): boolean {
  return ENDORSED.test(text.slice(end, end + BEHIND).split('\n\n', 1)[0] as string);
}
