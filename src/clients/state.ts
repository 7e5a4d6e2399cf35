import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Entry } from './entry.ts';
import { isOwnServer, type Layer, type Ours, wordsOf } from './layer.ts';

/**
 * wrapped: behind this oktsec, word for word. bare: a command without oktsec. remote: a URL. wrapped-by-other: an oktsec
 * in front that this installation did not write. broken: an oktsec whose node or script is gone, so the server does not
 * start. own: oktsec's own server. builtin: the client starts it by itself. unreadable: it cannot be edited, see `why`.
 */
export type State = 'wrapped' | 'bare' | 'remote' | 'wrapped-by-other' | 'broken' | 'own' | 'builtin' | 'unreadable';

/** How an entry stands. @param layer the oktsec in front of its command, if there is one */
export function stateOf(
  entry: Entry,
  layer: Layer | undefined,
  ours: Ours,
): { readonly state: State; readonly why: string | undefined } {
  const { start, fault, url, env } = entry;
  if (start === undefined && fault === undefined) {
    return { state: url === undefined ? 'builtin' : 'remote', why: url };
  }
  if (fault !== undefined) return { state: 'unreadable', why: fault };
  // With a PATH of its own the entry says itself what `oktsec` is.
  if (!env.has('PATH') && isOwnServer(start?.argv ?? [], ours)) return { state: 'own', why: undefined };
  if (layer === undefined) return { state: 'bare', why: undefined };
  const gone = layer.launcher.find((word) => isAbsolute(word) && !existsSync(word));
  if (gone !== undefined) return { state: 'broken', why: `${gone} is gone` };
  // Also where it is not ours any more: a home that was moved takes its config along.
  const named = layer.options.indexOf('--config');
  const config = named < 0 ? undefined : layer.options[named + 1];
  if (config !== undefined && isAbsolute(config) && !existsSync(config)) {
    return { state: 'broken', why: `its config ${config} is gone` };
  }
  const moved = layer.ours && !layer.options.includes('--config') && movedBy(env);
  if (moved) return { state: 'wrapped-by-other', why: `its env sets ${moved}` };
  return layer.ours
    ? { state: 'wrapped', why: undefined }
    : { state: 'wrapped-by-other', why: `not as this installation writes it: ${strange(layer, ours)}` };
}

/** What in an entry's env decides which program plain `oktsec` is, or where it finds its config and home. */
function movedBy(env: Entry['env']): string | undefined {
  const names = [...env.keys()];
  if (names.some((name) => /^OKTSEC_/i.test(name))) return 'OKTSEC_ variables';
  return names.find((name) => /^(?:PATH|HOME|USERPROFILE)$/i.test(name));
}

/** What of a layer is not ours: how oktsec is started, else what it is told. */
function strange({ launcher, options }: Layer, ours: Ours): string {
  const known = [ours.current, ...ours.launchers].some((one) => wordsOf(one).join('\n') === launcher.join('\n'));
  return (known && options.length > 0 ? ['proxy', ...options] : launcher).join(' ');
}
