import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type App, openApp, requestOf } from './app.ts';
import type { Context } from './command.ts';
import type { Opened } from './files/config/config-file.ts';
import { changed, NO_CONFIG, readToEdit, writeEdited } from './files/config/edit-config.ts';
import { ensureHome } from './files/home.ts';
import { trustFile } from './files/trust.ts';

/** The config's hash before and after an edit, shortened for a row; `none` where no file stood. */
type Change = {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Whether it protects less in anything. */
  readonly loosens: boolean;
};

export type ChangeOptions = {
  /** Of the text as it stands by then: somebody else may have changed it since it was opened. */
  readonly edit: (text: string) => string;
  /** Writes the row about it. When it throws, the config is put back: nothing is loosened without a row. */
  readonly record: (change: Change) => void;
};

type Done = { readonly path: string; readonly changed: boolean };

/**
 * Edits the config file, or makes `HOME/oktsec.yaml` where none stands, and compiles the snapshot for the others; of the
 * processes of a home one after the other, so that no edit is lost. What comes out must be a config without a fault, or
 * nothing is written.
 * @returns the path, and whether anything was to be changed
 * @throws OktsecError, with the config as it was
 */
export async function changeConfig(context: Context, app: App, options: ChangeOptions): Promise<Done> {
  const { path, text, home } = placeOf(app.opened);
  if (options.edit(text) === text) return { path, changed: false };
  ensureHome(home);
  const { withLock } = await import('./store/lock.ts');
  return withLock(home, 'config', async () => changeInTurn(context, await asItStands(context, app), options));
}

async function changeInTurn(context: Context, app: App, { edit, record }: ChangeOptions): Promise<Done> {
  const { snapshot } = app.opened;
  const { path, text: before } = placeOf(app.opened);
  const after = edit(before);
  if (after === before) return { path, changed: false };
  const { parseConfig } = await import('./config/parse.ts');
  const { resolvePaths } = await import('./files/config/compile-snapshot.ts');
  const { looserIn } = await import('./config/loosening.ts');
  const config = resolvePaths(parseConfig(after, path, app.rules), path, context.io.userHome);
  const loosens = looserIn(snapshot.config, config).length > 0;
  writeEdited(path, after, snapshot.path === undefined ? undefined : before);
  try {
    const hash = await standing(context, app, path, after);
    record({ path, before: short(snapshot.hash), after: short(hash), loosens });
  } catch (error) {
    await putBack(context, app, path, after);
    throw error;
  }
  return { path, changed: true };
}

/** Where the config is or would be, and its text. */
function placeOf({ snapshot: { path, home, source } }: Opened) {
  return path === undefined ? { path: join(home, 'oktsec.yaml'), text: NO_CONFIG, home } : { path, text: source, home };
}

/** What was opened, or what stands by now. @throws OktsecError `changed` where another config counts by now */
async function asItStands(context: Context, app: App): Promise<App> {
  const { path, home } = placeOf(app.opened);
  const { snapshot } = app.opened;
  if (readToEdit(path) === (snapshot.path === undefined ? undefined : snapshot.source)) return app;
  const now = await openApp(context);
  if (now.opened.snapshot.path !== path || now.opened.snapshot.home !== home) throw changed(path);
  return now;
}

/** Has what was written count. @returns its hash */
async function standing(context: Context, { opened }: App, path: string, text: string): Promise<string> {
  // The person who makes this change had accepted the file as it was, so what was written now is accepted, and nothing else.
  if (opened.place.from === 'cwd') trustFile(opened.place.home, path, Buffer.from(text));
  const { open } = await import('./files/config/compile-snapshot.ts');
  const { snapshot, problems } = await open(requestOf(context));
  if (problems[0] !== undefined) throw problems[0];
  return snapshot.hash;
}

/** Takes back what was written, but nothing that somebody wrote by hand since. */
async function putBack(context: Context, app: App, path: string, written: string): Promise<void> {
  if (readToEdit(path) !== written) return;
  if (app.opened.snapshot.path === undefined) return unlinkSync(path);
  writeEdited(path, app.opened.snapshot.source, written);
  await standing(context, app, path, app.opened.snapshot.source);
}

function short(hash: string): string {
  return hash === '' ? 'none' : hash.slice(0, 12);
}
