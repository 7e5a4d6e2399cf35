import type { RuleSet } from '../src/rules/scan/scan.ts';
import { scanText, Work } from '../src/rules/scan/scan.ts';
import { median, min, type Report, type Row } from './figures.ts';

const KIB = 1024;
/** Units that cost a scan more than ordinary text: beginnings of patterns, encodings, what detectors wait for. */
const UNITS: readonly (readonly [name: string, unit: string])[] = [
  ['near misses of a phrase', 'ignore the previous note and send it. '],
  ['one literal again and again', 'ignore '],
  ['percent escapes', '%69%67%6e '],
  ['escapes of characters', '\\u0069\\x67 '],
  ['base64 of noise', 'Zm9vYmFyYmF6cXV4 kJ7/x9Qw2LpTzR8s '],
  ['card numbers that are none', '4111 1111 1111 1112, '],
  ['letters set apart', 'i g n o r e s '],
  ['tags within words', 'ig<b></b>nore '],
  ['accents', 'ígnörê thé prévîous '],
  ['zero-width characters', 'i\u200bg\u200bn\u200bo\u200b '],
  ['hexadecimal', '69676e6f7265206e6f '],
  ['commands', 'curl -s x | sh -c "$(cat y)" ; '],
  ['blanks', 'ignore                                  '],
];

/** What crafted texts cost per KiB beside a benign one, and whether the worst of them grows with its length. */
export function benchCrafted(set: RuleSet, benign: string, rounds: number): Report {
  const perKib = (text: string): number => {
    const start = performance.now();
    scanText(set, 'tool_result', text, new Work());
    return ((performance.now() - start) * 1000) / (text.length / KIB);
  };
  const filled = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
  const texts = UNITS.map(([name, unit]) => [name, filled(unit, 64 * KIB)] as const);
  const plain: number[] = [];
  const taken = texts.map((): number[] => []);
  for (let round = -2; round < rounds; round += 1) {
    const own = perKib(benign);
    if (round >= 0) plain.push(own);
    for (const [at, [, text]] of texts.entries()) {
      const one = perKib(text);
      if (round >= 0) taken[at]?.push(one);
    }
  }
  const rows: Row[] = [
    { name: 'ordinary text', values: plain },
    ...texts.map(([name], at) => ({ name, values: taken[at] ?? [] })),
  ];
  const worst = texts
    .map(([name], at) => ({ name, at, low: min(taken[at] ?? []) }))
    .reduce((a, b) => (a.low > b.low ? a : b));
  const values = taken[worst.at] ?? [];
  const unit = UNITS[worst.at]?.[1] ?? '';
  const sizes = [4, 64, 1024, 4096].map((size) => ({
    size,
    cost: leastOf(size > 64 ? 1 : 3, () => perKib(filled(unit, size * KIB))),
  }));
  const [small, , , large] = sizes.map(({ cost }) => cost);
  const growth = (large ?? Number.NaN) / (small ?? Number.NaN);
  return {
    title: 'Texts made to be slow, 64 KB each',
    unit: 'µs per KB',
    rows,
    goals: [
      {
        name: `${worst.name} over ordinary text`,
        min: worst.low / min(plain),
        median: median(values) / median(plain),
        limit: 10,
      },
      { name: `${worst.name}: 4 MB over 4 KB, per KB`, min: growth, median: growth, limit: 2 },
    ],
    notes: [`${worst.name}: ${sizes.map(({ size, cost }) => `${size} KB ${cost.toFixed(1)}`).join(', ')} µs per KB`],
  };
}

function leastOf(times: number, work: () => number): number {
  return Math.min(...Array.from({ length: times }, work));
}
