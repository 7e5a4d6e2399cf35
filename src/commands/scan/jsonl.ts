import type { Config } from '../../config/config.ts';
import type { Inspection } from '../../guard/guard.ts';
import type { Io } from '../../io.ts';
import { type Cut, Framer, isBlank } from '../../message/framer.ts';
import { readFrame } from '../../message/jsonrpc.ts';
import { LIMITS } from '../../message/limits.ts';
import { CHANNELS, type Channel, type Side } from '../../message/message.ts';
import { textMessage } from '../../message/text-message.ts';
import { isBase64 } from '../../message/words/base64.ts';
import type { Policy } from '../../policy/policy.ts';
import { type ScanVerdict, strictestVerdict, verdictOf } from '../../policy/scan-verdict.ts';
import { Conversation } from '../../texts/conversation.ts';
import { objectIn } from '../../texts/object-in.ts';

/** What one line is answered with; `id` is the line's own, of whatever type it was. */
export type Answer =
  | { readonly id: unknown; readonly verdict: ScanVerdict; readonly rules: readonly string[]; readonly micros: number }
  | { readonly id: unknown; readonly error: string };

type Setting = { readonly policy: Policy; readonly limits: Config['limits']; readonly io: Pick<Io, 'now' | 'micros'> };

type Input =
  | { readonly kind: 'text'; readonly channel: Channel; readonly text: string }
  | { readonly kind: 'wire'; readonly from: Side; readonly chunks: readonly Uint8Array[] }
  | { readonly kind: 'messages'; readonly messages: readonly string[] };

/**
 * Answers one line: `{id, channel, text}`, `{id, from, chunks_b64}` (bytes as they come on the wire) or
 * `{id, messages}` (of one sender, in order). Of several the strictest verdict counts. Never throws on bad input.
 */
export function answerLine(line: string, setting: Setting): Answer {
  const value = objectIn(line);
  if (value === undefined) return { id: null, error: 'the line is no JSON object' };
  const id = value.get('id') ?? null;
  if (!isWritable(id)) return { id: null, error: 'its id is nested too deep' };
  const input = inputOf(value);
  if (typeof input === 'string') return { id, error: input };
  const started = setting.io.micros();
  const conversation = new Conversation(setting.policy);
  const { verdicts, rules } = judge(input, conversation, setting);
  return { id, verdict: strictestVerdict(verdicts), rules: [...rules], micros: setting.io.micros() - started };
}

type Judgement = { readonly verdicts: ScanVerdict[]; readonly rules: Set<string> };

function judge(input: Input, conversation: Conversation, setting: Setting): Judgement {
  const judgement: Judgement = { verdicts: [], rules: new Set() };
  const now = setting.io.now();
  if (input.kind === 'text') add(judgement, conversation.judge(textMessage(input.text, input.channel), now));
  else if (input.kind === 'messages') {
    for (const text of input.messages) add(judgement, conversation.judge(textMessage(text, 'agent_message'), now));
  } else {
    const framer = new Framer(setting.limits.maxFrameBytes);
    for (const chunk of input.chunks) judgeCuts(framer.push(chunk), input.from, conversation, setting, judgement);
    judgeCuts(framer.end(), input.from, conversation, setting, judgement);
  }
  return judgement;
}

function judgeCuts(cuts: readonly Cut[], side: Side, to: Conversation, setting: Setting, judgement: Judgement): void {
  for (const cut of cuts) {
    if (cut.kind === 'end') judgement.verdicts.push(verdictOf('unscannable'));
    if (cut.kind !== 'frame' || isBlank(cut.bytes)) continue;
    const limits = { ...LIMITS, maxDepth: setting.limits.maxDepth };
    const message = readFrame(cut.bytes, side, { asked: () => undefined, batches: true, limits });
    add(judgement, to.judge(message, setting.io.now()));
  }
}

function add({ verdicts, rules }: Judgement, inspection: Inspection): void {
  verdicts.push(verdictOf(inspection.decision));
  for (const rule of inspection.rules) rules.add(rule);
}

/** `JSON.parse` reads what is nested deeper than `JSON.stringify` can write. */
function isWritable(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

/** The line's content, or what is wrong with it. */
function inputOf(value: ReadonlyMap<string, unknown>): Input | string {
  const [text, chunks, messages] = [value.get('text'), value.get('chunks_b64'), value.get('messages')];
  if (typeof text === 'string') {
    const channel = CHANNELS.find((known) => known === value.get('channel'));
    return channel === undefined
      ? `unknown channel ${JSON.stringify(value.get('channel'))}`
      : { kind: 'text', channel, text };
  }
  if (isTexts(chunks)) {
    const from = value.get('from');
    if (from !== 'client' && from !== 'server') return 'from is neither "client" nor "server"';
    // Node skips what is none: of such a chunk less would be read than was meant.
    if (!chunks.every(isBase64)) return 'a chunk is no base64';
    return { kind: 'wire', from, chunks: chunks.map((chunk) => Buffer.from(chunk, 'base64')) };
  }
  return isTexts(messages) ? { kind: 'messages', messages } : 'neither text, chunks_b64 nor messages';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
