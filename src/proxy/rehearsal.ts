import type { Side } from '../message/message.ts';
import { launchJson } from '../pins/launch.ts';
import type { Answer, Effect } from './session/effects.ts';
import type { SessionOptions } from './session/options.ts';
import { Session } from './session/session.ts';

const TOOLS = [
  {
    name: 'read_page',
    title: 'Read a page',
    description: 'Reads one page of the handbook and returns its text.',
    inputSchema: { type: 'object', properties: { page: { type: 'number', description: 'Which page, from 1' } } },
    annotations: { readOnlyHint: true },
  },
  {
    name: 'list_pages',
    description: 'Lists the titles of all pages.',
    inputSchema: { type: 'object', properties: {} },
  },
];
const SAID: readonly (readonly [Side, object])[] = [
  [
    'client',
    asked(1, 'initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: named('a client') }),
  ],
  [
    'server',
    answered(1, { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: named('a server') }),
  ],
  ['client', { jsonrpc: '2.0', method: 'notifications/initialized' }],
  ['client', asked(2, 'tools/list', {})],
  ['server', answered(2, { tools: TOOLS })],
  ['client', asked(3, 'tools/call', { name: 'read_page', arguments: { page: 3, part: 'the first half' } })],
  ['server', answered(3, { content: [{ type: 'text', text: 'The office opens at nine and closes at five.' }] })],
  ['client', asked(4, 'tools/call', { name: 'list_pages', arguments: {} })],
  ['server', answered(4, { content: [{ type: 'text', text: 'Hours; Holidays; Travel' }], isError: false })],
];

/**
 * A made-up conversation, a frame a step, that a session of its own reads: the first real one then finds the way through the
 * protocol warm. What it decides goes nowhere, and it learns nothing of this home.
 * @param gone the frames are read as in observe
 */
export function* rehearse(options: SessionOptions, gone: boolean): Generator<undefined, void> {
  const world = { ...options.world, ref: () => 'REHEARSAL', random: () => '0', realPath: () => undefined };
  const flows = { salt: () => undefined, canaries: () => [], digest: () => '', news: () => false };
  const launch = launchJson({ command: 'server', args: [] }, () => '0'.repeat(64));
  const own = { launchJson: () => launch, pinsChanged: () => 0, approvals: () => false };
  const session = new Session({ ...options, ...own, world, flows });
  for (const [side, frame] of SAID) {
    const effects = session.receive(side, Buffer.from(`${JSON.stringify(frame)}\n`), gone);
    for (const effect of effects) if ('side' in effect) effects.push(...session.answer(effect.side, answerTo(effect)));
    yield;
  }
}

function answerTo(effect: Effect): Answer {
  switch (effect.do) {
    case 'pins':
      return { pins: [], lost: false };
    case 'commit':
      return 'unavailable';
    case 'work':
      for (;;) {
        const step = effect.steps.next();
        if (step.done) return step.value;
      }
    default:
      return undefined;
  }
}

function asked(id: number, method: string, params: object): object {
  return { jsonrpc: '2.0', id, method, params };
}

function answered(id: number, result: object): object {
  return { jsonrpc: '2.0', id, result };
}

function named(name: string): object {
  return { name, version: '1.0.0' };
}
