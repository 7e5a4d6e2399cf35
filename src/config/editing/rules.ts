import { parseDocument } from 'yaml';
import { OktsecError } from '../../errors.ts';
import type { RuleOverride } from '../config.ts';
import { formatTime } from '../units.ts';
import { addAgent } from './agents.ts';
import { checked } from './meaning.ts';
import { withoutItems } from './removal.ts';
import { appendTo, word } from './yaml-text.ts';

/**
 * The text with one more entry under `rules:`. Agents that it names and that have no entry get an empty one, because
 * a name that nothing else knows is refused.
 * @throws OktsecError `config_edit` when the text cannot be edited safely
 */
export function addRuleOverride(text: string, entry: RuleOverride): string {
  let edited = text;
  for (const agent of entry.agents ?? []) edited = addAgent(edited, agent);
  return checked(edited, appendTo(edited, 'rules', flowOf(entry)), (value) => {
    const rules = Array.isArray(value.rules) ? value.rules : [];
    return { ...value, rules: [...rules, parseDocument(flowOf(entry)).toJS()] };
  });
}

/**
 * The text with one word on a rule everywhere: the entries of it that have no condition go, `entry` comes in their place.
 * Entries with a condition (agents, tools, channels) stay, and so do comments and order.
 * @param entry undefined where the rule shall count as it comes
 * @throws OktsecError `config_edit`
 */
export function setRuleEverywhere(text: string, id: string, entry: Omit<RuleOverride, 'id'> | undefined): string {
  const bare = withoutItems(text, 'rules', (item) => item.id === id && !CONDITIONS.some((key) => key in item));
  return entry === undefined ? bare : addRuleOverride(bare, { ...entry, id });
}

/** The text without the entry at this place in `rules:`, which must be about this rule. @throws OktsecError `config_edit` */
export function removeRuleEntry(text: string, id: string, place: number): string {
  const after = withoutItems(text, 'rules', (item, at) => at === place && item.id === id);
  if (after === text) throw new OktsecError('config_edit', `entry ${place + 1} is not about ${id} any more`);
  return after;
}

/** The text without the entries that `goes` says of. @throws OktsecError `config_edit` */
export function removeRuleEntries(text: string, goes: (entry: Record<string, unknown>) => boolean): string {
  return withoutItems(text, 'rules', goes);
}

const CONDITIONS = ['agents', 'tools', 'channels'] as const;

/** A mapping's entry in our own words: an override as one line of flow YAML. */
function flowOf(entry: RuleOverride): string {
  const list = (values: readonly string[] | undefined) => values && `[${values.map(word).join(', ')}]`;
  const members: readonly (readonly [string, string | undefined])[] = [
    ['id', word(entry.id)],
    ['action', entry.action],
    ['severity', entry.severity],
    ['agents', list(entry.agents)],
    ['tools', list(entry.tools)],
    ['channels', list(entry.channels)],
    ['arguments', list(entry.arguments)],
    ['expires', entry.expires === undefined ? undefined : JSON.stringify(formatTime(entry.expires))],
    ['reason', entry.reason === undefined ? undefined : JSON.stringify(entry.reason)],
  ];
  const written = members.filter(([, value]) => value !== undefined).map(([key, value]) => `${key}: ${value}`);
  return `{ ${written.join(', ')} }`;
}
