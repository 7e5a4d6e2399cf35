import type { Found } from '../../clients/discover.ts';
import type { Context } from '../../command.ts';
import type { Here } from '../../here/clients.ts';
import { type Chosen, choose } from '../../here/targets.ts';
import { shellWord } from '../../message/words/shell-word.ts';
import { launchOf } from '../../setup/launch.ts';
import { orphansAmong, type Running } from '../../setup/processes.ts';
import type { AuditRow } from '../../store/store.ts';
import { sayDuration } from '../../terminal/durations.ts';
import { coverageOf } from '../clients/coverage.ts';
import { shortened } from '../clients/say.ts';
import type { Check } from './check.ts';
import { openToAll } from './open-to-all.ts';

/** Each client: whether its config can be read, what of it is behind oktsec, what no longer starts. */
export function clientChecks({ io }: Context, at: Here, found: readonly Found[]): Check[] {
  const checks: Check[] = [];
  if (at.passing !== undefined) checks.push({ level: 'warn', what: at.passing.message, hint: at.passing.hint });
  if (found.length === 0) return [...checks, { level: 'ok', what: 'no MCP client has a config here' }];
  for (const one of found) {
    for (const { path, problem } of one.files) {
      if (problem !== undefined) checks.push({ level: 'fail', what: problem.message, hint: problem.hint });
      else checks.push(...openToAll(path, `${one.client.title}: ${shortened(path, io.userHome)}`));
    }
    const { servers, wrapped, bare, broken, other, unreadable, remote } = coverageOf([one]);
    if (servers.length === 0) continue;
    const { id, title } = one.client;
    const local = wrapped + bare.length + broken.length + other + unreadable;
    for (const { server, file } of broken) {
      const where = shortened(file.path, io.userHome);
      checks.push({
        level: 'fail',
        what: `${title}: ${server.name} does not start, ${server.why ?? ''} (${where})`,
        hint: `oktsec repair ${id}`,
      });
    }
    for (const { server } of servers.filter((chosen) => chosen.server.state === 'wrapped-by-other')) {
      checks.push({
        level: 'warn',
        what: `${title}: another oktsec stands before ${server.name}: ${server.why ?? ''}`,
        hint: `oktsec wrap ${server.ref}`,
      });
    }
    for (const [copy, first] of copied(servers)) {
      checks.push({
        level: 'warn',
        what: `${title}: ${copy.name} goes by the name of ${first.name}, ${copy.agent ?? ''}: what is allowed for one is for both`,
        hint: `oktsec wrap ${id}`,
      });
    }
    for (const name of injected(servers)) {
      checks.push({
        level: 'warn',
        what: `${title}: ${name}`,
        hint: 'take it out of the entry: it runs inside oktsec too',
      });
    }
    if (bare.length > 0) {
      const names = bare.map(({ server }) => server.name).join(', ');
      checks.push({
        level: 'warn',
        what: `${title}: ${names} ${bare.length === 1 ? 'is' : 'are'} not behind oktsec`,
        hint: `oktsec wrap ${bare.length === 1 ? shellWord(bare[0]?.server.ref ?? id, id) : id}`,
      });
    } else if (local > 0 && wrapped === local) {
      const round = remote === 0 ? '' : `; ${remote} remote, which ${remote === 1 ? 'goes' : 'go'} round it`;
      checks.push({ level: 'ok', what: `${title}: ${wrapped} of ${local} servers behind oktsec${round}` });
    } else if (local === 0 && remote > 0) {
      checks.push({ level: 'ok', what: `${title}: nothing but ${remote} remote, which oktsec does not see` });
    }
  }
  return checks;
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

/** Clients that run since before they were wrapped, and servers nobody stands before any more. */
export function processChecks(
  found: readonly Found[],
  processes: readonly Running[],
  wrapped: readonly AuditRow[],
  now: number,
): Check[] {
  const checks: Check[] = [];
  for (const { client, files } of found) {
    const agents = new Set(files.flatMap(({ servers }) => servers.map(({ agent }) => agent)));
    const last = wrapped.filter((row) => agents.has(row.to)).at(0);
    if (last === undefined) continue;
    const seconds = (now - last.time) / 1_000_000;
    const old = processes.find((one) => one.age > seconds && client.processes.includes(programOf(one.command)));
    if (old === undefined) continue;
    const what = `${client.title} runs since before it was wrapped (pid ${old.pid}, ${sayDuration(old.age * 1_000_000)})`;
    checks.push({ level: 'warn', what, hint: client.restart });
  }
  const marks = choose(found, []).flatMap(({ server }) => {
    const words = server.state === 'wrapped' ? marksOf(server.argv) : [];
    return words.length === 0 ? [] : [{ ref: server.ref, words }];
  });
  const orphans = orphansAmong(processes, marks);
  if (orphans.length > 0) {
    const pids = orphans.map(({ process }) => process.pid);
    const megabytes = Math.round(orphans.reduce((sum, { process }) => sum + process.kilobytes, 0) / 1024);
    const what = `${orphans.length} orphaned ${orphans.length === 1 ? 'server' : 'servers'}, ${megabytes} MB: ${[...new Set(orphans.map(({ ref }) => ref))].join(', ')}`;
    checks.push({
      level: 'fail',
      what: `${what}; what started ${orphans.length === 1 ? 'it' : 'them'} is gone`,
      hint: `kill ${pids.join(' ')}`,
    });
  }
  return checks;
}

/** The package's program or script, and every argument long enough to be its own. */
function marksOf(argv: readonly string[]): string[] {
  const { package: named, image, script, args } = launchOf(argv);
  if (named !== undefined || image !== undefined)
    return args.filter((word) => word.length >= 8 && !word.startsWith('-'));
  return script === undefined ? [] : [script, ...args];
}

function programOf(command: string): string {
  return (
    command
      .split(/\s+-|\s+\//)[0]
      ?.split('/')
      .at(-1) ?? ''
  ).toLowerCase();
}
