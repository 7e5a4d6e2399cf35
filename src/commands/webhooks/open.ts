import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { nearest } from '../../config/nearest.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import type { Snapshot } from '../../files/config/config-file.ts';
import type { SinksOptions } from '../../sinks/run.ts';
import type { Sink } from '../../sinks/sink.ts';
import type { Store } from '../../store/store.ts';
import { sinksOf } from '../../telling.ts';

export type Telling = {
  readonly snapshot: Snapshot;
  readonly store: Store;
  readonly options: SinksOptions;
};

/** Runs a command's work on the sinks of the config and lets go of them. @throws OktsecError */
export async function withSinks<T>(context: Context, work: (telling: Telling) => Promise<T>): Promise<T> {
  const { snapshot } = await openConfig(context);
  const store = await openLog(context, snapshot);
  const stop = new AbortController();
  const options = sinksOf(context, snapshot, store, stop.signal);
  try {
    return await work({ snapshot, store, options });
  } finally {
    stop.abort();
    await Promise.all(options.sinks.map((sink) => sink.close?.()));
    store.close();
  }
}

/** @throws OktsecError `no_such_sink` (exit 1) */
export function sinksNamed(sinks: readonly Sink[], name: string | undefined): readonly Sink[] {
  const chosen = name === undefined ? sinks : sinks.filter((sink) => sink.name === name);
  if (chosen.length > 0) return chosen;
  const names = sinks.map((sink) => sink.name);
  if (name === undefined) {
    throw new OktsecError('no_such_sink', 'the config names no webhook and no sink', {
      hint: `add one: webhooks: [{ url: "$\{env:HOOK}" }]`,
      exit: EXIT.no,
    });
  }
  const meant = nearest(name, names);
  const hint = meant === undefined ? `there is ${names.join(', ') || 'none'}` : `did you mean ${meant}?`;
  throw new OktsecError('no_such_sink', `no webhook or sink is called "${name}"`, { hint, exit: EXIT.no });
}
