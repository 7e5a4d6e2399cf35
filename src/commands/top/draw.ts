import { sayClock } from '../../terminal/durations.ts';
import { filled, padded, withinWidth } from '../../terminal/lines.ts';
import { sayOutcome } from '../../terminal/outcomes.ts';
import { type Screen, shown } from '../../terminal/screen.ts';
import { widthOf } from '../../terminal/table.ts';
import type { Size } from '../../tui/full-screen.ts';
import { detailLines } from './details.ts';
import { eventsPane, type Frame, heldPane, lettersOf, serversPane } from './panes.ts';
import type { Top } from './state.ts';

const KEYS = [
  'tab          the next pane: servers, held, events',
  'up, down     choose, or scroll what is open; page up, page down, home, end',
  'enter        what is chosen in full, and back',
  'a            approve what is held: let it through once, as it was',
  'm            approve masked: once, without what was found',
  'r            reject: never; what it said is deleted',
  'e            exempt: what was found counts no more for this tool, 30 days',
  'y            copy the reference',
  '/            only what has this text; escape shows all again',
  'f            only events with findings, or what was stopped',
  'p            stop the events, and follow them again',
  '?            these keys',
  'q            leave',
];

/** Cells of a question besides what it is about and what was typed. */
const ASKED = 18;

/** From here on what is open stands beside the panes and not in their place. */
const BESIDE = 110;

/** The whole screen as lines, the last one for keys, questions and what happened. */
export function draw(top: Top, { columns, rows }: Size, screen: Screen): string[] {
  if (columns < 40 || rows < 10) return [withinWidth(screen, oneLine(top), columns)];
  const frame = { screen, columns };
  const room = roomOf(rows);
  const lines = [header(frame, top), ...filled(bodyOf(top, frame, { columns, rows }), room)];
  return [...lines, line(frame), footer(top, frame)].map((one) => withinWidth(screen, one, columns));
}

/** How far what is open can be scrolled. */
export function mostScroll(top: Top, { columns, rows }: Size, screen: Screen): number {
  if (top.open === undefined) return 0;
  const width = columns >= BESIDE ? columns - leftOf(columns) - 4 : columns;
  const room = columns >= BESIDE ? roomOf(rows) - serversPane({ screen, columns }, top).length : roomOf(rows);
  return Math.max(0, detailLines(top, top.open, width, screen).length - room);
}

/** Lines between the header and the two at the bottom; a terminal's last row stays empty. */
function roomOf(rows: number): number {
  return Math.max(1, rows - 4);
}

function line({ screen, columns }: Frame): string {
  return screen.style.dim(lettersOf(screen).rule.repeat(columns));
}

function oneLine({ view }: Top): string {
  return `${view.held.length} held, ${view.totals.blocked} blocked, ${view.trouble === undefined ? 'live' : 'not live'}`;
}

function header({ screen, columns }: Frame, { view }: Top): string {
  const { servers, totals, trouble, paused, chain } = view;
  const enforced = servers.filter(({ mode }) => mode === 'enforce').length;
  const counts = (['blocked', 'quarantined', 'masked'] as const)
    .map((kind) => sayOutcome(kind, totals[kind], totals.passed?.[kind] ?? 0))
    .join(', ');
  const left = [
    screen.style.bold('oktsec top'),
    ...(paused ? [screen.style.red('paused: nothing passes')] : []),
    ...(servers.length === 0 ? [] : [`enforce ${enforced}/${servers.length}`]),
    ...(chain === undefined ? [] : [chainWords(chain, screen)]),
    ...(columns >= BESIDE ? [counts] : []),
  ].join('   ');
  if (trouble !== undefined) return ` ${left}   ${screen.style.red(`not live: ${shown(trouble)}`)}`;
  const right = `${totals.rows.toLocaleString('en')} in 24 h   live   ${sayClock(view.now).slice(0, 5)}`;
  return ` ${left}${' '.repeat(Math.max(3, columns - widthOf(left) - widthOf(right) - 2))}${right}`;
}

function chainWords({ state, seq }: NonNullable<Top['view']['chain']>, { style }: Screen): string {
  if (state === 'intact') return 'chain intact';
  return style.red(seq === undefined ? 'chain broken' : `chain broken at row ${seq}`);
}

function bodyOf(top: Top, frame: Frame, { columns, rows }: Size): string[] {
  const { screen } = frame;
  const room = roomOf(rows);
  if (top.help) return ['', ...KEYS.map((line) => `  ${line}`)];
  if (top.open !== undefined && columns < BESIDE) {
    return scrolled(detailLines(top, top.open, columns - 2, screen), top.scroll, room).map((line) => ` ${line}`);
  }
  const servers = columns < 80 || rows < 24 ? [] : serversPane(frame, top);
  const below = room - servers.length;
  if (top.open === undefined) return [...servers, ...listsOf(top, frame, below)];
  const left = leftOf(columns);
  const width = columns - left - 4;
  const lists = filled(listsOf(top, { screen, columns: left }, below), below);
  const detail = filled(scrolled(detailLines(top, top.open, width, screen), top.scroll, below), below);
  const bar = screen.style.dim(lettersOf(screen).bar);
  const beside = lists.map(
    (line, at) => `${padded(screen, line, left)} ${bar} ${withinWidth(screen, detail[at] ?? '', width)}`,
  );
  return [...servers, ...beside];
}

function listsOf(top: Top, frame: Frame, room: number): string[] {
  const held = heldPane(frame, top).slice(0, Math.max(2, room - 3));
  return [...held, ...eventsPane(frame, top, Math.max(2, room - held.length))];
}

function leftOf(columns: number): number {
  return Math.floor(columns * 0.55);
}

function scrolled(lines: readonly string[], scroll: number, room: number): readonly string[] {
  const first = Math.max(0, Math.min(scroll, lines.length - room));
  return lines.slice(first, first + room);
}

function footer({ prompt, said, help, open }: Top, { columns }: Frame): string {
  if (prompt?.kind === 'filter') return ` only what has this text: ${shown(prompt.typed)}_`;
  if (prompt?.kind === 'exempt') {
    const rest = columns - widthOf(prompt.typed) - ASKED;
    return ` type ALLOW, ${[...shown(prompt.what)].slice(0, Math.max(0, rest)).join('')}: ${shown(prompt.typed)}_`;
  }
  if (prompt !== undefined) {
    const word =
      prompt.kind === 'approve' ? 'APPROVE to send it as it was' : 'MASKED to send it without what was found';
    return ` type ${word}: ${shown(prompt.typed)}_`;
  }
  if (said !== '') return ` ${shown(said)}`;
  if (help) return ' any key goes back';
  if (open?.pane === 'held') return ' up/down scroll  enter back  a approve  m masked  r reject  e exempt  y copy';
  if (open !== undefined) return ' up/down scroll  enter back  e exempt  y copy reference  q quit';
  if (columns < 80) return ' tab pane  enter open  ? keys  q quit';
  return ' tab pane  up/down move  enter open  / filter  f findings  p stop  ? keys  q';
}
