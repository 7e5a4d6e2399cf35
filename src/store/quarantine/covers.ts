import { listIn } from '../reading/list-in.ts';

/** Whether a person was shown every rule that is needed. @param rules as they are stored */
export function covers(rules: string, needed: readonly string[]): boolean {
  const shown = new Set(listIn(rules));
  return needed.every((rule) => shown.has(rule));
}
