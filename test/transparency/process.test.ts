import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { call, fixture, initialize, initialized, Relay, Scene, WAYS, type Way, within } from './relay.ts';

const legacy = fixture('legacy.cjs');
const behaves = (...words: readonly string[]) => fixture('behaves.cjs', ...words);

describe.each(WAYS)('a server behind %s', (way: Way) => {
  test("its stderr is the client's to read, its stdout the protocol's alone", async () => {
    using scene = new Scene();
    using relay = new Relay(scene.command(way, legacy));
    relay.send(initialize());
    relay.send(call(1, 'says', { line: 'listening – ünï 🦀' }));
    await relay.take(2);
    await relay.close();
    expect(relay.errors).toContain('listening – ünï 🦀\n');
    expect(relay.messages).toHaveLength(2);
  });

  test('2 MB on stderr arrive whole', async () => {
    using scene = new Scene();
    using relay = new Relay(scene.command(way, behaves('floods-stderr', String(2 << 20))));
    relay.send(initialized);
    await relay.ended;
    expect(relay.errors.split('\n').filter((line) => line.startsWith('a line of a log'))).toHaveLength(
      Math.ceil((2 << 20) / (137 * Math.ceil(65_536 / 137))) * Math.ceil(65_536 / 137),
    );
  });

  test.each([0, 1, 3, 77, 255])('its exit code %i is ours', async (code) => {
    using scene = new Scene();
    using relay = new Relay(scene.command(way, behaves('exit', String(code))));
    relay.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    expect(await relay.ended).toEqual({ code, signal: null });
  });

  test.each(['SIGTERM', 'SIGKILL', 'SIGHUP'] as const)('its death by %s is ours', async (signal) => {
    using scene = new Scene();
    using relay = new Relay(scene.command(way, behaves('dies', signal)));
    relay.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    expect(await relay.ended).toEqual({ code: null, signal });
  });

  test("lines of its log on stdout, in words or in JSON, are the client's in observe and on stderr in enforce", async () => {
    using scene = new Scene();
    using relay = new Relay(scene.command(way, behaves('logs-to-stdout')));
    relay.send(initialize());
    await relay.take(way === 'enforce' ? 1 : 4);
    await relay.close();
    const log = ['starting up', '{"level":30,"msg":"ready","pid":7}', '"ready"'];
    expect(relay.lines.slice(0, -1)).toEqual(way === 'enforce' ? [] : log);
    expect(JSON.parse(relay.lines.at(-1) ?? '')).toMatchObject({ id: 0, result: { serverInfo: { name: 's' } } });
    if (way === 'enforce') expect(relay.errors.split('\n')).toEqual(expect.arrayContaining(log));
  });

  test('what it says last arrives before its end', async () => {
    using scene = new Scene();
    using relay = new Relay(scene.command(way, behaves('drains', '300')));
    relay.send(initialized);
    relay.end();
    expect(await relay.ended).toEqual({ code: 0, signal: null });
    expect(relay.lines).toHaveLength(300);
  });

  test('its arguments, folder and environment are what the client gave', async () => {
    using scene = new Scene();
    const place = join(scene.folder, 'a place');
    mkdirSync(place);
    const program =
      'process.stdout.write(JSON.stringify({jsonrpc:"2.0",method:"n/x",params:{args:process.argv.slice(1),cwd:process.cwd(),env:process.env.GARDEN_COLOUR}})+"\\n")';
    const words = ['--config', '--', 'two words', '$(x)', "'", '"', '', 'ünï'];
    using relay = new Relay(scene.command(way, [process.execPath, '-e', program, '--', ...words]), {
      cwd: place,
      env: { ...process.env, GARDEN_COLOUR: 'green; blue' },
    });
    await relay.take(1);
    expect(relay.messages[0]?.params).toEqual({ args: words, cwd: place, env: 'green; blue' });
  });

  test('a client that reads slowly loses nothing', async () => {
    using scene = new Scene();
    using relay = new Relay(scene.command(way, behaves('floods', String(8 << 20))));
    relay.child.stdout?.pause();
    relay.send(initialized);
    await new Promise((done) => setTimeout(done, 700));
    relay.child.stdout?.resume();
    expect(await relay.ended).toEqual({ code: 0, signal: null });
    expect(relay.received.length).toBeGreaterThanOrEqual(8 << 20);
    expect(new Set(relay.lines).size).toBe(1);
  });

  test('a server that reads slowly loses nothing', async () => {
    using scene = new Scene();
    const program =
      'setTimeout(() => { let n = 0; process.stdin.on("data", (d) => { n += d.length; }).on("end", () => process.stdout.write(JSON.stringify({jsonrpc:"2.0",method:"n/x",params:{n}})+"\\n")); }, 700)';
    using relay = new Relay(scene.command(way, [process.execPath, '-e', program]));
    const frame = `${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/x', params: { a: 'word '.repeat(400) } })}\n`;
    for (let n = 0; n < 4000; n += 1) relay.write(frame);
    relay.end();
    await relay.ended;
    expect(relay.messages.at(-1)?.params).toEqual({ n: 4000 * frame.length });
  });

  test('several sessions at once do not mix', async () => {
    using scene = new Scene();
    const relays = Array.from({ length: 4 }, () => new Relay(scene.command(way, legacy)));
    try {
      for (const [n, relay] of relays.entries()) {
        relay.send(initialize());
        for (let id = 1; id <= 20; id += 1) relay.send(call(id, 'echo', { text: `session ${n} call ${id}` }));
      }
      for (const [n, relay] of relays.entries()) {
        const lines = await relay.take(21);
        expect(lines.slice(1).every((line) => line.includes(`session ${n} call`))).toBe(true);
        expect(await relay.close()).toEqual({ code: 0, signal: null });
      }
    } finally {
      for (const relay of relays) relay[Symbol.dispose]();
    }
  });

  test('a signal to the relay reaches it', async () => {
    using scene = new Scene();
    using relay = new Relay(scene.command(way, behaves('ends-on-signal')));
    await relay.take(1);
    relay.child.kill('SIGTERM');
    expect(await relay.ended).toEqual({ code: 55, signal: null });
    expect(await within(2000, () => relay.child.exitCode !== null)).toBe(true);
  });
});
