import { layerFor } from '../../clients/layer.ts';
import { type Proof, proveAll, type Trial } from '../../clients/prove/prove.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import type { Here } from '../../here/clients.ts';
import type { Chosen } from '../../here/targets.ts';
import { shown } from '../../terminal/screen.ts';
import { version } from '../../version.ts';
import { agentOf, keyOfChosen } from './agents.ts';
import { commandLine } from './say.ts';
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
  if (shared.length > 0 && prove) show(context, shared);
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

/** Shows what would be started, and asks. @throws OktsecError `not_confirmed` (exit 1), `no_terminal` */
function show({ io, globals }: Context, chosen: readonly Chosen[]): void {
  const lines = chosen.map(({ server }) => `  ${server.ref}  ${commandLine(server.argv)}`);
  io.stderr.write(`the commands of this folder's files:\n${lines.map(shown).join('\n')}\n`);
  if (globals.yes) return;
  const terminal = io.terminal();
  if (terminal === undefined) {
    throw new OktsecError('no_terminal', 'there is no terminal to ask on whether to start them', {
      hint: 'look at the commands above, then run it again with --yes',
    });
  }
  try {
    terminal.write('start them? [y/N] ');
    if (/^y(?:es)?$/i.test(terminal.readLine()?.trim() ?? '')) return;
  } finally {
    terminal.close();
  }
  throw new OktsecError('not_confirmed', 'not started, nothing was changed', {
    hint: 'without --prove they are wrapped and not started',
    exit: EXIT.no,
  });
}

function say({ io, globals }: Context, text: string): void {
  if (!globals.quiet && !globals.json) io.stderr.write(`${text}\n`);
}
