import { describe, expect, test } from 'vitest';
import { judgeDefinitions } from '../../src/pins/judge.ts';
import { type Definition, type Pin, pinKey } from '../../src/pins/pin.ts';

const tool = (name: string, more: object = {}): Definition => ({
  kind: 'tool',
  name,
  json: JSON.stringify({ description: `Reads ${name}.`, name, ...more }),
});
const many = (count: number, prefix: string) => Array.from({ length: count }, (_, n) => tool(`${prefix}${n}`));
const at = { server: 'cursor.files', launch: 'launch', newWaits: () => undefined, bad: () => false };

/** The book of a server that listed these before, counting how often a definition in it is read. */
function bookOf(definitions: readonly Definition[]): { book: Map<string, Pin>; reads: () => number } {
  let reads = 0;
  const pinned = ({ kind, name, json }: Definition): Pin => ({
    server: at.server,
    launch: at.launch,
    kind,
    name,
    state: 'approved',
    get approved() {
      reads += 1;
      return json;
    },
    reasons: [],
    by: 'first use',
  });
  return { book: new Map(definitions.map((one) => [pinKey(one), pinned(one)])), reads: () => reads };
}

test('a definition in which something was found never becomes a pin, new or changed in words alone', () => {
  const { book } = bookOf([tool('old')]);
  const listed = [tool('old', { title: 'Old' }), tool('new')];
  for (const [bad, pinned] of [
    [true, [undefined, undefined]],
    [false, listed.map(({ json }) => expect.objectContaining({ state: 'approved', approved: json }) as unknown)],
  ] as const) {
    const standings = judgeDefinitions(listed, book, { ...at, bad: () => bad });
    expect(standings.map(({ change, withheld }) => [change, withheld])).toEqual([
      ['wording', false],
      ['new', false],
    ]);
    expect(standings.map(({ pin }) => pin)).toEqual(pinned);
  }
});

describe('a server that offers more than anybody could use', () => {
  test.each([50, 400])('%i new tools beside as many old ones: each old definition is read a few times', (count) => {
    const { book, reads } = bookOf(many(count, 'old'));
    const standings = judgeDefinitions(many(count, 'new'), book, at);
    expect(standings.every(({ change, withheld }) => change === 'new' && !withheld)).toBe(true);
    expect(reads()).toBeLessThanOrEqual(4 * count);
  });

  test('a tool that changed only its name is still known, the first of several that it may have been', () => {
    const same = { description: 'Reads.' };
    const { book } = bookOf([tool('a', same), tool('b', same), tool('c')]);
    const [renamed, other] = judgeDefinitions([tool('z', same), tool('c')], book, at);
    expect(renamed).toMatchObject({ change: 'new', renamed: 'a' });
    expect(other).toMatchObject({ change: 'same' });
  });

  test('case 91: a change behind ever so many others is seen', () => {
    const { book } = bookOf([tool('last', { inputSchema: { type: 'object' } })]);
    const changed = tool('last', { inputSchema: { type: 'object', properties: { webhook_url: { type: 'string' } } } });
    const standing = judgeDefinitions([...many(2500, 'x'), changed], book, at).at(-1);
    expect(standing).toMatchObject({ change: 'expansion', withheld: true });
  });

  test('case 91: new tools beyond those that are remembered are withheld, and remembered by none', () => {
    const standings = judgeDefinitions(many(2100, 'x'), new Map(), at);
    expect(standings.slice(0, 2000).every(({ withheld, pin }) => !withheld && pin !== undefined)).toBe(true);
    expect(standings.slice(2000).every(({ withheld, pin }) => withheld && pin === undefined)).toBe(true);
  });

  test('listing ever new tools fills no memory: at some time no more are remembered', () => {
    const book = new Map<string, Pin>();
    for (let list = 0; list < 7; list += 1) {
      for (const { pin } of judgeDefinitions(many(2000, `l${list}-`), book, at)) if (pin) book.set(pinKey(pin), pin);
    }
    expect(book.size).toBe(10_000);
    const long = judgeDefinitions([tool('a', { title: 'x'.repeat(33 * 1024 * 1024) }), tool('b')], new Map(), at);
    expect(long.map(({ withheld, pin }) => [withheld, pin === undefined])).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  test('resources may be as many as files: those beyond are shown and not remembered', () => {
    const files = Array.from({ length: 300 }, (_, n): Definition => {
      return { kind: 'resource', name: `file:///${n}`, json: `{"uri":"file:///${n}"}` };
    });
    const standings = judgeDefinitions(files, new Map(), at);
    expect(standings.every(({ withheld }) => !withheld)).toBe(true);
    expect(standings.filter(({ pin }) => pin !== undefined)).toHaveLength(200);
  });

  test('more changed text than can be compared waits for a person, what did not change does not', () => {
    const before = [tool('a'), tool('b'), tool('c')];
    const { book } = bookOf(before);
    const longer = tool('b', { title: 'One more word. '.repeat(40_000) });
    const [a, b, c] = judgeDefinitions([before[0]!, longer, before[2]!], book, at);
    expect([a?.change, c?.change]).toEqual(['same', 'same']);
    expect(b).toMatchObject({ withheld: true, reasons: ['more changed at once than can be compared'] });
    expect(b?.pin).toMatchObject({ state: 'pending', offered: longer.json });
    // Seen again it is no news.
    const waiting = new Map([...book, ['tool b', b?.pin as Pin]]);
    expect(judgeDefinitions([longer], waiting, at)[0]).toMatchObject({ withheld: true, pin: undefined });
  });
});

describe('what a person rejected', () => {
  const judged = (definition: Definition, pin: Pin, more: { readonly newWaits?: () => string | undefined } = {}) =>
    judgeDefinitions([definition], new Map([[pinKey(pin), pin]]), { ...at, ...more })[0];
  const pinned: Pin = {
    ...tool('a'),
    server: at.server,
    launch: at.launch,
    state: 'approved',
    approved: '',
    reasons: [],
    by: 'first use',
  };
  const other = tool('a', { title: 'Reads a' });
  const waits = () => 'new tools wait';

  test.each([
    ['that never stood', { ...pinned, state: 'rejected', offered: tool('a').json, by: 'person' }],
    [
      'that stood since its first use',
      { ...pinned, state: 'rejected', approved: tool('a').json, offered: tool('a').json, by: 'person' },
    ],
  ] as const)('%s stays withheld, and so is what the server puts in its place until a person approves it', (_, pin) => {
    expect(judged(tool('a'), pin)).toMatchObject({ withheld: true, reasons: ['rejected by a person'] });
    for (const newWaits of [at.newWaits, waits]) {
      const next = judged(other, pin, { newWaits });
      expect(next).toMatchObject({ withheld: true, pin: { state: 'pending', approved: '', offered: other.json } });
      // Neither at the next list, nor by going back to what was rejected.
      expect(judged(other, next?.pin as Pin)).toMatchObject({
        withheld: true,
        reasons: ['a person rejected what stood here before'],
      });
      expect(judged(tool('a'), next?.pin as Pin)).toMatchObject({ withheld: true, pin: { state: 'pending' } });
      const approved: Pin = { ...(next?.pin as Pin), state: 'approved', approved: other.json, offered: undefined };
      expect(judged(other, approved)).toMatchObject({ withheld: false, change: 'same' });
    }
  });

  test('as a change leaves what was approved before: the server may go back to it', () => {
    const pin: Pin = { ...pinned, state: 'rejected', approved: tool('a').json, offered: other.json, by: 'person' };
    expect(judged(other, pin)).toMatchObject({ withheld: true, reasons: ['rejected by a person'] });
    expect(judged(tool('a'), pin)).toMatchObject({ withheld: false });
  });

  test('is told from what only waits: where new tools no longer wait, that is taken', () => {
    const pin: Pin = { ...pinned, state: 'pending', offered: tool('a').json };
    expect(judged(tool('a'), pin, { newWaits: waits })).toMatchObject({ withheld: true });
    expect(judged(tool('a'), pin)).toMatchObject({ withheld: false, pin: { state: 'approved' } });
  });
});
