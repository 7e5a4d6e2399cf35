import { layerFor } from '../../clients/layer.ts';
import { remember, rememberedAt } from '../../clients/manifest.ts';
import { proveAll, type Trial } from '../../clients/prove/prove.ts';
import type { Context } from '../../command.ts';
import { type Here, lookAround, readManifest } from '../../here/clients.ts';
import { type Chosen, choose } from '../../here/targets.ts';
import { withLock } from '../../store/lock.ts';
import { version } from '../../version.ts';
import { type Proven, WITHIN_MILLIS } from './proving.ts';
import { prepare } from './trial.ts';
import { writeManifest } from './write.ts';

/** A wrapped server and what trying it again showed. */
export type ProvenAgain = { readonly ref: string; readonly proof: Proven };

/**
 * Starts every wrapped server of the user's own files once more, bare and as it stands behind oktsec, and remembers what came of
 * it. Project files are never started here.
 */
export async function proveAgain(context: Context, at: Here): Promise<ProvenAgain[]> {
  const found = await lookAround(context, at);
  const wrapped = choose(found, []).filter(({ file, server }) => file.scope === 'user' && server.state === 'wrapped');
  const results = new Map<Chosen, Proven>();
  const trials: { readonly one: Chosen; readonly trial: Trial }[] = [];
  for (const one of wrapped) {
    const prepared = prepare(context, one, layerFor(at.ours, one.server.agent ?? 'server'), undefined);
    if ('why' in prepared) results.set(one, { outcome: 'untried', why: prepared.why });
    else trials.push({ one, trial: prepared.trial });
  }
  const asking = { withinMillis: WITHIN_MILLIS, version: version() };
  const proofs = await proveAll(
    trials.map(({ trial }) => trial),
    asking,
  );
  for (const [index, { one }] of trials.entries()) {
    const proof = proofs[index];
    if (proof !== undefined) results.set(one, proof);
  }
  if (results.size > 0) await keep(at, results);
  return wrapped.flatMap((one) => {
    const proof = results.get(one);
    return proof === undefined ? [] : [{ ref: one.server.ref, proof }];
  });
}

async function keep(at: Here, results: ReadonlyMap<Chosen, Proven>): Promise<void> {
  await withLock(at.home, 'clients', async () => {
    let manifest = readManifest(at.home);
    for (const [{ file, server }, proof] of results) {
      const known = rememberedAt(manifest, file.real, server.at);
      if (known !== undefined) manifest = remember(manifest, { ...known, proof: sayProof(proof) });
    }
    writeManifest(at.home, manifest);
  });
}

/** As the manifest has it. */
export function sayProof(proof: Proven | undefined): string {
  if (proof === undefined) return 'not tried';
  if (proof.outcome === 'same') return 'same';
  return proof.outcome === 'untried' ? proof.why : proof.how;
}
