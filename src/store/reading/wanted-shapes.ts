import { DECISIONS } from '../../policy/decisions.ts';
import type { ShapeFields } from '../chain/shapes.ts';
import type { RowFilter } from '../terms/log.ts';
import { isNotable } from '../writing/roll-ups.ts';
import type { Dictionary, StoredShape } from './read.ts';

/** The shapes that a filter lets through. */
export type WantedShapes = {
  readonly ids: readonly number[];
  /** The same for SQL. */
  readonly json: string;
  /** Whether `notable` lists every row of theirs. */
  readonly listed: boolean;
};

type Kept = { readonly ruleNames: RowFilter['ruleNames']; readonly looked: number; readonly wanted: WantedShapes };

const MOST_WORDS = 16;
const MOST_KEPT = 32;
/** By dictionary what was asked of it lately: pages ask the same again, and a dictionary only grows. */
const kept = new WeakMap<Dictionary, Map<string, Kept>>();
const texts = new WeakMap<StoredShape, string>();

/** @returns undefined when the filter says nothing about shapes */
export function wantedShapes(dictionary: Dictionary, filter: RowFilter): WantedShapes | undefined {
  const words = wordsOf(filter.text);
  if (!isAboutShapes(filter) && words.length === 0) return undefined;
  const shapes = dictionary.shapes();
  const all = kept.get(dictionary) ?? new Map<string, Kept>();
  kept.set(dictionary, all);
  const key = keyOf(filter, words);
  const last = all.get(key);
  const known = last?.ruleNames === filter.ruleNames ? last : undefined;
  if (known?.looked === shapes.length) return known.wanted;
  const more = shapes
    .slice(known?.looked ?? 0)
    .filter((shape) => passes(shape.fields, filter) && (words.length === 0 || holds(shape, words, filter.ruleNames)));
  const ids = [...(known?.wanted.ids ?? []), ...more.map(({ id }) => id)];
  const listed = (known?.wanted.listed ?? true) && more.every(({ fields }) => isNotable(fields));
  const wanted = { ids, json: JSON.stringify(ids), listed };
  all.delete(key);
  all.set(key, { ruleNames: filter.ruleNames, looked: shapes.length, wanted });
  for (const [old] of all) {
    if (all.size <= MOST_KEPT) break;
    all.delete(old);
  }
  return wanted;
}

/** Those of them that are known here too. */
export function narrowed(wanted: WantedShapes, isKnown: (id: number) => boolean): WantedShapes {
  const ids = wanted.ids.filter(isKnown);
  return { ...wanted, ids, json: JSON.stringify(ids) };
}

export function wordsOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
}

export function passes(fields: ShapeFields, filter: RowFilter): boolean {
  const { status, statuses, agent, server, tool, rule, severities } = filter;
  const own = DECISIONS[fields.decision]?.status;
  return (
    (status === undefined || own === status) &&
    (statuses === undefined || statuses.includes(own)) &&
    (agent === undefined || fields.from === agent || fields.to === agent) &&
    (server === undefined || isServer(fields.from, server) || isServer(fields.to, server)) &&
    (tool === undefined || fields.tool === tool) &&
    (rule === undefined || fields.rules.includes(rule)) &&
    ((!filter.findings && severities === undefined) || fields.rules.length > 0) &&
    (!filter.events || fields.kind === 'event') &&
    (!filter.messages || fields.kind !== 'event') &&
    (!filter.unverified || (fields.sender !== 'local' && fields.sender !== 'verified'))
  );
}

function isAboutShapes(filter: RowFilter): boolean {
  const { status, statuses, agent, server, tool, rule, severities, findings, unverified, events, messages } = filter;
  const named = [status, statuses, agent, server, tool, rule, severities].some((one) => one !== undefined);
  return named || findings === true || unverified === true || events === true || messages === true;
}

/** Every part that `passes` looks at, and the words. */
function keyOf(filter: RowFilter, words: readonly string[]): string {
  const { status, statuses, agent, server, tool, rule, severities, findings, unverified, events, messages } = filter;
  const parts = [status, statuses, agent, server, tool, rule, severities !== undefined, findings, unverified, events];
  return JSON.stringify([...parts.map((part) => part ?? null), messages ?? null, words]);
}

/** `filesystem` is every client's server of that name, `cursor.filesystem` that one. */
function isServer(agent: string, server: string): boolean {
  return agent === server || agent.endsWith(`.${server}`);
}

function holds(shape: StoredShape, words: readonly string[], ruleNames: RowFilter['ruleNames']): boolean {
  const { rules } = shape.fields;
  const text = textOf(shape);
  if (rules.length === 0) return words.every((word) => text.includes(word));
  const named = `${text} ${rules.map((rule) => `${rule} ${ruleNames?.get(rule) ?? ''}`).join(' ')}`.toLowerCase();
  return words.every((word) => named.includes(word));
}

function textOf(shape: StoredShape): string {
  const known = texts.get(shape);
  if (known !== undefined) return known;
  const { from, to, method, tool, decision, action, kind } = shape.fields;
  const text = `${from} ${to} ${method ?? ''} ${tool ?? ''} ${decision} ${action} ${kind}`.toLowerCase();
  texts.set(shape, text);
  return text;
}
