// One run measures everything side by side, interleaved: `npm run bench -- --quick --json FILE`, or only some of it:
// `npm run bench message`, `npm run bench -- --only start,rtt`.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { held, lines, NOISY, type Report } from './figures.ts';
import { type Place, place } from './ways.ts';

type Bench = (at: Place, rounds: number) => Promise<Report[]>;
type Section = { readonly load: () => Promise<Bench>; readonly rounds: number; readonly quick: number };

// Each is loaded when its turn comes: what one loads is no weight on the client of another.
const SECTIONS = new Map<string, Section>([
  ['start', { load: async () => (await import('./start.ts')).benchStart, rounds: 15, quick: 3 }],
  ['memory', { load: async () => (await import('./memory.ts')).benchMemory, rounds: 9, quick: 3 }],
  ['stall', { load: async () => (await import('./stall.ts')).benchStall, rounds: 9, quick: 3 }],
  ['rtt', { load: async () => (await import('./round-trip.ts')).benchRoundTrip, rounds: 15, quick: 3 }],
  ['firewall', { load: async () => (await import('./firewall.ts')).benchFirewall, rounds: 15, quick: 3 }],
  ['scan', { load: async () => (await import('./scan.ts')).benchScan, rounds: 9, quick: 3 }],
  ['lists', { load: async () => (await import('./lists.ts')).benchLists, rounds: 9, quick: 3 }],
  ['audit', { load: async () => (await import('./audit.ts')).benchAudit, rounds: 9, quick: 3 }],
  ['pages', { load: async () => (await import('./pages.ts')).benchPages, rounds: 10, quick: 2 }],
  ['live', { load: async () => (await import('./live.ts')).benchLive, rounds: 20, quick: 5 }],
  ['flows', { load: async () => (await import('./flows.ts')).benchFlows, rounds: 9, quick: 3 }],
  ['dashboard', { load: async () => (await import('./dashboard.ts')).benchDashboard, rounds: 10, quick: 2 }],
  ['message', { load: async () => (await import('./message.ts')).benchMessage, rounds: 9, quick: 3 }],
]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
  },
});
const named = [...(values.only?.split(',') ?? []), ...positionals];
const wanted = named.length > 0 ? named : [...SECTIONS.keys()];
const unknown = wanted.filter((name) => !SECTIONS.has(name));
if (unknown.length > 0) {
  process.stderr.write(`bench: no section ${unknown.join(', ')}; there are ${[...SECTIONS.keys()].join(', ')}\n`);
  process.exit(2);
}

console.log(`${cpus().length} × ${cpus()[0]?.model}, node ${process.version}, load ${load()}`);
const reports = new Map<string, readonly Report[]>();
const failed: string[] = [];
{
  using at = place();
  for (const name of wanted) {
    const section = SECTIONS.get(name);
    if (section === undefined) continue;
    const bench = await section.load();
    const found = await bench(at, values.quick ? section.quick : section.rounds).catch((error: unknown): Report[] => {
      failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    });
    reports.set(name, found);
    for (const report of found) for (const line of lines(report)) console.log(line);
    console.log(`  load ${load()}`);
  }
}

const all = [...reports.values()].flat();
const missed = all.flatMap((report) =>
  report.goals.filter((goal) => !held(goal)).map((goal) => `${report.title}: ${goal.name}`),
);
const noisy = all.filter((report) => (report.noise ?? 0) > NOISY);
console.log(`\n${all.flatMap((report) => report.goals).length - missed.length} goals met, ${missed.length} missed`);
for (const goal of missed) console.log(`  ${goal}`);
for (const section of failed) console.log(`could not be measured: ${section}`);
if (failed.length > 0) process.exitCode = 1;
if (noisy.length > 0) console.log(`noisy: ${noisy.map((report) => report.title).join('; ')}`);
if (values.json !== undefined) {
  const report = { node: process.version, load: loadavg(), quick: values.quick, sections: Object.fromEntries(reports) };
  writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
}

function load(): string {
  return loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
}
