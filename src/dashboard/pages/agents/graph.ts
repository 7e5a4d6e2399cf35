import type { Activity } from '../../../store/store.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { panel, scrollBox } from '../../parts/head.ts';
import { plain, shown } from '../../parts/text.ts';
import { sayCount } from '../../parts/time.ts';
import type { KnownAgent } from './known.ts';

const SIZE = 720;
const RADIUS = 250;
const MARGIN = SIZE / 2 - RADIUS - 30;
const MOST_NODES = 24;
const MOST_LETTERS = 22;
const DISC = 9;

type Edge = {
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  readonly stopped: number;
  readonly allowed: boolean;
};

/** Who wrote to whom in the period, and who may: agents on a circle, one arrow for each pair; the same as a table below. Undefined where nobody does. */
export function graphOf(
  visit: Visit,
  known: readonly KnownAgent[],
  activity: Activity,
  { alone = false }: { readonly alone?: boolean } = {},
): Html | undefined {
  const edges = edgesOf(known, activity);
  if (edges.length === 0) return undefined;
  const drawn = mostConnected(known, edges);
  const places = new Map(drawn.map((agent, at) => [agent.name, placeOf(at, drawn.length)]));
  const lines = edges.map(({ from, to, rows, stopped }) => {
    const [start, end] = [places.get(from), places.get(to)];
    if (start === undefined || end === undefined) return nothing;
    const look = stopped > 0 ? 'stopped' : rows > 0 ? 'passed' : 'allowed';
    return html`<path class="edge ${look}" marker-end="url(#arrow)" d="${curve(start, end)}"><title>${plain(sayEdge({ from, to, rows, stopped }))}</title></path>`;
  });
  const nodes = drawn.map((agent) => {
    const place = places.get(agent.name) ?? { x: 0, y: 0 };
    const right = place.x >= SIZE / 2;
    const label = agent.name.length > MOST_LETTERS ? `${agent.name.slice(0, MOST_LETTERS - 1)}…` : agent.name;
    return html`<a href="${visit.link(`/agents/${encodeURIComponent(agent.name)}`)}"><title>${plain(agent.name)}</title><circle class="node ${agent.kind}${agent.suspended ? ' suspended' : ''}" cx="${round(place.x)}" cy="${round(place.y)}" r="${DISC}"/><text x="${round(place.x + (right ? 14 : -14))}" y="${round(place.y + 4)}" text-anchor="${right ? 'start' : 'end'}">${plain(label)}</text></a>`;
  });
  const left = known.length - drawn.length;
  const rows = edges.map(
    (edge) =>
      html`<tr><td>${shown(edge.from)}</td><td>${shown(edge.to)}</td><td class="n">${sayCount(edge.rows)}</td><td class="n">${sayCount(edge.stopped)}</td><td>${edge.allowed ? 'may write' : 'by a wrapped client'}</td></tr>`,
  );
  return panel(
    'Who talks to whom',
    html`<div class="body">${scrollBox('Picture of who talks to whom', html`<svg class="graph" viewBox="-160 ${MARGIN} ${SIZE + 320} ${SIZE - 2 * MARGIN}" role="group" aria-label="Agents and who writes to whom; the table below says the same"><defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker></defs>${lines}${nodes}</svg>`)}${
      left > 0 ? html`<p class="dim">${left} agents with less traffic are in the table only.</p>` : nothing
    }<details${alone ? html` open` : ''}><summary>As a table</summary>${scrollBox('Pairs of agents', html`<table class="table"><thead><tr><th>From</th><th>To</th><th class="n">Messages, 7 d</th><th class="n">Stopped, or would be</th><th>Why it may</th></tr></thead><tbody>${rows}</tbody></table>`)}</details></div>`,
    alone ? nothing : html`<a class="link" href="${visit.link('/agents/~graph')}">By itself</a>`,
  );
}

function edgesOf(known: readonly KnownAgent[], activity: Activity): Edge[] {
  const edges = new Map<string, Edge>();
  for (const { from, to, rows, quarantined, blocked, rejected } of activity.pairs) {
    edges.set(`${from} ${to}`, { from, to, rows, stopped: quarantined + blocked + rejected, allowed: false });
  }
  const names = new Set(known.map(({ name }) => name));
  for (const { name: from, canMessage } of known) {
    for (const { to } of canMessage ?? []) {
      if (!names.has(to)) continue;
      const standing = edges.get(`${from} ${to}`) ?? { from, to, rows: 0, stopped: 0, allowed: true };
      edges.set(`${from} ${to}`, { ...standing, allowed: true });
    }
  }
  return [...edges.values()].filter(({ from, to }) => names.has(from) && names.has(to)).sort((a, b) => b.rows - a.rows);
}

function mostConnected(known: readonly KnownAgent[], edges: readonly Edge[]): readonly KnownAgent[] {
  const touched = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return known
    .filter(({ name }) => touched.has(name))
    .sort((a, b) => b.rows - a.rows)
    .slice(0, MOST_NODES)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function placeOf(at: number, count: number): { x: number; y: number } {
  const angle = (2 * Math.PI * at) / count - Math.PI / 2;
  return { x: SIZE / 2 + RADIUS * Math.cos(angle), y: SIZE / 2 + RADIUS * Math.sin(angle) };
}

/** Bent a little, so that both directions of a pair are seen; it ends at the disc and not under it. */
function curve(start: { x: number; y: number }, end: { x: number; y: number }): string {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const bend = { x: (start.x + end.x) / 2 - uy * 24, y: (start.y + end.y) / 2 + ux * 24 };
  const from = { x: start.x + ux * DISC, y: start.y + uy * DISC };
  const to = { x: end.x - ux * (DISC + 3), y: end.y - uy * (DISC + 3) };
  return `M${round(from.x)} ${round(from.y)}Q${round(bend.x)} ${round(bend.y)} ${round(to.x)} ${round(to.y)}`;
}

function sayEdge({ from, to, rows, stopped }: Omit<Edge, 'allowed'>): string {
  return `${from} to ${to}: ${sayCount(rows)} messages, ${sayCount(stopped)} stopped or would be`;
}

function round(value: number): string {
  return value.toFixed(1);
}
