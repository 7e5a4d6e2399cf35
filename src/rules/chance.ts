import { CHANNELS, type Channel } from '../message/message.ts';
import type { Category, Rule } from './rule.ts';

/** Those whose detectors put together what stands near each other: digits, or what sentences mean. */
const TOGETHER: readonly Category[] = ['pii', 'prompt_extraction', 'inter_agent', 'memory_poisoning', 'supply_chain'];
/** Detectors of other categories that weigh whole sentences, or ask how one value goes on. */
const WEIGHING = /^(?:learned_|rule_override|link_order|bounds_off|data_order|foreign_order|injected_command)/;

/**
 * Whether a find over the boundary of two texts is chance. Digits of unrelated numbers put end to end pass a checksum one time
 * in ten: no joined text proves a card number. Nor do sentences of unrelated texts that, side by side, weigh as much as an order, or
 * of which one speaks of an approval and the other of a check.
 */
export function isChance({ detector, category }: Pick<Rule, 'detector' | 'category'>): boolean {
  return detector !== undefined && (TOGETHER.includes(category) || WEIGHING.test(detector));
}

/** Calls and letters: what each of them does it does by itself. */
export function doesItself(channel: Channel | undefined): boolean {
  return channel === 'tool_args' || channel === 'agent_message';
}

/** What a call does. */
const DEEDS: readonly Category[] = [
  'command_execution',
  'exfiltration',
  'path_traversal',
  'self_protection',
  'ssrf',
  'supply_chain',
];
/** What is one word, or is told by how its words stand together. */
const OF_ONE_LINE = /^(?:reverse_shell|(?:metadata|disguised|private)_url|local_request|climbing_path)$/;
/** A name, and what stands behind it. */
const ASSIGNING = /^assigned_/;

/**
 * Whether a find that began in an earlier message counts. One command prints a token and the next one copies a build; a text ends with a
 * word like `token` and the next begins with `name: release`; what goes into a file that agents obey goes there by the call that names it.
 * A command may be sent in pieces, though, and goes on where it broke off: an address or a shell in it counts where nothing stands between
 * (`glued`), what a pattern finds around other words where a blank between would break it (`typed`).
 */
export function overMessages(
  { detector, category }: Pick<Rule, 'detector' | 'category'>,
  channel: Channel,
): 'yes' | 'no' | 'glued' | 'typed' {
  if (detector !== undefined && ASSIGNING.test(detector)) return 'no';
  if (!doesItself(channel)) return 'yes';
  if (category === 'memory_poisoning') return channel === 'tool_args' ? 'no' : 'yes';
  if (!DEEDS.includes(category)) return 'yes';
  if (detector !== undefined) return OF_ONE_LINE.test(detector) ? 'glued' : 'no';
  return channel === 'tool_args' ? 'typed' : 'yes';
}

/** What texts that are put together do not ask a detector for, as bits: nothing that it finds over where they meet would count. */
export const BONDS = {
  /** Not over any two texts. */
  text: 1,
  /** Not over two calls or letters. */
  call: 2,
  /** Over two calls or letters only where nothing stands between. */
  line: 4,
  /** Not over any two messages. */
  message: 8,
};

/** The bonds of a rule's detector. */
export function bondsOf(rule: Pick<Rule, 'detector' | 'category'>): number {
  const { text, call, line, message } = BONDS;
  const calls = overMessages(rule, 'tool_args');
  return (
    (isChance(rule) ? text : 0) |
    (calls === 'no' ? call : 0) |
    (calls === 'glued' ? line : 0) |
    (overMessages(rule, 'tool_result') === 'no' ? message : 0)
  );
}

/** Whether another message could go on with what a detector of these bonds looks at in a text of a channel, given as its bit. */
export function isOpen(bonds: number, channels: number): boolean {
  return (bonds & (OVER[31 - Math.clz32(channels)] as number)) === 0;
}

/** Which of them stand where texts of a channel follow those of an earlier message. */
export function bondsOver(channel: Channel, glued: boolean): number {
  const { text, call, line, message } = BONDS;
  if (!doesItself(channel)) return text | message;
  return text | message | call | (glued ? 0 : line);
}

const OVER = CHANNELS.map((channel) => bondsOver(channel, true));
