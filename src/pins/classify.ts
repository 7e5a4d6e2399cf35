import { demandsOf, ENOUGH } from './demands.ts';
import { expandsHints, expandsParameters, expandsSchema, narrows } from './expand.ts';
import { parametersOf, record, schemaOf } from './parameters.ts';
import type { Change, Definition } from './pin.ts';
import { hostsIn, sensitiveIn } from './places.ts';
import { sentencesOf, steady } from './words.ts';

export type Classified = { readonly change: Change; readonly reasons: readonly string[] };

const SAME: Classified = { change: 'same', reasons: [] };

/**
 * How a definition differs from the one that was approved: *wording* and *narrowing* are accepted, *expansion* is a
 * new sink, path, host, secret or code parameter, a permission hint, a loosened schema, or text that newly tells the
 * model what to do. What only changes from session to session (times, ids, counts) is no change.
 * @param others names of the server's other tools
 */
export function classify(before: Pick<Definition, 'json'>, after: Definition, others: readonly string[]): Classified {
  if (before.json === after.json) return SAME;
  const was: unknown = JSON.parse(before.json);
  const is: unknown = JSON.parse(after.json);
  const reasons = [
    ...newText(textsOf(was), textsOf(is), others),
    ...(after.kind === 'tool' ? expandsTool(was, is) : []),
    ...(after.kind === 'prompt' ? expandsPrompt(was, is) : []),
  ];
  if (reasons.length > 0) return { change: 'expansion', reasons: [...new Set(reasons)] };
  if (sameButForTheDay(was, is)) return SAME;
  return { change: after.kind === 'tool' && narrows(was, is) ? 'narrowing' : 'wording', reasons: [] };
}

function expandsTool(was: unknown, is: unknown): string[] {
  const [before, after] = [record(was) ?? {}, record(is) ?? {}];
  const name = typeof before.name === 'string' ? before.name : '';
  return [
    ...expandsSchema(schemaOf(before.inputSchema), schemaOf(after.inputSchema)),
    ...expandsHints(record(before.annotations) ?? {}, record(after.annotations) ?? {}, name),
  ];
}

function expandsPrompt(was: unknown, is: unknown): string[] {
  const schemaOf = (prompt: unknown) => {
    const list = record(prompt)?.arguments;
    const entries = (Array.isArray(list) ? list : []).flatMap((entry: unknown) => {
      const name = record(entry)?.name;
      return typeof name === 'string' ? [[name, { type: 'string' }] as const] : [];
    });
    return { properties: Object.fromEntries(entries) };
  };
  // A person fills in what a prompt asks for.
  return expandsParameters(parametersOf(schemaOf(was)), parametersOf(schemaOf(is)), true);
}

/** Every text a model may be shown; a parameter may have the name of one of JSON Schema's own words. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return Object.entries(record(value) ?? {}).flatMap(([key, inner]) => [key, ...textsOf(inner)]);
}

/** Sentences of the old texts that are one but for what changes from day to day, and what they ask. */
type Known = { readonly said: Set<string>; asked?: ReadonlySet<string> };

/**
 * What sentences that were not there before ask of the model, each sentence and all together: a demand may be spread.
 * A place where secrets lie or a host counts only when the old texts did not name it.
 */
function newText(was: readonly string[], is: readonly string[], others: readonly string[]): string[] {
  const known = new Map<string, Known>();
  for (const { key, said } of was.flatMap(sentencesOf)) {
    const one = known.get(key) ?? { said: new Set() };
    known.set(key, one);
    one.said.add(said);
  }
  const wasAll = was.join('\n');
  const places = new Set([...hostsIn(wasAll), ...sensitiveIn(wasAll)]);
  const isNew = (place: string) => !places.has(place);
  // What may change from day to day is no room for an order, and no other place [an order behind a path].
  const saysMore = (sentence: string, before: Known) => {
    if (before.said.has(sentence)) return false;
    if ([...hostsIn(sentence), ...sensitiveIn(sentence)].some(isNew)) return true;
    before.asked ??= new Set([...before.said].flatMap((one) => demandsOf(one, others)).map(({ what }) => what));
    return demandsOf(sentence, others).some(({ what }) => before.asked?.has(what) !== true);
  };
  const reasons: string[] = [];
  for (const text of is) {
    const fresh = sentencesOf(text).flatMap(({ key, said }) => {
      const before = known.get(key);
      return before === undefined || saysMore(said, before) ? [said] : [];
    });
    const joined = fresh.length > 1 && fresh.length < MOST_JOINED ? fresh.join(' ') : undefined;
    for (const sentence of joined === undefined ? fresh : [...fresh, joined]) {
      const demands = demandsOf(sentence, others).filter(
        ({ what }) => !(what === 'a host' && ![...hostsIn(sentence)].some(isNew)),
      );
      const weight = demands.reduce((sum, demand) => sum + demand.weight, 0);
      const decisive = demands.filter((demand) => demand.weight >= ENOUGH);
      if (decisive.length > 0 || weight > ENOUGH || (weight === ENOUGH && sentence !== joined)) {
        reasons.push(...(decisive.length > 0 ? decisive : demands).map(({ what }) => `new text: ${what}`));
      }
    }
  }
  return reasons;
}

const PROSE = new Set(['title', 'description', 'instructions']);

/** Whether two definitions say the same but for what changes from one session to the next in their texts. */
function sameButForTheDay(was: unknown, is: unknown): boolean {
  return steadyJson(was) === steadyJson(is);
}

function steadyJson(value: unknown): string {
  if (typeof value === 'string') return steady(value);
  return JSON.stringify(value, (key, inner: unknown) =>
    PROSE.has(key) && typeof inner === 'string' ? steady(inner) : inner,
  );
}

/** Texts that were written anew in great part are read sentence by sentence. */
const MOST_JOINED = 4;
