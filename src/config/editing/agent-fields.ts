import { type Document, isNode } from 'yaml';
import { OktsecError } from '../../errors.ts';
import { addAgent } from './agents.ts';
import { documentOf } from './document.ts';
import { withoutPair } from './removal.ts';
import { setValue } from './values.ts';
import { flowText } from './yaml-text.ts';

/**
 * The text with these keys of an agent set, the agent added where it is missing; a key without a value goes. What says
 * the same already stays as it is written, and so does every other byte of the file.
 * @param below a key of the agent that holds them: `tools`
 * @throws OktsecError `config_edit`
 */
export function setAgentFields(
  text: string,
  name: string,
  fields: Readonly<Record<string, unknown>>,
  below?: string,
): string {
  documentOf(text);
  const path = ['agents', name, ...(below === undefined ? [] : [below])];
  return Object.entries(fields).reduce(
    (edited, [key, value]) => setField(edited, [...path, key], value),
    addAgent(text, name),
  );
}

function setField(text: string, path: readonly string[], value: unknown): string {
  const document = documentOf(text);
  const standing: unknown = document.getIn(path);
  const said: unknown = isNode(standing) ? standing.toJS(document) : standing;
  if (JSON.stringify(said) === JSON.stringify(value)) return text;
  if (value === undefined) return without(text, path);
  return orAnew(
    () => setValue(text, path, flowText(value)),
    () => {
      document.setIn(path, document.createNode(value, { flow: true }));
      return document;
    },
  );
}

function without(text: string, path: readonly string[]): string {
  return orAnew(
    () => withoutPair(text, path),
    () => {
      const document = documentOf(text);
      document.deleteIn(path);
      return document;
    },
  );
}

/** Where an edit of the letters would do more than is meant, the whole text is written anew: comments and order stay. */
function orAnew(edit: () => string, anew: () => Document): string {
  try {
    return edit();
  } catch (error) {
    if (!(error instanceof OktsecError) || error.code !== 'config_edit') throw error;
    return anew().toString({ lineWidth: 0 });
  }
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
  const path = ['agents', name];
  return documentOf(text).hasIn(path) ? without(text, path) : undefined;
}
