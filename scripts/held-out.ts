// Reads the set of test/fixtures/held-out: what its README.md says of it.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { madeUp } from '../src/rules/examples/made-up.ts';
import { type Labelled, labelledIn } from '../src/texts/labelled.ts';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'test/fixtures/held-out');

/** `A` was looked at after the first measurement, `B` never: of it only figures were read. */
export type Half = 'A' | 'B';
export type HeldOut = Labelled & { readonly half: Half; readonly style: string };

/** Paragraphs of a longer ordinary text, and before which of them the row's own text stands. */
type Within = { readonly of: string; readonly parts: readonly number[]; readonly at?: number };

/** Every row, put into its longer text where it has one, made-up secrets filled in; categories split by language. */
export function heldOutRows(): HeldOut[] {
  const carriers = new Map<string, readonly string[]>(
    Object.entries(JSON.parse(readFileSync(join(folder, 'carriers.json'), 'utf8')) as Record<string, string[]>),
  );
  return ['attacks.jsonl', 'benign.jsonl'].flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line, at) => {
        const row = labelledIn(line, `${file}:${at + 1}`);
        const more = JSON.parse(line) as { half: Half; style: string; within?: Within };
        const text = madeUp(more.within === undefined ? row.text : carried(row.text, more.within, carriers));
        return { ...row, text, category: kindOf(row.category, more.style), half: more.half, style: more.style };
      }),
  );
}

/** Which rows were held when the set had just been written, by id. */
export function heldAtFirst(): ReadonlySet<string> {
  return new Set(JSON.parse(readFileSync(join(folder, 'first.json'), 'utf8')) as string[]);
}

function carried(text: string, { of, parts, at }: Within, carriers: ReadonlyMap<string, readonly string[]>): string {
  const paragraphs = parts.map((part) => carriers.get(of)?.[part] ?? '');
  if (at !== undefined) paragraphs.splice(at, 0, text);
  return paragraphs.join(of === 'log' ? '\n' : '\n\n');
}

function kindOf(category: string, style: string): string {
  if (category !== 'indirect_injection') return category;
  return style.startsWith('lang_') ? 'indirect_injection, other languages' : 'indirect_injection, English';
}
