import type { Found } from '../../clients/discover.ts';
import type { Context } from '../../command.ts';
import type { Here } from '../../here/clients.ts';
import type { Chosen } from '../../here/targets.ts';
import { shellWord } from '../../message/words/shell-word.ts';
import { coverageOf } from '../clients/coverage.ts';
import { shortened } from '../clients/say.ts';
import type { Check } from './check.ts';
import { openToAll } from './open-to-all.ts';

/** Each client: whether its config can be read, what of it is behind oktsec, what no longer starts. */
export function clientChecks({ io }: Context, at: Here, found: readonly Found[]): Check[] {
  const checks: Check[] = [];
  if (at.passing !== undefined) checks.push({ level: 'warn', what: at.passing.message, hint: at.passing.hint });
  if (found.length === 0) return [...checks, { level: 'ok', what: 'no MCP client has a config here' }];
  return [...checks, ...found.flatMap((one) => [...filesOf(one, io.userHome), ...serversOf(one, io.userHome)])];
}

function filesOf({ client, files }: Found, userHome: string): Check[] {
  return files.flatMap(({ path, problem }): Check[] =>
    problem === undefined
      ? openToAll(path, `${client.title}: ${shortened(path, userHome)}`)
      : [{ level: 'fail', what: problem.message, hint: problem.hint }],
  );
}

/** What is wrong with single entries, then how much of the client is behind oktsec. */
function serversOf(found: Found, userHome: string): Check[] {
  const { id, title } = found.client;
  const coverage = coverageOf([found]);
  const { servers, broken } = coverage;
  const warn = (what: string, hint: string): Check => ({ level: 'warn', what: `${title}: ${what}`, hint });
  return [
    ...broken.map(({ server, file }): Check => {
      const where = shortened(file.path, userHome);
      const what = `${title}: ${server.name} does not start, ${server.why ?? ''} (${where})`;
      return { level: 'fail', what, hint: `oktsec repair ${id}` };
    }),
    ...servers
      .filter(({ server }) => server.state === 'wrapped-by-other')
      .map(({ server: { name, why = '', ref } }) =>
        warn(`another oktsec stands before ${name}: ${why}`, `oktsec wrap ${ref}`),
      ),
    ...copied(servers).map(([copy, first]) =>
      warn(
        `${copy.name} goes by the name of ${first.name}, ${copy.agent ?? ''}: what is allowed for one is for both`,
        `oktsec wrap ${id}`,
      ),
    ),
    ...injected(servers).map((name) => warn(name, 'take it out of the entry: it runs inside oktsec too')),
    ...behind(id, title, coverage),
  ];
}

function behind(id: string, title: string, coverage: ReturnType<typeof coverageOf>): Check[] {
  const { wrapped, bare, broken, other, unreadable, remote } = coverage;
  const local = wrapped + bare.length + broken.length + other + unreadable;
  if (bare.length > 0) {
    const names = bare.map(({ server }) => server.name).join(', ');
    const what = `${title}: ${names} ${bare.length === 1 ? 'is' : 'are'} not behind oktsec`;
    const target = bare.length === 1 ? shellWord(bare[0]?.server.ref ?? id, id) : id;
    return [{ level: 'warn', what, hint: `oktsec wrap ${target}` }];
  }
  if (local > 0 && wrapped === local) {
    const round = remote === 0 ? '' : `; ${remote} remote, which ${remote === 1 ? 'goes' : 'go'} round it`;
    return [{ level: 'ok', what: `${title}: ${wrapped} of ${local} servers behind oktsec${round}` }];
  }
  if (local === 0 && remote > 0)
    return [{ level: 'ok', what: `${title}: nothing but ${remote} remote, which oktsec does not see` }];
  return [];
}

/** Entries that were copied with the oktsec before them, each with the one whose name it has: the log tells no two apart. */
function copied(servers: readonly Chosen[]): (readonly [Chosen['server'], Chosen['server']])[] {
  const wrapped = servers.map(({ server }) => server).filter(({ state }) => state === 'wrapped');
  return wrapped.flatMap((server, at) => {
    const first = wrapped.slice(0, at).find(({ agent }) => agent === server.agent);
    return first === undefined ? [] : [[server, first] as const];
  });
}

/** What is in the environment of an entry runs in the oktsec before its server [225]. */
function injected(servers: readonly Chosen[]): string[] {
  return servers
    .filter(({ server }) => server.state === 'wrapped')
    .flatMap(({ server }) =>
      [...server.entry.env.keys()]
        .filter((name) => /^NODE_OPTIONS$/i.test(name))
        .map((name) => `env of ${server.name} sets ${name}`),
    );
}
