import { openApp, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { setValue } from '../../config/editing/values.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { onlyReads } from '../../guard/calls.ts';
import { print, printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { applyChange } from '../config/apply.ts';
import { pinsOf, refusedTool, usedTools } from './history.ts';

type Suggestion = {
  readonly server: string;
  readonly allow: readonly string[];
  readonly readOnly: boolean;
  readonly calls: number;
};

/** The tools each server was called for, and nothing else. What the config refuses today is never suggested. */
export async function suggest(context: Context, server: string | undefined, apply: boolean): Promise<number> {
  const { io, globals } = context;
  const app = await openApp(context);
  const store = await openLog(context, app.opened.snapshot);
  let found: Suggestion[];
  try {
    const used = usedTools(context, store).filter((one) => server === undefined || one.server === server);
    const servers = [...new Set(used.map((one) => one.server))];
    found = servers.flatMap((name): Suggestion[] => {
      const pins = pinsOf(store, name);
      const mine = used.filter((one) => one.server === name && refusedTool(app.policy, one, pins) === undefined);
      if (mine.length === 0) return [];
      const allow = [...new Set(mine.map(({ tool }) => tool))];
      const calls = mine.reduce((sum, { rows }) => sum + rows.length, 0);
      return [{ server: name, allow, readOnly: allow.every((tool) => onlyReads(pins, tool)), calls }];
    });
  } finally {
    store.close();
  }
  if (found.length === 0) {
    const whose = server === undefined ? '' : ` of ${JSON.stringify(server)}`;
    throw new OktsecError('no_history', `the log has no call${whose} that went through`, {
      hint: 'work with it for a while, then ask again',
      exit: EXIT.no,
    });
  }
  if (apply) {
    const { path, changes } = await applyChange(context, app, {
      word: 'APPLY',
      edit: (text) => found.reduce(written, text),
    });
    if (globals.json) await printJson(io, [{ path, changed: changes.length > 0, servers: found.map(asJson) }]);
    else {
      const whose = found.length === 1 ? shown(found[0]?.server ?? '') : `${found.length} servers`;
      const what = changes.length === 0 ? 'as it was' : `only the tools that were used, of ${whose}`;
      io.stdout.write(`${what}: ${shown(path)}\n`);
    }
  } else if (globals.json) await printJson(io, found.map(asJson));
  else await print(io, yamlOf(found));
  return EXIT.done;
}

function written(text: string, { server, allow, readOnly }: Suggestion): string {
  const at = ['agents', server, 'tools'];
  const allowed = setValue(setValue(text, [...at, 'default'], 'deny'), [...at, 'allow'], listOf(allow));
  return readOnly ? setValue(allowed, [...at, 'read_only'], 'true') : allowed;
}

/** A config by itself, so that `policy test --config` takes what was written to a file. */
function yamlOf(found: readonly Suggestion[]): string {
  const entries = found.map(({ server, allow, readOnly, calls }) =>
    [
      `  ${JSON.stringify(server)}:   # ${calls} ${calls === 1 ? 'call' : 'calls'} in the log`,
      '    tools:',
      '      default: deny',
      `      allow: ${listOf(allow)}`,
      ...(readOnly ? ['      read_only: true'] : []),
    ].join('\n'),
  );
  return `version: "1"\nagents:\n${entries.join('\n')}\n`;
}

/** JSON is YAML, and no name in it can be anything but a text. */
function listOf(names: readonly string[]): string {
  return `[${names.map((name) => JSON.stringify(name)).join(', ')}]`;
}

function asJson({ server, allow, readOnly, calls }: Suggestion): object {
  return { server, default: 'deny', allow, read_only: readOnly, calls };
}
