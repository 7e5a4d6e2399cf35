import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { reason } from '../../files/home.ts';
import { readGiven } from '../../files/named-pipe.ts';
import type { Store, Verification } from '../../store/store.ts';
import { plural } from '../../terminal/plural.ts';
import { printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { waited } from '../../terminal/waiting.ts';

/** Exit 1 and the first bad row, where the chain does not hold. Reads only. */
export async function verify(context: Context, anchorFile: string | undefined): Promise<number> {
  const { io, globals } = context;
  const anchor = anchorFile === undefined ? undefined : await readAnchor(resolve(io.cwd, anchorFile), anchorFile);
  const { snapshot } = await openConfig(context);
  const store = await openLog(context, snapshot);
  try {
    const result = proof(context, store, anchor);
    if (result === undefined) {
      if ((anchor ?? '').trim() !== '' || existsSync(join(snapshot.home, 'checkpoints.log'))) throw missingLog();
      if (globals.json) await printJson(io, []);
      else io.stdout.write('nothing recorded yet\n');
      return EXIT.done;
    }
    if (globals.json) await printJson(io, [asJson(result)]);
    if (!result.ok) throw broken(result.bad ?? { what: 'for a reason unknown' });
    if (!globals.json) io.stdout.write(intact(result));
    return EXIT.done;
  } finally {
    store.close();
  }
}

/** Undefined where there is no log at all. */
function proof(context: Context, store: Store, anchor: string | undefined): Verification | undefined {
  try {
    return waited(context, 'proving the chain', (walked) => store.verify({ anchor, walked }));
  } catch (error) {
    if (error instanceof OktsecError && error.code === 'store_missing') return undefined;
    throw error;
  }
}

function intact(result: Verification): string {
  const { rows, firstSeq, lastSeq, checkpoints, unanchored, anchored, follows, prunedTo, instance, chain } = result;
  const lines = [
    `chain intact: ${plural(rows, 'row')}${rows === 0 ? '' : `, ${firstSeq} to ${lastSeq}`}, ${plural(checkpoints, 'checkpoint')}`,
    `  chain     ${shown(chain)} of instance ${shown(instance)}`,
  ];
  if (follows !== undefined)
    lines.push(`  follows   ${shown(follows.replace(/ [0-9a-f]{64}$/, ''))}: what was before is not in this database`);
  if (prunedTo !== undefined) lines.push(`  pruned    up to row ${prunedTo}, by a signed record`);
  if (anchored !== undefined) lines.push(`  anchor    all ${anchored} kept checkpoints stand in this chain`);
  if (unanchored !== undefined) {
    lines.push(
      `  unanchored since row ${unanchored.sinceSeq}: ${plural(unanchored.rows, 'row')} in order, signed by no checkpoint yet`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function broken(bad: NonNullable<Verification['bad']>): OktsecError {
  const where = bad.seq === undefined ? '' : ` at row ${bad.seq}`;
  const hint = bad.seq === undefined ? undefined : `rows before it are proven; oktsec logs show ${bad.seq}`;
  return new OktsecError('chain_broken', `chain broken${where}: ${bad.what}`, {
    exit: EXIT.no,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** Checkpoints were signed, and there is nothing that they are of: the whole log was taken away. */
function missingLog(): OktsecError {
  return new OktsecError('chain_broken', 'there is no log, and signed checkpoints say there was one', {
    exit: EXIT.no,
  });
}

async function readAnchor(path: string, typed: string): Promise<string> {
  try {
    return Buffer.from(await readGiven(path)).toString();
  } catch (cause) {
    throw new OktsecError('unreadable', `cannot read the anchor file ${typed}: ${reason(cause)}`, { cause });
  }
}

function asJson(result: Verification): object {
  return {
    ok: result.ok,
    rows: result.rows,
    first_seq: result.firstSeq,
    last_seq: result.lastSeq,
    chain: result.chain,
    instance: result.instance,
    checkpoints: result.checkpoints,
    bad: result.bad === undefined ? null : { seq: result.bad.seq ?? null, what: result.bad.what },
    unanchored:
      result.unanchored === undefined ? null : { since_seq: result.unanchored.sinceSeq, rows: result.unanchored.rows },
    anchored: result.anchored ?? null,
    follows: result.follows ?? null,
    pruned_to: result.prunedTo ?? null,
  };
}
