import { openInNeed, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { isProvably, type Running, runningIn } from '../store/kept/running.ts';
import { isGone } from '../store/writing/owner.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';

/** Its proxy gives the server a second and a half of this. */
const WAIT_MILLIS = 4000;

/** `oktsec stop NAME`: ends a server as if its client had left. Touches only what is provably a proxy of this home. */
export const define: Define = (command, start) => {
  command
    .argument('<name>', 'a server of oktsec ps: its name, or its process id')
    .action((name: string) => start((context) => stop(context, name)));
};

async function stop(context: Context, name: string): Promise<number> {
  const { io, globals } = context;
  const snapshot = await openInNeed(context);
  const found = runningIn(snapshot.home).filter(
    ({ agent, owner }) => agent === name || agent === name.replace('/', '.') || String(owner.pid) === name,
  );
  if (found.length === 0) {
    throw new OktsecError('not_running', `no server ${JSON.stringify(name)} runs behind oktsec`, {
      hint: 'oktsec ps shows what does',
      exit: EXIT.no,
    });
  }
  const doubtful = found.find((one) => !isProvably(one));
  if (doubtful !== undefined) {
    const { pid } = doubtful.owner;
    throw new OktsecError('not_proven', `that process ${pid} is the proxy of ${name} cannot be proven here`, {
      hint: `look at it, then end it yourself: kill ${pid}`,
    });
  }
  for (const one of found) await end(one);
  const log = await openLog(context, snapshot);
  try {
    for (const { agent, owner } of found)
      log.appendEvent({ name: 'stopped', note: `process ${owner.pid} by ${io.user}`, to: agent });
  } finally {
    log.close();
  }
  if (globals.json)
    await printJson(
      io,
      found.map(({ agent, owner }) => ({ agent, pid: owner.pid, stopped: true })),
    );
  else for (const { agent, owner } of found) io.stdout.write(`stopped: ${shown(agent)}, process ${owner.pid}\n`);
  return EXIT.done;
}

/** TERM first; what does not end by itself is killed, and the lifeline then ends the server. */
async function end(one: Running): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isProvably(one)) return;
    try {
      process.kill(one.owner.pid, signal);
    } catch (cause) {
      if (isGone(one.owner, 0)) return;
      throw new OktsecError('not_stopped', `process ${one.owner.pid} cannot be ended`, { cause });
    }
    for (const until = performance.now() + WAIT_MILLIS; performance.now() < until; ) {
      if (isGone(one.owner, 0)) return;
      await new Promise((go) => setTimeout(go, 20));
    }
  }
  throw new OktsecError('not_stopped', `process ${one.owner.pid} did not end`);
}
