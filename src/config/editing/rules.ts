import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { OktsecError } from '../../errors.ts';
import type { RuleOverride } from '../config.ts';
import { formatTime } from '../units.ts';
import { addAgent } from './agents.ts';
import { documentOf } from './document.ts';
import { checked } from './meaning.ts';
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
  const bare = without(text, (item) => item.id === id && !CONDITIONS.some((key) => key in item));
  return entry === undefined ? bare : addRuleOverride(bare, { ...entry, id });
}

/** The text without the entry at this place in `rules:`, which must be about this rule. @throws OktsecError `config_edit` */
export function removeRuleEntry(text: string, id: string, place: number): string {
  const after = without(text, (item, at) => at === place && item.id === id);
  if (after === text) throw new OktsecError('config_edit', `entry ${place + 1} is not about ${id} any more`);
  return after;
}

/** The text without the entries that `goes` says of. @throws OktsecError `config_edit` */
export function removeRuleEntries(text: string, goes: (entry: Record<string, unknown>) => boolean): string {
  return without(text, goes);
}

const CONDITIONS = ['agents', 'tools', 'channels'] as const;

function without(text: string, goes: (item: Record<string, unknown>, place: number) => boolean): string {
  const document = documentOf(text);
  const rules = document.get('rules');
  if (!isSeq(rules)) return text;
  const gone = rules.items.filter(
    (item, place) => isMap(item) && goes(item.toJS(document) as Record<string, unknown>, place),
  );
  if (gone.length === 0) return text;
  const cut = gone.length === rules.items.length ? withoutKey(text, document, rules) : withoutLines(text, gone);
  if (gone.length === rules.items.length) document.delete('rules');
  else rules.items = rules.items.filter((item) => !gone.includes(item));
  // Only the lines of what goes are touched; where they are no lines of their own, the whole text is written anew.
  const same = cut !== undefined && JSON.stringify(parseDocument(cut).toJS()) === JSON.stringify(document.toJS());
  return same ? cut : document.toString({ lineWidth: 0 });
}

/** The text without the lines of these items of a list; undefined where something else stands on them. */
function withoutLines(text: string, gone: readonly unknown[]): string | undefined {
  let left = text;
  for (const item of gone.toReversed()) {
    const range = isMap(item) ? item.range : undefined;
    if (!range) return undefined;
    const start = text.lastIndexOf('\n', range[0]) + 1;
    const end = text[range[2] - 1] === '\n' || range[2] === text.length ? range[2] : -1;
    if (end < 0 || !/^[ \t]*-[ \t]+$/.test(text.slice(start, range[0]))) return undefined;
    left = left.slice(0, start) + left.slice(end);
  }
  return left;
}

function withoutKey(text: string, { contents }: Document, list: YAMLSeq): string | undefined {
  const pair = isMap(contents) ? contents.items.find(({ value }) => value === list) : undefined;
  const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  const end = list.range?.[2];
  if (start === undefined || end === undefined || (start > 0 && text[start - 1] !== '\n')) return undefined;
  return text.slice(0, start) + text.slice(end);
}

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
