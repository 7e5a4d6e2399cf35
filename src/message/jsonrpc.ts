import {
  answerFault,
  answerKind,
  argumentsOf,
  isNone,
  readEnvelope,
  requestFault,
  revisionOf,
  toolOf,
} from './envelope.ts';
import { idOf, isIdToken } from './frame-id.ts';
import { tokenize } from './json/json.ts';
import { hasVariant, type Level } from './json/keys.ts';
import { ENVELOPE, FORM_ENVELOPE } from './json/levels.ts';
import { ARRAY, kindOf, OBJECT, rawOf, STRING, Tape, wordAt } from './json/tape.ts';
import type { Limits } from './limits.ts';
import type { Asked, Channel, Fault, Message, Part, Side } from './message.ts';
import { DESCRIBING } from './offers.ts';
import { collectParts } from './parts.ts';

export type FrameContext = {
  /** The request in flight that a response from this side answers; `id` as spelled (raw token, `1`, `"1"`). */
  asked(id: string): Asked | undefined;
  /** Arrays are batches in this session: revision 2025-03-26, or none seen. */
  readonly batches: boolean;
  readonly limits: Limits;
  /** Scratch to be used again for each frame; messages stay good after their tape was overwritten. */
  readonly tape?: Tape | undefined;
};

/** Every frame (terminator and one CR before it taken off) becomes a Message. Never throws. */
export function readFrame(frame: Uint8Array, side: Side, context: FrameContext): Message {
  const read = tokenize(frame, context.limits, context.tape);
  if (!(read instanceof Tape)) return unscannable(frame, side, read.fault, idOf(frame));
  switch (kindOf(read, 0)) {
    case OBJECT:
      return readObject(read, side, context);
    case ARRAY:
      return readBatch(read, side, context);
    default:
      return unscannable(frame, side, side === 'client' ? 'invalid_request' : 'no_message', undefined);
  }
}

function unscannable(frame: Uint8Array, side: Side, fault: Fault, id: string | undefined): Message {
  return { kind: 'unscannable', side, frame, fault, id, parts: () => [] };
}

function readObject(tape: Tape, side: Side, context: FrameContext): Message {
  const found = readEnvelope(tape);
  const id = found.id >= 0 && isIdToken(tape, found.id) ? rawOf(tape, found.id) : undefined;
  const isAnswer = found.method < 0;
  const asked = isAnswer && id !== undefined ? context.asked(id) : undefined;
  const method = found.method >= 0 && kindOf(tape, found.method) === STRING ? wordAt(tape, found.method) : undefined;
  const place = asked?.method === 'elicitation/create' ? FORM_ENVELOPE : ENVELOPE;
  const tool = method === 'tools/call' ? toolOf(tape, found) : asked?.tool;

  const fault = hasVariant(tape, 0, place)
    ? 'key_case_variant'
    : side === 'server' && isNone(found)
      ? 'no_message'
      : isAnswer
        ? answerFault(tape, found, id, side, asked)
        : requestFault(tape, found, id, method, tool);
  const kind =
    fault !== undefined ? 'unscannable' : isAnswer ? answerKind(found) : found.id < 0 ? 'notification' : 'request';
  return {
    kind,
    side,
    frame: tape.frame,
    id: id ?? (fault === undefined && found.id >= 0 ? 'null' : undefined),
    method: method ?? asked?.method,
    tool,
    revision: fault === undefined ? revisionOf(tape, found, method ?? asked?.method) : undefined,
    fault,
    parts: partsOf(
      tape,
      place,
      channelOf(side, isAnswer && found.error < 0 ? asked?.method : undefined),
      context.limits,
    ),
    args: method === 'tools/call' && fault === undefined ? argumentsOf(tape, found) : undefined,
  };
}

function channelOf(side: Side, answered: string | undefined): Channel {
  if (side === 'client') return 'tool_args';
  if (answered === undefined) return 'tool_result';
  return DESCRIBING.has(answered) ? 'tool_description' : answered === 'prompts/get' ? 'prompt' : 'tool_result';
}

/** Decodes when asked for the first time; reads the frame again when the tape has gone on to another one. */
function partsOf(tape: Tape, place: Level, channel: Channel, limits: Limits): () => readonly Part[] {
  const { frame, generation } = tape;
  let parts: Part[] | undefined;
  return () => {
    if (parts === undefined) {
      parts = [];
      const own = tape.generation === generation ? tape : tokenize(frame, limits);
      if (own instanceof Tape) collectParts(own, 0, place, channel, parts);
    }
    return parts;
  };
}

function readBatch(tape: Tape, side: Side, context: FrameContext): Message {
  const { frame } = tape;
  const { maxBatch } = context.limits;
  const slices: { readonly start: number; readonly end: number }[] = [];
  let count = 0;
  for (let item = 1; item < tape.count; item = tape.nexts[item]!, count += 1) {
    if (count <= maxBatch) slices.push({ start: tape.starts[item]!, end: tape.ends[item]! });
  }
  if (count === 0 || count > maxBatch) return unscannable(frame, side, 'batch_refused', undefined);
  // A batch inside a batch is none.
  const alone = { ...context, batches: false, tape: undefined };
  const members = slices.map(({ start, end }) => readFrame(frame.subarray(start, end), side, alone));
  const good = context.batches && members.every((one) => one.fault === undefined);
  return {
    kind: good ? 'batch' : 'unscannable',
    side,
    frame,
    fault: good ? undefined : 'batch_refused',
    members,
    parts: () =>
      members.flatMap((one, n) =>
        one.parts().map((part) => ({
          ...part,
          pointer: `/${n}${part.pointer}`,
          start: part.start + slices[n]!.start,
          end: part.end + slices[n]!.start,
        })),
      ),
  };
}
