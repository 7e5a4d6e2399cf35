import { DECISIONS } from '../../../policy/decisions.ts';
import type { AuditRow, SessionDetail } from '../../../store/store.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { type LaneDot, laneLegend, lanes } from '../../parts/lanes.ts';
import { outcomeOf, statusMark } from '../../parts/marks.ts';
import { phraseOf } from '../../parts/rows.ts';
import { empty } from '../../parts/states.ts';
import { shown } from '../../parts/text.ts';
import { moment, sayDuration, sayMany } from '../../parts/time.ts';

const MOST_LANES = 8;
/** This many clean ones in a row become one line. */
const FOLD = 4;

/** A row of the timeline: one message, or a run of clean ones. */
type Line = { readonly row: AuditRow; readonly folded: readonly AuditRow[] };

/** What happened in its order, a lane a server, with what went from one to another. */
export function timeline({ link, now }: Visit, session: SessionDetail, rows: readonly AuditRow[]): Html {
  const names = lanesOf(session);
  const lines = linesOf(rows);
  if (lines.length === 0) return empty({ title: 'Nothing of this session is left in the log.' });
  const dots = lines.map(
    ({ row }, at): LaneDot => ({
      lane: laneOf(row, names),
      tone:
        row.decision === 'allow'
          ? 'plain'
          : DECISIONS[row.decision].action === 'forward' || DECISIONS[row.decision].action === 'mask'
            ? 'marked'
            : 'stopped',
      from: sourcesOf(row, names).flatMap((lane) => {
        const source = lines.slice(0, at).findLastIndex((line) => laneOf(line.row, names) === lane);
        return source < 0 ? [] : [{ lane, row: source }];
      }),
    }),
  );
  const items = lines.map(({ row, folded }) => {
    const what =
      folded.length > 0
        ? html`<span class="dim">${sayMany(folded.length + 1, 'message')} with ${shown(peerOf(row))} in ${sayDuration((folded.at(-1)?.time ?? row.time) - row.time)}, all clean</span>`
        : html`<a class="link" href="${link('/events', { open: row.seq })}" data-row><code>${shown(row.tool ?? row.method ?? row.kind)}</code></a> <span class="dim">${shown(peerOf(row))}</span>${row.decision === 'allow' ? nothing : html` ${phraseOf(row)}`}`;
    return html`<li${flowOf(row) === undefined ? '' : html` class="hot"`}><span class="when">${moment(row.time, now)}</span><span class="clip">${what}</span>${folded.length > 0 ? html`<span></span>` : statusMark(outcomeOf(row))}</li>`;
  });
  const legend = html`<div class="body">${laneLegend(names)}</div>`;
  return html`${legend}<div class="timeline">${lanes(names, dots)}<ol>${items}</ol></div>`;
}

/** Of many servers only those where something was found. */
function lanesOf({ peers }: SessionDetail): string[] {
  const found = peers.filter(
    (peer) => peer.flagged + peer.masked + peer.quarantined + peer.blocked + peer.rejected > 0,
  );
  return (peers.length <= MOST_LANES ? peers : found.slice(0, MOST_LANES)).map(({ name }) => name);
}

/** Calls with what came of them; clean answers say nothing more, and clean runs of one server become one line. */
function linesOf(rows: readonly AuditRow[]): Line[] {
  const said = rows.filter(
    ({ decision, side, kind }) => decision !== 'allow' || !(side === 'server' && kind === 'response'),
  );
  const lines: Line[] = [];
  for (let at = 0; at < said.length; ) {
    const row = said[at] as AuditRow;
    let end = at + 1;
    while (row.decision === 'allow' && said[end]?.decision === 'allow' && peerOf(said[end] as AuditRow) === peerOf(row))
      end += 1;
    if (end - at >= FOLD) {
      lines.push({ row, folded: said.slice(at + 1, end) });
      at = end;
    } else {
      lines.push({ row, folded: [] });
      at += 1;
    }
  }
  return lines;
}

function peerOf({ side, from, to }: AuditRow): string {
  return side === 'server' ? from : to;
}

function laneOf(row: AuditRow, names: readonly string[]): number | undefined {
  const at = names.indexOf(peerOf(row));
  return at < 0 ? undefined : at;
}

/** The lanes that a finding of a flow names beside its own. */
function sourcesOf(row: AuditRow, names: readonly string[]): number[] {
  const found = flowOf(row);
  if (found === undefined) return [];
  const words = found.name.split(/\s+/);
  return names.flatMap((name, at) =>
    name !== peerOf(row) && words.some((word) => word.startsWith(`${name}:`)) ? [at] : [],
  );
}

/** What a row tells of data on its way from one server to another. */
export function flowOf({ findings }: AuditRow): AuditRow['findings'][number] | undefined {
  return findings.find(({ rule }) => rule.startsWith('FLOW-'));
}
