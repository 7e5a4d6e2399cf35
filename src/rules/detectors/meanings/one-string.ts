import type { Detector } from '../../detector.ts';
import type { Span } from '../span.ts';

const RECORD = /[{[]\s{0,8}"|"\s{0,2}:\s{0,2}["[{]/;
/** Where a string of JSON ends and another begins. */
const BETWEEN =
  /(?<!\\)"\s{0,2}(?:[}\]]{1,3}\s{0,2},\s{0,4}[{[]{0,3}"|[,:]\s{0,4}(?:[{[]{1,3}\s{0,4})?(?:"|\d|true\b|false\b|null\b))/;
const EACH_BETWEEN = new RegExp(BETWEEN.source, 'g');

/**
 * The same but for what is pieced together from several fields of a record: a list of titles orders nothing. Who gives orders writes
 * them into one, so where a finding spans several, each is read by itself.
 */
export function inOneString(find: Detector['find']): Detector['find'] {
  return (text, place) => {
    const found = [...find(text, place)];
    if (found.length === 0 || !RECORD.test(text)) return found;
    const whole = found.filter(({ start, end }) => !BETWEEN.test(text.slice(start, end)));
    return whole.length === found.length ? found : [...whole, ...inEach(text, find)];
  };
}

function inEach(text: string, find: Detector['find']): Span[] {
  const found: Span[] = [];
  let start = 0;
  for (const { index } of [...text.matchAll(EACH_BETWEEN), { index: text.length }]) {
    for (const span of find(text.slice(start, index))) found.push({ start: start + span.start, end: start + span.end });
    start = index + 1;
  }
  return found;
}
