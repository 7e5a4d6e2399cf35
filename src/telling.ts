import type { Context } from './command.ts';
import type { Config } from './config/config.ts';
import type { Snapshot } from './files/config/config-file.ts';
import { unsetVariables } from './sinks/environment.ts';
import { makeSinks } from './sinks/make.ts';
import { runSinks, type SinksOptions } from './sinks/run.ts';
import { ensureInstance, signingKey } from './store/chain/instance.ts';
import type { Store } from './store/store.ts';
import { ownOwner } from './store/writing/owner.ts';
import { shown } from './terminal/screen.ts';
import { version } from './version.ts';

/** The sinks of a config and what they need of this home and this process. */
export function sinksOf({ io }: Context, { config, home }: Snapshot, store: Store, signal: AbortSignal): SinksOptions {
  const instance = ensureInstance(home).id;
  const sinks = makeSinks(config, {
    env: io.env,
    now: io.now,
    platform: io.platform,
    version: version(),
    ed25519: () => ({ kind: 'ed25519', key: signingKey(home), keyId: instance }),
  });
  return {
    store,
    sinks,
    instance,
    owner: JSON.stringify(ownOwner()),
    now: io.now,
    chance: () => new DataView(io.random(4).buffer).getUint32(0) / 2 ** 32,
    signal,
    warn: (line) => io.stderr.write(`oktsec: warning: ${shown(line)}\n`),
  };
}

/**
 * Tells webhooks and sinks of what comes into the log, until the signal; at once done where the config names none.
 */
export async function tellSinks(
  context: Context,
  snapshot: Snapshot,
  store: Store,
  signal: AbortSignal,
): Promise<void> {
  const { webhooks, sinks } = snapshot.config;
  if (webhooks.length + sinks.length === 0) return;
  await runSinks(sinksOf(context, snapshot, store, signal));
}

/** Says on stderr who cannot be told, before there is something to tell. */
export function warnOfUnset({ io }: Context, config: Pick<Config, 'webhooks' | 'sinks' | 'agents'>): void {
  for (const line of unsetVariables(config, io.env)) io.stderr.write(`oktsec: warning: ${shown(line)}\n`);
}

/** Tells the sinks of whichever config stands, while a server runs. */
export type KeepTelling = { follow(snapshot: Snapshot): void; end(): Promise<void> };

export function keepTelling(context: Context, store: Store): KeepTelling {
  let stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  return {
    follow: (snapshot) => {
      warnOfUnset(context, snapshot.config);
      stop.abort();
      const next = new AbortController();
      stop = next;
      // One after the other: two at once would each hold the right to send.
      running = running
        .then(() => tellSinks(context, snapshot, store, next.signal))
        .catch((error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          context.io.stderr.write(`oktsec: warning: nobody is told any more: ${shown(why)}\n`);
        });
    },
    end: () => {
      stop.abort();
      return running;
    },
  };
}
