import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import type { Span } from '../span.ts';
import { entropy, isPlaceholder } from './placeholder.ts';

/** What a secret is called, an assignment, and a value. The beginning of the name is read backwards from here. */
const ASSIGNED = expression(
  wording`
    (?:secret|token|passwd|password|passphrase|api[_.-]?key|access[_.-]?key|auth[_.-]?key|signing[_.-]?key|
    private[_.-]?key|[_-]auth|credential|session[_.-]?cookie|[_-]key)([\w-]{0,24})["'\]]{0,2}[ \t]{0,4}(?::=|=>|=|:|
    ,)[ \t]{0,4}(?:Bearer )?(["'\x60]?)([\w.~+/=@!#%^&*-]{12,180})`,
  'gi',
);

/** What holds no secret though it is called so. */
const HARMLESS_NAME = expression(
  wording`
    (?:pub|hashed|encrypted|masked|fingerprint)[\w.-]{0,12}$|(?:id|path|file|name|url|uri|field|type|length|size|hash|header|env|arn|count|limit|version|
    policy|expiry|expires\w{0,6}|max_?tokens|keyboard|keys?word|keystore|keyframe|keymap)$`,
  'i',
);
/** The word before `token` or `key` where that is a place in a list, a try that is to count once, a row or an object. */
const PLACES: ReadonlySet<string> = new Set(
  (
    'page paging pagination previous prev continuation continue cursor sync delta skip change start starting resume resumption sequence ' +
    'forward backward chunk progress version update lock idempotency dedup dedupe deduplication csrf xsrf public site publishable ' +
    'primary foreign cache sort partition row range lookup object file image media socket s3'
  ).split(' '),
);
const HARMLESS_VALUE = expression(wording`
    ^(?:https?:|file:|\/|\.\/|\.\.\/|~|[a-z]+\(|process\.env|os\.environ|env\.|self\.|this\.|config\.|settings\.|
    params\.|req\.|secrets?\.|vars?\.|true|false|null|none|undefined|sha(?:256|512|1)-|[A-Z][A-Z0-9_]{6,60}$|arn:|
    urn:|projects\/|\d{4}-\d\d-\d\d)`);

/** Keys made to stand in a page that anybody may read, and those of a test mode, which a rule of theirs tells: by how their makers begin them. */
const PUBLISHED = /^(?:pk(?:\.eyJ|_(?:live|test)_)|phc_|[rs]k_test_)/;

/** What an address says of who signed it: it opens that one object, for a while. */
const OF_A_SIGNED_ADDRESS = /^x-amz-(?:credential|security-token)$/i;

/** A secret by its name and its randomness: `client_secret = "…"`. Words, paths, references to variables and placeholders are none. */
export function assignedSecrets(text: string): Span[] {
  return assigned(text, true);
}

/** The same of passwords and of values so short that test data and forms are full of them. */
export function assignedPasswords(text: string): Span[] {
  return assigned(text, false);
}

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** `nextPageToken`, `idempotency_key`, `clientToken`: what any list of any service hands out, and a caller makes up. */
function isPlace(name: string, value: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_.-]{1,40}/);
  const last = words.at(-1) ?? '';
  if (!/^(?:token|key)s?$/.test(last) || words.length < 2) return false;
  const before = words.at(-2) ?? '';
  if (before === 'client' || before === 'action' || words.slice(-3, -1).join() === 'client,request')
    return UUID.test(value);
  return PLACES.has(before) || before === 'next' || (words[0] === 'next' && last === 'token');
}

/** `arn:aws:secretsmanager:eu-west-1:123456789012:secret:Name-a1B2c3` names where a secret is kept. */
function isPartOfArn(text: string, at: number): boolean {
  return (
    text[at - 1] === ':' &&
    /\barn:[\w-]{2,12}:[\w-]{2,24}:[\w-]{0,24}:\d{0,12}:$/.test(text.slice(Math.max(0, at - 96), at))
  );
}

/** A picture's address in a store of an app: its token stands in every page that shows it. */
function isOfMedia(text: string, at: number, value: string): boolean {
  return UUID.test(value) && /[?&]alt=media&(?:amp;)?$/.test(text.slice(Math.max(0, at - 16), at));
}

function isStrong(name: string, value: string): boolean {
  return value.length >= 20 && !/pass(?:word|wd|phrase)/i.test(name);
}

/** At most 40 characters of a name that end at `at`. */
function nameBefore(text: string, at: number): string {
  let start = at;
  while (start > 0 && at - start < 40 && /[\w.-]/.test(text[start - 1] ?? '')) start -= 1;
  return text.slice(start, at);
}

function assigned(text: string, strong: boolean): Span[] {
  const found: Span[] = [];
  // What looks random holds a digit: prose about tokens is let go before the names are looked for.
  if (!/[\w.~+/=@!#%^&*-]{12}/.test(text) || !/[0-9]/.test(text)) return found;
  for (const match of text.matchAll(ASSIGNED)) {
    const [whole, , quote = '', raw = ''] = match;
    const name = nameBefore(text, match.index) + whole.slice(0, whole.search(/["'\]\s:=,]/));
    const value = raw.replace(/[.,;]{1,180}$/, '');
    if (isPartOfArn(text, match.index) || isOfMedia(text, match.index, value)) continue;
    const start = match.index + whole.length - raw.length;
    if (
      HARMLESS_NAME.test(name) ||
      isPlace(name, value) ||
      OF_A_SIGNED_ADDRESS.test(name) ||
      HARMLESS_VALUE.test(value) ||
      PUBLISHED.test(value) ||
      isPlaceholder(raw)
    )
      continue;
    if (isStrong(name, value) === strong && looksRandom(value, quote !== ''))
      found.push({ start, end: start + value.length });
  }
  return found;
}

/** Hexadecimal in both cases: no generator writes it so. */
export function isMadeUp(value: string): boolean {
  return /^[0-9a-f]{32,}$/i.test(value) && /[a-f]/.test(value) && /[A-F]/.test(value);
}

/**
 * Letters and digits in a mixture that no identifier shows. A hexadecimal or UUID value counts from 32 digits; unquoted
 * values must be denser, since code assigns names to names.
 */
export function looksRandom(value: string, quoted: boolean): boolean {
  const digits = (value.match(/[0-9]/g) ?? []).length;
  const letters = (value.match(/[A-Za-z]/g) ?? []).length;
  if (digits < 2 || letters < 2) return false;
  // A UUID of version 1 is a time and a machine, no secret.
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)) return false;
  if (isMadeUp(value)) return false;
  if (/^[0-9a-f-]{32,}$/i.test(value)) return entropy(value) > 3 && digits >= 6;
  // snake_case, kebab-case, dotted.names and CamelCase with a number at the end
  if (/^[A-Za-z]+(?:[_.-][A-Za-z]+)*[_.-]?\d{0,4}$/.test(value)) return false;
  const switches = (value.match(/[a-z][A-Z0-9]|[A-Z][a-z0-9]|[0-9][A-Za-z]/g) ?? []).length;
  const bits = entropy(value);
  if (value.length < 16) return quoted && bits > 3.2 && switches >= 5;
  return bits > (quoted ? 3.3 : 3.5) && switches >= Math.min(10, value.length / 4);
}
