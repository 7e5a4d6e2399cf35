import type { FoundServer } from './discover.ts';
import { decidesAsOurs, layerFor, type Ours } from './layer.ts';
import type { Change, Spelling } from './wrap.ts';

/** What wrapping does to this server; undefined where it is wrapped already, or there is nothing to wrap. */
export function wrapping(server: FoundServer, ours: Ours, agent: string): Change | undefined {
  const { state, layer, entry } = server;
  if (state === 'bare') return { do: 'wrap', entry, words: layerFor(ours, agent) };
  if (layer === undefined || !(state === 'wrapped' || state === 'wrapped-by-other' || state === 'broken'))
    return undefined;
  const words = layerFor(ours, agent);
  return sameWords(server, words) ? undefined : { do: 'rewrite', entry, layer, words };
}

/** Whether an oktsec with another config, home or mode decides about it now: wrapping would put ours in its place. */
export function standsElsewhere({ state, layer }: FoundServer, ours: Ours): boolean {
  return state === 'wrapped-by-other' && layer !== undefined && !decidesAsOurs(layer, ours);
}

/** What repairing does: only an entry that names what is gone gets other words. */
export function repairing(server: FoundServer, ours: Ours, agent: string): Change | undefined {
  return server.state === 'broken' ? wrapping(server, ours, agent) : undefined;
}

/** What unwrapping does. An oktsec of somebody else is only taken away when its server was named. */
export function unwrapping(
  server: FoundServer,
  { named, spelling }: { readonly named: boolean; readonly spelling?: Spelling | undefined },
): Change | undefined {
  const { state, layer, entry } = server;
  if (layer === undefined || entry.fault !== undefined) return undefined;
  const mine = layer.ours || state === 'broken';
  return mine || named ? { do: 'unwrap', entry, layer, spelling } : undefined;
}

function sameWords({ layer, entry }: FoundServer, words: readonly string[]): boolean {
  const argv = entry.start?.argv ?? [];
  return layer?.length === words.length && words.every((word, at) => argv[at] === word);
}
