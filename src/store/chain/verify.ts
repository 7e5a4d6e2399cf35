import { readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { chainMeta } from '../meta.ts';
import { RAW_COLUMNS, type RawFinding, type RawRow, toFinding } from '../reading/read.ts';
import type { Verification, VerifyOptions } from '../terms/verification.ts';
import { genesis } from './chain.ts';
import { type Checkpoint, checkpointLines, checkpointsPath, parseCheckpointLine } from './checkpoints.ts';
import { readInstance } from './instance.ts';
import { type Bad, RowProof } from './row-proof.ts';
import { formTrouble, indexTrouble } from './verify-form.ts';
import { Sides } from './verify-sides.ts';
import {
  anchorTrouble,
  checkpointTrouble,
  keyTrouble,
  loggedTrouble,
  pruneTrouble,
  type Walk,
} from './verify-signed.ts';

/** So many times the rows after which a checkpoint is due: some come in groups, and the number may have been another one. */
const MOST_OVERDUE = 2;
const TOLD_ROWS = 4096;

/**
 * Proves the log from its first row to its last: every row's hash, the dictionary, findings, roll-ups, checkpoints in the
 * database and in HOME/checkpoints.log, and what the user kept elsewhere. Names what is wrong first; changes nothing.
 * @param db a read-only connection
 * @param options `anchor`: lines of a checkpoints.log, or an `oktsec-instance` line, that were kept outside this machine's reach
 * @param checkpointRows after so many rows one is signed
 * @throws OktsecError store_key; SQLite's error for a page that cannot be read
 */
export function verifyLog(db: Database, home: string, options: VerifyOptions, checkpointRows: number): Verification {
  db.exec('BEGIN');
  try {
    return verifyWithin(db, home, options, checkpointRows);
  } finally {
    db.exec('COMMIT');
  }
}

function verifyWithin(
  db: Database,
  home: string,
  { anchor, walked }: VerifyOptions,
  checkpointRows: number,
): Verification {
  const meta = chainMeta(db);
  const instance = readInstance(home);
  const checkpoints = db.prepare<[], Checkpoint>('SELECT * FROM checkpoint ORDER BY seq').all();
  const prune = db
    .prepare<[], Checkpoint>('SELECT *, zeroblob(32) AS previous FROM prune ORDER BY seq DESC LIMIT 1')
    .get();
  const logged = readLogged(home);
  const kept = anchor === undefined ? [] : checkpointLines(`${anchor}\n`);
  const wanted = new Set(checkpoints.map(({ seq }) => seq));
  for (const line of [...logged, ...kept]) wanted.add(parseCheckpointLine(line)?.checkpoint.seq ?? 0);
  const walk: Walk = {
    rows: 0,
    first: 0,
    last: 0,
    head: genesis(meta.instance, meta.chain, meta.linked),
    hashes: new Map(),
  };

  const anchors = { found: 0 };
  const sides = new Sides();
  const broken =
    (meta.chain === '' || meta.instance === ''
      ? { what: 'the database does not say which chain it holds' }
      : undefined) ??
    keyTrouble(instance, meta, anchor) ??
    formTrouble(db) ??
    pruneTrouble(prune, meta, instance, walk) ??
    walkRows(db, walk, { wanted, sides, walked }) ??
    checkpointTrouble(checkpoints, walk, meta, instance, prune?.seq ?? 0) ??
    loggedTrouble(logged, walk, meta, instance, prune?.seq ?? 0) ??
    anchorTrouble(kept, walk, meta, instance, prune?.seq ?? 0, anchors) ??
    // Last, for what was done to the chain itself says more.
    sides.trouble(db, prune !== undefined) ??
    indexTrouble(db);
  const lastSigned = checkpoints.at(-1)?.seq ?? 0;
  const open = walk.last - Math.max(lastSigned, walk.first - 1);
  const bad = broken ?? unsignedTrouble(walk, open, checkpointRows);
  return {
    ok: bad === undefined,
    rows: walk.rows,
    firstSeq: walk.first,
    lastSeq: walk.last,
    chain: meta.chain,
    instance: meta.instance,
    checkpoints: checkpoints.length,
    bad,
    unanchored: open > 0 ? { sinceSeq: walk.last - open + 1, rows: open } : undefined,
    anchored: anchor === undefined ? undefined : anchors.found,
    follows: meta.linked === '' ? undefined : meta.linked,
    prunedTo: prune?.seq,
  };
}

/** Without its checkpoints a chain can be written anew from any row on: what should have been signed long ago is no proof. */
function unsignedTrouble({ last }: Walk, open: number, checkpointRows: number): Bad | undefined {
  if (open <= MOST_OVERDUE * checkpointRows) return undefined;
  const seq = last - open + 1;
  const due = `one is due every ${checkpointRows} rows`;
  return {
    seq,
    what: `no checkpoint signs rows ${seq} to ${last}, and ${due}: they were taken away, or instance.key cannot be read`,
  };
}

type Way = { readonly wanted: ReadonlySet<number>; readonly sides: Sides; readonly walked: VerifyOptions['walked'] };

/** Walks all rows. `sides` gathers what must stand beside them. */
function walkRows(db: Database, walk: Walk, { wanted, sides, walked }: Way): Bad | undefined {
  const newest = db.prepare<[], number | null>('SELECT max(seq) FROM audit').pluck().get() ?? 0;
  const proof = new RowProof(db, { seq: walk.last, hash: walk.head });
  const findings = db.prepare<[], RawFinding>('SELECT * FROM finding ORDER BY seq, n').iterate();
  let finding = findings.next();
  const ownerless = (seq: number) => ({ seq, what: `a finding belongs to row ${seq}, which does not exist` });
  try {
    for (const raw of db.prepare<[], RawRow>(`SELECT ${RAW_COLUMNS} FROM audit ORDER BY seq`).iterate()) {
      const first = walk.rows === 0;
      if (first) walk.first = raw.seq;
      const lost = proof.follows(raw);
      if (lost !== undefined) {
        return first && lost.seq !== raw.seq ? { ...lost, what: `${lost.what} and no prune record says so` } : lost;
      }
      const own = [];
      while (!finding.done && finding.value.seq <= raw.seq) {
        if (finding.value.seq < raw.seq) return ownerless(finding.value.seq);
        own.push(toFinding(finding.value));
        finding = findings.next();
      }
      const bad = proof.prove(raw, own);
      if (bad !== undefined) return bad;
      sides.add(raw);
      walk.head = raw.hash;
      walk.last = raw.seq;
      walk.rows += 1;
      if (walk.rows % TOLD_ROWS === 0) walked?.(walk.rows, newest - walk.first + 1);
      if (wanted.has(raw.seq)) walk.hashes.set(raw.seq, raw.hash);
    }
    if (!finding.done) return ownerless(finding.value.seq);
  } finally {
    findings.return?.();
  }
  return undefined;
}

function readLogged(home: string): string[] {
  try {
    return checkpointLines(readFileSync(checkpointsPath(home), 'utf8'));
  } catch {
    return [];
  }
}
