import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { whileSending } from '../../sinks/lease.ts';
import { passOf, type SinksOptions } from '../../sinks/run.ts';
import type { Sink } from '../../sinks/sink.ts';
import { print, printJson } from '../../terminal/print.ts';
import { sinksNamed, withSinks } from './open.ts';

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
    const sent = taken === 0 ? 0 : await whileSending(options, (signal) => sendAll({ ...options, signal }, sinks));
    const left = store.outbox.list().filter(({ sink }) => sinks.some((one) => one.name === sink));
    const waiting = left.filter(({ dead }) => !dead).length;
    const dead = left.filter((one) => one.dead && (row === undefined || one.seq === row)).length;
    const again = dead === 0 ? '' : `, ${dead} given up`;
    if (globals.json) await printJson(io, [{ taken_up: taken, sent: sent ?? 0, waiting, given_up: dead }]);
    else if (taken === 0) await print(io, 'nothing was given up\n');
    else if (sent !== undefined) await print(io, `${taken} taken up, ${sent} sent, ${waiting} waiting${again}\n`);
    else await print(io, `${taken} taken up; the process that sends does the rest\n`);
    return EXIT.done;
  });
}

/** @returns how many deliveries were taken */
async function sendAll(options: SinksOptions, sinks: readonly Sink[]): Promise<number> {
  let sent = 0;
  for (const sink of sinks) for (let more = 1; more > 0; sent += more) more = await passOf(options, sink);
  return sent;
}
