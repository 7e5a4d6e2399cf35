import type { Command } from 'commander';
import { openConfig, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { confirmLoosening } from '../exempting/loosening.ts';
import { shellWord } from '../message/words/shell-word.ts';
import type { PinWord, StoredPin } from '../store/kept/pins.ts';
import { print, printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { type Column, table } from '../terminal/table.ts';
import { chosenPins } from './pins/chosen.ts';
import { changesOf, difference } from './pins/difference.ts';

type Filter = { readonly waiting?: boolean };
type All = { readonly all?: boolean };

/** `oktsec pins`: what each server was approved to offer, what changed since, and a person's word about it. */
export const define: Define = (command, start) => {
  command.action(() => start((context) => list(context, undefined, {})));
  command
    .command('list [server]')
    .description('what is pinned, by server')
    .option('--waiting', 'only what waits for a word')
    .action((server: string | undefined, options: Filter) => start((context) => list(context, server, options)));
  command
    .command('diff <server> [tool]')
    .description('what changed in what waits')
    .action((server: string, tool: string | undefined) => start((context) => diff(context, server, tool)));
  const words: readonly [PinWord, string][] = [
    ['approve', 'take what is offered for good; asks on the terminal for APPROVE'],
    ['reject', 'withhold what is offered; where nothing was approved before, also what comes in its place'],
    ['reset', 'forget what is pinned; asks on the terminal for RESET'],
  ];
  for (const [word, what] of words) {
    said(command, word, what).action((server: string, tool: string | undefined, options: All) =>
      start((context) => settle(context, word, server, tool, options)),
    );
  }
};

function said(command: Command, word: PinWord, what: string): Command {
  return command
    .command(`${word} <server> [tool]`)
    .description(what)
    .option('--all', word === 'approve' ? 'everything of the server that waits' : 'everything of the server');
}

async function list(context: Context, server: string | undefined, { waiting }: Filter): Promise<number> {
  const { io, globals, screen } = context;
  const { snapshot } = await openConfig(context);
  const store = await openLog(context, snapshot);
  try {
    const pins = (server === undefined ? store.pins() : chosenPins(store.pins(), server, undefined)).filter(
      ({ state }) => waiting !== true || state === 'pending',
    );
    if (globals.json) {
      await printJson(io, pins.map(asJson));
      return EXIT.done;
    }
    if (pins.length === 0) {
      io.stdout.write(
        waiting === true ? 'nothing waits\n' : 'nothing is pinned yet: that happens when a server is first used\n',
      );
      return EXIT.done;
    }
    const columns: readonly Column[] = [
      { title: 'server' },
      { title: 'kind' },
      { title: 'name', cut: 'next' },
      { title: 'state' },
      { title: 'why', cut: true },
    ];
    const rows = pins.map(({ server: of, kind, name, state, by, reasons }) => [
      shown(of),
      kind,
      shown(name || '-'),
      STATE[state],
      shown(state === 'approved' ? by : reasons.join(', ') || by),
    ]);
    await print(io, table(screen, columns, rows));
    const waits = pins.find(({ state }) => state === 'pending');
    if (waits !== undefined && !globals.quiet) {
      io.stdout.write(
        screen.typed(
          `oktsec pins diff ${shown(waits.server)}, then oktsec pins approve ${shown(waits.server)} ${shellWord(waits.name || waits.kind, 'TOOL')}\n`,
        ),
      );
    }
    return EXIT.done;
  } finally {
    store.close();
  }
}

const STATE = { approved: 'approved', pending: 'waits', rejected: 'rejected' } as const;

async function diff(context: Context, server: string, tool: string | undefined): Promise<number> {
  const { io, globals } = context;
  const { snapshot } = await openConfig(context);
  const store = await openLog(context, snapshot);
  try {
    const pins = chosenPins(store.pins(), server, tool).filter(({ offered }) => offered !== undefined);
    if (globals.json) await printJson(io, pins.map(asJson));
    else if (pins.length === 0) io.stdout.write('nothing changed\n');
    else await print(io, pins.map((pin) => difference(pin, context.screen)).join('\n'));
    return EXIT.done;
  } finally {
    store.close();
  }
}

async function settle(
  context: Context,
  word: PinWord,
  server: string,
  tool: string | undefined,
  { all }: All,
): Promise<number> {
  const { io, globals } = context;
  const { snapshot } = await openConfig(context);
  const store = await openLog(context, snapshot);
  try {
    const pins = chosenPins(store.pins(), server, tool, { word, all: all === true });
    const what = pins.flatMap((pin) => [
      `${word} ${pin.server} ${pin.kind} ${pin.name}: ${whyOf(pin)}`,
      // What is approved is what was read here: since somebody last looked the server may have changed it.
      ...(word === 'approve' && all !== true ? changesOf(pin) : []),
    ]);
    const by =
      word === 'reject' ? io.user : await confirmLoosening(context, { snapshot, word: word.toUpperCase(), what });
    const settled = store.settlePins(pins, word, by);
    if (settled < pins.length) {
      throw new OktsecError(
        'pin_changed_meanwhile',
        `${shown(server)} changed what it offers, or somebody decided, while you were asked`,
        {
          hint: `${PAST[word]} ${settled} of ${pins.length}; oktsec pins diff ${shown(server)} shows what waits now`,
          exit: EXIT.no,
        },
      );
    }
    if (globals.json)
      await printJson(
        io,
        pins.map(({ server: of, kind, name }) => ({ server: of, kind, name, word })),
      );
    else
      io.stdout.write(`${PAST[word]} ${settled} of ${shown(server)}; running proxies follow with the next message\n`);
    return EXIT.done;
  } finally {
    store.close();
  }
}

const PAST = { approve: 'approved', reject: 'rejected', reset: 'forgotten:' } as const;

function whyOf({ reasons, state, by }: StoredPin): string {
  return reasons.length > 0 ? reasons.join(', ') : `${state}, ${by}`;
}

function asJson({ server, kind, name, state, by, reasons, since, changed }: StoredPin): object {
  const at = (micros: number) => new Date(micros / 1000).toISOString();
  return { server, kind, name, state, by, reasons, since: at(since), changed: at(changed) };
}
