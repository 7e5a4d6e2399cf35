import { expect, test } from 'vitest';
import { readBundled } from '../../src/files/config/rule-packs.ts';
import { KINDS, loadRuleSet } from '../../src/rules/rule-set.ts';
import { filterOf } from '../../src/rules/scan/match/literal-index.ts';
import { pairsOf } from '../../src/rules/scan/match/shapes.ts';
import { cipherGrams } from '../../src/rules/views/ciphers.ts';

test('what the build works out beforehand is what a set would work out for itself', () => {
  const { tables, triggers } = loadRuleSet(readBundled());
  const [table] = tables.map((one) => one.table);
  if (table === undefined) throw new Error('no table');
  expect(table.readyPairs).toEqual(pairsOf(triggers, KINDS));
  expect(table.readyWindows).toEqual(filterOf([{ ...table, readyWindows: new Uint8Array(0) }]));
  expect(table.readyCiphers).toEqual(cipherGrams());
});
