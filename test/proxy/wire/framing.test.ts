import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AuditRow } from '../../../src/store/store.ts';
import {
  call,
  fixture,
  initialize,
  type Message,
  peakMegabytes,
  Relay,
  request,
  Scene,
  type Way,
  within,
} from '../../transparency/relay.ts';

const LONG = process.env.OKTSEC_LONG === '1';
const MIB = 1 << 20;
const LAST = '{"jsonrpc":"2.0","method":"notifications/last"}\n';

type Heard = { readonly toServer: string; readonly answers: readonly Message[]; readonly rows: readonly AuditRow[] };

/** Sends bytes, then one good notification, and tells what the server got before it and what the client was answered. */
async function heard(bytes: string | Uint8Array | readonly Uint8Array[], way: Way = 'enforce'): Promise<Heard> {
  using scene = new Scene();
  const received = join(scene.folder, 'received');
  const said = scene.file('said', '');
  using relay = new Relay(scene.command(way, fixture('recorder.cjs', received, said)));
  const pieces = typeof bytes === 'string' || bytes instanceof Uint8Array ? [bytes] : bytes;
  for (const piece of pieces) {
    relay.write(piece);
    if (pieces.length > 1) await new Promise((done) => setTimeout(done, 1));
  }
  relay.write(LAST);
  const arrived = () => existsSync(received) && readFileSync(received).toString('latin1').endsWith(LAST);
  expect(await within(40_000, arrived)).toBe(true);
  await relay.close();
  const toServer = readFileSync(received).toString();
  return { toServer: toServer.slice(0, -LAST.length), answers: relay.messages, rows: scene.rows().slice(1) };
}

const frame = (text: string) => `${JSON.stringify(call(7, 'echo', { text }))}\n`;
const plain = frame('hello');

describe('what is a frame goes through as it came', () => {
  test('case 1: one frame in writes of one byte is forwarded once, byte for byte', async () => {
    const { toServer, answers, rows } = await heard([...Buffer.from(plain)].map((byte) => Buffer.of(byte)));
    expect(toServer).toBe(plain);
    expect(answers).toEqual([]);
    expect(rows.filter((row) => row.method === 'tools/call')).toHaveLength(1);
  });

  test('case 2: a thousand frames in one write are a thousand, in order', async () => {
    const frames = Array.from(
      { length: 1000 },
      (_, n) => `{"jsonrpc":"2.0","method":"notifications/n","params":{"n":${n}}}\n`,
    );
    expect((await heard(frames.join(''))).toServer).toBe(frames.join(''));
  });

  test('case 3: a cut inside 😀 changes nothing', async () => {
    const bytes = Buffer.from(frame('a 😀 b'));
    const at = bytes.indexOf(Buffer.from('😀'));
    for (const cut of [at + 1, at + 2, at + 3]) {
      const { toServer } = await heard([bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect(toServer).toBe(bytes.toString());
    }
  });

  test('case 4: a last frame without a line end is taken when the input is over', async () => {
    using scene = new Scene();
    using relay = new Relay(scene.command('enforce', fixture('legacy.cjs')));
    relay.write(JSON.stringify(call(7, 'echo', { text: 'last word' })));
    relay.end();
    await relay.ended;
    expect(relay.messages.map((message) => message.id)).toEqual([7]);
    expect(relay.lines[0]).toContain('last word');
  });

  test('case 5: a line may end in CR LF', async () => {
    const { toServer, answers } = await heard(plain.replace('\n', '\r\n'));
    expect(toServer.trimEnd()).toBe(plain.trimEnd());
    expect(answers).toEqual([]);
  });

  test('case 12: U+2028 and U+0085 inside a string end no line', async () => {
    const odd = frame('x').replace('"x"', '"a\u2028b\u2029c\u0085d"');
    const { toServer, answers } = await heard(odd);
    expect(toServer).toBe(odd);
    expect(answers).toEqual([]);
  });
});

describe('what is no frame reaches nobody in enforce', () => {
  test('case 6: a message hidden between carriage returns', async () => {
    const hidden = '{"jsonrpc":"2.0","id":77,"method":"tools/call","params":{"name":"echo","arguments":{}}}';
    const { toServer, rows } = await heard(
      `{"jsonrpc":"2.0","method":"notifications/progress","params":{"x":\r${hidden}\r}}\n`,
    );
    expect(toServer).toBe('');
    expect(rows[0]).toMatchObject({ decision: 'unscannable', note: expect.stringContaining('ambiguous_frame') });
  });

  test(`case 7: ${LONG ? '1,000,000' : '100,000'} blank lines leave no row and no memory`, async () => {
    using scene = new Scene();
    using relay = new Relay(scene.command('enforce', fixture('legacy.cjs')));
    relay.send(initialize());
    await relay.take(1);
    const before = peakMegabytes(relay.child.pid);
    const lines = Buffer.from('\n \n\t\n\r\n'.repeat(250));
    for (let sent = 0; sent < (LONG ? 1000 : 100); sent += 1) relay.write(lines);
    relay.send(call(1, 'echo', { text: 'after' }));
    await relay.take(2);
    expect(peakMegabytes(relay.child.pid) - before).toBeLessThan(100);
    await relay.close();
    // The two messages and their answers; what the server said of itself was pinned.
    expect(scene.rows().filter(({ kind }) => kind !== 'event')).toHaveLength(4);
  });

  test('case 8: two values on one line', async () => {
    const { toServer, answers } = await heard(plain.replace('\n', '') + plain);
    expect(toServer).toBe('');
    expect(answers).toEqual([expect.objectContaining({ error: expect.objectContaining({ code: -32700 }) })]);
  });

  test('case 9: one value over three lines is three errors, not a message', async () => {
    const { toServer, answers } = await heard(
      '{"jsonrpc":"2.0","id":7,\n"method":"tools/call",\n"params":{"name":"echo"}}\n',
    );
    expect(toServer).toBe('');
    expect(answers.map((answer) => answer.error?.code)).toEqual([-32700, -32700, -32700]);
  });

  test.each([
    ['case 10: a header as of HTTP', Buffer.from(`Content-Length: 20\r\n\r\n${plain}`), plain],
    ['case 11: a byte order mark', Buffer.from(`\ufeff${plain}`), ''],
    ['case 13: NUL between tokens', Buffer.from('{"jsonrpc":"2.0",\0"method":"notifications/x"}\n'), ''],
    ['case 13: a vertical tab between tokens', Buffer.from('{"jsonrpc":"2.0",\v"method":"notifications/x"}\n'), ''],
    [
      'case 13: a no-break space between tokens',
      Buffer.from('{"jsonrpc":"2.0",\u00a0"method":"notifications/x"}\n'),
      '',
    ],
  ])('%s', async (_name, bytes, rest) => {
    const { toServer, answers } = await heard(bytes);
    expect(toServer.replace(/^\s+/, '')).toBe(rest);
    expect(answers.map((answer) => answer.error?.code)).toEqual([-32700]);
  });

  test.each([
    ['case 14: UTF-16', Buffer.from(plain, 'utf16le')],
    [
      'case 15: an overlong slash',
      Buffer.concat([Buffer.from('{"jsonrpc":"2.0","method":"x/'), Buffer.of(0xc0, 0xae), Buffer.from('"}\n')]),
    ],
    [
      'case 15: a byte that UTF-8 never has',
      Buffer.concat([Buffer.from('{"jsonrpc":"2.0","method":"x/'), Buffer.of(0xff), Buffer.from('"}\n')]),
    ],
  ])('%s', async (_name, bytes) => {
    // In UTF-16 the byte after the line feed belongs to the line feed; it is the next line's trouble.
    const sent = bytes.includes(0) ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes;
    const { toServer, answers, rows } = await heard(sent);
    expect(toServer).toBe('');
    expect(answers[0]?.error?.code).toBe(-32700);
    expect(rows.some((row) => row.decision === 'unscannable')).toBe(true);
  });

  test('case 16: what a server prints beside the protocol is for people, 100 lines to a row', async () => {
    using scene = new Scene();
    const said = scene.file('said', `${'DEBUG ok \x1b[31mred\n'.repeat(250)}${LAST}`);
    using relay = new Relay(scene.command('enforce', fixture('behaves.cjs', 'says', said)));
    relay.write(LAST);
    await relay.take(1);
    await relay.close();
    expect(`${relay.lines.join('\n')}\n`).toBe(LAST);
    expect(relay.errors.split('DEBUG ok').length - 1).toBe(250);
    expect(relay.errors).not.toContain('\x1b');
    const rows = scene.rows().filter((row) => row.side === 'server' && row.kind === 'unscannable');
    expect(rows.length).toBeGreaterThanOrEqual(1);
    expect(rows.length).toBeLessThanOrEqual(3);
  });
});

describe('size', () => {
  const sized = (bytes: number) => {
    const text = 'words of no weight, '.repeat(bytes / 20 + 1);
    const around = frame('').length;
    return frame(text.slice(0, bytes - around + 1));
  };

  test('case 56: a frame of 10 MiB is read whole and forwarded', async () => {
    const large = sized(10 * MIB);
    expect(large.length - 1).toBe(10 * MIB);
    const { toServer, answers } = await heard(large);
    expect(toServer === large).toBe(true);
    expect(answers).toEqual([]);
  });

  test('case 57: one byte more is refused, and the session lives', async () => {
    const { toServer, answers, rows } = await heard(sized(10 * MIB + 1) + plain);
    expect(toServer).toBe(plain);
    expect(answers).toEqual([expect.objectContaining({ id: 7, error: expect.anything() })]);
    expect(rows.filter((row) => row.note?.includes('oversize'))).toHaveLength(1);
  });

  test('case 57: it is told to whoever asked, also where the id is its last member', async () => {
    const { jsonrpc, id, ...rest } = JSON.parse(sized(10 * MIB + 1)) as Record<string, unknown>;
    const { answers } = await heard(`${JSON.stringify({ ...rest, jsonrpc, id })}\n`);
    expect(answers).toEqual([expect.objectContaining({ id: 7, error: expect.anything() })]);
  });

  test.each(['observe', 'enforce'] as const)(
    `case 58: ${LONG ? '10 GB' : '384 MB'} without a line end take no memory in %s`,
    async (way) => {
      using scene = new Scene();
      const bytes = LONG ? 10_000 * MIB : 384 * MIB;
      using relay = new Relay(scene.command(way, fixture('behaves.cjs', 'endless', String(bytes))));
      let seen = 0;
      relay.child.stdout?.removeAllListeners('data').on('data', (chunk: Buffer) => {
        seen += chunk.length;
      });
      relay.send(request(1, 'ping'));
      const over = way === 'observe' ? () => seen >= bytes : () => relay.child.exitCode !== null || seen > 0;
      const peak = { megabytes: 0 };
      const done = () => {
        if (relay.child.exitCode === null) peak.megabytes = peakMegabytes(relay.child.pid);
        return over();
      };
      expect(await within(LONG ? 600_000 : 150_000, done)).toBe(true);
      // Node's own heap grows before it is collected; what is held here must be far under what went through.
      expect(peak.megabytes).toBeLessThan(256);
      await relay.close();
      expect(scene.rows().filter((row) => row.note?.includes('oversize'))).toHaveLength(1);
    },
    LONG ? 700_000 : 180_000,
  );
});
