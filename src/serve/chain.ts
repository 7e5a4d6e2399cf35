import { putChainMark } from '../files/marks/chain-mark.ts';
import { watchChain } from '../store/chain/watch/watch-chain.ts';
import type { Log } from './log-lines.ts';

/** How often what is known of the chain is put down for `top`. */
const MARK_MICROS = 120_000_000;

/** Has the chain of the log proved all the time, puts down how it is, and says when it breaks. */
export function keepChain(home: string, now: () => number, log: Log): ReturnType<typeof watchChain> {
  let marked = { state: '', at: 0 };
  return watchChain(home, {
    now,
    onChange: ({ state, rows, bad }) => {
      const at = now();
      const isNews = state !== marked.state || at - marked.at > MARK_MICROS;
      if ((state === 'intact' || state === 'broken') && isNews) {
        putChainMark(home, { state, rows, at, seq: bad?.seq });
        marked = { state, at };
      }
      if (state === 'broken') log('error', `the chain of the audit log is broken: ${bad?.what} (oktsec logs verify)`);
    },
  });
}
