import type { Channel } from '../message/message.ts';
import type { Category, Rule } from './rule.ts';

/** Those whose detectors put together what stands near each other: digits, or what sentences mean. */
const TOGETHER: readonly Category[] = ['pii', 'prompt_extraction', 'inter_agent', 'memory_poisoning', 'supply_chain'];
/** Detectors of other categories that weigh whole sentences. */
const WEIGHING = /^(?:learned_|rule_override|link_order|bounds_off)/;

/**
 * Whether a find over the boundary of two texts is chance. Digits of unrelated numbers put end to end pass a checksum one time
 * in ten: no joined text proves a card number. Nor do sentences of unrelated texts that, side by side, weigh as much as an order, or
 * of which one speaks of an approval and the other of a check.
 */
export function isChance({ detector, category }: Pick<Rule, 'detector' | 'category'>): boolean {
  return detector !== undefined && (TOGETHER.includes(category) || WEIGHING.test(detector));
}

/**
 * Whether a find that began in an earlier call is chance. What goes into a file that agents obey goes there by the call that names it: a
 * manual shown by one command and a word in the next one's are two things.
 */
export function isOfOneCall({ category }: Pick<Rule, 'category'>, channel: Channel): boolean {
  return channel === 'tool_args' && category === 'memory_poisoning';
}
