import { modeFor, type Policy } from '../../policy/policy.ts';
import type { Held } from '../../quarantine/desk.ts';
import type { Memory } from '../../setup/memory.ts';
import type { Running } from '../../store/kept/running.ts';
import { Rate, serverOf } from './rates.ts';
import type { Slow } from './slow.ts';
import type { ServerLine } from './view.ts';

type Known = {
  readonly running: readonly Running[];
  readonly rates: ReadonlyMap<string, Rate>;
  readonly held: readonly Held[];
  readonly slow: Slow | undefined;
};

/** Those that run, and those that spoke lately or want something of a person; the ones that run first. */
export function serverLines({ running, rates, held, slow }: Known, policy: Policy, now: number): ServerLine[] {
  const { pins = [], memory = new Map<string, Memory>() } = slow ?? {};
  const waiting = held.flatMap(({ row }) => serverOf(row) ?? []);
  const up = new Map(running.map((one) => [one.agent, one]));
  const names = new Set([...[...up.keys()].sort(), ...[...rates.keys(), ...waiting].sort()]);
  return [...names].map((name) => {
    const rate = rates.get(name);
    const client = up.get(name)?.client ?? name.split('.')[0] ?? name;
    return {
      name,
      bars: (rate ?? new Rate()).bars(now),
      p99Micros: rate?.p99Micros,
      // What really stands where it runs; the last words of one that does not (a proof, last week) say nothing of the next.
      mode: (up.has(name) ? rate?.mode : undefined) ?? modeFor(policy, { from: client, to: name, side: 'client' }),
      held: waiting.filter((server) => server === name).length,
      changed: pins.filter(({ server }) => server === name).map((pin) => pin.name || pin.kind),
      running: up.get(name),
      memory: memory.get(name),
    };
  });
}
