import { openInNeed } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT } from '../errors.ts';
import { isPaused } from '../files/marks/pause-mark.ts';
import { type Memory, memoryOf } from '../setup/memory.ts';
import { type Running, runningIn } from '../store/kept/running.ts';
import { rfc3339, sayDuration, sayTime } from '../terminal/durations.ts';
import { print, printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';

/** A call that waits for longer is said. */
const SILENT_MICROS = 10_000_000;

type Line = Running & { readonly memory: Memory | undefined; readonly ours: Memory | undefined };

/** `oktsec ps`: every server that runs behind oktsec now. Reads what their proxies tell; starts nothing. */
export const define: Define = (command, start) => {
  command.action(() => start(ps));
};

async function ps(context: Context): Promise<number> {
  const { io, globals } = context;
  const snapshot = await openInNeed(context);
  const paused = isPaused(snapshot.home);
  const lines = runningIn(snapshot.home).map(
    (one): Line => ({
      ...one,
      memory: one.server === undefined ? undefined : memoryOf(one.server, { group: true }),
      ours: memoryOf(one.owner.pid),
    }),
  );
  if (globals.json)
    await printJson(
      io,
      lines.map((line) => asJson(line, paused, io.now())),
    );
  else if (lines.length === 0) io.stdout.write('no server runs behind oktsec now\n');
  else await print(io, page(context, lines, paused));
  return EXIT.done;
}

function page({ screen, io }: Context, lines: readonly Line[], paused: boolean): string {
  const columns = [
    { title: 'server' },
    { title: 'process' },
    { title: 'age' },
    { title: 'memory' },
    { title: 'oktsec' },
    { title: 'calls' },
    { title: 'answer' },
    { title: 'stopped' },
    { title: 'state', cut: true },
  ];
  const rows = lines.map((line) => [
    shown(line.agent),
    String(line.owner.pid),
    sayDuration(io.now() - line.since),
    sayMemory(line.memory),
    sayMemory(line.ours),
    String(line.calls),
    line.answered === 0 ? '-' : `${(meanOf(line) / 1000).toFixed(1)} ms`,
    stoppedOf(line),
    stateOf(line, paused, io.now()),
  ]);
  return table(screen, columns, rows);
}

function stateOf({ waitingSince }: Running, paused: boolean, now: number): string {
  if (paused) return 'paused';
  if (waitingSince === undefined || now - waitingSince < SILENT_MICROS) return 'ok';
  return `no answer since ${sayTime(waitingSince, now)}`;
}

function meanOf({ answerMicros, answered }: Running): number {
  return answered === 0 ? 0 : answerMicros / answered;
}

function stoppedOf({ held, refused }: Running): string {
  const parts = [...(held > 0 ? [`${held} held`] : []), ...(refused > 0 ? [`${refused} refused`] : [])];
  return parts.length === 0 ? '-' : parts.join(', ');
}

/** What is its own alone, where the system says; else all that it has in memory. */
function sayMemory(memory: Memory | undefined): string {
  return memory === undefined ? '-' : `${Math.round((memory.own ?? memory.resident) / 1024)} MB`;
}

function asJson(line: Line, paused: boolean, now: number): object {
  const { agent, client, owner, server, since, calls, answered, held, refused, waitingSince, memory, ours } = line;
  return {
    agent,
    client,
    pid: owner.pid,
    server_pid: server ?? null,
    since: rfc3339(since),
    server_kb: memory?.resident ?? null,
    server_own_kb: memory?.own ?? null,
    oktsec_kb: ours?.resident ?? null,
    oktsec_own_kb: ours?.own ?? null,
    calls,
    answered,
    mean_answer_us: answered === 0 ? null : Math.round(meanOf(line)),
    held,
    refused,
    waiting_since: waitingSince === undefined ? null : rfc3339(waitingSince),
    state: stateOf(line, paused, now),
  };
}
