import { DECISIONS } from '../../policy/decisions.ts';
import type { Held } from '../../quarantine/desk.ts';
import type { AuditRow } from '../../store/store.ts';
import type { Key } from '../../tui/full-screen.ts';
import { NOTHING, type ServerLine, type View } from './view.ts';

export const PANES = ['servers', 'held', 'events'] as const;
export type Pane = (typeof PANES)[number];

/** What is open beside the panes, or in their place. */
export type Open =
  | { readonly pane: 'servers'; readonly name: string }
  | { readonly pane: 'held'; readonly held: Held }
  | { readonly pane: 'events'; readonly row: AuditRow };

export type Prompt =
  | { readonly kind: 'approve' | 'masked' | 'filter'; readonly typed: string }
  /** What was found in row `seq` is to count no more; `what` says where and until when. */
  | { readonly kind: 'exempt'; readonly typed: string; readonly seq: number; readonly what: string };

/** What a key asks to be done. `look` judges a held message by today's rules and opens it, and asks for the word. */
export type Act =
  | { readonly do: 'look'; readonly ref: string; readonly word?: 'approve' | 'masked' }
  | { readonly do: 'approve' | 'masked' | 'reject'; readonly ref: string }
  /** `plan` looks by today's rules what the exemption would be. */
  | { readonly do: 'plan' | 'exempt'; readonly seq: number }
  | { readonly do: 'copy'; readonly text: string };

/** What stands on the screen. */
export type Top = {
  readonly view: View;
  readonly pane: Pane;
  /** The row that keys are about, by what does not move: a name, a reference, a number. */
  readonly chosen: { readonly servers?: string; readonly held?: string; readonly events?: number };
  /** The newest event on the screen while it stands still; undefined while new ones come in. */
  readonly stopped: number | undefined;
  readonly findings: boolean;
  readonly filter: string;
  readonly open: Open | undefined;
  /** Lines of what is open that were scrolled past. */
  readonly scroll: number;
  readonly help: boolean;
  readonly prompt: Prompt | undefined;
  /** What happened last; gone with the next key. */
  readonly said: string;
  readonly act: Act | undefined;
};

export const START: Top = {
  view: NOTHING,
  pane: 'held',
  chosen: {},
  stopped: undefined,
  findings: false,
  filter: '',
  open: undefined,
  scroll: 0,
  help: false,
  prompt: undefined,
  said: '',
  act: undefined,
};

const WORDS = { approve: 'APPROVE', masked: 'MASKED', exempt: 'ALLOW' } as const;
const PAGE = 10;

/** The world as it is now under what the person chose; what was chosen and is gone gives way to its neighbour. */
export function seen(top: Top, view: View): Top {
  const before = shownHeld(top).findIndex(({ item }) => item.ref === top.chosen.held);
  const next = { ...top, view };
  const held = shownHeld(next);
  const stays = held.some(({ item }) => item.ref === top.chosen.held);
  const ref = stays ? top.chosen.held : held[Math.min(Math.max(before, 0), held.length - 1)]?.item.ref;
  const { held: _, ...others } = top.chosen;
  return { ...next, chosen: ref === undefined ? others : { ...others, held: ref } };
}

export function shownServers({ view, filter }: Top): readonly ServerLine[] {
  const wanted = filter.toLowerCase();
  return view.servers.filter(({ name }) => name.toLowerCase().includes(wanted) || wanted === '');
}

export function shownHeld({ view, filter }: Top): readonly Held[] {
  return view.held.filter(({ row }) => fits(row, filter));
}

/** Newest first; of what came since it was stopped only the number. */
export function shownEvents({ view, filter, findings, stopped }: Top): {
  readonly rows: readonly AuditRow[];
  readonly waiting: number;
} {
  const rows = view.rows.filter((row) => fits(row, filter) && (!findings || worthALook(row)));
  if (stopped === undefined) return { rows, waiting: 0 };
  const kept = rows.filter(({ seq }) => seq <= stopped);
  return { rows: kept, waiting: rows.length - kept.length };
}

function worthALook(row: AuditRow): boolean {
  return row.findings.length > 0 || DECISIONS[row.decision].action !== 'forward';
}

function fits(row: AuditRow, filter: string): boolean {
  if (filter === '') return true;
  const texts = [row.ref, row.from, row.to, row.method, row.tool, row.note, row.decision, ...row.rules];
  const names = row.findings.map(({ name }) => name);
  return [...texts, ...names].join('\n').toLowerCase().includes(filter.toLowerCase());
}

/** @returns undefined when the screen is left */
export function pressed(top: Top, key: Key): Top | undefined {
  if (key.name === 'interrupt') return undefined;
  if (top.prompt !== undefined) return inPrompt(top, top.prompt, key);
  if (top.help) return { ...top, help: false };
  const calm = { ...top, said: '' };
  if (key.name !== 'letter') return moved(calm, key.name);
  switch (key.letter) {
    case 'q':
      return undefined;
    case 'j':
      return moved(calm, 'down');
    case 'k':
      return moved(calm, 'up');
    case '?':
      return { ...calm, help: true };
    case '/':
      return { ...calm, prompt: { kind: 'filter', typed: top.filter } };
    case 'f':
      return { ...calm, findings: !top.findings };
    case 'p':
      return { ...calm, stopped: top.stopped === undefined ? (top.view.rows[0]?.seq ?? 0) : undefined };
    case 'a':
      return settling(calm, (ref) => ({ do: 'look', ref, word: 'approve' }));
    case 'm':
      return settling(calm, (ref) => ({ do: 'look', ref, word: 'masked' }));
    case 'r':
      return settling(calm, (ref) => ({ do: 'reject', ref }));
    case 'e':
      return aboutRow(calm, ({ seq }) => ({ do: 'plan', seq }));
    case 'y':
      return aboutRow(calm, ({ ref, seq }) => ({ do: 'copy', text: ref ?? String(seq) }));
    default:
      return calm;
  }
}

/** What was found when a held message was looked at again. */
export function looked(top: Top, held: Held, word: 'approve' | 'masked' | undefined): Top {
  const opened: Top = { ...top, pane: 'held', open: { pane: 'held', held }, scroll: 0 };
  if (word === undefined) return opened;
  const { item, today } = held;
  if (today === undefined) return { ...opened, said: `${item.ref} is ${item.status}, there is nothing to decide` };
  if (today.stopped !== undefined) return { ...opened, said: `nobody may release it: ${today.stopped}` };
  if (word === 'masked' && today.masked === undefined) {
    return { ...opened, said: 'it cannot be masked: what was found is no free text in it' };
  }
  return { ...opened, prompt: { kind: word, typed: '' } };
}

/** After a decision: what was open about it is closed, and keys are about the next one. */
export function settled(top: Top, ref: string, said: string): Top {
  const about = top.open?.pane === 'held' && top.open.held.item.ref === ref;
  const held = top.view.held.filter(({ item }) => item.ref !== ref);
  const next = seen(top, { ...top.view, held });
  return { ...next, said, ...(about ? { open: undefined, scroll: 0, prompt: undefined } : {}) };
}

function settling(top: Top, actOf: (ref: string) => Act): Top {
  const ref = top.open?.pane === 'held' ? top.open.held.item.ref : top.pane === 'held' ? top.chosen.held : undefined;
  if (ref !== undefined) return { ...top, act: actOf(ref) };
  return {
    ...top,
    said: top.view.held.length === 0 ? 'nothing is held' : 'choose what is held first: tab, then up and down',
  };
}

/** What an exemption would be: its word is asked for. */
export function planned(top: Top, seq: number, what: string): Top {
  return { ...top, prompt: { kind: 'exempt', typed: '', seq, what } };
}

/** The message that is open, or else chosen in the pane of held ones or of events. */
function aboutRow(top: Top, actOf: (row: AuditRow) => Act): Top {
  const { open, pane, chosen, view } = top;
  const held = () => view.held.find(({ item }) => item.ref === chosen.held)?.row;
  const event = () => view.rows.find(({ seq }) => seq === chosenEvent(top));
  const row =
    open?.pane === 'held'
      ? open.held.row
      : open?.pane === 'events'
        ? open.row
        : open === undefined
          ? { held, events: event, servers: () => undefined }[pane]()
          : undefined;
  return row === undefined
    ? { ...top, said: 'choose a message first: tab, then up and down' }
    : { ...top, act: actOf(row) };
}

function inPrompt(top: Top, prompt: Prompt, key: Key): Top {
  const { kind, typed } = prompt;
  const closed = { ...top, prompt: undefined };
  if (key.name === 'letter') return typing(top, prompt, typed + key.letter);
  if (key.name === 'erase') return typing(top, prompt, [...typed].slice(0, -1).join(''));
  if (key.name === 'escape')
    return kind === 'filter' ? { ...closed, filter: '' } : { ...closed, said: 'nothing was changed' };
  if (key.name !== 'enter') return top;
  if (kind === 'filter') return closed;
  if (typed !== WORDS[kind]) return { ...closed, said: `not ${WORDS[kind]}: nothing was changed` };
  if (prompt.kind === 'exempt') return { ...closed, act: { do: 'exempt', seq: prompt.seq } };
  const ref = top.open?.pane === 'held' ? top.open.held.item.ref : undefined;
  return ref === undefined || kind === 'exempt' ? closed : { ...closed, act: { do: kind, ref } };
}

const MOST_TYPED = 200;

function typing(top: Top, prompt: Prompt, text: string): Top {
  const typed = [...text].slice(0, MOST_TYPED).join('');
  const next = { ...top, prompt: { ...prompt, typed } };
  return prompt.kind === 'filter' ? seen({ ...next, filter: typed }, top.view) : next;
}

function moved(top: Top, name: Exclude<Key['name'], 'letter'>): Top {
  if (name === 'tab' || name === 'back_tab') {
    const step = name === 'tab' ? 1 : PANES.length - 1;
    return { ...top, pane: PANES[(PANES.indexOf(top.pane) + step) % PANES.length] ?? 'held' };
  }
  if (name === 'enter') return top.open === undefined ? opening(top) : closing(top);
  if (name === 'escape') return top.open === undefined ? { ...top, filter: '', findings: false } : closing(top);
  const step = STEPS.get(name) ?? 0;
  if (step === 0) return top;
  return top.open === undefined ? chosenBy(top, step) : { ...top, scroll: Math.max(0, top.scroll + step) };
}

function closing(top: Top): Top {
  return { ...top, open: undefined, scroll: 0 };
}

function opening(top: Top): Top {
  if (top.pane === 'held') {
    return top.chosen.held === undefined ? top : { ...top, act: { do: 'look', ref: top.chosen.held } };
  }
  if (top.pane === 'events') {
    const row = shownEvents(top).rows.find(({ seq }) => seq === chosenEvent(top));
    return row === undefined ? top : { ...top, open: { pane: 'events', row }, scroll: 0 };
  }
  const name = chosenServer(top);
  return name === undefined ? top : { ...top, open: { pane: 'servers', name }, scroll: 0 };
}

/** Until somebody chooses another one it is the first. */
export function chosenServer(top: Top): string | undefined {
  const names = shownServers(top).map(({ name }) => name);
  return names.find((name) => name === top.chosen.servers) ?? names[0];
}

/** While new events come in it is the newest, whatever that is. */
export function chosenEvent(top: Top): number | undefined {
  const { rows } = shownEvents(top);
  return top.stopped === undefined
    ? rows[0]?.seq
    : (rows.find(({ seq }) => seq === top.chosen.events)?.seq ?? rows[0]?.seq);
}

function chosenBy(top: Top, step: number): Top {
  switch (top.pane) {
    case 'servers': {
      const name = stepped(
        shownServers(top).map((server) => server.name),
        chosenServer(top),
        step,
      );
      return name === undefined ? top : { ...top, chosen: { ...top.chosen, servers: name } };
    }
    case 'held': {
      const ref = stepped(
        shownHeld(top).map(({ item }) => item.ref),
        top.chosen.held,
        step,
      );
      return ref === undefined ? top : { ...top, chosen: { ...top.chosen, held: ref } };
    }
    case 'events': {
      // The newest is at the top: there it follows again.
      if (step === -FAR) {
        const { events: _, ...others } = top.chosen;
        return { ...top, stopped: undefined, chosen: others };
      }
      const seq = stepped(
        shownEvents(top).rows.map((row) => row.seq),
        chosenEvent(top),
        step,
      );
      if (seq === undefined) return top;
      const stopped = top.stopped ?? top.view.rows[0]?.seq;
      return { ...top, stopped, chosen: { ...top.chosen, events: seq } };
    }
  }
}

function stepped<T>(all: readonly T[], chosen: T | undefined, step: number): T | undefined {
  const at = chosen === undefined ? 0 : all.indexOf(chosen);
  return all[Math.min(Math.max(at + step, 0), all.length - 1)];
}

const FAR = 1_000_000;
const STEPS: ReadonlyMap<string, number> = new Map([
  ['up', -1],
  ['down', 1],
  ['page_up', -PAGE],
  ['page_down', PAGE],
  ['home', -FAR],
  ['end', FAR],
]);
