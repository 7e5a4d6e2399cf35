import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Kept, PLACEHOLDER, Placeholders } from '../../../src/guard/masking/placeholders.ts';
import { maskRepeated, restoreIn } from '../../../src/guard/masking/restore.ts';
import { bytesOf, type Masked, maskRanges } from '../../../src/message/edit.ts';
import type { Message } from '../../../src/message/message.ts';
import { messageOf } from '../setup.ts';

const keyed = (text: string) => createHash('sha256').update(`key ${text}`).digest('hex');
const END = 1_000_000;
const anywhere = () => true;
const textOf = (frame: Uint8Array) => new TextDecoder().decode(frame);
const masked = (rules: readonly string[] = ['CRED-001']): Masked => ({
  start: 0,
  end: 0,
  category: 'credentials',
  rules,
});

/** A string, and one of the ways in which JSON may spell it. */
const spelledText = fc
  .array(
    fc.tuple(
      fc.constantFrom('a', 'Z', '7', ' ', '/', '"', '\\', '\n', 'é', '漢', '😀', '[', ']', ':', '\u0001'),
      fc.nat(2),
    ),
    { minLength: 1, maxLength: 24 },
  )
  .map((list) => ({
    text: list.map(([text]) => text).join(''),
    spelled: list
      .map(([text, how]) =>
        how === 0
          ? Array.from(
              { length: text.length },
              (_, n) => `\\u${text.charCodeAt(n).toString(16).padStart(4, '0')}`,
            ).join('')
          : how === 1 && text === '/'
            ? '\\/'
            : JSON.stringify(text).slice(1, -1),
      )
      .join(''),
  }));

/** A result of several texts, some stretches of which are secrets. */
const masking = fc.record({
  texts: fc.array(fc.record({ before: spelledText, secret: spelledText, after: spelledText }), {
    minLength: 1,
    maxLength: 4,
  }),
  space: fc.constantFrom('', ' ', '\t'),
});

function resultOf({ texts, space }: typeof masking extends fc.Arbitrary<infer T> ? T : never): Message {
  const content = texts.map(
    ({ before, secret, after }) =>
      `{"type":${space}"text","text":"${before.spelled}${secret.spelled}${after.spelled}"}`,
  );
  const frame = `{"jsonrpc":"2.0","id":1,${space}"result":{"n":1.0,"content":[${content.join(`,${space}`)}]}}`;
  return messageOf(frame, 'server', { method: 'tools/call', tool: 'read' });
}

test('what was masked and is put back is the same bytes, however it was spelled', () => {
  fc.assert(
    fc.property(masking, (made) => {
      const message = resultOf(made);
      const kept = new Placeholders(keyed);
      const ranges = message.parts().flatMap((part) => {
        const index = /^\/result\/content\/(\d)\/text$/.exec(part.pointer)?.[1];
        const one = made.texts[Number(index ?? Number.NaN)];
        if (one === undefined || part.key) return [];
        const start = one.before.text.length;
        return bytesOf(message.frame, part, [[start, start + one.secret.text.length]]).map(([from, to]) => ({
          ...masked(),
          start: from,
          end: to,
        }));
      });
      const hidden = maskRanges(message.frame, ranges, (range, raw) => kept.keep('server', range, raw, 0, END) ?? '');
      expect(textOf(hidden).match(PLACEHOLDER)).toHaveLength(made.texts.length);
      const again = messageOf(textOf(hidden), 'server', { method: 'tools/call', tool: 'read' });
      const back = restoreIn(again, anywhere, (placeholder) => kept.get(placeholder, 'server', 1));
      expect(textOf(back?.frame ?? new Uint8Array(0))).toBe(textOf(message.frame));
    }),
  );
});

test('nothing changes where a placeholder is unknown, or stands in a key', () => {
  fc.assert(
    fc.property(spelledText, fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{12}$/), ({ spelled }, name) => {
      const placeholder = `[REDACTED:credentials:${name}]`;
      const frame = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":{"${placeholder}":"${spelled}${placeholder}"}}}`;
      const kept = new Placeholders(keyed);
      kept.keep('server', masked(), new TextEncoder().encode('secret'), 0, END);
      const known = (one: string) => kept.get(one, 'server', 1);
      expect(restoreIn(messageOf(frame), anywhere, known)).toBeUndefined();
      const own = kept.keep('server', masked(), new TextEncoder().encode(spelled), 0, END) ?? '';
      const inKey = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":{"${own}":1}}}`;
      expect(restoreIn(messageOf(inKey), anywhere, known)).toBeUndefined();
    }),
  );
});

describe('placeholders', () => {
  const raw = (text: string) => new TextEncoder().encode(text);

  it('name the same value in the same way, and no two values alike', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1, unit: 'grapheme-ascii' }), { maxLength: 40 }), (values) => {
        const kept = new Placeholders(keyed);
        const spelled = values.map((value) => raw(JSON.stringify(value).slice(1, -1)));
        const first = spelled.map((value) => kept.keep('server', masked(), value, 0, END));
        expect(spelled.map((value) => kept.keep('server', masked(), value, 1, END))).toEqual(first);
        expect(new Set(first).size).toBe(values.length);
        for (const name of first) expect(name).toMatch(new RegExp(`^${PLACEHOLDER.source}$`));
      }),
    );
  });

  it('say nothing of a value without the key', () => {
    const [one, other] = [new Placeholders(keyed), new Placeholders((text) => keyed(`other ${text}`))];
    const value = raw('hunter2-hunter2');
    expect(one.keep('server', masked(), value, 0, END)).not.toBe(other.keep('server', masked(), value, 0, END));
    expect(new Placeholders(() => '').keep('server', masked(), value, 0, END)).toBeUndefined();
  });

  it('are put back on the way to the side they came from only, and until their time', () => {
    const kept = new Placeholders(keyed);
    const name = kept.keep('server', masked(), raw('hunter2'), 0, 100) ?? '';
    expect(kept.get(name, 'server', 99)?.text).toBe('hunter2');
    expect(kept.get(name, 'client', 99)).toBeUndefined();
    expect(kept.get(name, 'server', 100)).toBeUndefined();
    // The same value said by the other side has another name.
    expect(kept.keep('client', masked(), raw('hunter2'), 0, 100)).not.toBe(name);
  });

  it('are bounded in number, in length and in all', () => {
    const kept = new Placeholders(keyed);
    expect(kept.keep('server', masked(), raw('x'.repeat(4097)), 0, END)).toBeUndefined();
    const first = kept.keep('server', masked(), raw('number one'), 0, END) ?? '';
    for (let n = 0; n < 2000; n += 1) kept.keep('server', masked(), raw(`value ${n}`), 0, END);
    expect(kept.size).toBe(1024);
    expect(kept.get(first, 'server', 1)).toBeUndefined();
    for (let n = 0; n < 400; n += 1) kept.keep('server', masked(), raw(`${n} ${'y'.repeat(4000)}`), 0, END);
    expect(kept.size).toBeLessThanOrEqual(262);
    kept.keep('server', masked(), raw('late'), END, 2 * END);
    expect(kept.size).toBe(1);
  });

  it('are not put back more often than 64 times in a message', () => {
    const kept = new Placeholders(keyed);
    const name = kept.keep('server', masked(), raw('z'.repeat(4000)), 0, END) ?? '';
    const text = (count: number) => ({ jsonrpc: '2.0', id: 1, method: 'm', params: { a: name.repeat(count) } });
    const known = (one: string) => kept.get(one, 'server', 1);
    expect(restoreIn(messageOf(text(64)), anywhere, known)?.kept).toHaveLength(64);
    expect(restoreIn(messageOf(text(65)), anywhere, known)).toBeUndefined();
  });
});

test('what the protocol lives by is left as it is', () => {
  const kept = new Placeholders(keyed);
  const name = kept.keep('client', masked(), new TextEncoder().encode('resource'), 0, END) ?? '';
  kept.wasRestored(name);
  const result = { requestState: `s ${name}`, content: [{ type: 'resource', text: `a ${name} resource` }] };
  const message = messageOf({ jsonrpc: '2.0', id: 'resource', result }, 'server', { method: 'tools/call', tool: 'x' });
  const back = restoreIn(message, anywhere, (one) => kept.get(one, 'client', 1));
  expect(JSON.parse(textOf(back?.frame ?? new Uint8Array(0)))).toMatchObject({
    result: { requestState: `s ${name}`, content: [{ type: 'resource', text: 'a resource resource' }] },
  });
  const clean = JSON.parse(textOf(maskRepeated(message, kept.givenTo('client', 1), () => '*')));
  expect(clean).toMatchObject({ id: 'resource', result: { content: [{ type: 'resource', text: `a ${name} *` }] } });
});

test('what was given back is masked wherever its receiver repeats it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9"\\/é]{6,20}$/), spelledText, spelledText, (secret, before, after) => {
      const kept: Kept = {
        placeholder: '',
        category: 'credentials',
        side: 'server',
        raw: new TextEncoder().encode(JSON.stringify(secret).slice(1, -1)),
        text: secret,
        rules: ['CRED-001'],
        expires: END,
        restored: true,
      };
      const text = `${before.text}${secret}${after.text}${secret}`;
      const result = { jsonrpc: '2.0', id: 1, result: { content: [{ type: 'text', text }] } };
      const message = messageOf(result, 'server', { method: 'tools/call', tool: 'read' });
      const clean = JSON.parse(textOf(maskRepeated(message, [kept], () => '*')));
      const [{ text: seen }] = clean.result.content;
      expect(seen).not.toContain(secret);
      expect(seen.replaceAll('*', secret)).toBe(text);
      expect({ ...clean, result: { content: [{ type: 'text', text }] } }).toEqual(result);
    }),
  );
});
