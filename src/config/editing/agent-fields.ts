import { isMap } from 'yaml';
import { documentOf } from './document.ts';

/**
 * The text with these keys of an agent set, the agent added where it is missing; a key without a value goes. Comments
 * and order stay.
 * @param below a key of the agent that holds them: `tools`
 * @throws OktsecError `config_edit`
 */
export function setAgentFields(
  text: string,
  name: string,
  fields: Readonly<Record<string, unknown>>,
  below?: string,
): string {
  const document = documentOf(text);
  const agent = ['agents', name];
  const path = below === undefined ? agent : [...agent, below];
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  const gone = Object.entries(fields).filter(([, value]) => value === undefined);
  if (!isMap(document.getIn(agent))) document.setIn(agent, document.createNode({}));
  if (set.length > 0 && !isMap(document.getIn(path))) document.setIn(path, document.createNode({}));
  for (const [key, value] of set) document.setIn([...path, key], document.createNode(value, { flow: true }));
  for (const [key] of gone) if (document.hasIn([...path, key])) document.deleteIn([...path, key]);
  return document.toString({ lineWidth: 0 });
}

/**
 * Whom an agent may write to, as names, with what the text says of each that stays: a rate and an end are kept.
 * @throws OktsecError `config_edit`
 */
export function edgesFor(text: string, name: string, names: readonly string[]): unknown[] {
  const standing: unknown = documentOf(text).toJS()?.agents?.[name]?.can_message;
  const kept = new Map<unknown, unknown>();
  for (const edge of Array.isArray(standing) ? standing : []) {
    if (typeof edge === 'object' && edge !== null && 'to' in edge) kept.set(edge.to, edge);
  }
  return names.map((to) => kept.get(to) ?? to);
}

/** The text without an agent; undefined when it has none of that name. @throws OktsecError `config_edit` */
export function removeAgent(text: string, name: string): string | undefined {
  const document = documentOf(text);
  if (!document.hasIn(['agents', name])) return undefined;
  document.deleteIn(['agents', name]);
  return document.toString({ lineWidth: 0 });
}
