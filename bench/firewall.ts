import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callFrame } from './benign.ts';
import { median, noise, type Report, ratio, together } from './figures.ts';
import { Ping } from './round-trip.ts';
import { node, oktsec, type Place } from './ways.ts';

const LIMIT = 1.2;
const SIZES = [
  { label: '200 B', bytes: 200, count: 400, warm: 3000 },
  { label: '2 KB', bytes: 2048, count: 400, warm: 3000 },
];
/** Nothing of it decides on these calls; all of it is asked about each of them. */
const FEATURES = `
rules: [{ id: CRED-001, action: mask }]
quarantine: { ask_in_client: true }
agents:
  bench.echo:
    flow: FLOW
    tools:
      default: deny
      allow: [echo]
      each:
        echo:
          rate: 1000000/s
          schema: { type: object, required: [text], additionalProperties: false, properties: { text: { type: string } } }
          args: { text: { max_length: 100000, restore: true } }
`;
const WAYS = [
  { name: 'off', config: 'flows: { enabled: false }\npins: { relist_calls: 0 }\n' },
  { name: 'off again', config: 'flows: { enabled: false }\npins: { relist_calls: 0 }\n' },
  { name: 'on, its results are private', config: FEATURES.replace('FLOW', 'private') },
  { name: 'on, it sends on', config: FEATURES.replace('FLOW', 'public') },
] as const;
const OFF = WAYS[0].name;
const AGAIN = WAYS[1].name;

/** What pins, tool policy, data flow and masking add to a round trip in enforce: the same build with them and without. */
export async function benchFirewall(place: Place, rounds: number): Promise<Report[]> {
  const server = place.echo.c ?? place.echo.node;
  const pings: Ping[] = [];
  try {
    for (const [at, { config }] of WAYS.entries()) {
      const words = behind(join(place.folder, `firewall-${at}`), config);
      await listTools([...words, ...server]);
      pings.push(new Ping([...place.ping, ...words, ...server]));
    }
    const reports: Report[] = [];
    for (const size of SIZES) {
      const path = join(place.folder, `${size.bytes}.firewall`);
      writeFileSync(path, callFrame(size.bytes));
      reports.push(await oneSize(size, path, pings, rounds));
    }
    await Promise.all(pings.map((ping) => ping.close()));
    return reports;
  } finally {
    for (const ping of pings) ping.kill();
  }
}

async function oneSize(
  size: (typeof SIZES)[number],
  path: string,
  pings: readonly Ping[],
  rounds: number,
): Promise<Report> {
  const batches = new Map<string, number[]>(WAYS.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [at, { name }] of WAYS.entries()) {
      const times = await pings[at]?.batch(round < 0 ? size.warm : size.count, path);
      if (times !== undefined && round >= 0) batches.get(name)?.push(median(times));
    }
  }
  const of = (name: string): number[] => batches.get(name) ?? [];
  const off = together(of(OFF), of(AGAIN));
  return {
    title: `Round trip of ${size.label} in enforce, with the firewall's features and without`,
    unit: 'µs',
    rows: WAYS.map(({ name }) => ({ name, values: of(name) })),
    goals: WAYS.slice(2).map(({ name }) => ({ name: `${name}, over off`, ...ratio(of(name), off), limit: LIMIT })),
    noise: noise(of(OFF), of(AGAIN)),
    notes: [],
  };
}

function behind(home: string, config: string): string[] {
  mkdirSync(home, { mode: 0o700 });
  const path = join(home, 'oktsec.yaml');
  writeFileSync(path, `version: "1"\nmode: enforce\n${config}`, { mode: 0o600 });
  return [node, oktsec, 'proxy', '--config', path, '--home', home, '--agent', 'bench.echo', '--quiet', '--'];
}

/** One session that lists the tools, so that they are pinned. */
async function listTools(command: readonly string[]): Promise<void> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '1' } };
  for (const message of [
    { id: 1, method: 'initialize', params },
    { method: 'notifications/initialized' },
    { id: 2, method: 'tools/list', params: {} },
  ]) {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('"tools":[')) break;
  }
  child.stdin.end();
  await ended;
}
