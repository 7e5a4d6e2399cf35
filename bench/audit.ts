import type { Report } from './figures.ts';
import { benchStore } from './store.ts';
import type { Place } from './ways.ts';

/** Audit rows per second and bytes per row beside a schema of text columns and five indexes. */
export async function benchAudit(_place: Place, rounds: number): Promise<Report[]> {
  const { batch, rowsPerSecond, ratio, bytesPerRow } = benchStore(rounds);
  const thousands = (rate: number): string => `${(rate / 1000).toFixed(0)} k/s`;
  const smaller = bytesPerRow.ours / bytesPerRow.seedLike;
  return [
    {
      title: `Audit rows, ${batch} to a transaction`,
      unit: 'rows/s',
      rows: [],
      goals: [
        // A goal is an upper limit, so the speed is read as the time of ours over the other's.
        { name: 'time of a row over seed-like', min: 1 / ratio.min, median: 1 / ratio.median, limit: 0.5 },
        { name: 'bytes of a row over seed-like', min: smaller, median: smaller, limit: 0.25 },
      ],
      notes: [
        `ours ${thousands(rowsPerSecond.ours.median)}, seed-like ${thousands(rowsPerSecond.seedLike.median)} (medians)`,
        `ratio: worst round ${ratio.min.toFixed(2)}, median ${ratio.median.toFixed(2)}`,
        `bytes per row: ours ${bytesPerRow.ours.toFixed(0)}, seed-like ${bytesPerRow.seedLike.toFixed(0)}`,
      ],
    },
  ];
}
