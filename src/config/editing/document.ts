import { type Document, parseDocument } from 'yaml';
import { OktsecError } from '../../errors.ts';

/** A config to be edited as a whole: comments and order stay. @throws OktsecError `config_edit` when it has a fault */
export function documentOf(text: string): Document {
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false });
  if (document.errors.length > 0) throw new OktsecError('config_edit', 'the config has a fault and is not edited');
  return document;
}
