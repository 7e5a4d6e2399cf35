import type { Hold } from '../../store/store.ts';
import type { Choice } from './question.ts';

/** Whether a person's word about one held message lets this one through along with it. */
export function isAlong(one: Hold, said: Hold, choice: Choice): boolean {
  if (one.side !== said.side || !one.rules.every((rule) => said.rules.includes(rule))) return false;
  if (choice === 'always') return one.callHash === said.callHash;
  return choice === 'session' && one.from === said.from && one.to === said.to && one.tool === said.tool;
}
