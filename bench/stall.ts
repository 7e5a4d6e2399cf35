import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prose } from './benign.ts';
import { Conversation } from './conversation.ts';
import { median, min, noise, type Report } from './figures.ts';
import { type Place, peer, type Way } from './ways.ts';

type Reading = { readonly wall: readonly [number, number]; readonly cpu: readonly [number, number] };

/** The longest time the main thread was away in its first second, with a probe preloaded into the shipped entry. */
export async function benchStall(place: Place, rounds: number): Promise<Report[]> {
  const ways: readonly Way[] = [...place.raw, place.observe, place.enforce];
  const wall = new Map<string, number[]>(ways.map((way) => [way.name, []]));
  const cpu = new Map<string, number[]>(ways.map((way) => [way.name, []]));
  const moments = new Map<string, number[]>(ways.map((way) => [way.name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const way of ways) {
      const reading = await firstSecond(way, place);
      if (round < 0) continue;
      wall.get(way.name)?.push(reading.wall[1]);
      cpu.get(way.name)?.push(reading.cpu[1]);
      moments.get(way.name)?.push(reading.wall[0]);
    }
  }
  const of = (name: string): number[] => wall.get(name) ?? [];
  const goal = (name: string) => ({
    name: `${name}: longest stall in ms`,
    min: min(of(name)),
    median: median(of(name)),
    limit: 10,
  });
  return [
    {
      title: 'Longest stall of the main thread in the first second',
      unit: 'ms',
      rows: ways.flatMap(({ name }) => [
        { name, values: of(name) },
        { name: `${name}, CPU of it`, values: cpu.get(name) ?? [] },
      ]),
      goals: [goal('observe'), goal('enforce')],
      noise: noise(of('raw pipe'), of('raw pipe again')),
      notes: ['observe', 'enforce'].map(
        (name) => `${name}: the longest stall ended ${median(moments.get(name) ?? []).toFixed(0)} ms after the start`,
      ),
    },
  ];
}

async function firstSecond(way: Way, place: Place): Promise<Reading> {
  const [node, ...rest] = way.words;
  const report = join(place.folder, 'stall.json');
  const command = [node ?? '', '--require', peer('stall-probe.cjs'), ...rest, ...(place.echo.c ?? place.echo.node)];
  const conversation = new Conversation(command, { STALL_REPORT: report });
  const until = performance.now() + 1200;
  await conversation.handshake();
  await conversation.ask('tools/list', {});
  for (let call = 0; performance.now() < until; call += 1) {
    await conversation.ask('tools/call', { name: 'echo', arguments: { text: prose(2000, call) } });
    await sleep(20);
  }
  await conversation.close();
  return JSON.parse(readFileSync(report, 'utf8')) as Reading;
}
