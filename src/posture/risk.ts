import { SEVERITIES, type Severity } from '../rules/rule.ts';

/** Where an agent's worst finding puts it, 0 to 100: from the first number up to the second, the more rows the higher. */
const BANDS: Readonly<Record<Severity, readonly [number, number]>> = {
  critical: [60, 100],
  high: [35, 60],
  medium: [15, 35],
  low: [5, 15],
  info: [0, 5],
};
/** With so many rows half of the band is gone through. */
const HALF_ROWS = 4;

export const RISK_FORMULA =
  'the worst finding in what it sent gives the range (critical 60 to 100, high 35 to 60, medium 15 to 35, low 5 to 15, info 0 to 5); the more rows, the further up: half of the way with 4';

export type Risk = { readonly score: number; readonly worst: Severity | undefined };

/** @param severities rows that the agent sent, by their worst finding */
export function riskOf(severities: Readonly<Record<Severity, number>>): Risk {
  const worst = SEVERITIES.findLast((severity) => severities[severity] > 0);
  if (worst === undefined) return { score: 0, worst };
  const [from, to] = BANDS[worst];
  const rows = severities[worst];
  return { score: Math.round(from + ((to - from) * rows) / (rows + HALF_ROWS)), worst };
}
