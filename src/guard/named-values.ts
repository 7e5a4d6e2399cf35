import type { Message, Part } from '../message/message.ts';
import { VENDORS } from '../rules/detectors/secrets/vendors.ts';
import { SECRET } from '../rules/redact.ts';
import type { Finding } from '../rules/rule.ts';

/** A member of an object as one text, as JSON would write it: `"card":{"number":"4539…"`. */
export type NamedValue = {
  /** The text, at the place of the value. */
  readonly text: Part;
  /** Where the value begins in it, in UTF-16 units. */
  readonly at: number;
  /** The value by itself. */
  readonly value: Part;
};

/** UTF-16 units of a value that its name may make a secret. */
const SHORTEST = 8;
const LONGEST = 256;
const DIGIT = /\d/;
/** What the name of an object may speak for: `card: { number }`, `heroku: { key }`. */
const BARE = /^(?=\D{0,64}\d)(?:[\d -]+|[\w.~+=-]+)$/;

/** Names that make a secret or a personal number of what stands beside them. */
const SPEAKING = new RegExp(
  [
    'secret|token|pass|pwd|key|auth|credential|cookie|card|credit|debit|social|tax|insur|national|identi|health|patient|licen[cs]e',
    'ssn|nino|aadha|pesel|nric|idnr|steuer|personn|hetu|mynumber|pan|cvv',
    '(?:^|[^a-z])(?:cc|cvc2?|sin|itin|ni|nhs|dni|nie|nif|cpf|cnpj|nir|tin|bsn|niss|pnr|fnr|rut|cui[tl]|tfn|tckn|pps|cnp|egn|oib)(?:$|[^a-z])',
    ...VENDORS,
  ].join('|'),
  'i',
);
/** Names of a session come again and again; at most so many are remembered. */
const MOST = 512;
const speaking = new Map<string, boolean>();

/**
 * Values that a name may speak for, each beside its name: in the members of an object name and value are two texts, and neither alone is
 * a secret. Definitions are left out, for they show what a value may look like.
 */
export function namedValues(message: Message, parts: readonly Part[]): NamedValue[] {
  const found: NamedValue[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const key = parts[index]!;
    if (!key.key || key.channel === 'tool_description') continue;
    const value = valueBeside(message, key, parts[index + 1]);
    if (value === undefined || value.text.length < SHORTEST || value.text.length > LONGEST) continue;
    const named = speaks(key.text);
    if (!(named ? DIGIT : BARE).test(value.text)) continue;
    const above = nameAbove(key.pointer);
    if (!named && (above === undefined || !speaks(above))) continue;
    const quote = value.key ? '' : '"';
    const before = `${above === undefined ? '' : `"${above}":{`}"${key.text}":${quote}`;
    const bare = value.key ? { ...value, key: false } : value;
    found.push({ text: { ...bare, text: before + value.text + quote }, at: before.length, value: bare });
  }
  return found;
}

/** What was found in values beside their names, at its place in the value; what was found in a value alone is not found again. */
export function findingsInValues(
  named: readonly NamedValue[],
  found: readonly Finding[],
  own: readonly Finding[],
): Finding[] {
  const places = new Map(named.map((one) => [one.value.pointer, one]));
  const known = new Set(own.map(({ rule, pointer }) => `${rule} ${pointer}`));
  return found.flatMap((finding) => {
    const place = places.get(finding.pointer);
    if (place === undefined || !SECRET.has(finding.category)) return [];
    if (known.has(`${finding.rule} ${finding.pointer}`)) return [];
    const within = (at: number) => Math.min(Math.max(at - place.at, 0), place.value.text.length);
    const [start, end] = [within(finding.span[0]), within(finding.span[1])];
    return start < end ? [{ ...finding, span: [start, end] }] : [];
  });
}

/** The text beside a key, or its number under the key's own place: numbers of a call are read in the call as a whole. */
function valueBeside({ args }: Message, key: Part, next: Part | undefined): Part | undefined {
  if (key.number !== undefined) return args === undefined ? { ...key, text: key.number } : undefined;
  return next !== undefined && !next.key && next.pointer === key.pointer && next.decoded !== true ? next : undefined;
}

function speaks(name: string): boolean {
  const known = speaking.get(name);
  if (known !== undefined) return known;
  const does = name.length <= LONGEST && SPEAKING.test(name);
  if (speaking.size >= MOST) speaking.clear();
  speaking.set(name, does);
  return does;
}

/** The name of what the member stands in, through lists. */
function nameAbove(pointer: string): string | undefined {
  for (let end = pointer.lastIndexOf('/'); end > 0; ) {
    const start = pointer.lastIndexOf('/', end - 1);
    const step = pointer.slice(start + 1, end);
    if (!NUMBER.test(step)) return step.includes('~') ? step.replaceAll('~1', '/').replaceAll('~0', '~') : step;
    end = start;
  }
  return undefined;
}

const NUMBER = /^\d+$/;
