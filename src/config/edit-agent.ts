import { isMap, parseDocument } from 'yaml';
import { OktsecError } from '../errors.ts';

/**
 * The text with these keys of an agent set, the agent added where it is missing. Comments and order stay.
 * @throws OktsecError `config_edit`
 */
export function setAgentFields(text: string, name: string, fields: Readonly<Record<string, unknown>>): string {
  const document = documentOf(text);
  const path = ['agents', name];
  if (!isMap(document.getIn(path))) document.setIn(path, document.createNode({}));
  for (const [key, value] of Object.entries(fields))
    document.setIn([...path, key], document.createNode(value, { flow: true }));
  return document.toString({ lineWidth: 0 });
}

/** The text without an agent; undefined when it has none of that name. @throws OktsecError `config_edit` */
export function removeAgent(text: string, name: string): string | undefined {
  const document = documentOf(text);
  if (!document.hasIn(['agents', name])) return undefined;
  document.deleteIn(['agents', name]);
  return document.toString({ lineWidth: 0 });
}

function documentOf(text: string) {
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false });
  if (document.errors.length > 0) throw new OktsecError('config_edit', 'the config has a fault and is not edited');
  return document;
}
