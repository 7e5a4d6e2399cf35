import { type Judged, shareOf } from '../src/texts/labelled.ts';

/** `12.5 %`; a dash of none. */
export const percent = (hits: number, all: number): string =>
  all === 0 ? '–' : `${((100 * hits) / all).toFixed(1)} %`;

/** The 95 % interval of the share that is held. */
export const interval = (rows: readonly Judged[]): string => {
  const { low, high } = shareOf(rows);
  return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)} %`;
};

/** A table of markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
