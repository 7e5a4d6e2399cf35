import { pointerStep } from '../message/json/pointer.ts';
import type { Message, Part } from '../message/message.ts';
import type { Policy } from '../policy/policy.ts';
import type { Finding } from '../rules/rule.ts';

/** The rule about forms that ask for what nobody may be asked for. */
const RULE = 'MCP-001';
/** Findings of one form: more say nothing new. */
const MOST = 16;
/** Characters of a message that are read for what it asks. */
const READ = 65_536;
const INPUT_REQUESTS = '/result/inputRequests';

/** A form of the server's, and where its params stand. */
type Form = {
  readonly at: string;
  readonly params: { readonly message?: unknown; readonly requestedSchema?: unknown };
};

/** Whether a text at this pointer of a server's message may belong to a form. */
export function isOfForm({ side, kind, method }: Message, pointer: string): boolean {
  if (side !== 'server') return false;
  return kind === 'request' ? method === 'elicitation/create' : pointer.startsWith(INPUT_REQUESTS);
}

/**
 * Fields of a form that a person is to type a password, a key or a code into, by the field's name, title or description, and
 * messages that ask for one. The protocol forbids it; who chooses among given answers types nothing.
 */
export function formFindings(message: Message, parts: readonly Part[], policy: Policy): Finding[] {
  if (!parts.some(({ pointer }) => isOfForm(message, pointer))) return [];
  const rule = policy.rules.rules.get(RULE);
  if (rule === undefined) return [];
  const { id, name, severity, category } = rule;
  const found: Finding[] = [];
  const places = new Map(parts.map((part) => [`${part.key} ${part.pointer}`, part]));
  const add = (pointer: string, key: boolean, span: readonly [number, number]) => {
    const part = places.get(`${key} ${pointer}`);
    if (part === undefined || found.length >= MOST) return;
    const { channel } = part;
    found.push({ rule: id, name, severity, category, pointer, channel, key, span, view: 'plain', exact: false });
  };
  for (const { at, params } of formsIn(message)) {
    const fields = typedFields(params.requestedSchema);
    for (const { name: field, title, description } of fields) {
      const pointer = `${at}/requestedSchema/properties/${pointerStep(field)}`;
      if (isSecret(words(field))) add(pointer, true, [0, field.length]);
      else if (title !== undefined && isSecret(title)) add(`${pointer}/title`, false, [0, title.length]);
      else if (description !== undefined && sentences(description).some(isSecret))
        add(`${pointer}/description`, false, [0, description.length]);
    }
    const asked =
      fields.length > 0 && typeof params.message === 'string' ? ASKS.exec(params.message.slice(0, READ)) : null;
    if (asked !== null) add(`${at}/message`, false, [asked.index, asked.index + asked[0].length]);
  }
  return found;
}

function formsIn({ kind, frame }: Message): Form[] {
  const { params, result } = JSON.parse(new TextDecoder().decode(frame)) as { params?: unknown; result?: unknown };
  if (kind === 'request') return isObject(params) ? [{ at: '/params', params }] : [];
  const requests = isObject(result) ? result.inputRequests : undefined;
  if (!isObject(requests)) return [];
  return Object.entries(requests).flatMap(([key, request]) => {
    if (!isObject(request) || request.method !== 'elicitation/create' || !isObject(request.params)) return [];
    return [{ at: `${INPUT_REQUESTS}/${pointerStep(key)}/params`, params: request.params }];
  });
}

type Field = { readonly name: string; readonly title: string | undefined; readonly description: string | undefined };

/** The fields into which a person types text of his own. */
function typedFields(schema: unknown): Field[] {
  const properties = isObject(schema) ? schema.properties : undefined;
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, field]) => {
    const { type, title, description, enum: choices, oneOf, const: only } = isObject(field) ? field : {};
    const typed = type === undefined || [type].flat().some((one) => TYPED.has(one));
    if (!typed || choices !== undefined || oneOf !== undefined || only !== undefined) return [];
    return [{ name, title: textOf(title), description: textOf(description) }];
  });
}

const TYPED: ReadonlySet<unknown> = new Set(['string', 'number', 'integer']);

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const SECRET = [
  'pass ?words?',
  'pass ?(?:phrase|code)s?',
  'pin(?: codes?)?',
  '(?:one time|verification|authenticat\\w{1,5}|two factor|2fa|mfa|sms|login|security|recovery|backup|(?:6|six) digit) (?:codes?|passwords?|keys?)',
  'otp(?: codes?)?',
  '(?:seed|recovery|mnemonic|wallet) (?:phrases?|words?)',
  'mnemonic',
  '(?:private|secret|api|access|ssh|encryption|account) keys?',
  '(?:access|api|auth|authentication|bearer|refresh|session|personal access|id|security|git(?:hub|lab)|npm|slack|bot) tokens?',
  'client secret',
  'secret',
  'credentials?',
  '(?:credit |debit |bank )?card (?:number|no|details)',
  'cv[vc]2?',
  'social security (?:number|no)',
  'ssn',
].join('|');
/** The secret is what the field holds: not the policy of passwords. */
const NAMED = new RegExp(
  `^((?:[\\w.']{1,24} ){0,4})(?:${SECRET})(?: (?:again|here|required|optional|(?:of|for|from|to|in) .{1,80}))?$`,
  'i',
);
/** Before the secret: the name of a key, the scopes for a token; or that it is not wanted. */
const ASIDE =
  /\b(?!(?:values?|contents?|text|digits|characters|copy|in)\b)[\w']+ (?:of|for|to|with|from|about|on|by|at|as|near|beside|under|behind|via|using|against|into|than|when|until) |\b(?:not|never|no|without|cannot|\w+n't) /i;
const ASKS = new RegExp(
  `\\b(?:enter|type|provide|paste|input|supply|confirm|give|share|send|fill in|re-?enter|tell (?:me|us))\\b(?: (?:in|me|us))?,? ?(?:your|the|a|an|his|her|their|this)? ?(?:[\\w.'-]{1,24} ){0,4}?(?:${SECRET.replaceAll(' ', '[ -]')})\\b(?! (?:name|policy|id|length|type|hint|reset|manager|field|label|prefix|expiry|rotation|url))`,
  'i',
);

function isSecret(text: string): boolean {
  const named = text.length <= 200 ? NAMED.exec(words(text)) : null;
  return named !== null && !ASIDE.test(named[1] ?? '');
}

function sentences(text: string): string[] {
  return text.slice(0, READ).split(/[.:;!?\n]\s?/);
}

/** `apiKey`, `api_key` and `API-Key (required):` in words. */
function words(text: string): string {
  return text
    .slice(0, 201)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}.']+/gu, ' ')
    .trim();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
