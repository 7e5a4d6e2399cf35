import { openApp, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { nearest } from '../config/nearest.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { clientOf, edgesOf, type FlowEdge, fewestGuards, type Guard, type Offered } from '../flow/graph.ts';
import { roleOf } from '../flow/roles.ts';
import { modeFor, type Policy } from '../policy/policy.ts';
import type { StoredPin } from '../store/kept/pins.ts';
import { print, printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';

const NAMED = 3;

/** `oktsec flows`: from which server private data may go out by which other, and where to stand guard. */
export const define: Define = (command, start) => {
  command
    .argument('[client]', 'only the servers of this client')
    .action((client: string | undefined) => start((context) => flows(context, client)));
};

async function flows(context: Context, client: string | undefined): Promise<number> {
  const { io, globals, screen } = context;
  const { opened, policy } = await openApp(context);
  const store = await openLog(context, opened.snapshot);
  let pins: readonly StoredPin[];
  try {
    pins = store.pins();
  } finally {
    store.close();
  }
  const offered = offeredOf(pins, policy);
  if (client !== undefined) checkClient(client, offered);
  const edges = edgesOf(offered).filter((edge) => client === undefined || edge.client === client);
  const guards = [...new Set(edges.map((edge) => edge.client))].flatMap((name) =>
    fewestGuards(edges.filter((edge) => edge.client === name)),
  );
  if (globals.json) {
    await printJson(
      io,
      edges.map((edge) => ({ ...edge, guarded: isGuarded(edge, policy), guard: guardOf(edge, guards)?.server })),
    );
    return EXIT.done;
  }
  if (edges.length === 0) {
    const none = pins.length === 0 ? 'nothing is pinned yet: that happens when a server is first used' : NO_EDGE;
    io.stdout.write(`${none}\n`);
    return EXIT.done;
  }
  const columns = [
    { title: 'private' },
    { title: '' },
    { title: 'goes out by' },
    { title: 'now' },
    { title: 'tools', cut: true },
  ];
  const rows = edges.map((edge) => [
    shown(edge.from),
    screen.arrow,
    shown(edge.to),
    isGuarded(edge, policy) ? 'held' : policy.flows.enabled ? 'flagged' : 'not looked at',
    `${some(edge.sources)} ${screen.arrow} ${some(edge.sinks)}`,
  ]);
  await print(io, table(screen, columns, rows));
  const strange = offered.filter(
    ({ server, tools }) => isIn(edges, server) && tools.some(([, role]) => role.untrusted),
  );
  const unguarded = edges.filter((edge) => !isGuarded(edge, policy));
  if (!globals.quiet) {
    if (strange.length > 0)
      await print(io, `\n${STRANGERS} ${strange.map(({ server }) => shown(server)).join(', ')}\n`);
    if (unguarded.length > 0) await print(io, proposal(unguarded, guards, policy));
  }
  return EXIT.done;
}

const STRANGERS = 'text that strangers write comes in by';

function isIn(edges: readonly FlowEdge[], server: string): boolean {
  return edges.some(({ client }) => client === clientOf(server));
}

const NO_EDGE = 'no private server has another beside it that sends on';

/** What servers offer as it is pinned, withheld tools aside. */
/** A client that was mistyped must not read as one from which nothing goes out. @throws OktsecError `unknown` */
function checkClient(client: string, offered: readonly Offered[]): void {
  const known = [...new Set(offered.map(({ server }) => clientOf(server)))];
  if (known.length === 0 || known.includes(client)) return;
  const meant = nearest(client, known);
  throw new OktsecError('unknown', `nothing is pinned of a client "${shown(client)}"`, {
    hint: meant === undefined ? `one of ${known.map(shown).join(', ')}` : `did you mean "${shown(meant)}"?`,
    exit: EXIT.no,
  });
}

function offeredOf(pins: readonly StoredPin[], policy: Policy): Offered[] {
  const servers = new Map<string, Map<string, Offered['tools'][number]>>();
  for (const { server, kind, name, state } of pins) {
    if (kind !== 'tool' || state === 'rejected') continue;
    const tools = servers.get(server) ?? new Map<string, Offered['tools'][number]>();
    tools.set(name, [name, roleOf(server, name, policy.agents.get(server)?.flow)]);
    servers.set(server, tools);
  }
  return [...servers].map(([server, tools]) => ({ server, tools: [...tools.values()] }));
}

function enforces({ client, to }: FlowEdge, policy: Policy): boolean {
  return modeFor(policy, { from: client, to, side: 'client' }) === 'enforce';
}

function isGuarded(edge: FlowEdge, policy: Policy): boolean {
  return enforces(edge, policy) && policy.flows.enabled && policy.flows.enforce;
}

function guardOf({ from, to }: FlowEdge, guards: readonly Guard[]): Guard | undefined {
  return guards.find(({ server, side }) => server === (side === 'sink' ? to : from));
}

function some(tools: readonly string[]): string {
  const rest = tools.length - NAMED;
  return `${tools.slice(0, NAMED).map(shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Calls can be held at sinks; where fewer servers would do, some of them are sources and must be kept apart instead. */
function proposal(unguarded: readonly FlowEdge[], guards: readonly Guard[], policy: Policy): string {
  const sinks = [...new Set(unguarded.map(({ to }) => to))];
  const ways =
    unguarded.length === 1 ? 'the one way that is open ends' : `all ${unguarded.length} ways that are open end`;
  const lines = [`\n${ways} at ${sinks.map(shown).join(', ')}; to hold there what goes out:`];
  if (!(policy.flows.enabled && policy.flows.enforce)) lines.push('  flows: { enforce: true }');
  const lax = sinks.filter((to) => unguarded.some((edge) => edge.to === to && !enforces(edge, policy)));
  if (lax.length > 0) lines.push('  agents:', ...lax.map((server) => `    ${shown(server)}: { mode: enforce }`));
  const needed = guards.filter((guard) => unguarded.some((edge) => guardOf(edge, [guard]) !== undefined));
  if (needed.length < sinks.length) {
    const named = needed.map(
      ({ server, side }) => `${shown(server)}${side === 'source' ? ' (in a client of its own)' : ''}`,
    );
    lines.push(`the fewest that all of them touch: ${named.join(', ')}`);
  }
  return `${lines.join('\n')}\n`;
}
