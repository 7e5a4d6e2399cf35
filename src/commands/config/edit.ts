import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { openApp } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { replaceFile } from '../../files/atomic.ts';
import { changed, NO_CONFIG, readToEdit } from '../../files/config/edit-config.ts';
import { ensureHome } from '../../files/home.ts';
import { shown } from '../../terminal/screen.ts';
import { applyChange } from './apply.ts';

/** Opens a copy in the editor. It takes the config's place when it holds; else it is kept, and the next edit goes on with it. */
export async function edit(context: Context): Promise<number> {
  const { io } = context;
  const editor = editorOf(context);
  const app = await openApp(context);
  const { snapshot } = app.opened;
  const before = (snapshot.path === undefined ? undefined : readToEdit(snapshot.path)) ?? NO_CONFIG;
  ensureHome(snapshot.home);
  const draft = join(snapshot.home, 'config-draft.yaml');
  if (existsSync(draft)) io.stderr.write(`going on with what was not accepted last time: ${shown(draft)}\n`);
  else replaceFile(draft, before);
  openEditor(context, editor, draft);
  const text = readFileSync(draft, 'utf8');
  if (text === before) {
    unlinkSync(draft);
    io.stdout.write('nothing was changed\n');
    return EXIT.done;
  }
  try {
    const { path, changes } = await applyChange(context, app, {
      word: 'EDIT',
      edit: (stands) => {
        if (stands !== before) throw changed(snapshot.path ?? 'the config');
        return text;
      },
    });
    unlinkSync(draft);
    io.stdout.write(
      `${shown(path)}: ${changes.length === 0 ? 'the same in effect' : changes.map(({ path: key }) => shown(key)).join(', ')}\n`,
    );
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    throw new OktsecError(error.code, error.message, {
      hint: `your text is kept in ${draft}: oktsec config edit goes on with it, and the config is as it was`,
      exit: error.exit,
      cause: error,
    });
  }
}

/** `$VISUAL` or `$EDITOR` is a command line, as for git. What was not chosen waits for nobody without a terminal. @throws OktsecError `editor` */
function editorOf({ io }: Context): string {
  const chosen = [io.env.VISUAL, io.env.EDITOR].find((value) => (value ?? '').trim() !== '');
  if (chosen !== undefined) return chosen;
  const terminal = io.terminal();
  if (terminal === undefined) {
    throw new OktsecError('editor', 'there is no terminal to edit in, and EDITOR names no editor that needs none', {
      hint: 'change one value with oktsec config set KEY VALUE',
    });
  }
  terminal.close();
  return 'vi';
}

/** @throws OktsecError `editor` */
function openEditor({ io }: Context, editor: string, file: string): void {
  const { status } = spawnSync('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], {
    stdio: 'inherit',
    env: { ...io.env },
  });
  if (status === 0) return;
  throw new OktsecError(
    'editor',
    `the editor "${editor}" ended with ${status ?? 'a signal'}, the config is as it was`,
    {
      hint: 'set EDITOR to another one, or change one value with oktsec config set KEY VALUE',
    },
  );
}
