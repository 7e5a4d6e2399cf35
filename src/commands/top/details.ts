import { hex } from '../../rows/json.ts';
import { rfc3339, sayClock, sayDuration } from '../../terminal/durations.ts';
import type { Screen } from '../../terminal/screen.ts';
import { shown } from '../../terminal/screen.ts';
import { outcomeOf, whatOf } from '../logs/cells.ts';
import { findingLines, heldLines } from '../quarantine/review/item.ts';
import { serverNotes } from './panes.ts';
import { serverOf } from './rates.ts';
import type { Open, Top } from './state.ts';

const LATEST = 10;

/** What is open, as lines of at most so many cells; those that are longer are cut by whoever shows them. */
export function detailLines(top: Top, open: Open, columns: number, screen: Screen): string[] {
  switch (open.pane) {
    case 'held':
      return heldLines(open.held, columns, { screen, now: top.view.now });
    case 'events':
      return eventLines(top, open, columns, screen);
    case 'servers':
      return serverLines(top, open.name, screen);
  }
}

function eventLines(top: Top, { row }: Extract<Open, { pane: 'events' }>, columns: number, screen: Screen): string[] {
  const micros = Math.max(0, top.view.now - row.time);
  return [
    `${outcomeOf(screen, row)}  row ${row.seq}${row.ref === undefined ? '' : `  ${shown(row.ref)}`}`,
    whatOf(row),
    '',
    ...pairs([
      ['route', `${shown(row.from)} ${screen.arrow} ${shown(row.to)}`],
      ['when', `${rfc3339(row.time)}, ${sayDuration(micros)} ago`],
      ['session', shown(row.session)],
      [
        'kind',
        [row.surface, row.kind, row.method, row.tool]
          .filter((part) => part !== undefined)
          .map(shown)
          .join('  '),
      ],
      ['mode', `${row.mode}, ${row.decision}: ${row.action}`],
      ['size', `${row.size} bytes, oktsec took ${(row.latencyMicros / 1000).toFixed(2)} ms`],
      ['content', `sha-256 ${hex(row.hash)}`],
      ['row hash', row.rowHash],
      ['note', row.note === undefined ? '' : shown(row.note)],
    ]),
    ...findingLines(row, columns, screen),
  ];
}

function serverLines(top: Top, name: string, screen: Screen): string[] {
  const server = top.view.servers.find((one) => one.name === name);
  const latest = top.view.rows.filter((row) => serverOf(row) === name).slice(0, LATEST);
  const last = latest.map((row) => `  ${sayClock(row.time)}  ${whatOf(row)}  ${outcomeOf(screen, row)}`);
  if (server === undefined) return [shown(name), '', 'it is gone'];
  const { running, memory, changed } = server;
  const { answerP50, answerP99 } = running ?? {};
  const millis = (micros: number) => `${(micros / 1000).toFixed(1)} ms`;
  return [
    screen.style.bold(shown(name)),
    '',
    ...pairs([
      ['mode', server.mode],
      ['state', serverNotes(server, top.view.now).join(', ') || 'ok'],
      ['client', running === undefined ? '' : shown(running.client)],
      [
        'processes',
        running === undefined ? '' : `oktsec ${running.owner.pid}, server ${running.server ?? screen.dash}`,
      ],
      ['since', running === undefined ? '' : `${sayDuration(top.view.now - running.since)}`],
      ['memory', memory === undefined ? '' : `${Math.round((memory.own ?? memory.resident) / 1024)} MB`],
      ['calls', running === undefined ? '' : `${running.calls}, ${running.held} held, ${running.refused} refused`],
      [
        'answers',
        answerP50 === undefined || answerP99 === undefined
          ? ''
          : `after ${millis(answerP50)}, p99 ${millis(answerP99)}`,
      ],
      ['changed', changed.length === 0 ? '' : `${changed.map(shown).join(', ')}; oktsec pins diff ${shown(name)}`],
    ]),
    ...(last.length === 0 ? [] : ['', 'latest', ...last]),
  ];
}

/** Names and values, those without a value left out. */
function pairs(all: readonly (readonly [string, string])[]): string[] {
  return all.filter(([, value]) => value !== '').map(([name, value]) => `  ${name.padEnd(10)}${value}`);
}
