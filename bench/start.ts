import { execFile } from 'node:child_process';
import { Conversation } from './conversation.ts';
import { difference, noise, type Report, type Row, ratio, together } from './figures.ts';
import { node, type Place, peer, type Way } from './ways.ts';

/** How much later the first `initialize` is answered than without anything between, beside an empty Node's boot. */
export async function benchStart(place: Place, rounds: number): Promise<Report[]> {
  const reports: Report[] = [];
  const { c } = place.echo;
  if (c !== undefined) reports.push(await overServer(place, 'a C server', c, rounds, true));
  reports.push(await overServer(place, 'a Node server', place.echo.node, rounds, c === undefined));
  return reports;
}

/** @param judged whether the goals are read here: a server that boots on the same cores blurs them. */
async function overServer(
  place: Place,
  title: string,
  server: readonly string[],
  rounds: number,
  judged: boolean,
): Promise<Report> {
  const ways: readonly Way[] = [place.direct, ...place.raw, place.observe, place.enforce, place.naive];
  const rows = new Map<string, number[]>([
    ['empty node', []],
    ...ways.map((way): [string, number[]] => [way.name, []]),
  ]);
  for (let round = -1; round < rounds; round += 1) {
    const boot = await emptyBoot();
    if (round >= 0) rows.get('empty node')?.push(boot);
    for (const way of ways) {
      const took = await firstAnswer([...way.words, ...server]);
      if (round >= 0) rows.get(way.name)?.push(took);
    }
  }
  const of = (name: string): number[] => rows.get(name) ?? [];
  const added = (name: string): number[] => of(name).map((value, round) => value - (of('direct')[round] ?? 0));
  const boot = of('empty node');
  const raw = together(of('raw pipe'), of('raw pipe again'));
  const limits = (name: string) => {
    const over = difference(of(name), raw);
    const share = {
      min: difference(of(name), of('direct')).min / Math.min(...boot),
      median: ratio(added(name), boot).median,
    };
    return [
      { name: `${name}: ms more than a raw pipe`, ...over, limit: 5 },
      { name: `${name}: added time over an empty Node's boot`, ...share, limit: 1.3 },
    ];
  };
  const shown: Row[] = [...rows].map(([name, values]) => ({ name, values }));
  const naive = ratio(added('naive set-up'), added('observe'));
  return {
    title: `Time to the first answer of ${title}`,
    unit: 'ms',
    rows: shown,
    goals: judged ? [...limits('observe'), ...limits('enforce')] : [],
    noise: noise(of('raw pipe'), of('raw pipe again')),
    notes: [`the naive set-up adds ${naive.median.toFixed(1)} times what observe adds (median)`],
  };
}

async function firstAnswer(command: readonly string[]): Promise<number> {
  const start = performance.now();
  const conversation = new Conversation(command);
  await conversation.ask('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'bench', version: '1.0.0' },
  });
  const took = performance.now() - start;
  await conversation.close();
  return took;
}

function emptyBoot(): Promise<number> {
  const start = performance.now();
  return new Promise((done, fail) => {
    execFile(node, [peer('empty.cjs')], (error) => (error ? fail(error) : done(performance.now() - start)));
  });
}
