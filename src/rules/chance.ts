import type { Rule } from './rule.ts';

/**
 * Whether a find over the boundary of two texts is chance. Digits of unrelated numbers put end to end pass a checksum one time
 * in ten: no joined text proves a card number. Nor do sentences of unrelated texts that, side by side, weigh as much as an order.
 */
export function isChance({ detector, category }: Pick<Rule, 'detector' | 'category'>): boolean {
  return detector !== undefined && (category === 'pii' || detector.startsWith('learned_'));
}
