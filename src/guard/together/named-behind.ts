import type { Hit } from '../../rules/rule.ts';
import type { Run } from './runs.ts';

const BLANK = /\s/;
const ENDED = /[.!?]["'”’)]{0,2}\s*$/;
/** A choice, a constant, what is required, a title, where the client finds its pages, the name of a tool: no sentences. */
const NAMED = /\/(?:enum|required)\/\d+$|\/(?:const|title|taskSupport)$|\/_meta\/|\/tools\/\d+\/name$/;
/** What a schema ends with: no text goes on behind it with that of another tool. */
const CLOSES = /\/required\/\d+$|\/execution\/taskSupport$/;
const TOOL = /^.*?\/tools\/\d+\//;
const DESCRIPTION = /\/tools\/\d+\/description$/;
/** Words of a sentence that goes on with what another one spoke of. */
const POINTS_BACK =
  /\b(?:the|it|its|them|their|theirs|this|that|these|those|him|her|all(?! (?!of\b)[a-z]{2,16}s\b)|both|everything|anything|what|whatever|such|each|any)\b/i;
/** So far behind what was found such a word still tells what is done with it. */
const NEAR = 24;
/** So many words a description of its own may need up to its verb. */
const VERB_WORDS = 8;
/** A title of more words than this says something. */
const TITLE_WORDS = 4;

/**
 * Whether a text of a list has ended, and what was found goes on behind it only with a word of a name, or up to the verb of
 * another tool's description. `…in your instructions.`, the choice `append` and the tool `write_file`, `Write files`: whoever
 * reads them takes them for no sentence of that text, as long as the verb is about something of its own. Behind the end of a schema
 * the text of one tool is over, also without a full stop.
 */
export function isNamedBehind({ text }: Run, hit: Hit, [first, ...others]: Run['placed']): boolean {
  const last = others.pop();
  if (first === undefined || last === undefined) return false;
  const ended = ENDED.test(text.slice(first.start, first.end));
  if (!ended && !(others.some(closes) && toolOf(first) !== toolOf(last))) return false;
  const word = text.slice(last.start, hit.end).trim();
  if (POINTS_BACK.test(`${word}${text.slice(hit.end, Math.min(last.end, hit.end + NEAR))}`)) return false;
  const described = DESCRIPTION.test(last.piece.part?.pointer ?? '') && wordsIn(word) <= VERB_WORDS;
  return (
    (described || (isNamed(last) && !BLANK.test(word))) &&
    others.every((one) => isNamed(one) && wordsIn(text.slice(one.start, one.end)) <= TITLE_WORDS)
  );
}

function closes({ piece: { part } }: Run['placed'][number]): boolean {
  return part !== undefined && !part.key && CLOSES.test(part.pointer);
}

function toolOf({ piece: { part } }: Run['placed'][number]): string | undefined {
  return TOOL.exec(part?.pointer ?? '')?.[0];
}

function isNamed({ piece: { part } }: Run['placed'][number]): boolean {
  return part !== undefined && (part.key || NAMED.test(part.pointer));
}

function wordsIn(text: string): number {
  return text.trim().split(/\s+/).length;
}
