import { type App, openLog } from '../../app.ts';
import { changeConfig } from '../../change-config.ts';
import type { Context } from '../../command.ts';
import { type Change, changesBetween } from '../../config/loosening.ts';
import { confirmLoosening } from '../../exempting/loosening.ts';
import { resolvePaths } from '../../files/config/compile-snapshot.ts';
import { changed, NO_CONFIG } from '../../files/config/edit-config.ts';

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
  const path = snapshot.path ?? `${snapshot.home}/oktsec.yaml`;
  const readIn = (text: string) => resolvePaths(parseConfig(text, path, app.rules), path, context.io.userHome);
  const source = snapshot.path === undefined ? NO_CONFIG : snapshot.source;
  let changes = changesBetween(snapshot.config, readIn(edit(source)));
  const asked = changes.filter(({ loosens }) => loosens).map(sayChange);
  const by = asked.length === 0 ? context.io.user : await confirmLoosening(context, { snapshot, word, what: asked });
  const log = await openLog(context, snapshot);
  try {
    const done = await changeConfig(context, app, {
      edit: (text) => {
        const after = edit(text);
        if (text !== source) {
          changes = changesBetween(readIn(text), readIn(after));
          // Of what somebody else changed meanwhile nobody was asked.
          if (changes.some((change) => change.loosens && !asked.includes(sayChange(change)))) throw changed(path);
        }
        return after;
      },
      record: ({ before, after, loosens }) => {
        const keys = changes.map(({ path: key }) => key).join(', ') || 'nothing in effect';
        const note = `${keys} by ${by}, config ${before} to ${after}`;
        log.appendEvent({ name: loosens ? 'config_loosened' : 'config_edited', note });
      },
    });
    return { path: done.path, changes };
  } finally {
    log.close();
  }
}

function sayChange({ path, before, after }: Change): string {
  return `${path}: ${say(before)} becomes ${say(after)}`;
}

function say(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
}
