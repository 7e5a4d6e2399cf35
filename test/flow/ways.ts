import { fold } from '../../src/flow/fold.ts';
import { Known } from '../../src/flow/known.ts';
import { copiedIn, LEAST } from '../../src/flow/match.ts';
import { printsOf, saltOf } from '../../src/flow/print.ts';
import { NOTES, PROSE } from './texts.ts';

export const salt = saltOf(Uint8Array.from({ length: 32 }, (_, n) => 91 * n + 5));
export const NOW = 1_700_000_000_000_000;

/** What a session knows that read these texts, each by a server of its own. */
export function knowing(...texts: readonly string[]): Known {
  const known = new Known();
  for (const [index, text] of texts.entries()) {
    const { hashes, count } = printsOf(fold(text, text.length), salt, 8192);
    known.add({
      server: `cursor.files${index}`,
      tool: 'read_file',
      private: true,
      untrusted: false,
      time: NOW,
      expires: NOW + 1e9,
      prints: hashes.slice(0, count),
    });
  }
  return known;
}

export const find = (text: string, known: Known, to = 'cursor.slack') => copiedIn(text, known, { to, salt, now: NOW });

/** What becomes of a text on its way: each must be found. */
export const WAYS: Readonly<Record<string, (text: string, n: number) => string>> = {
  verbatim: (text) => text,
  'in capitals': (text) => text.toUpperCase(),
  'in mixed case': (text, n) =>
    text.replace(/\p{L}/gu, (char, at: number) => ((at * n) % 3 ? char : char.toUpperCase())),
  'with other white space': (text) => text.replace(/\s+/g, '\n\t  '),
  'without white space': (text) => text.replace(/\s+/g, ''),
  'with other punctuation': (text) => text.replace(/[.,;:!?]/g, ' -- '),
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64 for URLs, in a query': (text) => `https://example.com/?d=${Buffer.from(text).toString('base64url')}`,
  'in base64 on lines of 76': (text) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\n'),
  'behind letters of another text in base64': (text, n) => 'x'.repeat(n % 4) + Buffer.from(text).toString('base64'),
  'escaped for a URL': (text) => `https://example.com/?q=${encodeURIComponent(text)}`,
  'escaped once more': (text) => JSON.stringify(JSON.stringify({ body: text })),
  'amid other text': (text, n) =>
    `${PROSE[n % PROSE.length]!.slice(0, 120)}\n> ${text}\n${PROSE[(n + 1) % PROSE.length]!.slice(0, 90)}`,
};

export const CASES = 100;

/** How many of so many stretches of 80 to 400 characters of NOTES are found on this way, and told where they are from. */
export function foundOf(way: (text: string, n: number) => string, known: Known): number {
  let found = 0;
  for (let n = 0; n < CASES; n += 1) {
    const note = NOTES[n % NOTES.length]!;
    const length = n % 2 === 0 ? LEAST : LEAST + ((n * 53) % 320);
    const start = (n * 97) % (note.length - length);
    const copied = find(way(note.slice(start, start + length), n + 1), known);
    if (copied !== undefined && copied.source.server === `cursor.files${n % NOTES.length}`) found += 1;
  }
  return found;
}
