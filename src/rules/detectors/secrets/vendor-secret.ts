import { lateExpression } from '../../machine-code.ts';
import { hasRun, membersOf } from '../run.ts';
import type { Span } from '../span.ts';
import { isMadeUp } from './assigned-secret.ts';
import { entropy, isPlaceholder } from './placeholder.ts';
import { VENDORS } from './vendors.ts';

const OF_VALUES = membersOf(/[\w~+=-]/);
const SHORTEST = 14;
/** What stands between a name and its value in configs, logs and code of all kinds. */
const BETWEEN = String.raw`["'\]]{0,2}[ \t]{0,3}(?:\|\|:?|:{1,3}=?|={1,2}>?|=>|>|\?=|:=|,)[ \t]{0,3}["'\x60=]{0,2}`;
const NAMED = lateExpression(
  () =>
    `(?<![A-Za-z]|::)(?:${VENDORS.join('|')})(?:[_ .-]?[A-Za-z]{0,12}){0,3}[ ]{0,2}${BETWEEN}([A-Za-z0-9_.~+/=-]{14,180})`,
  'gi',
);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A word that is a service's name as well, for a checksum of one's own: `linear := "68af…"`. */
const DIGEST = /^(?:linear|square|segment|beamer) {0,2}:?={1,2} {0,2}["'](?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/;

/** What has an id, which is no secret: `TRELLO_BOARD_ID=697c…`, `linear project: 4f1c…`. */
const THINGS = new Set(
  'id board channel commit database event issue list org organization organisation page project release run team trace workspace'.split(
    ' ',
  ),
);
const LAST_WORD = /([A-Z]?[a-z]{1,16}|[A-Z]{1,16})[^A-Za-z]{0,12}$/;

/** A random value beside the name of a service: `heroku: 4f1c…`. */
export function vendorSecrets(text: string): Span[] {
  const found: Span[] = [];
  // A badge or a link to such a service is common; a value beside it is not.
  if (!hasRun(text, OF_VALUES, SHORTEST)) return found;
  for (const match of text.matchAll(NAMED())) {
    const value = (match[1] ?? '').replace(/[.,;=]{1,3}$/, '');
    // A module's file with its digest, as lists of installed files have it
    if (/^sha\d{1,3}[=-]/.test(value) || /[./]/.test(value) || isPlaceholder(value) || !isKey(value)) continue;
    if (DIGEST.test(match[0])) continue;
    const end = match.index + match[0].length;
    if (isThing(match[0].slice(0, -(match[1] ?? '').length))) continue;
    found.push({ start: end - (match[1] ?? '').length, end });
  }
  for (const match of text.matchAll(BOT())) {
    if (!isPlaceholder(match[1] ?? '')) found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** Whether a name is one of a thing with an id. */
function isThing(name: string): boolean {
  const word = (LAST_WORD.exec(name)?.[1] ?? '').toLowerCase();
  return THINGS.has(word.endsWith('s') ? word.slice(0, -1) : word);
}

/** A bot's token, whose form alone says too little. */
const BOT = lateExpression(() => `telegr\\w{0,12}${BETWEEN}(\\d{5,16}:A[\\w-]{34})(?![\\w-])`, 'gi');

/**
 * Whether a value is random enough to be a key beside a service's name: a UUID; sixteen digits; small letters and digits
 * in a mixture no word has; or what looks random anywhere.
 */
function isKey(value: string): boolean {
  const digits = (value.match(/[0-9]/g) ?? []).length;
  if (UUID.test(value)) return entropy(value) > 2.6;
  if (/^\d{15,20}$/.test(value)) return entropy(value) > 2.4;
  // Numbered names, dates, versions, ranges
  if (/^[a-z]{2,16}(?:[_-][a-z0-9]{1,16}){1,8}$/i.test(value) && !/[a-z]\d[a-z]\d/i.test(value)) return false;
  if (isMadeUp(value)) return false;
  if (digits < 2 || digits === value.length || entropy(value) < 3) return false;
  // Letters and digits change places more often than in a name with a number.
  const switches = (value.match(/[a-z](?=[0-9])|[0-9](?=[a-z])|[a-z](?=[A-Z])|[A-Z](?=[a-z])/g) ?? []).length;
  if (value.length >= 20) return switches >= 4;
  return switches >= 5 || (switches >= 3 && /[bcdfghjklmnpqrstvwxz0-9]{5}/.test(value));
}
