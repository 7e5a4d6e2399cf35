import type { Held } from '../../../quarantine/desk.ts';
import { sayDuration } from '../../../terminal/durations.ts';
import { filled, withinWidth } from '../../../terminal/lines.ts';
import { sayRoute } from '../../../terminal/route.ts';
import { type Screen, severityWord, shown } from '../../../terminal/screen.ts';
import { asTable, type Column } from '../../../terminal/table.ts';
import type { Size } from '../../../tui/full-screen.ts';
import { whyHeld } from '../list.ts';
import { heldLines } from './item.ts';
import { type Review, visibleItems } from './state.ts';

/** Where the person is: the words and shapes of the terminal, and the time in microseconds since 1970. */
export type Setting = { readonly screen: Screen; readonly now: number };

const KEYS = [
  'up, down     choose, or scroll what is open',
  'enter        the chosen one over the whole screen, and back',
  'a            approve: let it through once, as it was',
  'm            approve masked: once, without what was found',
  'r            reject: never; what it said is deleted',
  'n            a note that goes with the decision',
  '/            only items with this text; escape shows all again',
  '?            these keys',
  'q            leave',
];

/** The whole screen as lines, the last one being that of the keys or of what is typed. */
export function draw(review: Review, { columns, rows }: Size, setting: Setting): string[] {
  const room = roomOf(rows);
  const body = review.help ? KEYS.map((line) => `  ${line}`) : bodyOf(review, room, columns, setting);
  const lines = [header(review, setting), ...filled(body, room), said(review), footer(review, columns)];
  return lines.map((line) => withinWidth(setting.screen, line, columns));
}

/** How far the chosen item can be scrolled. */
export function mostScroll(review: Review, { columns, rows }: Size, setting: Setting): number {
  return Math.max(0, detailOf(review, columns, setting).length - roomOf(rows));
}

/** Lines between the header and the two at the bottom. */
function roomOf(rows: number): number {
  return Math.max(1, rows - 4);
}

function header(review: Review, { screen }: Setting): string {
  const count = review.held.length === 0 ? 'nothing is held' : `${review.held.length} held`;
  const filter = review.filter === '' ? '' : `   only "${shown(review.filter)}": ${visibleItems(review).length}`;
  const trouble = review.trouble === undefined ? '' : `   not live: ${shown(review.trouble)}`;
  return `${screen.style.bold('oktsec review')}   ${count}${filter}${trouble}`;
}

function bodyOf(review: Review, room: number, columns: number, setting: Setting): string[] {
  const items = visibleItems(review);
  if (items.length === 0)
    return ['', review.held.length === 0 ? '  nothing waits for you' : '  nothing fits the filter'];
  const detail = detailOf(review, columns, setting);
  if (review.whole) {
    const top = Math.max(0, Math.min(review.scroll, detail.length - room));
    return detail.slice(top, top + room);
  }
  const most = Math.max(1, Math.floor(room / 3));
  const list = listOf(review, items, most, columns, setting);
  const rule = '─'.repeat(columns);
  return [...list, setting.screen.style.dim(setting.screen.dash === '-' ? rule.replaceAll('─', '-') : rule), ...detail];
}

function listOf(
  review: Review,
  items: readonly Held[],
  most: number,
  columns: number,
  { screen, now }: Setting,
): string[] {
  const at = items.findIndex(({ item }) => item.ref === review.chosen);
  const first = Math.max(0, Math.min(at - most + 1, items.length - most));
  const rows = items
    .slice(first, first + most)
    .map(({ item, row }) => [
      shown(item.ref),
      row.findings[0] === undefined ? screen.dash : severityWord(screen, row.findings[0].severity),
      sayRoute({ ...screen, columns }, item),
      whyHeld({ row }),
      sayDuration(item.expiresAt - now),
    ]);
  const titles: readonly Column[] = [
    { title: 'id' },
    { title: 'severity' },
    { title: 'route', cut: 'next' },
    { title: 'why', cut: true },
    { title: 'left' },
  ];
  const { text } = asTable({ ...screen, columns: columns - 2 }, titles, rows, { titles: false });
  const marker = screen.dash === '-' ? '>' : '▸';
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => (first + index === at ? screen.style.bold(`${marker} ${line}`) : `  ${line}`));
}

function detailOf(review: Review, columns: number, setting: Setting): string[] {
  const { open } = review;
  return open === undefined ? [] : heldLines(open, columns, { ...setting, note: review.notes.get(open.item.ref) });
}

function said({ prompt, said: last }: Review): string {
  if (prompt?.kind === 'approve') return 'type APPROVE to let it through once, as it was; escape to leave it';
  if (prompt?.kind === 'masked')
    return 'type MASKED to let it through once, without what was found; escape to leave it';
  if (prompt?.kind === 'note') return 'a note for the log; enter keeps it';
  return prompt === undefined ? shown(last) : 'only items with this text; enter keeps it, escape shows all';
}

function footer(review: Review, columns: number): string {
  if (review.prompt !== undefined) return `> ${shown(review.prompt.typed)}_`;
  if (review.help) return 'any key goes back';
  if (review.whole) return 'up/down scroll  enter back  a approve  m masked  r reject  n note  q quit';
  return columns < 76
    ? 'a approve  m masked  r reject  ? keys  q quit'
    : 'a approve  m masked  r reject  n note  / filter  enter open  ? keys  q quit';
}
