import type { Activity } from '../../../store/store.ts';
import { type Html, html, nothing } from '../../html.ts';
import { sayCount } from '../../parts/time.ts';

const [WIDTH, LEFT, RIGHT, BASE, TOP, HEIGHT] = [672, 40, 14, 106, 14, 190] as const;
/** A block of the lower half is one message, until there are too many of them in one bar. */
const MOST_BLOCKS = 9;
const BLOCK = 7;

type Step = Activity['steps'][number];
export type Bar = {
  readonly start: number;
  readonly label: string;
  readonly tick: string | undefined;
  readonly step: Step | undefined;
};

/**
 * Messages upward, what was found downward on a scale of its own, so that six blocked among a thousand are seen. All
 * lengths are attributes of the picture; beneath it stands the same as a table.
 */
export function activityChart(bars: readonly Bar[], title: string): Html {
  const most = Math.max(1, ...bars.map(({ step }) => step?.rows ?? 0));
  const mostFound = Math.max(
    1,
    ...bars.map(({ step }) => (step === undefined ? 0 : found(step).reduce((sum, [, n]) => sum + n, 0))),
  );
  const scale = niceStep(most);
  const pitch = (WIDTH - LEFT - RIGHT) / bars.length;
  const width = Math.max(2, pitch - Math.min(9, pitch * 0.3));
  const perBlock = Math.ceil(mostFound / MOST_BLOCKS);
  const height = (rows: number) => ((BASE - TOP) * rows) / (scale * Math.ceil(most / scale));
  const lines = Array.from({ length: Math.ceil(most / scale) + 1 }, (_, n) => n * scale);
  return html`<div class="scroll newest" tabindex="0" role="region" aria-label="${title}"><svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}: ${summed(bars)}">
${lines.map((rows) => html`<line class="c-grid" x1="${LEFT}" x2="${WIDTH}" y1="${at(BASE - height(rows))}" y2="${at(BASE - height(rows))}"/><text class="c-text" x="${LEFT - 6}" y="${at(BASE - height(rows) + 4)}" text-anchor="end">${sayCount(rows)}</text>`)}
${bars.map((bar, n) => oneBar(bar, LEFT + n * pitch + (pitch - width) / 2, width, height, perBlock))}
<line class="c-axis" x1="${LEFT}" x2="${WIDTH}" y1="${BASE + 1}" y2="${BASE + 1}"/></svg></div>
${perBlock === 1 ? nothing : html`<p class="dim">One block is ${perBlock} messages.</p>`}
<details><summary>Show as table</summary><div class="scroll" tabindex="0" role="region" aria-label="${title}, as table"><table class="table"><thead><tr><th scope="col">From</th><th scope="col" class="num">All</th><th scope="col" class="num">Flagged, masked</th><th scope="col" class="num">Quarantined</th><th scope="col" class="num">Blocked</th></tr></thead><tbody>${bars
    .filter(({ step }) => step !== undefined)
    .map(({ label, step }) => {
      const [blocked, held, soft] = found(step!);
      return html`<tr><td>${label}</td><td class="num">${sayCount(step!.rows)}</td><td class="num">${soft![1]}</td><td class="num">${held![1]}</td><td class="num">${blocked![1]}</td></tr>`;
    })}</tbody></table></div></details>`;
}

function oneBar(
  { label, tick, step }: Bar,
  x: number,
  width: number,
  height: (rows: number) => number,
  perBlock: number,
): Html {
  const name =
    tick === undefined
      ? nothing
      : html`<text class="c-text" x="${at(x + width / 2)}" y="${HEIGHT - 4}" text-anchor="middle">${tick}</text>`;
  if (step === undefined) return name;
  const [blocked, held, soft] = found(step);
  let y = BASE + 4;
  const blocks = found(step).flatMap(([look, rows]) =>
    Array.from({ length: Math.ceil(rows / perBlock) }, () => {
      const block = html`<rect class="${look}" x="${at(x)}" y="${y}" width="${at(width)}" height="${BLOCK - 1.5}" rx="1"/>`;
      y += BLOCK;
      return block;
    }),
  );
  return html`<g><title>${label}: ${sayCount(step.rows)} messages, ${soft![1]} flagged or masked, ${held![1]} quarantined, ${blocked![1]} blocked</title><rect class="c-bar" x="${at(x)}" y="${at(BASE - height(step.rows))}" width="${at(width)}" height="${at(height(step.rows))}" rx="1.5"/>${blocks}</g>${name}`;
}

/** By how it looks, the worst first. */
function found({ flagged, masked, quarantined, blocked, rejected }: Step): readonly (readonly [string, number])[] {
  return [
    ['c-critical', blocked + rejected],
    ['c-high', quarantined],
    ['c-medium', flagged + masked],
  ];
}

function summed(bars: readonly Bar[]): string {
  const rows = bars.reduce((sum, { step }) => sum + (step?.rows ?? 0), 0);
  const hot = bars.reduce(
    (sum, { step }) => sum + (step === undefined ? 0 : found(step).reduce((all, [, n]) => all + n, 0)),
    0,
  );
  return `${sayCount(rows)} messages, ${sayCount(hot)} of them not plainly delivered`;
}

/** 1, 2 or 5 times a power of ten, so that there are three lines or four. */
function niceStep(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most / 3)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => most / step <= 4) ?? most;
}

function at(value: number): string {
  return value.toFixed(1);
}
