import { expect, test } from 'vitest';
import { FILES, Machine, POSTGRES } from './machine.ts';

test('an entry that was copied with the oktsec before it is told, and wrap gives it a name of its own', async () => {
  const world = new Machine();
  const file = world.cursor({ fs: FILES });
  await world.run(['wrap', 'cursor', '--no-proof']);
  const { mcpServers } = JSON.parse(world.read(file)) as { mcpServers: Record<string, { args: string[] }> };
  const fs = mcpServers.fs!;
  const copy = { ...fs, args: [...fs.args.slice(0, fs.args.indexOf('--') + 1), POSTGRES.command, ...POSTGRES.args!] };
  world.cursor({ copy: copy as never, fs: fs as never });
  const told = await world.run(['doctor']);
  expect(told.out).toContain('fs goes by the name of copy, cursor.fs: what is allowed for one is for both');
  expect((await world.run(['wrap', 'cursor', '--no-proof'])).code).toBe(0);
  const after = world.read(file);
  expect(JSON.parse(after).mcpServers.fs).toEqual(fs);
  expect(JSON.parse(after).mcpServers.copy.args).toContain('cursor.copy');
  expect((await world.run(['doctor'])).out).not.toContain('goes by the name');
  await world.run(['wrap', 'cursor', '--no-proof']);
  expect(world.read(file)).toBe(after);
});

test('an entry that was renamed keeps its name behind oktsec', async () => {
  const world = new Machine();
  const file = world.cursor({ fs: FILES });
  await world.run(['wrap', 'cursor', '--no-proof']);
  world.cursor({ files: JSON.parse(world.read(file)).mcpServers.fs });
  const before = world.read(file);
  await world.run(['wrap', 'cursor', '--no-proof']);
  expect(world.read(file)).toBe(before);
});
