// Holds each fetched release against the one before it and writes what would have alarmed:
// `node test/pins/upgrades/report.ts FOLDER > docs/pin-alarms.md`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classify } from '../../../src/pins/classify.ts';
import type { Definition, PinKind } from '../../../src/pins/pin.ts';
import { canonical } from '../canonical.ts';
import { PLANTED } from '../planted.ts';

type Named = { readonly name: string };
type Listing = { readonly instructions?: string; readonly tools: readonly Named[]; readonly prompts: readonly Named[] };
type Fetched = {
  readonly package: string;
  readonly heldOut?: boolean;
  readonly releases: readonly { version: string; listing: Listing }[];
};

function definitions({ instructions = '', tools, prompts }: Listing): Definition[] {
  const entry = (kind: PinKind) => (one: Named) => ({ kind, name: one.name, json: canonical(one) });
  const spoken: Definition = { kind: 'instructions', name: '', json: canonical(instructions) };
  return [spoken, ...tools.map(entry('tool')), ...prompts.map(entry('prompt'))];
}

function alarms(before: Listing, after: Listing): string[] {
  const known = new Map(definitions(before).map((one) => [`${one.kind} ${one.name}`, one]));
  const names = after.tools.map(({ name }) => name);
  return definitions(after).flatMap((one) => {
    const old = known.get(`${one.kind} ${one.name}`);
    if (old === undefined) return [];
    const others = names.filter((name) => name !== one.name);
    const { change, reasons } = classify(old, one, others);
    return change === 'expansion' ? [`\`${one.name || one.kind}\`: ${reasons.join('; ')}`] : [];
  });
}

function report(folder: string): string {
  const rows: string[] = [];
  const found: string[] = [];
  let upgrades = 0;
  let alarmed = 0;
  const unseen = { upgrades: 0, alarmed: 0 };
  for (const file of readdirSync(folder).sort()) {
    const {
      package: name,
      heldOut = false,
      releases: all,
    } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fetched;
    // One that lists nothing without an account says nothing of upgrades.
    const releases = all.filter(({ listing }) => listing.tools.length > 0);
    if (releases.length < 2) continue;
    let own = 0;
    for (const [at, { version, listing }] of releases.entries()) {
      const before = releases[at - 1];
      if (before === undefined) continue;
      const reasons = alarms(before.listing, listing);
      upgrades += 1;
      if (reasons.length === 0) continue;
      own += 1;
      found.push(`- ${name} ${before.version} → ${version}: ${reasons.join(' · ')}`);
    }
    alarmed += own;
    if (heldOut) {
      unseen.alarmed += own;
      unseen.upgrades += Math.max(0, releases.length - 1);
    }
    const span = `${releases[0]?.version ?? '-'} … ${releases.at(-1)?.version ?? '-'}`;
    rows.push(`| ${name}${heldOut ? ' (new)' : ''} | ${span} | ${Math.max(0, releases.length - 1)} | ${own} |`);
  }
  const missed = PLANTED.filter(({ from, to }) => {
    const one: Definition = { kind: 'tool', name: from.name, json: canonical(to) };
    return classify({ json: canonical(from) }, one, ['list_cities', 'sync_profile']).change !== 'expansion';
  });
  return [
    '# How often a pin would alarm',
    '',
    'Published releases of MCP servers, each held against the release before it: what its tools, prompts and instructions',
    'say of themselves. `node test/pins/upgrades/fetch.ts FOLDER` fetched them, `node test/pins/upgrades/report.ts FOLDER`',
    'wrote this page.',
    '',
    `**${alarmed} of ${upgrades} upgrades (${((100 * alarmed) / upgrades).toFixed(1)} %) would have withheld a tool until \`oktsec pins approve\`.**`,
    `The classes of changes were refined on what the others showed; ${unseen.alarmed} of the ${unseen.upgrades} upgrades of the servers marked *new*, first looked at after that, alarm.`,
    `Of ${PLANTED.length} malicious changes planted by hand, ${missed.length} were missed.`,
    '',
    '| package | releases | upgrades | alarms |',
    '|---|---|--:|--:|',
    ...rows,
    '',
    '## Each alarm and its reason',
    '',
    ...found,
    '',
  ].join('\n');
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node test/pins/upgrades/report.ts FOLDER');
process.stdout.write(report(folder));
