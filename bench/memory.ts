import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { prose } from './benign.ts';
import { Conversation } from './conversation.ts';
import { min, noise, type Report, ratio } from './figures.ts';
import { node, type Place, peer, type Way } from './ways.ts';

// Idle is what most proxies are most of the time: long enough for what is left of the session to be read.
const SETTLE_MS = 3000;

/** Memory that is a process's own (Private_Dirty), idle after a short session. The code of Node itself is shared. */
export async function benchMemory(place: Place, rounds: number): Promise<Report[]> {
  if (!existsSync('/proc/self/smaps_rollup')) return [];
  const ways: readonly Way[] = [...place.raw, place.observe, place.enforce, place.naive];
  const rows = new Map<string, number[]>();
  const add = (name: string, value: number): void => {
    rows.set(name, [...(rows.get(name) ?? []), value]);
  };
  for (let round = 0; round < rounds; round += 1) {
    add('empty node', await idleNode());
    for (const way of ways) {
      const { own, helpers } = await afterSession([...way.words, ...(place.echo.c ?? place.echo.node)]);
      add(way.name, own);
      if (way === place.observe) add('its lifeline', helpers);
    }
  }
  const of = (name: string): number[] => rows.get(name) ?? [];
  const goal = (name: string) => ({
    name: `${name}: over an empty idle Node`,
    ...ratio(of(name), of('empty node')),
    limit: 1.5,
  });
  return [
    {
      title: 'Private memory, idle after a session of 40 calls',
      unit: 'MB',
      rows: [...rows].map(([name, values]) => ({ name, values })),
      goals: [goal('observe'), goal('enforce')],
      noise: noise(of('raw pipe'), of('raw pipe again')),
      notes: [`smallest: ${(min(of('observe')) - min(of('empty node'))).toFixed(1)} MB more than an empty Node`],
    },
  ];
}

async function idleNode(): Promise<number> {
  const child = spawn(node, [peer('idle.cjs')], { stdio: 'ignore' });
  await sleep(600);
  const megabytes = privateDirty(child.pid);
  child.kill('SIGKILL');
  return megabytes;
}

async function afterSession(command: readonly string[]): Promise<{ own: number; helpers: number }> {
  const conversation = new Conversation(command);
  await conversation.handshake();
  await conversation.ask('tools/list', {});
  for (let call = 0; call < 40; call += 1) {
    await conversation.ask('tools/call', { name: 'echo', arguments: { text: prose(1500, call) } });
  }
  await sleep(SETTLE_MS);
  const { pid } = conversation.child;
  const own = privateDirty(pid);
  const helpers = childrenOf(pid)
    .filter((child) => commandOf(child).includes('lifeline'))
    .reduce((sum, child) => sum + privateDirty(child), 0);
  await conversation.close();
  return { own, helpers };
}

/** In MB. */
function privateDirty(pid: number | undefined): number {
  const kilobytes = /^Private_Dirty:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

function childrenOf(pid: number | undefined): number[] {
  return readdirSync(`/proc/${pid}/task`)
    .flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' '))
    .filter((word) => word !== '')
    .map(Number);
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
