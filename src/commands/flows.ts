import { openApp, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT } from '../errors.ts';
import { edgesOf, type FlowEdge, fewestGuards, type Guard, type Offered } from '../flow/graph.ts';
import { roleOf } from '../flow/roles.ts';
import { modeFor, type Policy } from '../policy/policy.ts';
import type { StoredPin } from '../store/pins.ts';
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
  const edges = edgesOf(offeredOf(pins, policy)).filter((edge) => client === undefined || edge.client === client);
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
    { title: 'tools', cut: true },
    { title: 'now' },
  ];
  const rows = edges.map((edge) => [
    shown(edge.from),
    '→',
    shown(edge.to),
    `${some(edge.sources)} → ${some(edge.sinks)}`,
    isGuarded(edge, policy) ? 'held' : policy.flows.enabled ? 'flagged' : 'not looked at',
  ]);
  await print(io, table(screen, columns, rows));
  const open = guards.filter((guard) =>
    edges.some((edge) => guardOf(edge, [guard]) !== undefined && !isGuarded(edge, policy)),
  );
  if (open.length > 0 && !globals.quiet) await print(io, proposal(open, edges.length, policy));
  return EXIT.done;
}

const NO_EDGE = 'no private server has another beside it that sends on';

/** What servers offer as it is pinned, withheld tools aside. */
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

function isGuarded({ client, to }: FlowEdge, policy: Policy): boolean {
  const enforces = modeFor(policy, { from: client, to, side: 'client' }) === 'enforce';
  return enforces && policy.flows.enabled && policy.flows.enforce;
}

function guardOf({ from, to }: FlowEdge, guards: readonly Guard[]): Guard | undefined {
  return guards.find(({ server, side }) => server === (side === 'sink' ? to : from));
}

function some(tools: readonly string[]): string {
  const rest = tools.length - NAMED;
  return `${tools.slice(0, NAMED).map(shown).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function proposal(guards: readonly Guard[], edges: number, policy: Policy): string {
  const names = guards.map(({ server }) => shown(server)).join(', ');
  const sinks = guards.filter(({ side }) => side === 'sink');
  const lines = [`\nevery one of ${edges} ${edges === 1 ? 'way' : 'ways'} passes ${names}: the fewest to guard`];
  if (sinks.length > 0 && !(policy.flows.enabled && policy.flows.enforce)) lines.push('  flows: { enforce: true }');
  if (sinks.length > 0)
    lines.push('  agents:', ...sinks.map(({ server }) => `    ${shown(server)}: { mode: enforce }`));
  for (const { server, side } of guards) {
    if (side === 'source') lines.push(`  ${shown(server)}: in a client of its own, or deny its private tools`);
  }
  return `${lines.join('\n')}\n`;
}
