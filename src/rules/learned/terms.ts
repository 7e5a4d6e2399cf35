import { lateExpression } from '../machine-code.ts';

/** What terms of use speak of: who may do what with a work, and who answers for it. */
const LEGAL = lateExpression(
  () =>
    String.raw`\b(?:licen[cs](?:e|ed|es|ing|or|ee)|copyright(?:ed|s)?|copyleft|warrant(?:y|ies)|merchantab\w+|redistribut\w+|distribut(?:e|ion)|hereby|herein|hereof|thereof|derivative works?|royalt\w+|liab(?:le|ility)|infring\w+|as is|is granted|we grant|grants? (?:you|permission|the right)|free software|this software|the software|(?:this|entire|above|copyright) notice|acknowledge?ment|publicly perform|public (?:performance|recitation)s?|copyrighted|provided that|in connection with|without limitation|assume the (?:entire )?risk|trademarks?|sublicens\w+|works? (?:or|and) copy|(?:binary|source) (?:code |object )?forms?|source code)\b`,
  'gi',
);
/** So many different ones make a sentence of such terms. */
const ENOUGH = 2;

/** Whether a sentence is one of a licence or a contract: those grant, forbid and oblige whoever reads them all along. */
export function isOfTerms(said: string): boolean {
  const regex = LEGAL();
  regex.lastIndex = 0;
  const terms = new Set<string>();
  for (let match = regex.exec(said); match !== null && terms.size < ENOUGH; match = regex.exec(said))
    terms.add(match[0].toLowerCase());
  return terms.size >= ENOUGH;
}
