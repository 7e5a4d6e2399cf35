import type { Pinned } from '../../parts/pins.ts';
import type { ConfiguredServer, DashboardServices, RunningServer } from '../../services.ts';

/** A call that waits for its answer for longer is said. */
const SILENT_MICROS = 10_000_000;
const DAY_MICROS = 86_400_000_000;

/** All that is known of one server, by the name that its traffic has. */
export type Server = {
  readonly name: string;
  readonly configured: ConfiguredServer | undefined;
  /** One proxy for each client process that started it. */
  readonly running: readonly RunningServer[];
  readonly pins: readonly Pinned[];
  readonly messages: number;
};

/** Those that wait for a person first. */
export async function serversOf(services: DashboardServices): Promise<readonly Server[]> {
  const configured = (await services.configured()).filter(({ state }) => state !== 'own');
  const running = services.running();
  const pins = services.store.pins();
  const passed = new Map(
    services.store.activity({ since: services.now() - DAY_MICROS }).agents.map(({ name, rows }) => [name, rows]),
  );
  const keyOf = ({ agent, ref }: ConfiguredServer) => agent ?? ref;
  const names = new Set([
    ...configured.map(keyOf),
    ...running.map(({ agent }) => agent),
    ...pins.map(({ server }) => server),
  ]);
  return [...names]
    .map((name) => ({
      name,
      configured: configured.find((one) => keyOf(one) === name),
      running: running.filter(({ agent }) => agent === name),
      pins: pins.filter(({ server }) => server === name),
      messages: passed.get(name) ?? 0,
    }))
    .sort((a, b) => Number(b.pins.some(waits)) - Number(a.pins.some(waits)) || (a.name < b.name ? -1 : 1));
}

/** A person is asked about it. */
export function waits({ state }: Pinned): boolean {
  return state === 'pending';
}

export function isSilent({ waitingSince }: RunningServer, now: number): boolean {
  return waitingSince !== undefined && now - waitingSince > SILENT_MICROS;
}
