import { existsSync, mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openConfig } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { shown } from '../terminal/screen.ts';
import { packageRoot } from '../version.ts';
import { servicePath } from './service/place.ts';
import { launchdPlist, systemdUnit } from './service/units.ts';

type Options = { readonly print?: boolean; readonly force?: boolean };

/** `oktsec service`: writes the file by which systemd or launchd starts serve; starting it is theirs. */
export const define: Define = (command, start) => {
  command
    .command('install')
    .description('write a systemd user unit (Linux) or a launchd agent (macOS)')
    .option('--print', 'show it and write nothing')
    .option('--force', 'write over the one that is there')
    .action((options: Options) => start((context) => install(context, options)));
  command
    .command('uninstall')
    .description('remove that file')
    .action(() => start(uninstall));
};

async function install(context: Context, { print, force }: Options): Promise<number> {
  const { io, globals } = context;
  const { snapshot, place } = await openConfig(context);
  const words = [process.execPath, join(packageRoot(), 'bin', 'oktsec.js'), 'serve', '--home', snapshot.home];
  if (place.path !== undefined) words.push('--config', place.path);
  const { path, after, text } = serviceFor(context, words);
  if (print) {
    io.stdout.write(text);
    return EXIT.done;
  }
  if (existsSync(path) && !force) {
    throw new OktsecError('service_exists', `${path} is there already`, {
      hint: 'oktsec service install --force writes over it',
    });
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: 0o644 });
  io.stdout.write(`written: ${shown(path)}\n`);
  if (!globals.quiet) io.stderr.write(`oktsec: hint: ${after}\n`);
  return EXIT.done;
}

function uninstall(context: Context): number {
  const { path } = serviceFor(context, []);
  if (!existsSync(path)) {
    throw new OktsecError('no_service', `there is no ${path}`, { exit: EXIT.no });
  }
  unlinkSync(path);
  context.io.stdout.write(`removed: ${shown(path)}\n`);
  return EXIT.done;
}

function serviceFor(context: Context, words: readonly string[]): { path: string; text: string; after: string } {
  const { platform } = context.io;
  const path = servicePath(context);
  if (path === undefined) {
    throw new OktsecError('platform', `services are written for Linux and macOS, not for ${platform}`, {
      hint: 'oktsec serve --background',
    });
  }
  return platform === 'darwin'
    ? { path, text: launchdPlist(words), after: `start it: launchctl bootstrap gui/$(id -u) ${path}` }
    : { path, text: systemdUnit(words), after: 'start it: systemctl --user enable --now oktsec' };
}
