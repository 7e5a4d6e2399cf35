/** Rules that configs may call by a name they had before they had a number. */
const EARLIER: ReadonlyMap<string, string> = new Map([['block-relay-injection', 'IAP-001']]);

/** The id that is meant. A rule that exists under the name keeps it. */
export function meantRule(name: string, rules: { has(id: string): boolean }): string {
  return rules.has(name) ? name : (EARLIER.get(name) ?? name);
}
