// What of honest calls, results and letters is held behind others that is not held alone.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFrame } from '../src/message/jsonrpc.ts';
import { parseLetter } from '../src/message/letter.ts';
import { LIMITS } from '../src/message/limits.ts';
import type { Message } from '../src/message/message.ts';
import type { Policy } from '../src/policy/policy.ts';
import { verdictOf } from '../src/policy/scan-verdict.ts';
import { Conversation } from '../src/texts/conversation.ts';
import { isHeld, type Labelled } from '../src/texts/labelled.ts';
import { shuffled } from '../test/fixtures/shuffled.ts';

const SEEDS = [1, 2];
/** Of the packages' texts every so many is taken. */
const SPARSE = 8;

/** Of one kind of message in one order: how many were read, how many of them were held, by which rules. */
export type Turn = {
  readonly kind: string;
  readonly order: string;
  readonly of: number;
  readonly held: number;
  readonly rules: readonly string[];
};

/**
 * Reads honest messages as one session each of one agent: in the order they stand in, and in others. What is held alone is left out.
 * @param honest texts labelled so, of any channel
 * @param texts of installed packages
 */
export function inTurn(honest: readonly Labelled[], texts: readonly string[], policy: Policy): Turn[] {
  const of = (channel: string): Labelled[] => honest.filter((row) => row.channel === channel);
  const every = (from: number): string[] => texts.filter((_, at) => at % SPARSE === from);
  const work = ordinaryWork();
  return [
    ...turns(policy, 'calls, ours', [
      ...work.calls.map(({ tool, arguments: args }) => callOf(tool, args)),
      ...of('tool_args').map(({ text }) => callOf('run', argumentsIn(text))),
    ]),
    ...turns(
      policy,
      'results, ours',
      [...work.results.map(({ text }) => text), ...of('tool_result').map(({ text }) => text)].map(resultOf),
    ),
    ...turns(
      policy,
      'letters, ours',
      [
        ...work.calls.flatMap(({ arguments: { command } }) => (typeof command === 'string' ? [command] : [])),
        ...of('agent_message').map(({ text }) => text),
      ].flatMap(letterOf),
    ),
    ...turns(policy, 'results, packages', every(0).map(resultOf)),
    ...turns(
      policy,
      'calls that write files, packages',
      every(1).map((text, at) => callOf('write_file', { path: `src/part${at}.ts`, content: text })),
    ),
    ...turns(policy, 'letters, packages', every(2).flatMap(letterOf)),
  ];
}

function turns(policy: Policy, kind: string, messages: readonly Message[]): Turn[] {
  const honest = messages.filter((message) => read(policy, [message]).length === 0);
  const orders: [string, readonly Message[]][] = [
    ['as they stand', honest],
    ...SEEDS.map((seed): [string, Message[]] => [`shuffled, ${seed}`, shuffled(honest, seed)]),
  ];
  return orders.map(([order, list]) => {
    const held = read(policy, list);
    return { kind, order, of: list.length, held: held.length, rules: held.flat() };
  });
}

/** The rules of each message that is held, read one after the other. */
function read(policy: Policy, messages: readonly Message[]): (readonly string[])[] {
  const conversation = new Conversation(policy);
  return messages.flatMap((message) => {
    const { decision, rules } = conversation.judge(message, 0);
    return isHeld(verdictOf(decision)) ? [rules] : [];
  });
}

type Work = { readonly tool: string; readonly arguments: Record<string, unknown> };

function ordinaryWork(): { readonly calls: readonly Work[]; readonly results: readonly { readonly text: string }[] } {
  const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'test/fixtures/ordinary-work');
  const rows = <Row>(name: string): Row[] =>
    readFileSync(join(folder, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
  return { calls: rows('calls.jsonl'), results: rows('results.jsonl') };
}

function argumentsIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { command: text };
  }
}

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const callOf = (name: string, args: unknown): Message =>
  readFrame(bytes({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }), 'client', {
    asked: () => undefined,
    batches: false,
    limits: LIMITS,
  });

const resultOf = (text: string): Message =>
  readFrame(bytes({ jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text }] } }), 'server', {
    asked: () => ({ method: 'tools/call', tool: 'read_file' }),
    batches: false,
    limits: LIMITS,
  });

/** None where a text cannot be sent as a letter. */
function letterOf(content: string): Message[] {
  const parsed = parseLetter(bytes({ from: 'a', to: 'b', content }));
  return 'message' in parsed ? [parsed.message] : [];
}
