import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/flow/fold.ts';
import { Known } from '../../src/flow/known.ts';
import { copiedIn } from '../../src/flow/match.ts';
import { GRAM, mixed, printsOf, saltOf, WINDOW } from '../../src/flow/print.ts';
import { PrintSet } from '../../src/flow/print-set.ts';
import { Room } from '../../src/flow/room.ts';
import { NOTES, PROSE } from './texts.ts';
import { find, foundOf, knowing, NOW, salt, WAYS } from './ways.ts';

describe('what was read elsewhere is found in what goes out', () => {
  it.each(Object.entries(WAYS))('%s: at least 95 of 100 stretches of 80 to 400 characters', (_name, way) => {
    const found = foundOf(way, knowing(...NOTES));
    expect(found).toBeGreaterThanOrEqual(95);
  });

  it('says how many characters, and where they stand', () => {
    const stretch = NOTES[0]!.slice(40, 340);
    const text = `Here you go: ${stretch} (that is all)`;
    const copied = find(text, knowing(NOTES[0]!))!;
    expect(copied.length).toBeGreaterThan(270);
    expect(copied.length).toBeLessThanOrEqual(302);
    expect(copied.start).toBeLessThan(13 + 15);
    expect(stretch).toContain(text.slice(copied.start, copied.end).slice(2, -2));
  });

  it('is no news to the server that said it', () => {
    expect(find(NOTES[0]!, knowing(NOTES[0]!), 'cursor.files0')).toBeUndefined();
  });

  it('is forgotten when its time is over', () => {
    const known = knowing(NOTES[0]!);
    expect(copiedIn(NOTES[0]!, known, { to: 'cursor.slack', salt, now: NOW + 2e9 })).toBeUndefined();
  });

  it('finds nothing with another secret: a fingerprint tells nothing of its text by itself', () => {
    const other = saltOf(new Uint8Array(32).fill(7));
    expect(copiedIn(NOTES[0]!, knowing(NOTES[0]!), { to: 'cursor.slack', salt: other, now: NOW })).toBeUndefined();
  });

  it('finds nothing in other texts of the same kind, nor in shorter copies', () => {
    const known = knowing(...NOTES);
    for (const text of PROSE) expect(find(text, known)).toBeUndefined();
    for (const note of NOTES) {
      for (let at = 0; at + 40 < note.length; at += 37) {
        expect(
          find(`${PROSE[0]!.slice(0, 90)} ${note.slice(at, at + 40)} ${PROSE[1]!.slice(0, 90)}`, known),
        ).toBeUndefined();
      }
    }
  });

  it('says nothing of texts that have no more in common than chance', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 80, maxLength: 400 }),
        fc.string({ minLength: 80, maxLength: 400 }),
        (a, b) => {
          const common = fold(a, a.length).codes.join().includes(fold(b, b.length).codes.slice(0, 30).join());
          fc.pre(!common);
          return find(b, knowing(a)) === undefined;
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('fingerprints', () => {
  it('are kept as a set of them', () => {
    const numbers = fc.oneof(
      fc.integer({ min: 0, max: 0xffff_ffff }),
      fc.integer({ min: 2, max: 40 }).map((n) => n << 9),
    );
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 600 }), fc.array(numbers), (added, others) => {
        const set = new PrintSet();
        for (const print of added) set.add(print);
        const kept = new Set(added);
        for (const print of [...added, ...others])
          expect(set.has(print)).toBe(kept.has(print) || (print <= 1 && set.has(1)));
        expect(set.size).toBe(new Set(added.map((print) => Math.max(1, print))).size);
      }),
    );
  });

  it('are the rightmost smallest hash of each window, each once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), (text) => {
        const { codes, length } = fold(text, text.length);
        const all = Array.from({ length: Math.max(0, length - GRAM + 1) }, (_, start) => {
          let rolling = 0;
          for (const code of codes.subarray(start, start + GRAM)) rolling = (Math.imul(rolling, salt.base) + code) | 0;
          return mixed(rolling, salt);
        });
        const expected: [number, number][] = [];
        for (let first = 0; first < Math.max(1, all.length - WINDOW + 1) && all.length > 0; first += 1) {
          const window = all.slice(first, first + WINDOW);
          const start = first + window.lastIndexOf(Math.min(...window));
          if (expected.at(-1)?.[1] !== start) expected.push([all[start]!, start]);
        }
        const { hashes, starts, count } = printsOf(fold(text, text.length), salt, 8192);
        expect(Array.from({ length: count }, (_, n) => [hashes[n], starts[n]])).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('are the same in a room that was used before as in one of their own', () => {
    const room = new Room();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 300 }), (text, most) => {
        const { hashes, starts, count } = printsOf(fold(text, most), salt, 8);
        const used = room.fit(text.length);
        const again = printsOf(fold(text, most, used), salt, 8, used);
        expect([...again.hashes.subarray(0, again.count)]).toEqual([...hashes.subarray(0, count)]);
        expect([...again.starts.subarray(0, again.count)]).toEqual([...starts.subarray(0, count)]);
      }),
    );
  });

  it('of two texts that share GRAM + WINDOW - 1 letters have one in common, whatever stands around them', () => {
    const letters = fc.stringMatching(/^[a-z]{23,60}$/);
    fc.assert(
      fc.property(letters, letters, letters, letters, letters, (shared, a, b, c, d) => {
        expect(shared.length).toBeGreaterThanOrEqual(GRAM + WINDOW - 1);
        const of = (text: string) => {
          const { hashes, count } = printsOf(fold(text, text.length), salt, 8192);
          return new Set(hashes.subarray(0, count));
        };
        const one = of(a + shared + b);
        expect([...of(c + shared + d)].some((hash) => one.has(hash))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('are as many as are asked for, at the most', () => {
    const text = Array.from({ length: 4000 }, (_, n) => (n * 2_654_435_761) % 997).join(' ');
    expect(printsOf(fold(text, text.length), salt, 100).count).toBe(100);
  });

  it('known of a session stay bounded: the oldest go', () => {
    const known = new Known();
    const source = (n: number) => ({
      server: 'cursor.files',
      tool: 'read_file',
      private: true,
      untrusted: false,
      time: NOW + n,
      expires: NOW + 1e12,
      prints: Uint32Array.from({ length: 8192 }, (_, at) => (n * 8192 + at) * 2_654_435_761),
    });
    for (let n = 0; n < 60; n += 1) known.add(source(n));
    expect(known.sources.length).toBeLessThan(17);
    expect(known.owner(source(59).prints[5]!, NOW)?.time).toBe(NOW + 59);
    expect(known.owner(source(0).prints[5]!, NOW)).toBeUndefined();
    // Half of them stay, and each is still known by its own.
    expect(known.sources.length).toBeGreaterThanOrEqual(8);
    for (const kept of known.sources) expect(known.owner(kept.prints[5]!, NOW)?.time).toBe(kept.time);
  });
});
