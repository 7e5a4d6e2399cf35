import { parseDocument } from 'yaml';
import { OktsecError } from '../../errors.ts';
import { meantRule } from '../../rules/earlier-names.ts';
import type { RuleOverride } from '../config.ts';
import { formatTime } from '../units.ts';
import { addAgent } from './agents.ts';
import { checked } from './meaning.ts';
import { withoutItems } from './removal.ts';
import { appendTo, flowText } from './yaml-text.ts';

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
 * The text with one word on a rule everywhere: the entries that say what becomes of it without a condition go, `entry` comes in
 * their place and tells whom they told. Entries with a condition stay, and so do comments and order.
 * @param entry undefined where the rule shall count as it comes
 * @throws OktsecError `config_edit`
 */
export function setRuleEverywhere(text: string, id: string, entry: Omit<RuleOverride, 'id'> | undefined): string {
  const told = new Set<string>(entry?.notify);
  const bare = withoutItems(text, 'rules', (item) => {
    const goes =
      isAbout(item, id) && !CONDITIONS.some((key) => key in item) && ('action' in item || 'severity' in item);
    if (goes && Array.isArray(item.notify)) for (const name of item.notify) told.add(String(name));
    return goes;
  });
  if (entry === undefined && told.size === 0) return bare;
  return addRuleOverride(bare, { ...entry, id, ...(told.size === 0 ? {} : { notify: [...told] }) });
}

/** The text without the entry at this place in `rules:`, which must be about this rule. @throws OktsecError `config_edit` */
export function removeRuleEntry(text: string, id: string, place: number): string {
  const after = withoutItems(text, 'rules', (item, at) => at === place && isAbout(item, id));
  if (after === text) throw new OktsecError('config_edit', `entry ${place + 1} is not about ${id} any more`);
  return after;
}

/** The text without the entries that `goes` says of. @throws OktsecError `config_edit` */
export function removeRuleEntries(text: string, goes: (entry: Record<string, unknown>) => boolean): string {
  return withoutItems(text, 'rules', goes);
}

const CONDITIONS = ['agents', 'tools', 'channels', 'arguments'] as const satisfies readonly (keyof RuleOverride)[];

/** An entry may call its rule by an earlier name. */
function isAbout(item: Record<string, unknown>, id: string): boolean {
  return meantRule(String(item.id), new Set([id])) === id;
}

/** An override as one line of flow YAML. */
function flowOf({ id, action, severity, expires, reason, notify, ...conditions }: RuleOverride): string {
  const until = expires === undefined ? undefined : formatTime(expires);
  return flowText({ id, action, severity, ...conditions, expires: until, reason, notify });
}
