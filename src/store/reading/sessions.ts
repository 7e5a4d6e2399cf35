import type { Database } from 'better-sqlite3';
import type { SessionDetail, SessionPlace, SessionSummary } from '../terms/log.ts';
import { Counter } from './counter.ts';
import { plucked, prepared } from './prepared.ts';
import { type Dictionary, dictionaryOf } from './read.ts';
import { Sums } from './sums.ts';

const MOST_SESSIONS = 200;
/** What oktsec writes about itself belongs to no session of a client. */
const OWN = '0000000000000000';

type RawSession = {
  readonly id: number;
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly rows: number;
};
type Part = { readonly shape: number; readonly rows: number; readonly first: number; readonly last: number };

export function sessionId(db: Database, name: string): number | undefined {
  return plucked<[string], number>(db, 'SELECT id FROM session WHERE name = ?').get(name);
}

/** Those that were heard of last first. */
export function listSessions(
  db: Database,
  { after, limit = 50 }: { readonly after?: SessionPlace | undefined; readonly limit?: number },
): SessionSummary[] {
  return db.transaction(() => {
    const dictionary = dictionaryOf(db);
    // Two sessions may have spoken last in the same microsecond: then the one that began later stands first.
    const last = after?.last ?? Number.MAX_SAFE_INTEGER;
    const id = after === undefined ? Number.MAX_SAFE_INTEGER : (sessionId(db, after.session) ?? 0);
    return prepared<[number, number, string, number], RawSession>(
      db,
      `SELECT id, name, first, last, rows FROM session WHERE (last, id) < (?, ?) AND rows > 0 AND name <> ?
          ORDER BY last DESC, id DESC LIMIT ?`,
    )
      .all(last, id, OWN, Math.min(MOST_SESSIONS, Math.max(1, Math.floor(limit) || 1)))
      .map((raw) => knownSummary(db, raw, dictionary));
  })();
}

export function sessionOf(db: Database, name: string): SessionDetail | undefined {
  return db.transaction(() => {
    const raw = prepared<[string], RawSession>(
      db,
      'SELECT id, name, first, last, rows FROM session WHERE name = ? AND rows > 0',
    ).get(name);
    if (raw === undefined) return undefined;
    const dictionary = dictionaryOf(db);
    const parts = partsOf(db, raw.id);
    const summary = summaryOf(raw, parts, dictionary);
    const peers = new Map<string, { sums: Sums; first: number; last: number; tools: Counter }>();
    const rules = new Counter();
    for (const { shape, rows, first, last } of parts) {
      const fields = dictionary.shape(shape)?.fields;
      if (fields === undefined || fields.kind === 'event') continue;
      const peer = fields.side === 'client' ? fields.to : fields.from;
      const known = peers.get(peer) ?? { sums: new Sums(), first, last, tools: new Counter() };
      peers.set(peer, known);
      known.sums.add(fields.decision, rows);
      known.first = Math.min(known.first, first);
      known.last = Math.max(known.last, last);
      if (fields.tool !== undefined && fields.kind === 'request') known.tools.add(fields.tool, rows);
      for (const rule of fields.rules) rules.add(rule, rows);
    }
    return {
      ...summary,
      peers: [...peers]
        .map(([peer, { sums, first, last, tools }]) => ({
          name: peer,
          ...sums.tally(),
          first,
          last,
          tools: tools.sorted(),
        }))
        .sort((a, b) => a.first - b.first),
      rules: rules.sorted(),
    };
  })();
}

const MOST_KNOWN = 1024;
/** By dictionary the sessions that were summed up: most are over, and of a list one or two go on. */
const known = new WeakMap<Dictionary, Map<number, { readonly raw: RawSession; readonly summary: SessionSummary }>>();

function knownSummary(db: Database, raw: RawSession, dictionary: Dictionary): SessionSummary {
  const all =
    known.get(dictionary) ?? new Map<number, { readonly raw: RawSession; readonly summary: SessionSummary }>();
  known.set(dictionary, all);
  const last = all.get(raw.id);
  // Every row of a session counts up its `rows`, and pruning counts it down.
  if (last?.raw.rows === raw.rows && last.raw.last === raw.last && last.raw.first === raw.first) return last.summary;
  const summary = summaryOf(raw, partsOf(db, raw.id), dictionary);
  if (all.size >= MOST_KNOWN) all.clear();
  all.set(raw.id, { raw, summary });
  return summary;
}

function partsOf(db: Database, session: number): Part[] {
  return prepared<[number], Part>(db, 'SELECT shape, rows, first, last FROM session_shape WHERE session = ?').all(
    session,
  );
}

function summaryOf({ name, first, last }: RawSession, parts: readonly Part[], dictionary: Dictionary): SessionSummary {
  const sums = new Sums();
  const agents = new Set<string>();
  for (const { shape, rows } of parts) {
    const fields = dictionary.shape(shape)?.fields;
    if (fields === undefined || fields.kind === 'event') continue;
    sums.add(fields.decision, rows);
    agents.add(fields.from).add(fields.to);
  }
  return { session: name, first, last, agents: [...agents].sort(), ...sums.tally() };
}
