import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { passOf } from '../../sinks/run.ts';
import { print, printJson } from '../../terminal/print.ts';
import { sinksNamed, withSinks } from './open.ts';

const LEASE_MICROS = 30_000_000;

/** Takes up what was given up. It is sent at once, unless another process sends: then that one does. */
export async function retry(context: Context, name: string | undefined, row: number | undefined): Promise<number> {
  const { io, globals } = context;
  return withSinks(context, async ({ store, options }) => {
    const sinks = sinksNamed(options.sinks, name);
    const taken = store.outbox.retry(name, row);
    if (taken === 0 && row !== undefined) {
      throw new OktsecError('no_such_row', `row ${row} is not among those that were given up`, {
        hint: 'oktsec webhooks list',
        exit: EXIT.no,
      });
    }
    const leads = taken > 0 && store.outbox.lease(options.owner, LEASE_MICROS);
    let sent = 0;
    if (leads) {
      for (const sink of sinks) for (let more = 1; more > 0; sent += more) more = await passOf(options, sink);
      store.outbox.release(options.owner);
    }
    const waiting = store.outbox
      .list()
      .filter(({ sink, dead }) => !dead && sinks.some((one) => one.name === sink)).length;
    if (globals.json) await printJson(io, [{ taken_up: taken, sent, waiting }]);
    else if (taken === 0) await print(io, 'nothing was given up\n');
    else if (leads) await print(io, `${taken} taken up, ${sent} sent, ${waiting} waiting\n`);
    else await print(io, `${taken} taken up; the process that sends does the rest\n`);
    return EXIT.done;
  });
}
