import { readdirSync, readFileSync } from 'node:fs';
import type { Channel } from '../../src/message/message.ts';
import { parsePack } from '../../src/rules/parse.ts';
import { loadRuleSet, scanText, Work } from '../../src/rules/scan/scan.ts';
import { compileRules } from '../../src/rules/table/compile.ts';

const taken = new Map<string, string>();
const set = loadRuleSet(
  compileRules(
    readdirSync('rules')
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .flatMap((name) => parsePack(readFileSync(`rules/${name}`, 'utf8'), name, taken)),
  ),
);

/** Ids of the bundled rules for which a text would be held or blocked. */
export function heldBy(channel: Channel, text: string): string[] {
  return scanText(set, channel, text, new Work())
    .filter(({ rule }) => rule.severity === 'critical' || rule.severity === 'high')
    .map(({ rule }) => rule.id);
}
