import type { Message } from '../message/message.ts';
import { definitionsOf } from '../pins/definitions.ts';
import { type Book, judgeDefinitions, NEW_WAITS, type Standing } from '../pins/judge.ts';
import { type Pin, pinKey } from '../pins/pin.ts';
import { actionFor, DECISIONS, strictest } from '../policy/decisions.ts';
import type { Policy } from '../policy/policy.ts';
import { toolAllowed } from '../policy/tools.ts';
import type { Inspection, Judged } from './inspection.ts';

/** What a surface knows of the pins of the server it speaks with. */
export type PinsAtHand = {
  readonly book: Book;
  /** Which launch of the server it is. */
  readonly id: string;
  /** Nothing is new: the pins were lost with the database, or, `unread`, are there and cannot be read now. */
  readonly lost: boolean;
  readonly unread?: boolean;
  /** Why the whole server waits for a person: it is started in another way than the one that was pinned. */
  readonly launch: readonly string[];
};

/** The id under which a changed definition stands among the findings; it is no rule and cannot be overridden by one. */
export const PIN_CHANGED = 'PIN-001';

/** Whether a call of this tool, or a request for this prompt, is withheld, and why. */
export function withheld({ book, launch }: PinsAtHand, kind: 'tool' | 'prompt', name: string): string | undefined {
  if (launch.length > 0) return `the server waits for approval: ${launch[0]}`;
  const pin = book.get(pinKey({ kind, name }));
  if (pin === undefined || pin.state === 'approved') return undefined;
  if (pin.reasons[0] === UNREAD) return UNREAD;
  return pin.state === 'rejected'
    ? `the ${kind} was rejected`
    : `the ${kind} waits for approval: ${pin.reasons[0] ?? 'it changed'}`;
}

/** Whether a person approved this tool: under `tools.default: deny` that admits it as an entry in `allow` does. */
export function vouched({ book }: PinsAtHand, tool: string): boolean {
  const pin = book.get(pinKey({ kind: 'tool', name: tool }));
  return pin !== undefined && pin.by === 'person' && pin.approved !== '' && pin.state !== 'rejected';
}

/** Whether it takes a person's approval to call this tool, and that would do: no list of the config bars it. */
function letBy(policy: Policy, server: string, tool: string, client: string): boolean {
  return !toolAllowed(policy, server, tool, client) && toolAllowed(policy, server, tool, client, () => true);
}

/** Adds to an inspection what became of the definitions that the message lists. */
export function withPins(
  inspection: Inspection,
  message: Message,
  policy: Policy,
  { server, client, pins }: { readonly server: string; readonly client: string; readonly pins: PinsAtHand },
): Inspection {
  const listing = definitionsOf(message);
  if (listing === undefined) return inspection;
  const { at, definitions } = listing;
  const place = (index: number) => (at.endsWith('s') && at !== INSTRUCTIONS ? `${at}/${index}` : at);
  const bad = badEntries(inspection.judged, at);
  const standings = judgeDefinitions(definitions, pins.book, {
    server,
    launch: pins.id,
    newWaits: (name) =>
      pins.unread === true ? UNREAD : pins.lost || letBy(policy, server, name, client) ? NEW_WAITS : undefined,
    bad: (index) => bad.has(at === INSTRUCTIONS ? 0 : index),
  });
  const learned = standings.flatMap(({ pin }) => (pin === undefined ? [] : [pin]));
  const kept = standings.flatMap((standing, index) => {
    const reasons = pins.launch.length > 0 ? pins.launch : standing.reasons;
    return standing.withheld || pins.launch.length > 0 ? [judgedOf(place(index), standing, reasons)] : [];
  });
  if (kept.length === 0) return learned.length === 0 ? inspection : { ...inspection, learned, standings };
  const decision = strictest([inspection.decision, 'pin_changed']);
  return {
    ...inspection,
    decision,
    action: actionFor(decision, inspection.mode),
    judged: [...kept, ...inspection.judged],
    rules: [...new Set([PIN_CHANGED, ...inspection.rules])],
    note: inspection.note ?? withheldNote(standings, pins),
    learned,
    standings,
  };
}

/** No decision of a person is missing, and none would help. */
const UNREAD = 'the log cannot be read, so nobody knows which tools were approved (oktsec doctor)';

const INSTRUCTIONS = '/result/instructions';

/** Which entries of the list at a pointer something was found in that is not let through; the one text is entry 0. */
function badEntries(judged: readonly Judged[], at: string): Set<number> {
  const entries = new Set<number>();
  for (const { decision, pointer } of judged) {
    if (DECISIONS[decision].rank < DECISIONS.content_quarantined.rank) continue;
    if (pointer === INSTRUCTIONS && at === INSTRUCTIONS) entries.add(0);
    else if (pointer.startsWith(`${at}/`)) entries.add(Number.parseInt(pointer.slice(at.length + 1), 10));
  }
  return entries;
}

function judgedOf(pointer: string, { definition }: Standing, reasons: readonly string[]): Judged {
  return {
    rule: PIN_CHANGED,
    name: `${definition.kind} changed: ${reasons[0] ?? 'not approved'}`,
    severity: 'high',
    category: 'tool_poisoning',
    pointer,
    channel: 'tool_description',
    key: false,
    span: [0, 0],
    view: 'plain',
    exact: false,
    decision: 'pin_changed',
    excerpt: '',
  };
}

function withheldNote(standings: readonly Standing[], { launch, unread = false }: PinsAtHand): string {
  if (launch.length > 0) return `the server waits for approval: ${launch.join(', ')}`;
  const names = standings
    .filter(({ withheld }) => withheld)
    .map(({ definition }) => definition.name || definition.kind);
  const until = unread ? 'the log can be read (oktsec doctor)' : 'oktsec pins approve';
  return `withheld until ${until}: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
}

/** One line on what was learned, for the row about it. */
export function learnedNote(standings: readonly Standing[]): string {
  const told = standings.filter(({ pin }) => pin !== undefined);
  const groups = new Map<string, Standing[]>();
  for (const standing of told) {
    const change = standing.withheld ? 'withheld' : standing.change;
    groups.set(change, [...(groups.get(change) ?? []), standing]);
  }
  return [...groups]
    .map(([change, some]) => {
      const names = some.slice(0, 5).map(({ definition, renamed }) => {
        const name = definition.name || definition.kind;
        return renamed === undefined ? name : `${name} (was ${renamed})`;
      });
      return `${change}: ${names.join(', ')}${some.length > 5 ? ` and ${some.length - 5} more` : ''}`;
    })
    .join('; ');
}

export function bookOf(pins: readonly Pin[]): Book {
  return new Map(pins.map((pin) => [pinKey(pin), pin]));
}
