import { release } from 'node:os';
import { resolve } from 'node:path';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { reason } from '../files/home.ts';
import { checkFree, createSecretFile } from '../files/keys/secret-file.ts';
import { rfc3339 } from '../terminal/durations.ts';
import { jsonText, printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { version } from '../version.ts';
import { type Nameless, nameless } from './bugreport/nameless.ts';
import { clientsPart, configPart, homePart, logPart } from './bugreport/parts.ts';

type Options = { readonly out?: string };

/** `oktsec bugreport`: one file about this installation, to be read before it is given to anybody. Sends nothing. */
export const define: Define = (command, start) => {
  command
    .option('--out <file>', 'where to (default: oktsec-bugreport-DATE.json in this folder)')
    .action((options: Options) => start((context) => bugreport(context, options)));
};

async function bugreport(context: Context, { out }: Options): Promise<number> {
  const { io, globals } = context;
  const stamp = rfc3339(io.now()).slice(0, 19).replace(/[-:]/g, '');
  const file = resolve(io.cwd, out ?? `oktsec-bugreport-${stamp}.json`);
  checkFree(file);
  const text = `${jsonText(await collect(context), 2)}\n`;
  createSecretFile(file, text);
  if (globals.json) await printJson(io, [{ path: file }]);
  else io.stdout.write(`${shown(file)}\n`);
  if (!globals.quiet) {
    io.stderr.write('read it before you give it to anybody; nothing was sent\n');
    io.stderr.write(
      'it has versions, counts, settings and rules; no messages, no paths, no names of your agents, no secrets\n',
    );
  }
  return EXIT.done;
}

/** Each part by itself: what is broken is what the report is about. */
async function collect(context: Context): Promise<object> {
  const { io } = context;
  const names = nameless(io.userHome);
  const part = async (work: (context: Context, names: Nameless) => unknown) => {
    try {
      return await work(context, names);
    } catch (error) {
      const failed = error instanceof OktsecError ? `${error.code}: ${error.message}` : reason(error);
      return { failed: names.text(failed) };
    }
  };
  return {
    about: 'oktsec bugreport: names are numbered, values that may be secret are left out',
    oktsec: version(),
    node: process.versions.node,
    platform: `${io.platform} ${process.arch} ${release()}`,
    environment: Object.keys(io.env).filter((name) => /^(?:OKTSEC_|NODE_OPTIONS$|NO_COLOR$|CI$)/.test(name)),
    config: await part(configPart),
    home: await part(homePart),
    clients: await part(clientsPart),
    log: await part(logPart),
  };
}
