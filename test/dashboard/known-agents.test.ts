import { expect, test } from 'vitest';
import { knownAgents } from '../../src/dashboard/pages/agents/known.ts';

const severities = { info: 0, low: 0, medium: 0, high: 0, critical: 0 };

/** What is known where the log alone has these names. */
function known(names: readonly string[]) {
  const policy = { agents: new Map(), mode: 'observe', defaultPolicy: 'deny' };
  const agents = names.map((name) => ({ name, rows: 1, severities }));
  type Given = Parameters<typeof knownAgents>;
  return knownAgents({ policy, ring: { keys: new Map() } } as never as Given[0], { agents, tools: [] } as never);
}

test('who is named before a dot is a client, what is named behind it a server, anybody else an agent', () => {
  const kinds = known(['cursor', 'cursor.files', 'cursor.files.more', 'writer', 'lone.name', 'cursors']);
  expect(kinds.map(({ name, kind }) => [name, kind])).toEqual([
    ['cursor', 'client'],
    ['cursor.files', 'server'],
    ['cursor.files.more', 'server'],
    ['cursors', 'agent'],
    ['lone.name', 'agent'],
    ['writer', 'agent'],
  ]);
});
