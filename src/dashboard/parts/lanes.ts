import { type Html, html, nothing } from '../html.ts';
import { plain } from './text.ts';

/** Pixels. */
export const LANE_ROW = 28;
const LANE_GAP = 26;
const EDGE = 12;

export type LaneDot = {
  /** Which lane; undefined where the row belongs to none that is drawn. */
  readonly lane: number | undefined;
  /** `stopped`, `marked` (flagged, masked) or plain. */
  readonly tone: 'stopped' | 'marked' | 'plain';
  /** Lanes of what was read before and goes out here. */
  readonly from: readonly { readonly lane: number; readonly row: number }[];
};

/** A line for each server, a dot for each row, and a curve from where something was read to where it goes out. */
export function lanes(names: readonly string[], dots: readonly LaneDot[]): Html {
  const width = lanesWidth(names.length);
  const height = dots.length * LANE_ROW;
  const x = (lane: number) => EDGE + lane * LANE_GAP;
  const y = (row: number) => row * LANE_ROW + LANE_ROW / 2;
  const lines = names.map(
    (name, lane) =>
      html`<line class="lane" x1="${x(lane)}" x2="${x(lane)}" y1="0" y2="${height}"><title>${plain(name)}</title></line>`,
  );
  const flows = dots.flatMap(({ lane, from }, row) =>
    lane === undefined
      ? []
      : from.map((source) => {
          const [x1, y1, x2, y2] = [x(source.lane), y(source.row), x(lane), y(row)];
          const middle = (y1 + y2) / 2;
          return html`<path class="lane-flow" d="M${x1} ${y1} C ${x1} ${middle}, ${x2} ${middle}, ${x2} ${y2}"/>`;
        }),
  );
  const marks = dots.map(({ lane, tone }, row) =>
    lane === undefined
      ? nothing
      : html`<circle class="lane-dot ${tone}" cx="${x(lane)}" cy="${y(row)}" r="${tone === 'plain' ? 4 : 5}"/>`,
  );
  return html`<svg class="lanes" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${lines}${flows}${marks}</svg>`;
}

export function lanesWidth(count: number): number {
  return 2 * EDGE + Math.max(0, count - 1) * LANE_GAP;
}

/** One lane's short mark, for the legend: the same line and its name. */
export function laneLegend(names: readonly string[]): Html {
  return html`<ol class="legend lane-names" aria-label="Lanes, from the left">${names.map((name, at) => html`<li>${at + 1} ${plain(name)}</li>`)}</ol>`;
}
