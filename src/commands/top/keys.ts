import type { AuditRow } from '../../store/store.ts';
import type { Key } from '../../tui/full-screen.ts';
import { choosing, STEPS } from './choosing.ts';
import { seen } from './news.ts';
import { chosenEvent, chosenServer, shownEvents } from './shown.ts';
import { type Act, PANES, type Prompt, type Top } from './state.ts';

const WORDS = { approve: 'APPROVE', masked: 'MASKED', exempt: 'ALLOW' } as const;
const MOST_TYPED = 200;

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

/** Of what is held the one that is open, or else chosen in its pane; never one behind what else is open. */
function settling(top: Top, actOf: (ref: string) => Act): Top {
  const { open, pane, chosen, view } = top;
  if (open !== undefined && open.pane !== 'held') return { ...top, said: 'that is not held: enter goes back' };
  const ref = open?.held.item.ref ?? (pane === 'held' ? chosen.held : undefined);
  if (ref !== undefined) return { ...top, act: actOf(ref) };
  return {
    ...top,
    said: view.held.length === 0 ? 'nothing is held' : 'choose what is held first: tab, then up and down',
  };
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
  return top.open === undefined ? choosing(top, step) : { ...top, scroll: Math.max(0, top.scroll + step) };
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
