import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import type { Span } from '../../span.ts';

/** What only the reader, or the one it works for, knows: of the conversation and of money one word is enough. */
const INNERMOST = wording`
  conversation|chat|transcript|messages?|what (?:they|the \w{4,9}|you) (?:asked|said|want\w{0,2}|wrote)|balances?|
  salary|income|card|diagnos[ie]s|passwords?|person you|whom? you (?:work|act)|your (?:user|owner|principal|memory|
  prompt|context)|credit limit|open (?:orders|invoices)|passport`;
const PRIVATE = wording`
  name|e-?mail|phone|address|city|birth\w{0,4}|company|employer|buyer|guest|customer|patient|budget|deadline|
  invoices?|orders?|topic|question|insurance|contacts?|calendar`;
/** Whoever does not call goes without: nobody documents an interface like that. */
const OWED =
  /\b(?:acknowledg\w{0,9}|confirm(?:ed|s|ation)?|unconfirmed|regist(?:er\w{0,3}|ration)|verif(?:y|ied|ication)|licen[cs]\w{0,3}|hold|unlock\w{0,2}|lapse|valid once|(?:is|are) shown (?:only )?(?:to|after|once)|before (?:you )?(?:answer|repl|summar|use|quot)\w{0,4}|make it first|otherwise|or else|unless)\b/i;
const CALLED =
  /\b(?:GET|call(?:ed|ing)?|request(?:ed|ing)?|fetch(?:ed|ing)?|open(?:ed|ing)?|visit(?:ed|ing)?|load(?:ed|ing)?|ping(?:ed|ing)?)\b/i;
const ADDRESS = /https?:\/\/[^\s"'<>{}[\]/]{3,120}(?:[^\s"'<>{}[\]]{0,80}[<{[][^>}\]\n"]{2,60}[>}\]]){1,6}/gi;
const SLOT = /[<{[]([^>}\]\n"]{2,60})[>}\]]/g;
const INNERMOST_SLOT = expression(String.raw`\b(?:${INNERMOST})\b`, 'i');
const PRIVATE_SLOT = expression(String.raw`\b(?:${PRIVATE})\b`, 'i');

const SPOKEN = wording`
  (?:(?:all|every|each|the|our|your|this|whole|entire|full|previous|last|recent|\w{3,6}) ){0,4}(?:messages?|
  conversation(?: history)?|chat(?: history| transcript| log)?|transcript|dialog(?:ue)?|
  turns)\b(?![_-]?ids?\b| ids?\b)`;
const CODED = wording`
  (?:base64(?:url)?|base32|hex|gzip\w{0,2}|rot13|url-?encod\w{1,3}|encod\w{1,3}|concatenat\w{1,3}|checksum|hash|
  sha-?\d{1,3})`;
/** A cursor, a checksum or a session that its reader is to make of what was said. */
const MADE = expression(
  wording`
    \b${CODED}(?:\s(?:form|text|version))?(?:\sof\s|\s?\(\s?)${SPOKEN}|\b(?:join|concatenate|take|pack|zip|append|
    pass|send|attach) ${SPOKEN}[^.\n]{0,60}\b${CODED}`,
  'gi',
);
const HANDED =
  /\b(?:callers?|you|pass(?:ed)?|append(?:ed)?|sent? (?:it )?(?:as|with|along)|next request|call again|requests? without|without (?:it|a |the )\w{0,12})\b|[?&]\w{1,12}=/i;
/** What is looked for is to be told who asks. */
const QUERIES = expression(
  wording`
    \b(?:put|add|write|place|prefix|include|insert|prepend|set|append)\b[^.\n]{0,80}\b(?:(?:patient|customer|client|
    user|person|guest|owner|reader|tenant|employee)(?:['\u2019]s|s['\u2019])|of the (?:patient|customer|client|user|
    person|guest|owner))[^.\n]{0,100}\b(?:each|every|all (?:your|further)|any|the|your) (?:(?:search|further|later|
    next|web) ){0,2}(?:query|queries|search(?:es| terms?| words?)?|terms?|lookups?|words you look for)\b|\b(?:each|
    every) (?:search |web )?(?:query|search|lookup|request)\b[^.\n]{0,80}\b(?:patient|customer|client|user|person|
    guest|owner)(?:['\u2019]s|s['\u2019])[^.\n]{0,60}`,
  'gi',
);
const REPEATED = /\b(?:each|every|further|again|all (?:your|further)|whenever|when you search|later|next)\b/i;
const INTIMATE =
  /\b(?:name|birth\w{0,4}|phone|e-?mail|address|diagnos[ie]s|insurance|salary|account|question|number|passport)\b/i;

const AROUND = 240;

/**
 * An address to be called with what the reader knows as its path or query before something is given for it, a cursor or checksum to be
 * made of the conversation, a search to be begun with somebody's particulars: all leave with the next call.
 */
export function owedCalls(text: string): Span[] {
  const found: Span[] = [];
  if (text.includes('://')) {
    for (const match of text.matchAll(ADDRESS)) {
      const around = text.slice(Math.max(0, match.index - AROUND), match.index + match[0].length + AROUND);
      if (asksForMuch(match[0]) && OWED.test(around) && CALLED.test(around)) found.push(spanOf(match));
    }
  }
  for (const match of text.matchAll(MADE)) {
    const around = text.slice(Math.max(0, match.index - AROUND), match.index + match[0].length + AROUND);
    if (HANDED.test(around)) found.push(spanOf(match));
  }
  for (const match of text.matchAll(QUERIES)) {
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    if (REPEATED.test(before + match[0]) && INTIMATE.test(match[0])) found.push(spanOf(match));
  }
  return found;
}

/** One slot for what was said or for money, or two for who somebody is; names of variables are an interface's. */
function asksForMuch(address: string): boolean {
  let told = 0;
  for (const [, slot = ''] of address.matchAll(SLOT)) {
    if (/^[\w.-]{1,40}$/.test(slot) && /[_.-]|[a-z][A-Z]|^id$|^\w{1,3}$/.test(slot)) continue;
    if (INNERMOST_SLOT.test(slot)) told += 2;
    else if (PRIVATE_SLOT.test(slot)) told += 1;
  }
  return told >= 2;
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
