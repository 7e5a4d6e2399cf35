import { isSeq } from 'yaml';
import { OktsecError } from '../../errors.ts';
import { documentOf } from './document.ts';
import { checked } from './meaning.ts';
import { withoutItems } from './removal.ts';
import { appendTo, flowText } from './yaml-text.ts';

/**
 * The text with one more item in a list at the top, which is made where it is missing. All else stays byte for byte.
 * @throws OktsecError `config_edit` when the text has a fault or cannot be edited safely
 */
export function addToList(text: string, key: string, item: Readonly<Record<string, unknown>>): string {
  documentOf(text);
  return checked(text, appendTo(text, key, flowText(item)), (value) => {
    const items = value[key];
    return { ...value, [key]: [...(Array.isArray(items) ? items : []), JSON.parse(JSON.stringify(item))] };
  });
}

/** The text without the item at this place of a list; a list that is empty then goes too. @throws OktsecError `config_edit` */
export function removeFromList(text: string, key: string, place: number): string {
  const list = documentOf(text).get(key);
  if (!isSeq(list) || list.items[place] === undefined) {
    throw new OktsecError('config_edit', `${key} has no entry ${place + 1} any more`);
  }
  return withoutItems(text, key, (_, at) => at === place);
}
