import { isSeq } from 'yaml';
import { OktsecError } from '../../errors.ts';
import { documentOf } from './document.ts';

/** The text with one more item in a list at the top, which is made where it is missing. Comments and order stay. */
export function addToList(text: string, key: string, item: Readonly<Record<string, unknown>>): string {
  const document = documentOf(text);
  const node = document.createNode(item, { flow: true });
  if (isSeq(document.get(key))) document.addIn([key], node);
  else document.set(key, document.createNode([item]));
  return document.toString({ lineWidth: 0 });
}

/** The text without the item at this place of a list; a list that is empty then goes too. @throws OktsecError `config_edit` */
export function removeFromList(text: string, key: string, place: number): string {
  const document = documentOf(text);
  const list = document.get(key);
  if (!isSeq(list) || list.items[place] === undefined) {
    throw new OktsecError('config_edit', `${key} has no entry ${place + 1} any more`);
  }
  if (list.items.length === 1) document.delete(key);
  else list.delete(place);
  return document.toString({ lineWidth: 0 });
}
