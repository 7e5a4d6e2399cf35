import { openLog } from '../../app.ts';
import { remember, withLauncher } from '../../clients/manifest.ts';
import { standsElsewhere, wrapping } from '../../clients/plan.ts';
import type { Context } from '../../command.ts';
import { OktsecError } from '../../errors.ts';
import type { Here } from '../../here/clients.ts';
import type { Chosen } from '../../here/targets.ts';
import { agentOf, keyOf, keyOfChosen } from './agents.ts';
import { sayProof } from './prove-again.ts';
import type { Proven } from './proving.ts';
import type { Row } from './wrap-report.ts';
import { carryOut, type Step } from './write.ts';

/** What is to be wrapped, and what is known of it. */
type Plan = {
  readonly at: Here;
  /** What the person meant. */
  readonly chosen: readonly Chosen[];
  /** What of it is not wrapped as it should be. */
  readonly planned: readonly Chosen[];
  readonly proven: ReadonlyMap<string, Proven>;
  readonly agents: ReadonlyMap<string, string>;
};

/** Writes, file by file, what was proven or could not be tried; a file that cannot be written stops none of the others. */
export async function writeWrapped(
  context: Context,
  plan: Plan,
  { requireProof }: { readonly requireProof?: boolean },
): Promise<{ readonly rows: readonly Row[]; readonly failures: readonly OktsecError[] }> {
  const { at, chosen, planned, proven } = plan;
  const failures: OktsecError[] = [];
  const written = new Map<string, Row>();
  for (const file of new Set(planned.map((one) => one.file))) {
    const own = planned.filter((one) => one.file === file && mayWrite(proven.get(keyOfChosen(one)), requireProof));
    const client = own[0]?.client;
    if (client === undefined) continue;
    try {
      const steps = own.map((one) => stepFor(plan, one));
      const done = await carryOut(at, client, file, steps);
      for (const one of own) {
        const result = done.includes(one.server) ? 'wrapped' : 'changed';
        written.set(keyOfChosen(one), rowOf(plan, one, result));
      }
    } catch (error) {
      if (!(error instanceof OktsecError)) throw error;
      failures.push(error);
      for (const one of own) written.set(keyOfChosen(one), rowOf(plan, one, 'failed'));
    }
  }
  const rows = chosen.map(
    (one) => written.get(keyOfChosen(one)) ?? rowOf(plan, one, planned.includes(one) ? 'left' : 'as-it-was'),
  );
  await note(context, at, rows);
  return { rows, failures };
}

function mayWrite(proven: Proven | undefined, requireProof: boolean | undefined): boolean {
  if (proven?.outcome === 'different') return false;
  return requireProof !== true || proven?.outcome === 'same';
}

function stepFor({ at, agents, proven }: Plan, one: Chosen): Step {
  const { client, file, server } = one;
  const agent = agentOf(agents, one);
  return {
    server,
    // Another oktsec that came in front of it meanwhile was not asked about.
    change: (now) =>
      standsElsewhere(now, at.ours) && !standsElsewhere(server, at.ours) ? undefined : wrapping(now, at.ours, agent),
    remember: (manifest, now, spelling) =>
      remember(withLauncher(manifest, at.ours.current), {
        client: client.id,
        file: file.real,
        at: now.at,
        agent,
        ...(now.layer === undefined ? spelling : kept(manifest, file.real, now.at)),
        wrapped: true,
        proof: sayProof(proven.get(keyOfChosen(one))),
      }),
  };
}

/** Of an entry that has a layer already, the spelling that was remembered when it got one. */
function kept(
  manifest: Here['manifest'],
  file: string,
  at: readonly string[],
): { readonly command?: string | undefined; readonly bare?: boolean | undefined } {
  const known = manifest.entries.find((one) => keyOf(one.file, one.at) === keyOf(file, at));
  return { command: known?.command, bare: known?.bare };
}

function rowOf({ agents, proven }: Plan, one: Chosen, result: Row['result']): Row {
  const key = keyOfChosen(one);
  return { ...one, agent: agents.get(key), proof: proven.get(key), takenOut: [], result };
}

/** One row in the log for each file that was written. */
async function note(context: Context, at: Here, rows: readonly Row[]): Promise<void> {
  const wrapped = rows.filter(({ result }) => result === 'wrapped');
  if (wrapped.length === 0) return;
  const log = await openLog(context, at.snapshot);
  try {
    for (const { agent, file, proof } of wrapped) {
      const said = proof === undefined ? 'not tried' : proof.outcome;
      log.appendEvent({ name: 'wrapped', note: `${file.real}, proof: ${said}, by ${context.io.user}`, to: agent });
    }
  } finally {
    log.close();
  }
}
