import type { Held } from '../../../quarantine/desk.ts';
import type { Key } from '../../../tui/full-screen.ts';

type Prompt = { readonly kind: 'approve' | 'masked' | 'note' | 'filter'; readonly typed: string };

/** What stands on the review screen. */
export type Review = {
  /** Everything that waits, newest first. */
  readonly held: readonly Held[];
  /** The item that keys are about; its own reference, so that new ones above do not move the choice. */
  readonly chosen: string | undefined;
  /** The chosen item, judged by today's rules. */
  readonly open: Held | undefined;
  /** Only the chosen one, over the whole screen. */
  readonly whole: boolean;
  /** Lines of the chosen one that were scrolled past. */
  readonly scroll: number;
  readonly help: boolean;
  readonly filter: string;
  /** Of an item, for the decision about it. */
  readonly notes: ReadonlyMap<string, string>;
  readonly prompt: Prompt | undefined;
  /** The last thing that happened. */
  readonly said: string;
  /** Why the list may be old. */
  readonly trouble: string | undefined;
};

/** What a key asks to be done. */
export type Act = {
  readonly do: 'approve' | 'masked' | 'reject';
  readonly ref: string;
  readonly note: string | undefined;
};
export type Pressed = { readonly review: Review; readonly act?: Act };

export const EMPTY: Review = {
  held: [],
  chosen: undefined,
  open: undefined,
  whole: false,
  scroll: 0,
  help: false,
  filter: '',
  notes: new Map(),
  prompt: undefined,
  said: '',
  trouble: undefined,
};

const WORDS = { approve: 'APPROVE', masked: 'MASKED' } as const;
const PAGE = 10;

/** The items that the filter leaves. */
export function visibleItems({ held, filter }: Review): readonly Held[] {
  const wanted = filter.toLowerCase();
  if (wanted === '') return held;
  return held.filter(({ item, row }) =>
    [
      item.ref,
      item.from,
      item.to,
      item.tool ?? '',
      row.method ?? '',
      ...item.rules,
      ...row.findings.map(({ name }) => name),
    ]
      .join('\n')
      .toLowerCase()
      .includes(wanted),
  );
}

/** The list as it is now, the choice kept where it still stands and moved to its neighbour where it does not. */
export function relisted(review: Review, held: readonly Held[]): Review {
  const before = visibleItems(review);
  const now = visibleItems({ ...review, held });
  const stays = now.some(({ item }) => item.ref === review.chosen);
  const at = before.findIndex(({ item }) => item.ref === review.chosen);
  const chosen = stays ? review.chosen : now[Math.min(Math.max(at, 0), now.length - 1)]?.item.ref;
  return {
    ...review,
    held,
    chosen,
    trouble: undefined,
    ...(stays ? {} : { scroll: 0, prompt: undefined, whole: false }),
  };
}

/** @returns undefined when the screen is left */
export function pressed(review: Review, key: Key): Pressed | undefined {
  if (key.name === 'interrupt') return undefined;
  if (review.prompt !== undefined) return inPrompt(review, review.prompt, key);
  if (review.help) return { review: { ...review, help: false } };
  if (key.name !== 'letter') return { review: moved(review, key.name) };
  const { open } = review;
  switch (key.letter) {
    case 'q':
      return undefined;
    case 'j':
      return { review: moved(review, 'down') };
    case 'k':
      return { review: moved(review, 'up') };
    case '?':
      return { review: { ...review, help: true } };
    case '/':
      return { review: { ...review, prompt: { kind: 'filter', typed: review.filter } } };
    case 'n':
      return open === undefined ? { review } : { review: asking(review, 'note') };
    case 'a':
      return { review: releasing(review, 'approve') };
    case 'm':
      return { review: releasing(review, 'masked') };
    case 'r':
      return open === undefined ? { review } : { review, act: actOf(review, 'reject', open.item.ref) };
    default:
      return { review };
  }
}

function inPrompt(review: Review, prompt: Prompt, key: Key): Pressed {
  const { kind, typed } = prompt;
  const closed = { ...review, prompt: undefined };
  if (key.name === 'letter') return { review: typing(review, kind, typed + key.letter) };
  if (key.name === 'erase') return { review: typing(review, kind, [...typed].slice(0, -1).join('')) };
  if (key.name === 'escape')
    return { review: kind === 'filter' ? filtered(closed, '') : { ...closed, said: 'nothing was changed' } };
  if (key.name !== 'enter') return { review };
  if (kind === 'filter') return { review: closed };
  const ref = review.open?.item.ref;
  if (ref === undefined) return { review: closed };
  if (kind === 'note') {
    const notes = new Map(review.notes);
    if (typed === '') notes.delete(ref);
    else notes.set(ref, typed);
    return { review: { ...closed, notes, said: typed === '' ? '' : 'the note goes with the decision' } };
  }
  if (typed !== WORDS[kind]) return { review: { ...closed, said: `not ${WORDS[kind]}: nothing was changed` } };
  return { review: closed, act: actOf(review, kind, ref) };
}

function typing(review: Review, kind: Prompt['kind'], typed: string): Review {
  const prompt = { kind, typed: typed.slice(0, 200) };
  return kind === 'filter' ? filtered({ ...review, prompt }, prompt.typed) : { ...review, prompt };
}

function filtered(review: Review, filter: string): Review {
  const next = { ...review, filter };
  const items = visibleItems(next);
  const stays = items.some(({ item }) => item.ref === review.chosen);
  return stays ? next : { ...next, chosen: items[0]?.item.ref, scroll: 0 };
}

function releasing(review: Review, kind: 'approve' | 'masked'): Review {
  const { open } = review;
  if (open?.today === undefined) return review;
  if (open.today.stopped !== undefined) return { ...review, said: `nobody may release it: ${open.today.stopped}` };
  if (kind === 'masked' && open.today.masked === undefined) {
    return { ...review, said: 'it cannot be masked: what was found is no free text in it' };
  }
  return asking(review, kind);
}

function asking(review: Review, kind: 'approve' | 'masked' | 'note'): Review {
  const typed = kind === 'note' ? (review.notes.get(review.chosen ?? '') ?? '') : '';
  return { ...review, said: '', prompt: { kind, typed } };
}

function actOf(review: Review, kind: Act['do'], ref: string): Act {
  return { do: kind, ref, note: review.notes.get(ref) };
}

function moved(review: Review, name: Exclude<Key['name'], 'letter'>): Review {
  if (name === 'enter') return review.chosen === undefined ? review : { ...review, whole: !review.whole, scroll: 0 };
  if (name === 'escape') return review.whole ? { ...review, whole: false, scroll: 0 } : filtered(review, '');
  const step = STEPS.get(name) ?? 0;
  if (step === 0) return review;
  if (review.whole) return { ...review, scroll: Math.max(0, Math.min(review.scroll + step, 10_000)) };
  const items = visibleItems(review);
  const at = items.findIndex(({ item }) => item.ref === review.chosen);
  const next = Math.min(Math.max(at + step, 0), items.length - 1);
  return { ...review, chosen: items[next]?.item.ref, scroll: 0, said: '' };
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ['up', -1],
  ['down', 1],
  ['page_up', -PAGE],
  ['page_down', PAGE],
  ['home', -1_000_000],
  ['end', 1_000_000],
]);
