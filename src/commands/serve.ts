import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { onEnding } from '../machine/ending.ts';
import { openBrowser } from '../terminal/open-browser.ts';
import { shown } from '../terminal/screen.ts';
import { version } from '../version.ts';

type Options = {
  readonly port?: number;
  readonly bind?: string;
  readonly background?: boolean;
  readonly insecure?: boolean;
  readonly stop?: boolean;
  readonly open?: boolean;
  readonly code?: boolean;
};

/** `oktsec serve`: the HTTP API, the dashboard, mailboxes and delivery, until it is stopped. */
export const define: Define = (command, start) => {
  command
    .option('--port <port>', 'where it listens (default: server.port, 8080); 0 is any free one', portOf)
    .option('--bind <address>', 'the address it listens at (default: server.bind, 127.0.0.1)')
    .option('--background', 'come back once it listens; its words go to serve.log in the home')
    .option('--insecure', 'listen on a network without asking for signatures')
    .option('--open', 'show the dashboard in the browser')
    .option('--code', 'a new access code for the dashboard of the one that runs, on the terminal')
    .option('--stop', 'end the one that runs')
    .action((options: Options) => start((context) => run(context, options)));
};

async function run(context: Context, options: Options): Promise<number> {
  refuseIdle(options);
  if (options.stop) return (await import('./serve/stop.ts')).stop(context);
  if (options.code) return (await import('./serve/code.ts')).newCode(context);
  if (options.background) return (await import('./serve/background.ts')).background(context, options);
  const { io, globals, screen } = context;
  const { serve } = await import('../serve/main.ts');
  const sayCode = (code: string) => {
    // Whatever is no terminal is a file or another program, and the code is for the person alone.
    if (io.stdout.isTTY) io.stdout.write(`  code       ${code}\n`);
  };
  const serving = await serve(context, {
    port: options.port,
    bind: options.bind,
    insecure: options.insecure === true,
    onNewCode: sayCode,
  });
  onEnding(() => serving.stop());
  if (!globals.quiet) {
    io.stdout.write(`oktsec ${version()} serves ${shown(serving.home)}\n`);
    io.stdout.write(`  API        ${serving.url}\n`);
    io.stdout.write(`  dashboard  ${serving.url}/dashboard\n`);
    if (io.stdout.isTTY) sayCode(serving.code());
    else io.stdout.write(screen.typed('  code       oktsec serve --code shows one on a terminal\n'));
  }
  if (options.open && !(await openBrowser(`${serving.url}/dashboard`, io.platform))) {
    io.stderr.write(`oktsec: hint: no browser could be opened: ${serving.url}/dashboard\n`);
  }
  await serving.done;
  return EXIT.done;
}

/** `serve --stop --port 1`: an option that would silently do nothing. @throws OktsecError `usage` */
function refuseIdle(options: Options): void {
  const given = (Object.keys(options) as (keyof Options)[]).filter((name) => options[name] !== undefined);
  const alone = given.find((name) => name === 'stop' || name === 'code');
  const idle = given.find((name) => name !== alone);
  if (alone === undefined || idle === undefined) return;
  throw new OktsecError('usage', `--${idle} does not apply to serve --${alone}`, { hint: 'oktsec serve --help' });
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new OktsecError('usage', `--port "${text}" is no port`, { hint: 'a number from 0 to 65535' });
}
