import { type ChainMark, readChainMark } from '../../files/marks/chain-mark.ts';
import { type Memory, memoryOf } from '../../setup/memory.ts';
import type { StoredPin } from '../../store/kept/pins.ts';
import type { Running } from '../../store/kept/running.ts';
import type { Store, Tally } from '../../store/store.ts';
import type { Totals } from './view.ts';

const PROVED_MICROS = 300_000_000;
const DAY_MICROS = 86_400_000_000;

/** What costs more to read than the end of the log. */
export type Slow = {
  readonly at: number;
  readonly totals: Totals;
  readonly pins: readonly StoredPin[];
  readonly memory: ReadonlyMap<string, Memory>;
  readonly chain: ChainMark | undefined;
};

export function readSlowly(store: Store, home: string, running: readonly Running[], now: number): Slow {
  const memory = running.flatMap((one): [string, Memory][] => {
    const taken = one.server === undefined ? undefined : memoryOf(one.server, { group: true });
    return taken === undefined ? [] : [[one.agent, taken]];
  });
  const pins = store.pins().filter(({ state }) => state === 'pending');
  const chain = provedLately(home, now);
  return { at: now, totals: totalsOf(store, now), pins, memory: new Map(memory), chain };
}

/** A chain that was whole some minutes ago is no news; that it was broken stays. */
function provedLately(home: string, now: number): ChainMark | undefined {
  const mark = readChainMark(home);
  return mark?.state === 'broken' || (mark !== undefined && now - mark.at < PROVED_MICROS) ? mark : undefined;
}

function totalsOf(store: Store, now: number): Totals {
  const { total, passed } = store.activity({ since: now - DAY_MICROS });
  return {
    rows: total.rows,
    blocked: stopped(total) - stopped(passed),
    quarantined: total.quarantined - passed.quarantined,
    masked: total.masked - passed.masked,
    passed: { blocked: stopped(passed), quarantined: passed.quarantined, masked: passed.masked },
  };
}

function stopped({ blocked, rejected }: Tally): number {
  return blocked + rejected;
}
