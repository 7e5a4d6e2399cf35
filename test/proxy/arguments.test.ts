import { expect, test } from 'vitest';
import { parseProxyArguments } from '../../src/proxy/arguments.ts';

const server = ['npx', '-y', 'files', '--', '--agent', 'evil'];

test("what stands after -- is the server's, element by element", () => {
  expect(parseProxyArguments(['--agent', 'cursor.files', '--mode=enforce', '--', ...server])).toMatchObject({
    agent: 'cursor.files',
    client: 'cursor',
    mode: 'enforce',
    command: 'npx',
    args: server.slice(1),
  });
});

test('a launcher that swallowed the -- changes nothing', () => {
  const own = ['--agent', 'x', '--home', '/h', '--quiet'];
  expect(parseProxyArguments([...own, ...server])).toEqual(parseProxyArguments([...own, '--', ...server]));
});

test.each([
  [[], 'no server command'],
  [['--'], 'no server command'],
  [['--agent'], '--agent needs a value'],
  [['--agent', '--', 'x'], '--agent needs a value'],
  [['--agents', 'a', '--', 'x'], 'does not know "--agents"'],
  [['--mode', 'loud', '--', 'x'], 'observe or enforce, not "loud"'],
  [['--agent', 'a b', '--', 'x'], 'no agent name'],
  [['--agent', '../../x', '--', 'x'], 'no agent name'],
])('%j is refused by name', (argv, message) => {
  expect(() => parseProxyArguments(argv)).toThrow(message);
});
