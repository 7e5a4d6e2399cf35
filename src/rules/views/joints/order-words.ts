/** Words that orders to a model are made of and names in code seldom hold, our own selection. */
const ORDERS =
  'ignore disregard forget override bypass neglect overlook discard previous previously prior earlier preceding above instructions ' +
  'instruction guidelines directives prompt prompts reveal repeat print instructed told tell mention inform user users assistant ' +
  'secretly silently send forward upload exfiltrate post credentials passwords password secrets secret contents emails attacker ' +
  'conversation obey follow rules safety restrictions developer delete remove system hidden ' +
  'ignora ignoren ignorez ignorer ignoriere vergiss instrucciones istruzioni anweisungen anteriores precedenti vorherigen';

/** Words between them that prose cannot do without and code can. */
const ORDINARY =
  'the all any every your you me my our their them these those and of to it not must should what everything anything were was been are ' +
  'told about before now do be that with only never always instead us alle todas tous toutes tutte les las';

export const ORDER_WORDS: ReadonlySet<string> = new Set(ORDERS.split(' '));
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(ORDINARY.split(' '));

/** Whether a word of an order may stand where a literal does. */
export function mayOrder(literal: string): boolean {
  const [letters = ''] = /^[a-z]*/.exec(literal) ?? [];
  if (letters === literal) return letters !== '' && ORDERS.includes(letters);
  return ORDER_WORDS.has(letters);
}
