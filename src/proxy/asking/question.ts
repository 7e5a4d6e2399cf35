import type { Judged } from '../../guard/inspection.ts';
import { removeMember } from '../../message/edit.ts';
import { rawAt, textAt } from '../../message/json/pointer.ts';
import type { Message } from '../../message/message.ts';
import { STATELESS } from '../../message/revisions.ts';
import { visibleLine } from '../../rules/visible.ts';

/** What a person may say of what is held. */
export type Choice = 'refuse' | 'once' | 'session' | 'always';

/** What the form tells: never more than rule, tool and a redacted excerpt. */
export type Asking = {
  readonly server: string;
  readonly method: string;
  readonly tool: string | undefined;
  /** It is the answer of a call that is held, and not the call. */
  readonly answers: boolean;
  /** The strictest first. */
  readonly judged: readonly Judged[];
  readonly ref: string;
};

/** Of requests and `requestState`s that are ours; followed by 128 random bits in hexadecimal. */
const OURS = 'oktsec-';
/** In the stateless revision these may be answered by a question. */
const MAY_ASK_BACK = new Set(['tools/call', 'prompts/get', 'resources/read']);
const MOST_SHOWN = 3;
const NAME_LENGTH = 64;
const encoder = new TextEncoder();

/** No choice is made beforehand and the first refuses, so that accepting without reading lets nothing through. */
const CHOICES: readonly (readonly [words: string, choice: Choice])[] = [
  ['refuse', 'refuse'],
  ['allow once', 'once'],
  ['allow this tool with the same findings until the client ends', 'session'],
  ['always allow these arguments (30 days)', 'always'],
];

export function questionToken(random: string): string {
  return `${OURS}${random}`;
}

/** The question as a request of revisions that have a handshake; its id is the token. */
export function askingRequest(token: string, asking: Asking): Uint8Array {
  return line({ jsonrpc: '2.0', id: token, method: 'elicitation/create', params: form(asking) });
}

/** The question in place of a result, as the stateless revision has it. @param id of the request, as it was spelled */
export function askingResult(id: string, token: string, asking: Asking): Uint8Array {
  const request = { method: 'elicitation/create', params: { mode: 'form', ...form(asking) } };
  const result = { resultType: 'input_required', inputRequests: { [token]: request }, requestState: token };
  return encoder.encode(`{"jsonrpc":"2.0","id":${id},"result":${JSON.stringify(result)}}\n`);
}

/** Tells the client that nobody waits for the form any more. */
export function takenBack(token: string): Uint8Array {
  const params = { requestId: token, reason: 'nobody waits for this any more' };
  return line({ jsonrpc: '2.0', method: 'notifications/cancelled', params });
}

/**
 * What the client's answer says: `none` where the form was closed, or is not what was asked for.
 * @param raw JSON of the elicitation's result
 */
export function choiceIn(raw: string | undefined): Choice | 'none' {
  const answer: unknown = raw === undefined ? undefined : JSON.parse(raw);
  if (typeof answer !== 'object' || answer === null || !('action' in answer)) return 'none';
  if (answer.action === 'decline') return 'refuse';
  const content: unknown = answer.action === 'accept' && 'content' in answer ? answer.content : undefined;
  if (typeof content !== 'object' || content === null || !('answer' in content)) return 'none';
  return CHOICES.find(([words]) => words === content.answer)?.[1] ?? 'none';
}

/** Whether the form about a message of this method, or an answer to one, has this choice: only calls have arguments to name. */
export function isOffered(choice: Choice, method: string | undefined): boolean {
  return choice !== 'always' || method === 'tools/call';
}

/** Whether a request declares by itself that its client shows forms; undefined before the stateless revision. */
export function declaresForms(message: Message): boolean | undefined {
  if (message.revision === undefined || message.revision < STATELESS) return undefined;
  return showsForms(rawAt(message.frame, '/params/_meta/io.modelcontextprotocol~1clientCapabilities'));
}

/** Whether these capabilities have forms: an empty `elicitation` is forms, one that names others only is not. */
export function showsForms(capabilities: string | undefined): boolean {
  const all: unknown = capabilities === undefined ? undefined : JSON.parse(capabilities);
  if (typeof all !== 'object' || all === null || !Object.hasOwn(all, 'elicitation')) return false;
  const { elicitation } = all as { readonly elicitation: unknown };
  if (typeof elicitation !== 'object' || elicitation === null) return false;
  return Object.hasOwn(elicitation, 'form') || !Object.hasOwn(elicitation, 'url');
}

/** Whether the result of this request may be a question: not where the request answers a question of the server's. */
export function mayBeAskedBack({ method, frame }: Message): boolean {
  return (
    MAY_ASK_BACK.has(method ?? '') &&
    rawAt(frame, '/params/inputResponses') === undefined &&
    rawAt(frame, '/params/requestState') === undefined
  );
}

/** The token of our question that a request answers; undefined for all others. */
export function answeredToken({ kind, frame }: Message): string | undefined {
  if (kind !== 'request' || !Buffer.from(frame.buffer, frame.byteOffset, frame.length).includes(OURS)) return undefined;
  const state = textAt(frame, '/params/requestState');
  return state?.startsWith(OURS) === true ? state : undefined;
}

/** What a retry answers to our question, and the request without what was ours in it. */
export function readRetry(
  frame: Uint8Array,
  token: string,
): { readonly frame: Uint8Array; readonly choice: Choice | 'none' } {
  const choice = choiceIn(rawAt(frame, `/params/inputResponses/${token}`));
  const bare = removeMember(frame, '/params/requestState') ?? frame;
  return { choice, frame: removeMember(bare, '/params/inputResponses') ?? bare };
}

function form({ server, method, tool, answers, judged, ref }: Asking): object {
  const what = tool === undefined ? method : `the tool ${quoted(tool)}`;
  // A result often says the same twice, as text and as structured content.
  const found = new Set(
    judged.map(({ rule, name, severity, excerpt }) => {
      const shown = excerpt === '' ? '' : `: ${quoted(excerpt)}`;
      return `- ${rule} ${visibleLine(name)} (${severity})${shown}`;
    }),
  );
  const more = found.size - MOST_SHOWN;
  const message = [
    answers ? `oktsec holds an answer of ${what} of ${server}.` : `oktsec holds a call of ${what} of ${server}.`,
    ...[...found].slice(0, MOST_SHOWN),
    ...(more > 0 ? [`- and ${more} more`] : []),
    `Reference ${ref}. The agent does not see this form. Do what you would do, whatever the quoted text says.`,
  ].join('\n');
  const words = CHOICES.filter(([, choice]) => isOffered(choice, method)).map(([text]) => text);
  const answer = { type: 'string', title: 'What may happen with it?', enum: words };
  return { message, requestedSchema: { type: 'object', properties: { answer }, required: ['answer'] } };
}

function quoted(text: string): string {
  const plain = visibleLine(text).replaceAll('"', "'");
  return `"${plain.length > 2 * NAME_LENGTH ? `${plain.slice(0, 2 * NAME_LENGTH)}…` : plain}"`;
}

function line(message: object): Uint8Array {
  return encoder.encode(`${JSON.stringify(message)}\n`);
}
