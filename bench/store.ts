import { createHash, hash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { AuditEntry } from '../src/guard/entry.ts';
import { rowOf } from '../src/store/chain/row.ts';
import { Shapes } from '../src/store/chain/shapes.ts';
import type { Ledger } from '../src/store/writing/ledger.ts';
import { openLedger } from '../src/store/writing/open-ledger.ts';

export type StoreBench = {
  readonly rounds: number;
  readonly batch: number;
  readonly rowsPerSecond: { readonly ours: Spread; readonly seedLike: Spread };
  /** Ours over seed-like, of the rounds' pairs. */
  readonly ratio: Spread;
  readonly bytesPerRow: { readonly ours: number; readonly seedLike: number };
};
type Spread = { readonly min: number; readonly median: number };

const BATCH = 256;
const ROWS = BATCH * 160;

/**
 * Audit rows per second of our schema and of one like the seed's (text ids, ISO times, JSON, five indexes), each with a
 * hash per row in one chain, a transaction per 256 rows, WAL and synchronous=NORMAL; rounds take turns on fresh files.
 */
export function benchStore(rounds = 9): StoreBench {
  const entries = Array.from({ length: ROWS }, (_, n) => entryOf(n));
  const ours: number[] = [];
  const seed: number[] = [];
  let bytesOurs = 0;
  let bytesSeed = 0;
  // The first round warms both up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const first = round % 2 === 0 ? [runOurs, runSeedLike] : [runSeedLike, runOurs];
    for (const run of first) {
      const { rate, bytes } = run(entries);
      if (run === runOurs) bytesOurs = bytes;
      else bytesSeed = bytes;
      if (round > 0) (run === runOurs ? ours : seed).push(rate);
    }
  }
  return {
    rounds,
    batch: BATCH,
    rowsPerSecond: { ours: spread(ours), seedLike: spread(seed) },
    ratio: spread(ours.map((rate, n) => rate / seed[n]!)),
    bytesPerRow: { ours: bytesOurs, seedLike: bytesSeed },
  };
}

function runOurs(entries: readonly AuditEntry[]): { rate: number; bytes: number } {
  return inHome((home) => {
    const ledger: Ledger = openLedger({
      home,
      now: () => Date.now() * 1000,
      waitMillis: 1000,
      durability: 'normal',
      checkpointRows: 1000,
      checkpointSeconds: 60,
      warn: () => undefined,
    });
    const shapes = new Shapes();
    const start = performance.now();
    for (let at = 0; at < entries.length; at += BATCH) {
      const rows = entries.slice(at, at + BATCH).map((entry, n) => rowOf(entry, shapes.of(entry), at + n + 1));
      ledger.write({ rows, process: 'bench', commits: [] });
    }
    const seconds = (performance.now() - start) / 1000;
    ledger.db.pragma('wal_checkpoint(TRUNCATE)');
    ledger.close();
    return { rate: entries.length / seconds, bytes: statSync(join(home, 'oktsec.db')).size / entries.length };
  });
}

const SEED_SCHEMA = `
CREATE TABLE audit_log (
  id TEXT PRIMARY KEY, timestamp TEXT NOT NULL, session_id TEXT, from_agent TEXT NOT NULL, to_agent TEXT NOT NULL,
  method TEXT, tool_name TEXT, content_hash TEXT NOT NULL, signature_verified INTEGER, status TEXT NOT NULL,
  policy_decision TEXT NOT NULL, rules_triggered TEXT NOT NULL, latency_ms REAL, entry_hash TEXT NOT NULL);
CREATE INDEX audit_time ON audit_log (timestamp);
CREATE INDEX audit_from ON audit_log (from_agent);
CREATE INDEX audit_to ON audit_log (to_agent);
CREATE INDEX audit_status ON audit_log (status);
CREATE INDEX audit_session ON audit_log (session_id);
`;

function runSeedLike(entries: readonly AuditEntry[]): { rate: number; bytes: number } {
  return inHome((home) => {
    const path = join(home, 'seed.db');
    const db: Database = new Sqlite(path);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.exec(SEED_SCHEMA);
    const insert = db.prepare(`INSERT INTO audit_log VALUES (${Array(14).fill('?').join(',')})`);
    let previous = '';
    const write = db.transaction((batch: readonly AuditEntry[]) => {
      for (const entry of batch) {
        const time = new Date(entry.time / 1000).toISOString();
        const content = Buffer.from(entry.hash).toString('hex');
        const rules = JSON.stringify(entry.rules);
        const id = randomUUID();
        const fields = [id, time, entry.session, entry.from, entry.to, entry.method, entry.tool, content, 1];
        const rest = ['delivered', entry.decision, rules, entry.latencyMicros / 1000];
        previous = hash('sha256', `${previous}\n${fields.join('\n')}\n${rest.join('\n')}`);
        insert.run(...fields.map((field) => field ?? null), ...rest, previous);
      }
    });
    const start = performance.now();
    for (let at = 0; at < entries.length; at += BATCH) write.immediate(entries.slice(at, at + BATCH));
    const seconds = (performance.now() - start) / 1000;
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    return { rate: entries.length / seconds, bytes: statSync(path).size / entries.length };
  });
}

const METHODS = ['tools/call', 'tools/call', 'tools/call', 'resources/read', 'notifications/progress', 'tools/list'];
const TOOLS = ['read_text_file', 'write_file', 'list_directory', 'search_files', 'query', 'create_issue', 'echo'];

/** A day of a few clients and servers: one row in a hundred is flagged. */
function entryOf(n: number): AuditEntry {
  const method = METHODS[n % METHODS.length]!;
  const flagged = n % 100 === 13;
  const server = (n * 7) % 12;
  return {
    time: Date.UTC(2026, 0, 5) * 1000 + n * 400_000,
    surface: 'stdio',
    session: hash('sha256', String(Math.floor(n / 2000))).slice(0, 16),
    from: 'claude-code',
    to: `claude-code.server-${server}`,
    kind: n % 2 === 0 ? 'request' : 'response',
    side: n % 2 === 0 ? 'client' : 'server',
    method,
    tool: method === 'tools/call' ? TOOLS[n % TOOLS.length] : undefined,
    size: 150 + ((n * 37) % 4000),
    hash: createHash('sha256').update(String(n)).digest(),
    sender: 'local',
    decision: flagged ? 'content_flagged' : 'allow',
    mode: 'observe',
    action: 'forward',
    rules: flagged ? ['PI-004'] : [],
    findings: [],
    latencyMicros: 8 + (n % 60),
  };
}

function inHome<T>(work: (home: string) => T): T {
  const home = mkdtempSync(join(tmpdir(), 'oktsec-bench-'));
  try {
    return work(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { min: sorted[0]!, median: sorted[Math.floor(sorted.length / 2)]! };
}
