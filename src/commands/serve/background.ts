import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openConfig } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { ensureHome } from '../../files/home.ts';
import { readServeMark } from '../../files/marks/serve-mark.ts';
import { openBrowser } from '../../terminal/open-browser.ts';
import { packageRoot } from '../../version.ts';
import { argumentsOf, type ServeFlags } from './arguments.ts';

const WAIT_MILLIS = 15_000;

/** Starts the same command without a terminal and comes back once it listens. */
export async function background(context: Context, options: ServeFlags & { readonly open?: boolean }): Promise<number> {
  const { io, globals, screen } = context;
  const { snapshot } = await openConfig(context);
  ensureHome(snapshot.home);
  const logPath = join(snapshot.home, 'serve.log');
  const log = openSync(logPath, 'a', 0o600);
  const before = fstatSync(log).size;
  const argv = [join(packageRoot(), 'bin', 'oktsec.js'), ...argumentsOf(globals, options)];
  const child = spawn(process.execPath, argv, { detached: true, stdio: ['ignore', log, log], cwd: io.cwd });
  closeSync(log);
  let ended: number | undefined;
  child.once('exit', (code) => {
    ended = code ?? 1;
  });
  for (const until = performance.now() + WAIT_MILLIS; performance.now() < until && ended === undefined; ) {
    const mark = readServeMark(snapshot.home);
    if (mark?.pid === child.pid && mark?.url !== '') {
      child.unref();
      io.stdout.write(`oktsec serves at ${mark?.url} (process ${child.pid})\n`);
      io.stdout.write(`  dashboard  ${mark?.url}/dashboard, its code: ${screen.typed('oktsec serve --code')}\n`);
      if (options.open) await openBrowser(`${mark?.url}/dashboard`, io.platform);
      return EXIT.done;
    }
    await new Promise((go) => setTimeout(go, 30));
  }
  // Nobody waits for it any more, and what did not start must not do so later.
  child.kill();
  child.unref();
  const running = readServeMark(snapshot.home);
  if (ended !== undefined && running !== undefined && running.url !== '') {
    throw new OktsecError('serve_runs', `oktsec serve runs already at ${running.url} (process ${running.pid})`, {
      hint: 'oktsec serve --stop ends it',
    });
  }
  const said = readFileSync(logPath).subarray(before).toString();
  const why = /^oktsec: error: (.+)$/m.exec(said)?.[1];
  const hint = /^oktsec: hint: (.+)$/m.exec(said)?.[1];
  throw new OktsecError('not_started', `oktsec serve did not start${why === undefined ? '' : `: ${why}`}`, {
    hint: hint ?? (said === '' ? 'oktsec serve, without --background, says why' : `why is in ${logPath}`),
  });
}
