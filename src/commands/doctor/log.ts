import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import type { Snapshot } from '../../files/config/config-file.ts';
import type { Store } from '../../store/store.ts';
import { rfc3339 } from '../../terminal/durations.ts';
import { plural } from '../../terminal/plural.ts';
import { waited } from '../../terminal/waiting.ts';
import type { Check } from './check.ts';

const WEEK_MICROS = 7 * 86_400_000_000;

/** Whether the log is whole, and what became of earlier ones. */
export async function logChecks(context: Context, snapshot: Snapshot): Promise<Check[]> {
  const { home } = snapshot;
  const file = join(home, 'oktsec.db');
  const checks = setAside(home);
  if (!existsSync(file)) return [...checks, withoutLog(home)];
  const store = await openLog(context, snapshot);
  try {
    const proof = waited(context, 'proving the chain', (walked) => store.verify({ walked }));
    const { ok, bad, rows, checkpoints, unanchored, follows, firstSeq } = proof;
    const size = `${(statSync(file).size / 1024 ** 2).toFixed(1)} MB`;
    if (!ok) {
      const where = bad?.seq === undefined ? '' : ` at row ${bad.seq}`;
      checks.push({
        level: 'fail',
        what: `chain broken${where}: ${bad?.what ?? 'unknown'}`,
        hint: 'oktsec logs verify',
      });
    } else {
      const open = unanchored === undefined ? '' : `, ${plural(unanchored.rows, 'row')} after the last`;
      checks.push({
        level: 'ok',
        what: `database ${size}, ${plural(rows, 'row')}, chain intact, ${plural(checkpoints, 'checkpoint')}${open}`,
      });
    }
    const began = follows === undefined ? undefined : begunAnew(store.get(String(firstSeq)), context.io.now());
    if (began !== undefined) checks.push(began);
    const expired = store
      .quarantine('pending', Number.MAX_SAFE_INTEGER)
      .filter((item) => item.expiresAt <= context.io.now()).length;
    if (expired > 0) checks.push({ level: 'ok', what: `${expired} held messages have expired` });
    return checks;
  } finally {
    store.close();
  }
}

/** Whoever deletes the database gets a new log without a gap in it: somebody should hear of that for a while. */
function begunAnew(first: ReturnType<Store['get']>, now: number): Check | undefined {
  if (first === undefined || first === 'ambiguous' || first.method !== 'chain_started') return undefined;
  if (now - first.time > WEEK_MICROS) return undefined;
  return {
    level: 'warn',
    what: `the log was begun anew at ${rfc3339(first.time)}: what was recorded before is not in it`,
    hint: `oktsec logs show ${first.seq}`,
  };
}

/** Checkpoints that were signed outlive the log they are of: whoever took it away is noticed. */
function withoutLog(home: string): Check {
  if (!existsSync(join(home, 'checkpoints.log'))) return { level: 'ok', what: 'no audit log yet' };
  return {
    level: 'fail',
    what: 'there is no log, and signed checkpoints say there was one',
    hint: 'oktsec logs verify',
  };
}

/** A damaged database is renamed and kept; somebody should know that the log begins anew after it. */
function setAside(home: string): Check[] {
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .filter((name) => /^oktsec\.db\.corrupt-[^/]*$/.test(name) && !/-(wal|shm)$/.test(name))
    .map((name) => ({
      level: 'warn' as const,
      what: `a damaged database was set aside: ${join(home, name)}, ${rfc3339(Math.floor(statSync(join(home, name)).mtimeMs * 1000))}`,
      hint: 'keep it as evidence; the log goes on in a new one that names it',
    }));
}
