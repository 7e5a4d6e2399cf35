import { type App, changeConfig, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import type { Config } from '../../config/config.ts';
import { type Change, changesBetween } from '../../config/loosening.ts';
import { confirmLoosening } from '../../exempting/loosening.ts';
import { resolvePaths } from '../../files/compile-snapshot.ts';

/**
 * Edits the config: nothing is written that has a fault, what loosens is asked for first, and there is a row about it.
 * @returns the config's path and what differs in effect
 * @throws OktsecError with the config as it was
 */
export async function applyChange(
  context: Context,
  app: App,
  { word, edit }: { readonly word: string; readonly edit: (text: string) => string },
): Promise<{ readonly path: string; readonly changes: readonly Change[] }> {
  const { snapshot } = app.opened;
  const { parseConfig } = await import('../../config/parse.ts');
  const text = edit(snapshot.path === undefined ? 'version: "1"\n' : snapshot.source);
  const path = snapshot.path ?? `${snapshot.home}/oktsec.yaml`;
  const parsed: Config = resolvePaths(parseConfig(text, path, app.rules), path, context.io.userHome);
  const changes = changesBetween(snapshot.config, parsed);
  const loosening = changes.filter(({ loosens }) => loosens);
  const what = loosening.map(({ path: key, before, after }) => `${key}: ${say(before)} becomes ${say(after)}`);
  const by = loosening.length === 0 ? context.io.user : await confirmLoosening(context, { snapshot, word, what });
  const log = await openLog(context, snapshot);
  try {
    const done = await changeConfig(context, app, {
      edit: () => text,
      record: ({ before, after }) => {
        const keys = changes.map(({ path: key }) => key).join(', ') || 'nothing in effect';
        const note = `${keys} by ${by}, config ${before} to ${after}`;
        log.appendEvent({ name: loosening.length === 0 ? 'config_edited' : 'config_loosened', note });
      },
    });
    return { path: done.path, changes };
  } finally {
    log.close();
  }
}

function say(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
}
