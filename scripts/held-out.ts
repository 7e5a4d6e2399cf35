// Reads the sets of test/fixtures/held-out: what its README.md says of them.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { madeUp } from '../src/rules/examples/made-up.ts';
import { type Labelled, labelledIn } from '../src/texts/labelled.ts';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'test/fixtures/held-out');
const SETS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** Of each set two: `A`, `C`, `E`, `G` and `I` may be looked at after the first measurement, of `B`, `D`, `F`, `H` and `J` only figures are read. */
export type Half = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J';
export type HeldOut = Labelled & { readonly half: Half; readonly style: string };

/** Paragraphs of a longer ordinary text, and before which of them the row's own text stands. */
type Within = { readonly of: string; readonly parts: readonly number[]; readonly at?: number };
type Carriers = Readonly<Record<string, readonly string[]>>;

/** Every row, put into its longer text where it has one, made-up secrets filled in; categories split by language. */
export function heldOutRows(): HeldOut[] {
  return SETS.flatMap((set) => {
    const file = join(folder, set, 'carriers.json');
    const carriers: Carriers = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    const files = ['attacks', 'benign'].map((name) => join(folder, set, `${name}.jsonl`));
    return files.filter(existsSync).flatMap((one) => rowsOf(one, carriers));
  });
}

/** Which rows were held when their set had just been written, by id. */
export function heldAtFirst(): ReadonlySet<string> {
  return new Set(
    SETS.flatMap((set) => JSON.parse(readFileSync(join(folder, set, 'at-first.json'), 'utf8')) as string[]),
  );
}

function rowsOf(file: string, carriers: Carriers): HeldOut[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line, at) => {
      const row = labelledIn(line, `${file}:${at + 1}`);
      const more = JSON.parse(line) as { half: Half; style: string; within?: Within };
      const text = madeUp(more.within === undefined ? row.text : carried(row.text, more.within, carriers));
      return { ...row, text, category: kindOf(row.category, more.style), half: more.half, style: more.style };
    });
}

function carried(text: string, { of, parts, at }: Within, carriers: Carriers): string {
  const paragraphs = parts.map((part) => carriers[of]?.[part] ?? '');
  if (at !== undefined) paragraphs.splice(at, 0, text);
  return paragraphs.join(of === 'log' ? '\n' : '\n\n');
}

function kindOf(category: string, style: string): string {
  if (category !== 'indirect_injection') return category;
  return style.startsWith('lang_') ? 'indirect_injection, other languages' : 'indirect_injection, English';
}
