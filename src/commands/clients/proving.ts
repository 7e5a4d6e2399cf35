import { layerFor } from '../../clients/layer.ts';
import { type Proof, proveAll, type Trial } from '../../clients/prove/prove.ts';
import type { Context } from '../../command.ts';
import type { Here } from '../../here/clients.ts';
import type { Chosen } from '../../here/targets.ts';
import { version } from '../../version.ts';
import { agentOf, keyOfChosen } from './agents.ts';
import { askToStart } from './ask-start.ts';
import { prepare } from './trial.ts';

export type Proven = Proof;

export type Proving = {
  /** False: nothing is started. */
  readonly proof?: boolean;
  /** Project files' servers too. */
  readonly prove?: boolean;
};

export const WITHIN_MILLIS = 30_000;

/**
 * Tries each of these servers bare and behind oktsec. A project's servers are started only when asked for, and after their
 * commands were shown: whoever cloned a repository has not read them.
 */
export async function proveChosen(
  context: Context,
  at: Here,
  chosen: readonly Chosen[],
  agents: ReadonlyMap<string, string>,
  { proof = true, prove = false }: Proving,
  project: string,
): Promise<Map<string, Proven>> {
  const proven = new Map<string, Proven>();
  if (!proof) return proven;
  const trials: { readonly key: string; readonly trial: Trial }[] = [];
  const shared = chosen.filter(({ file }) => file.scope === 'project');
  if (shared.length > 0 && prove)
    askToStart(
      context,
      shared.map(({ server }) => server),
      SHARED,
    );
  for (const one of chosen) {
    const key = keyOfChosen(one);
    const inProject = one.file.scope === 'project';
    if (inProject && !prove) {
      proven.set(key, { outcome: 'untried', why: 'a project file: --prove starts its servers' });
      continue;
    }
    const words = layerFor(at.ours, agentOf(agents, one));
    const prepared = prepare(context, one, words, inProject ? project : undefined);
    if ('why' in prepared) proven.set(key, { outcome: 'untried', why: prepared.why });
    else trials.push({ key, trial: prepared.trial });
  }
  if (trials.length > 0)
    say(
      context,
      `starting ${trials.length} ${trials.length === 1 ? 'server' : 'servers'} twice, bare and through oktsec; no tool is called`,
    );
  const asking = { withinMillis: WITHIN_MILLIS, version: version() };
  const proofs = await proveAll(
    trials.map(({ trial }) => trial),
    asking,
  );
  for (const [index, { key }] of trials.entries()) {
    const result = proofs[index];
    if (result !== undefined) proven.set(key, result);
  }
  return proven;
}

const SHARED = {
  about: "the commands of this folder's files:",
  refused: 'not started, nothing was changed',
  hint: 'without --prove they are wrapped and not started',
};

function say({ io, globals }: Context, text: string): void {
  if (!globals.quiet && !globals.json) io.stderr.write(`${text}\n`);
}
