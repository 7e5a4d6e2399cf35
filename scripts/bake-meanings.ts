// Writes `src/rules/detectors/meanings/frames/grams.ts`: what each wording of a meaning cannot do without. Run by every build; a test says when it is old.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PRESSURE_WORDS } from '../src/rules/detectors/meanings/agents/agent-pressure-lexicon.ts';
import { SCHEME_WORDS } from '../src/rules/detectors/meanings/agents/agent-scheme-lexicon.ts';
import { BACK_WORDS } from '../src/rules/detectors/meanings/agents/behind-backs-lexicon.ts';
import { STANDING_WORDS } from '../src/rules/detectors/meanings/agents/false-standing-lexicon.ts';
import { LENT_WORDS } from '../src/rules/detectors/meanings/agents/lent-trust-lexicon.ts';
import { BAR_WORDS } from '../src/rules/detectors/meanings/agents/lowered-bar-lexicon.ts';
import { DATA_ORDER_WORDS } from '../src/rules/detectors/meanings/data/data-order-lexicon.ts';
import { KEPT_FROM_WORDS } from '../src/rules/detectors/meanings/data/kept-from-lexicon.ts';
import { LINK_WORDS } from '../src/rules/detectors/meanings/data/link-order-lexicon.ts';
import { TOOL_DEMAND_WORDS } from '../src/rules/detectors/meanings/data/tool-demand-lexicon.ts';
import type { Lexicon } from '../src/rules/detectors/meanings/frames/frames.ts';
import { KEPT_WORDS } from '../src/rules/detectors/meanings/memory/kept-fact-lexicon.ts';
import { KEPT_ORDER_WORDS } from '../src/rules/detectors/meanings/memory/kept-order-lexicon.ts';
import { MEMORY_WORDS } from '../src/rules/detectors/meanings/memory/memory-order-lexicon.ts';
import { BOUNDS_WORDS } from '../src/rules/detectors/meanings/prompts/bounds-off-lexicon.ts';
import { REIN_WORDS } from '../src/rules/detectors/meanings/prompts/free-rein-lexicon.ts';
import { OWN_WORDS, OWN_WORDS_IN_DATA } from '../src/rules/detectors/meanings/prompts/own-words-lexicon.ts';
import { PROMPT_WORDS } from '../src/rules/detectors/meanings/prompts/prompt-request-lexicon.ts';
import { OVERRIDE_WORDS } from '../src/rules/detectors/meanings/prompts/rule-override-lexicon.ts';
import { LATIN_WORDS } from '../src/rules/detectors/tongues/latin.ts';
import { type NeededGrams, neededGrams } from './needed-grams.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, 'src/rules/detectors/meanings/frames/grams.ts');

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
  return `// Written by scripts/bake-meanings.ts: nothing here is changed by hand.\nimport type { Grams } from './announce.ts';\n\n${parts.join('\n')}`;
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
