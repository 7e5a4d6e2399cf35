import { openApp, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { expensesOf, pathsOf } from '../../guard/calls.ts';
import { inspect, NO_TAIL } from '../../guard/guard.ts';
import { readFrame } from '../../message/jsonrpc.ts';
import { LIMITS } from '../../message/limits.ts';
import { overspent } from '../../policy/spend.ts';
import { realPath } from '../../proxy/world.ts';
import { printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { pinsOf } from './history.ts';

/** What enforce would decide on one call, given as `SERVER TOOL ARGUMENTS`. */
export async function onCall(context: Context, words: readonly string[]): Promise<number> {
  const { io, globals } = context;
  const [server, tool, written = '{}', ...rest] = words;
  if (server === undefined || tool === undefined || rest.length > 0) {
    throw new OktsecError('usage', '--call takes a server, a tool and its arguments', {
      hint: `oktsec policy test --call cursor.files read_file '{"path":"/tmp/x"}'`,
    });
  }
  const { opened, policy } = await openApp(context);
  const params = { name: tool, arguments: argumentsOf(written) };
  const frame = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }));
  const message = readFrame(frame, 'client', { asked: () => undefined, batches: false, limits: LIMITS });
  const dot = server.indexOf('.');
  const parties = { from: dot > 0 ? server.slice(0, dot) : 'client', to: server };
  const real = new Map(pathsOf(message, policy, parties).map((path) => [path, realPath(path)]));
  const store = await openLog(context, opened.snapshot);
  const pins = pinsOf(store, server);
  const { expenses } = expensesOf(message, policy, parties);
  const tooMuch = expenses.map((one) => overspent(one, store.spent(one.account, one.windowSeconds)));
  store.close();
  const forced = { ...policy, forced: 'enforce' as const };
  const over = tooMuch.find((why) => why !== undefined);
  const judged = inspect(message, forced, {
    ...parties,
    real,
    pins,
    tail: NO_TAIL,
    now: io.now(),
  });
  const spends = over !== undefined && ['forward', 'mask'].includes(judged.action);
  const { decision, action, rules, note } = spends ? OVER : judged;
  const why = spends ? over : rules.length > 0 ? rules.join(', ') : note;
  if (globals.json) await printJson(io, [{ server, tool, decision, action, rules, why: why ?? null }]);
  else io.stdout.write(`${action}: ${decision}${why === undefined ? '' : `, ${shown(why)}`}\n`);
  return action === 'forward' || action === 'mask' ? EXIT.done : EXIT.no;
}

/** What it would spend is too much now. */
const OVER = { decision: 'rate_limited', action: 'refuse', rules: [], note: undefined } as const;

function argumentsOf(written: string): object {
  try {
    const value: unknown = JSON.parse(written);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {}
  throw new OktsecError('usage', `the arguments ${JSON.stringify(written)} are no JSON object`);
}
