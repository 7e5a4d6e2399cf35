import { CUE, isAboutAttacks, LEARNT, TOLD } from './mentioned/about-attacks.ts';
import { isEndorsed } from './mentioned/endorsed.ts';
import { isField } from './mentioned/field.ts';
import { isInPrompt } from './mentioned/in-prompt.ts';
import { isInTemplate } from './mentioned/in-template.ts';
import { isInTest } from './mentioned/in-test.ts';
import { isLookedFor } from './mentioned/looked-for.ts';
import { isReported } from './mentioned/reported.ts';

/** So much behind a citation may say what it was. */
const BEHIND = 120;

const AROUND = 200;
/** A stretch that the linear models find is no longer, but for what has no end. */
const LONGEST = 1_000;
type Stretch = { readonly start: number; readonly end: number };

/** What stands around a citation: how it opens and closes. */
const QUOTES = [
  ['"', '"'],
  ['`', '`'],
  ['\u201c', '\u201d'],
  ['\u201e', '\u201c'],
  ['\u00ab', '\u00bb'],
  ['\u00bb', '\u00ab'],
  ['\u300c', '\u300d'],
] as const;
/** The same for whole phrases, in which a single mark is told from an apostrophe. */
const MARKS = [...QUOTES, ["'", "'"], ['\u2018', '\u2019']] as const;

/** Most of it within quotes or code, with a word about attacks shortly before. What a record quotes is its field, no citation. */
export function isMention(text: string, { start, end }: Stretch): boolean {
  if (isEndorsed(text, end)) return false;
  if (isInTest(text, start, end) || isInPrompt(text, start, end) || isToldOf(text, start, end)) return true;
  return [2, 3].some((part) => isWithin(text, start, end, start + (((end - start) * part) >> 2)));
}

/** `One mail claimed to be from … and said that …`, in a text about attacks: what some text said once is no order of this one. */
function isToldOf(text: string, start: number, end: number): boolean {
  const told = SAID.exec(text.slice(start, Math.min(end, start + LONGEST)));
  return told !== null && CUE.test(text.slice(Math.max(0, start - AROUND), start + told.index));
}

const SAID =
  /\b(?:one|an?|another|some|the second|the third) (?:[\w-]{2,12} )?(?:e-?mail|page|document|letter|message|comment|ticket|text|invite|file) (?:claimed|pretended|asked|said|told|wanted|read|ordered)\b/i;

/**
 * A stretch without the orders that it cites: as many blanks stand where these stood. The same text where none is cited.
 *
 * @param isOrder says it of what stands in marks
 */
export function withoutCited(text: string, { start, end }: Stretch, isOrder: (words: string) => boolean): string {
  const until = Math.min(end, start + LONGEST);
  let said = text.slice(start, until);
  for (const { 1: words = '', index } of said.matchAll(MARKED)) {
    const from = index + 1;
    if (!isCited(text, start + from, start + from + words.length) || !isOrder(words)) continue;
    said = said.slice(0, from) + ' '.repeat(words.length) + said.slice(from + words.length);
  }
  return said === text.slice(start, until) ? text : text.slice(0, start) + said + text.slice(until);
}

const MARKED = /["\u201c\u00ab\u201e\u300c]([^"\u201d\u00bb\u201c\u300d\n]{8,300})["\u201d\u00bb\u201c\u300d]/g;

/** Whether a place of a stretch stands in such marks, which close at its end or behind it. */
function isWithin(text: string, start: number, end: number, middle: number): boolean {
  const from = Math.max(0, start - AROUND);
  const before = text.slice(from, Math.min(middle, start + AROUND));
  for (const [open, close] of QUOTES) {
    const at = before.lastIndexOf(open);
    const isOpen = open === close ? before.split(open).length % 2 === 0 : before.indexOf(close, at) < 0;
    if (
      at < 0 ||
      !isOpen ||
      isField(text, from + at) ||
      !(CUE.test(before.slice(0, at)) || TOLD.test(before.slice(0, at)) || SOUGHT.test(before.slice(0, at)))
    )
      continue;
    const closed = text.slice(Math.max(from + at + 1, end - 2), end + AROUND).indexOf(close);
    if (closed >= 0) return true;
  }
  return false;
}

/**
 * Whether a phrase that a rule found is cited: all of it within quotes or code on one line, with a word about attacks or about what
 * finds them shortly before. Who cites one orders nothing; who wants to be obeyed may write like that, so it lowers a finding
 * and never clears it.
 */
export function isCited(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - AROUND);
  const before = text.slice(from, start);
  const rest = text.slice(end, end + AROUND);
  const line = before.lastIndexOf('\n') + 1;
  if (isEndorsed(text, end)) return false;
  if (isCitedInString(before, rest) || isReported(text, start, end, isAboutAttacks)) return true;
  if (isInTest(text, start, end) || isInPrompt(text, start, end) || isInTemplate(text, start)) return true;
  if (isLookedFor(before, rest) || isShown(text.slice(from, start + 2), rest)) return true;
  for (const [mark, close] of MARKS) {
    const at = opening(before, mark, close, line);
    if (at < 0 || (from + at > 0 && isField(text, from + at))) continue;
    const said = before.slice(0, at);
    const closed = close === "'" || close === '\u2019' ? rest.search(APOSTROPHE) : rest.indexOf(close);
    const broken = rest.indexOf('\n');
    if (closed < 0 || (broken >= 0 && closed > broken)) continue;
    const behind = rest.slice(closed + 1);
    if (
      isAboutAttacks(said) ||
      SOUGHT.test(said) ||
      NAMED.test(said) ||
      LEARNT.test(said.slice(said.lastIndexOf('\n') + 1)) ||
      SEARCHED.test(behind) ||
      isExample(behind)
    )
      return true;
    if (TOLD.test(behind.slice(0, BEHIND).split('\n', 1)[0] ?? '')) return true;
  }
  return false;
}

/** Whether a phrase stands in quotes within a sentence, whatever that is about. */
export function isQuoted(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - AROUND);
  const before = text.slice(from, start);
  const rest = text.slice(end, end + AROUND).split('\n', 1)[0] as string;
  return MARKS.some(([mark, close]) => {
    const at = opening(before, mark, close, before.lastIndexOf('\n') + 1);
    return (
      at >= 0 && rest.includes(close) && /[a-z]{2,} ?[,:(]?\s?$/i.test(before.slice(0, at)) && !isField(text, from + at)
    );
  });
}

/** The same within a string of JSON, where the marks are escaped: `"body": "a title such as \\"…\\" gets through"`. */
function isCitedInString(before: string, rest: string): boolean {
  const at = before.lastIndexOf('\\"');
  if (at < 0) return false;
  // Marks since the string began: an odd number leaves one open.
  const begins = Math.max(0, before.search(/(?<!\\)"(?=(?:[^"\\]|\\.){0,200}$)/));
  const opened = before.slice(begins).split('\\"').length % 2 === 0;
  if (!opened || !CUE.test(before.slice(0, at))) return false;
  const closed = rest.indexOf('\\"');
  return closed >= 0 && closed <= rest.search(/(?<!\\)"|$/);
}

/** A line that is cited by the mark of a mail, and below it who found it where. */
function isShown(before: string, rest: string): boolean {
  return /^ {0,3}> /.test(before.slice(before.lastIndexOf('\n') + 1)) && FOUND.test(rest);
}

const FOUND =
  /\n{1,2}(?!>)[^\n]{0,80}\b(?:i|we|they|researchers|colleagues) (?:\w{2,8} )?(?:found|saw|spotted|noticed|discovered|caught) (?:this|it|that|these|the \w{2,12})\b/i;

/** What is done about a phrase, or whom a person is to say it to: right before its mark. */
const SOUGHT =
  /\b(?:(?:block|catch|detect|match|find|drop|reject|strip|grep)(?:e?s|e?d|ing)? |caught |found |search(?:es|ed|ing)?(?: for)? |(?:ask|tell|prompt) your (?:[\w-]{2,14} ){0,2}?(?:assistant|agent|ai|bot|editor|model):? ?)$/i;

/** What names a citation for one, right before its mark: nobody orders by the phrase “…”. */
const NAMED =
  /(?:\b(?:the|a|this|that|la|le|der|die|den|dem|o|a|une|una|un|ein|eine[nr]?|de) (?:[\w-]{2,14} )?(?:sentence|phrase|wording|string|expression|frase|satz|formulierung|formule|zin|fras)s?|фраз[аыуой]{1,2}|という(?:文|文字列)|句子),?:? ?$/i;
/** What a search for a phrase goes on with. */
const SEARCHED =
  /^ (?:prompt injections?|jailbreaks?|attacks?|payloads?)(?: (?:examples?|detection|defen[cs]es?|explained|tests?|list|\d{4}))*\s*$/i;

/** What a sentence that shows an example of an attack calls it. */
const EXAMPLE =
  /\b(?:classic|textbook|typical|famous|well-known|examples?|ejemplos?|exemples?|esemp[io]\w?|exemplos?|beispiel\w{0,3}|\w{0,12}beispiel|masche|trick)\b|пример|приклад|例|예문|예시|उदाहरण|مثال|المثال/i;

/** `… is the classic example of an injection`: said of a citation in the sentence that begins with it. */
function isExample(behind: string): boolean {
  const sentence = behind.slice(0, EXAMPLE_WITHIN).split(/[.!?\n。।؟]/, 1)[0] ?? '';
  return EXAMPLE.test(sentence) && CUE.test(sentence);
}

const EXAMPLE_WITHIN = 90;

/** One that ends a citation, not one within a word. */
const APOSTROPHE = /['\u2019](?![A-Za-z])/;

/** Where a mark stands, on the last line, that was opened and not closed; below 0 when none does. */
function opening(before: string, mark: string, close: string, line: number): number {
  let open = -1;
  for (let at = line; at < before.length; at += 1) {
    const char = before[at];
    if (open >= 0 && char === close && !(mark === "'" && isLetter(before[at + 1]))) open = -1;
    else if (open < 0 && char === mark && !(mark === "'" && isLetter(before[at - 1]))) open = at;
  }
  return open;
}

function isLetter(char: string | undefined): boolean {
  return char !== undefined && /[A-Za-z]/.test(char);
}
