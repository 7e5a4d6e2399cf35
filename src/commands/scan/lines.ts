import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { openApp } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { reason } from '../../files/home.ts';
import { linesOf } from '../../io.ts';
import { printJsonLine } from '../../terminal/print.ts';
import { answerLine } from './jsonl.ts';

/** `scan --jsonl`: each line of a file, or of stdin for `-`, answered as soon as it is read. @throws OktsecError `unreadable` */
export async function answerLines(context: Context, file: string): Promise<number> {
  const { io } = context;
  const { opened, policy } = await openApp(context);
  const input = file === '-' ? io.stdin : createReadStream(resolve(io.cwd, file));
  try {
    for await (const line of linesOf(input)) {
      if (io.closed.aborted) break;
      if (line.trim() !== '')
        await printJsonLine(io, answerLine(line, { policy, limits: opened.snapshot.config.limits, io }));
    }
  } catch (error) {
    throw unreadable(file, error);
  }
  return EXIT.done;
}

function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  return new OktsecError('unreadable', `cannot read ${file}: ${reason(error)}`, { cause: error });
}
