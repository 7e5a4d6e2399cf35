import type { Finding } from '../rules/rule.ts';
import { type Decision, strictest } from './decisions.ts';
import { byStrictness, type Ruling, ruling, type Where } from './overrides.ts';
import type { Policy } from './policy.ts';

export type Ruled<F extends Finding> = F & Ruling;

/**
 * Rules on each finding by itself and only then merges: the strictest decision stands, so ignoring one rule never
 * hides another. `whereOf` gives each finding's circumstances.
 * @returns what counts, the strictest first, and the decision that stands for all
 */
export function decide<F extends Finding>(
  policy: Policy,
  findings: readonly F[],
  whereOf: (finding: F) => Where,
): { readonly decision: Decision; readonly ruled: readonly Ruled<F>[] } {
  const ruled: Ruled<F>[] = [];
  for (const finding of findings) {
    const stands = ruling(policy, finding, whereOf(finding));
    if (stands) ruled.push({ ...finding, ...stands });
  }
  ruled.sort(byStrictness);
  return { decision: strictest(ruled.map(({ decision }) => decision)), ruled };
}
