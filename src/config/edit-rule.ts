import { isMap, isSeq, parseDocument } from 'yaml';
import { OktsecError } from '../errors.ts';
import type { RuleOverride } from './config.ts';
import { addRuleOverride } from './edit.ts';

/**
 * The text with one word on a rule everywhere: the entries of it that have no condition go, `entry` comes in their place.
 * Entries with a condition (agents, tools, channels) stay, and so do comments and order.
 * @param entry undefined where the rule shall count as it comes
 * @throws OktsecError `config_edit`
 */
export function setRuleEverywhere(text: string, id: string, entry: Omit<RuleOverride, 'id'> | undefined): string {
  const bare = without(text, (item) => item.id === id && !CONDITIONS.some((key) => key in item));
  return entry === undefined ? bare : addRuleOverride(bare, { ...entry, id });
}

/** The text without the entry at this place in `rules:`, which must be about this rule. @throws OktsecError `config_edit` */
export function removeRuleEntry(text: string, id: string, place: number): string {
  const after = without(text, (item, at) => at === place && item.id === id);
  if (after === text) throw new OktsecError('config_edit', `entry ${place + 1} is not about ${id} any more`);
  return after;
}

const CONDITIONS = ['agents', 'tools', 'channels'] as const;

function without(text: string, goes: (item: Record<string, unknown>, place: number) => boolean): string {
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false });
  if (document.errors.length > 0) throw new OktsecError('config_edit', 'the config has a fault and is not edited');
  const rules = document.get('rules');
  if (!isSeq(rules)) return text;
  const keep = rules.items.filter(
    (item, place) => !(isMap(item) && goes(item.toJS(document) as Record<string, unknown>, place)),
  );
  if (keep.length === rules.items.length) return text;
  if (keep.length === 0) document.delete('rules');
  else rules.items = keep;
  return document.toString({ lineWidth: 0 });
}
