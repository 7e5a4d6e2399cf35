import { existsSync, mkdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openConfig } from '../app.ts';
import { launcherOf } from '../clients/launcher.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { reason } from '../files/home.ts';
import { shellWord } from '../message/words/shell-word.ts';
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
  const { command, script } = launcherOf({
    node: process.execPath,
    script: join(packageRoot(), 'bin', 'oktsec.js'),
  });
  const words = [command, ...(script === undefined ? [] : [script]), 'serve', '--home', snapshot.home];
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
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode: 0o644 });
  } catch (cause) {
    throw new OktsecError('service', `${path} cannot be written: ${reason(cause)}`, {
      hint: 'oktsec serve --background runs it without a service',
      cause,
    });
  }
  io.stdout.write(`written: ${shown(path)}\n`);
  if (!globals.quiet) io.stderr.write(`oktsec: hint: ${noSystemd(context) ?? after}\n`);
  return EXIT.done;
}

/** Where another init runs, in a container too, nothing would ever read the unit. */
function noSystemd({ io }: Context): string | undefined {
  // What sd_booted(3) looks at.
  if (io.platform !== 'linux' || existsSync('/run/systemd/system')) return undefined;
  return 'systemd does not run here, so nothing starts it: oktsec serve --background does';
}

/** What runs goes on until it is stopped; that it is started at login ends with the file. */
function uninstall(context: Context): number {
  const { io, globals } = context;
  const { path, stop } = serviceFor(context, []);
  if (!existsSync(path)) {
    throw new OktsecError('no_service', `there is no ${path}`, { exit: EXIT.no });
  }
  try {
    unlinkSync(path);
    // What `enable` left: systemctl does not take it away once the unit is gone.
    rmSync(join(dirname(path), 'default.target.wants', basename(path)), { force: true });
  } catch (cause) {
    throw new OktsecError('service', `${path} cannot be removed: ${reason(cause)}`, { cause });
  }
  io.stdout.write(`removed: ${shown(path)}\n`);
  if (!globals.quiet && noSystemd(context) === undefined) io.stderr.write(`oktsec: hint: if it runs: ${stop}\n`);
  return EXIT.done;
}

/** The file, and what starts and stops what stands in it. */
type Service = { readonly path: string; readonly text: string; readonly after: string; readonly stop: string };

function serviceFor(context: Context, words: readonly string[]): Service {
  const { platform } = context.io;
  const path = servicePath(context);
  if (path === undefined) {
    throw new OktsecError('platform', `services are written for Linux and macOS, not for ${platform}`, {
      hint: 'oktsec serve --background',
    });
  }
  return platform === 'darwin'
    ? {
        path,
        text: launchdPlist(words),
        after: `start it: launchctl bootstrap gui/$(id -u) ${shellWord(path, 'FILE')}`,
        stop: 'launchctl bootout gui/$(id -u)/dev.oktsec.serve',
      }
    : {
        path,
        text: systemdUnit(words),
        after: 'start it: systemctl --user daemon-reload && systemctl --user enable --now oktsec',
        stop: 'systemctl --user stop oktsec && systemctl --user daemon-reload',
      };
}
