// Writes `src/rules/detectors/meanings/words/grams.ts`: what each wording of a meaning cannot do without. Run by every build; a test says when it is old.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Lexicon } from '../src/rules/detectors/meanings/frames/frames.ts';
import { PRESSURE_WORDS } from '../src/rules/detectors/meanings/words/agent-pressure.ts';
import { SCHEME_WORDS } from '../src/rules/detectors/meanings/words/agent-scheme.ts';
import { BACK_WORDS } from '../src/rules/detectors/meanings/words/behind-backs.ts';
import { BOUNDS_WORDS } from '../src/rules/detectors/meanings/words/bounds-off.ts';
import { DATA_ORDER_WORDS } from '../src/rules/detectors/meanings/words/data-order.ts';
import { STANDING_WORDS } from '../src/rules/detectors/meanings/words/false-standing.ts';
import { REIN_WORDS } from '../src/rules/detectors/meanings/words/free-rein.ts';
import { KEPT_WORDS } from '../src/rules/detectors/meanings/words/kept-fact.ts';
import { KEPT_FROM_WORDS } from '../src/rules/detectors/meanings/words/kept-from.ts';
import { KEPT_ORDER_WORDS } from '../src/rules/detectors/meanings/words/kept-order.ts';
import { LENT_WORDS } from '../src/rules/detectors/meanings/words/lent-trust.ts';
import { LINK_WORDS } from '../src/rules/detectors/meanings/words/link-order.ts';
import { BAR_WORDS } from '../src/rules/detectors/meanings/words/lowered-bar.ts';
import { MEMORY_WORDS } from '../src/rules/detectors/meanings/words/memory-order.ts';
import { OWN_WORDS, OWN_WORDS_IN_DATA } from '../src/rules/detectors/meanings/words/own-words.ts';
import { PROMPT_WORDS } from '../src/rules/detectors/meanings/words/prompt-request.ts';
import { OVERRIDE_WORDS } from '../src/rules/detectors/meanings/words/rule-override.ts';
import { TOOL_DEMAND_WORDS } from '../src/rules/detectors/meanings/words/tool-demand.ts';
import { LATIN_WORDS } from '../src/rules/detectors/tongues/latin.ts';
import { type NeededGrams, neededGrams } from './needed-grams.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, 'src/rules/detectors/meanings/words/grams.ts');

/** Every lexicon, by the name its grams are exported under. */
export const LEXICONS: Readonly<Record<string, Lexicon<string>>> = {
  BACK_GRAMS: BACK_WORDS,
  BAR_GRAMS: BAR_WORDS,
  BOUNDS_GRAMS: BOUNDS_WORDS,
  DATA_ORDER_GRAMS: DATA_ORDER_WORDS,
  KEPT_FROM_GRAMS: KEPT_FROM_WORDS,
  KEPT_GRAMS: KEPT_WORDS,
  KEPT_ORDER_GRAMS: KEPT_ORDER_WORDS,
  LATIN_GRAMS: LATIN_WORDS,
  LENT_GRAMS: LENT_WORDS,
  LINK_GRAMS: LINK_WORDS,
  MEMORY_GRAMS: MEMORY_WORDS,
  OVERRIDE_GRAMS: OVERRIDE_WORDS,
  OWN_GRAMS: OWN_WORDS,
  OWN_IN_DATA_GRAMS: OWN_WORDS_IN_DATA,
  PRESSURE_GRAMS: PRESSURE_WORDS,
  PROMPT_GRAMS: PROMPT_WORDS,
  REIN_GRAMS: REIN_WORDS,
  SCHEME_GRAMS: SCHEME_WORDS,
  STANDING_GRAMS: STANDING_WORDS,
  TOOL_DEMAND_GRAMS: TOOL_DEMAND_WORDS,
};

/** The file's text as it should be. */
export function gramsFile(): string {
  const parts = Object.entries(LEXICONS).map(([name, lexicon]) => {
    const lines = Object.entries(lexicon).flatMap(([meaning, source]) => {
      const grams = neededGrams(source);
      return grams === undefined ? [] : [`  ${meaning}: '${spelled(grams)}',`];
    });
    return `export const ${name}: Grams = {\n${lines.join('\n')}\n};\n`;
  });
  return `// Written by scripts/bake-meanings.ts: nothing here is changed by hand.\nimport type { Grams } from '../frames/announce.ts';\n\n${parts.join('\n')}`;
}

/** As an announcer reads them. */
export function spelled(needed: readonly NeededGrams[]): string {
  const ways = needed.map((sets) => sets.map((grams) => [...grams].sort().join('')).join('&'));
  return [...new Set(ways)].join('|');
}

/** Writes the file where it is old. */
export function bakeMeanings(): void {
  const text = gramsFile();
  if (readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) bakeMeanings();
