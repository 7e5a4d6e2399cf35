import type { Role } from './roles.ts';

/** A server as it is pinned: what each of its tools is in the flow of data. */
export type Offered = { readonly server: string; readonly tools: readonly (readonly [tool: string, role: Role])[] };

/** What one server gives may go out by another of the same client. */
export type FlowEdge = {
  readonly client: string;
  readonly from: string;
  readonly to: string;
  /** Tools with private results, and tools whose arguments go out. */
  readonly sources: readonly string[];
  readonly sinks: readonly string[];
};

/** Where to stand guard: at each of these servers every edge of a client begins or ends. */
export type Guard = { readonly server: string; readonly side: 'source' | 'sink'; readonly edges: number };

/** Every way from a private tool to a tool of another server that sends on, by client. */
export function edgesOf(servers: readonly Offered[]): FlowEdge[] {
  const named = (list: Offered['tools'], is: (role: Role) => boolean) =>
    list.filter(([, role]) => is(role)).map(([tool]) => tool);
  return servers.flatMap((one) => {
    const sources = named(one.tools, (role) => role.private);
    if (sources.length === 0) return [];
    return servers.flatMap((other) => {
      const sinks = named(other.tools, ({ sink }) => sink);
      if (other.server === one.server || clientOf(other.server) !== clientOf(one.server) || sinks.length === 0)
        return [];
      return [{ client: clientOf(one.server), from: one.server, to: other.server, sources, sinks }];
    });
  });
}

/** The client of a server's name: `cursor` of `cursor.github`. */
export function clientOf(server: string): string {
  return server.split('.')[0] ?? server;
}

/**
 * The fewest servers that all edges touch (König 1931: as many as there are edges that share no end). Where guarding
 * the sinks alone takes no more they are it: that is where calls can be held.
 */
export function fewestGuards(edges: readonly FlowEdge[]): Guard[] {
  const sinks = [...new Set(edges.map(({ to }) => to))];
  const sources = [...new Set(edges.map(({ from }) => from))];
  const next = new Map(sources.map((from) => [from, edges.filter((edge) => edge.from === from).map(({ to }) => to)]));
  const matched = new Map<string, string>();
  const find = (from: string, seen: Set<string>): boolean => {
    for (const to of next.get(from) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      const other = matched.get(to);
      if (other !== undefined && !find(other, seen)) continue;
      matched.set(to, from);
      return true;
    }
    return false;
  };
  for (const from of sources) find(from, new Set());
  const guard = (server: string, side: Guard['side']): Guard => ({
    server,
    side,
    edges: edges.filter((edge) => (side === 'sink' ? edge.to : edge.from) === server).length,
  });
  if (sinks.length <= matched.size) return sinks.map((server) => guard(server, 'sink'));
  // From the sources without a partner: what alternating ways reach. The cover is the sinks reached, the sources not.
  const partners = new Set(matched.values());
  const [reached, ways] = [new Set<string>(), sources.filter((from) => !partners.has(from))];
  const begun = new Set(ways);
  for (let from = ways.pop(); from !== undefined; from = ways.pop()) {
    for (const to of next.get(from) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      const partner = matched.get(to);
      if (partner === undefined || begun.has(partner)) continue;
      begun.add(partner);
      ways.push(partner);
    }
  }
  return [
    ...sinks.filter((to) => reached.has(to)).map((server) => guard(server, 'sink')),
    ...sources.filter((from) => !begun.has(from)).map((server) => guard(server, 'source')),
  ];
}
