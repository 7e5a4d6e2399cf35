/** So much before a phrase and behind it is read. */
const AROUND = 200;

/** Somebody else who does something to a model, or has it do something: `by telling the model to …`, `made the assistant …`. */
const REPORTED = new RegExp(
  String.raw`\b(?:(?:told|tell(?:s|ing)?|ask(?:s|ed|ing)?|instruct(?:s|ed|ing)?|order(?:s|ed|ing)?|persuad(?:e[sd]?|ing)|convinc(?:e[sd]?|ing)|trick(?:s|ed|ing)?|caus(?:e[sd]?|ing)|manipulat(?:e[sd]?|ing)|forc(?:e[sd]?|ing)|le(?:d|ads?)|allow(?:s|ed|ing)?|g[eo]t(?:s|ting)?|wants?|wanted) (?:WHOM) (?:not )?(?:to|into)|(?:ma[dk]e|makes|making|let|lets|letting) (?:WHOM))(?: \w{2,12}){0,4} $`.replaceAll(
    'WHOM',
    String.raw`it|them|(?:the|an?|our|their|his|its|this|that|any|your) (?:[\w-]{2,14} ){0,3}(?:models?|assistants?|(?:chat)?bots?|agents?|llms?|ai)`,
  ),
  'i',
);

/** Somebody of whom nobody has heard, who did so once: nothing is asked for. `The user` did it now. */
const ONCE =
  /\b(?:i|we|an?|some|one|two|several|many|most|these|those) (?:\w{3,14} ){0,2}?(?:told|asked|instructed|ordered|persuaded|convinced|tricked|got|made) $/i;

/**
 * Whether a phrase is told of a model and not said to one, with a word about attacks before it or behind it: no marks are needed then. Nor
 * such a word where it is told what somebody once did.
 *
 * @param isAbout says of some words whether they are about attacks
 */
export function isReported(text: string, start: number, end: number, isAbout: (words: string) => boolean): boolean {
  const before = text.slice(Math.max(0, start - AROUND), start);
  const said = before.replaceAll(/\s+/g, ' ');
  const told = REPORTED.exec(said);
  if (told === null) return false;
  const verb = /^\w+ /.exec(told[0]) as RegExpExecArray;
  return ONCE.test(said.slice(0, told.index) + verb[0]) || isAbout(before) || isAbout(text.slice(start, end + AROUND));
}
