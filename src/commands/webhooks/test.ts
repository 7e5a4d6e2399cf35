import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { testNotice } from '../../sinks/test-notice.ts';
import { print, printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { sinksNamed, withSinks } from './open.ts';

/** Tells the sinks of something that never happened. Exit 1 when one of them did not take it. */
export async function test(context: Context, name: string | undefined): Promise<number> {
  const { io, globals } = context;
  return withSinks(context, async ({ options }) => {
    const notice = testNotice(options.instance, io.now());
    const results = [];
    for (const sink of sinksNamed(options.sinks, name)) {
      const error = await sink.send(notice, options.signal).then(() => undefined, reasonOf);
      results.push({ name: sink.name, ok: error === undefined, error: error ?? null });
      if (!globals.json)
        await print(io, `${sink.name}: ${error === undefined ? 'told' : `not told: ${shown(error)}`}\n`);
    }
    if (globals.json) await printJson(io, results);
    return results.every(({ ok }) => ok) ? EXIT.done : EXIT.no;
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof OktsecError || (error instanceof Error && error.name === 'Busy')) return error.message;
  throw error;
}
