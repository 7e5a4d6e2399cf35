import { openConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import { onEnding } from '../../machine/ending.ts';
import { tellSinks, warnOfUnset } from '../../telling.ts';
import { sinksNamed } from './open.ts';

/** Tells them of what comes, until it is stopped. */
export async function send(context: Context): Promise<number> {
  const { io, globals } = context;
  const { snapshot } = await openConfig(context);
  const { webhooks, sinks } = snapshot.config;
  if (webhooks.length + sinks.length === 0) sinksNamed([], undefined);
  const store = await openLog(context, snapshot);
  const stop = new AbortController();
  const end = () => stop.abort();
  const release = onEnding(end);
  io.closed.addEventListener('abort', end, { once: true });
  try {
    if (!globals.quiet) io.stderr.write(`oktsec: telling ${webhooks.length + sinks.length}, until you stop it\n`);
    warnOfUnset(context, { webhooks, sinks, agents: [] });
    await tellSinks(context, snapshot, store, io.closed.aborted ? io.closed : stop.signal);
    return EXIT.done;
  } finally {
    release();
    store.close();
  }
}
