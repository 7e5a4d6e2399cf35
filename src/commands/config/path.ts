import { join } from 'node:path';
import { requestOf } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import { findConfig, type Place } from '../../files/config/find-config.ts';
import { printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';

const WHY: Readonly<Record<Place['from'], string>> = {
  flag: 'named by --config',
  env: 'named by $OKTSEC_CONFIG',
  cwd: 'of this folder, and trusted',
  home: 'of the home',
  none: 'not there yet: the defaults stand, oktsec init writes it',
};

export async function path(context: Context): Promise<number> {
  const { io, globals } = context;
  const place = findConfig(requestOf(context));
  const file = place.path ?? join(place.home, 'oktsec.yaml');
  if (globals.json) {
    await printJson(io, [{ path: file, exists: place.path !== undefined, from: place.from, home: place.home }]);
    return EXIT.done;
  }
  io.stdout.write(`${shown(file)}\n`);
  if (!globals.quiet)
    io.stderr.write(`${WHY[place.from]}${place.hint === undefined ? '' : `; ${shown(place.hint)}`}\n`);
  return EXIT.done;
}
