import type { ChainState } from '../chain-state.ts';
import { ChainWatch } from './chain-watch.ts';

const SLICE_MILLIS = 2;
const BREAK_MILLIS = 25;
const REST_MILLIS = 2000;

/**
 * Keeps a chain watched from now on: two milliseconds at a time with pauses, so that no page waits for it, and once all is
 * proved every two seconds what came.
 * @param onChange told when it turns out intact or broken
 */
export function watchChain(
  home: string,
  { now, onChange }: { readonly now: () => number; readonly onChange: (state: ChainState) => void },
): { state(): ChainState; end(): void } {
  const watch = new ChainWatch(home, now);
  let told = watch.state;
  const tick = () => {
    const until = performance.now() + SLICE_MILLIS;
    let more = watch.step();
    while (more && performance.now() < until) more = watch.step();
    const { state } = watch;
    if (state.state !== told.state || state.at !== told.at) onChange(state);
    told = state;
    timer = setTimeout(tick, more ? BREAK_MILLIS : REST_MILLIS).unref();
  };
  let timer = setTimeout(tick, BREAK_MILLIS).unref();
  return {
    state: () => watch.state,
    end: () => {
      clearTimeout(timer);
      watch.close();
    },
  };
}
