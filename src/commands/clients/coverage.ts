import type { Found, FoundServer } from '../../clients/discover.ts';
import { type Chosen, choose, targetFor } from '../../here/targets.ts';
import { plural } from '../../terminal/plural.ts';

/** How many of the configured servers are behind oktsec, and what of the others. */
export type Coverage = {
  /** Those that a client starts or reaches; what is switched off and oktsec's own do not count. */
  readonly servers: readonly Chosen[];
  readonly wrapped: number;
  readonly bare: readonly Chosen[];
  /** Of those, the ones that came within a day. */
  readonly fresh: readonly Chosen[];
  readonly remote: number;
  readonly builtin: number;
  /** Their node or script is gone: the client cannot start them. */
  readonly broken: readonly Chosen[];
  /** An oktsec that this installation did not write. */
  readonly other: number;
  readonly unreadable: number;
  /** Configs that could not be read. */
  readonly problems: number;
};

/** @param isFresh by reference, whether a server came within a day */
export function coverageOf(
  found: readonly Found[],
  isFresh: (references: readonly string[]) => ReadonlySet<string> = NONE,
): Coverage {
  const servers = choose(found, []).filter(({ server }) => server.state !== 'own' && !server.entry.disabled);
  const of = (state: FoundServer['state']) => servers.filter(({ server }) => server.state === state);
  const fresh = isFresh(servers.map(({ server }) => server.ref));
  const bare = of('bare');
  return {
    servers,
    wrapped: of('wrapped').length,
    bare,
    fresh: bare.filter(({ server }) => fresh.has(server.ref)),
    remote: of('remote').length,
    builtin: of('builtin').length,
    broken: of('broken'),
    other: of('wrapped-by-other').length,
    unreadable: of('unreadable').length,
    problems: found.flatMap(({ files }) => files).filter(({ problem }) => problem !== undefined).length,
  };
}

const NONE = () => new Set<string>();

/** One honest line: what is behind oktsec, what is not and why, and the command that changes it. */
export function sayCoverage(coverage: Coverage): string {
  const { servers, wrapped, bare, fresh, remote, builtin, broken, other, unreadable, problems } = coverage;
  if (servers.length === 0)
    return problems === 0 ? 'no server is configured in any client' : `${plural(problems, 'config')} cannot be read`;
  const old = bare.filter((one) => !fresh.includes(one));
  const parts = [
    [remote, `${remote} remote`],
    [builtin, `${builtin} part of the client`],
    [other, `${other} behind another oktsec`],
    [unreadable, `${unreadable} cannot be edited`],
    [broken.length, `${broken.length} ${broken.length === 1 ? 'does' : 'do'} not start: oktsec repair`],
    [problems, `${plural(problems, 'config')} cannot be read`],
    [old.length, `${old.length} not wrapped: oktsec wrap ${targetFor(old)}`],
    [fresh.length, `${fresh.length} new since yesterday: oktsec wrap ${targetFor(fresh)}`],
  ] as const;
  const rest = parts.flatMap(([amount, words]) => (amount === 0 ? [] : [words]));
  return `${wrapped} of ${plural(servers.length, 'server')} behind oktsec${rest.length === 0 ? '' : `; ${rest.join(', ')}`}`;
}
