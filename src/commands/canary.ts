import { createHash, randomBytes } from 'node:crypto';
import { openConfig, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { nearest } from '../config/nearest.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { confirmLoosening } from '../exempting/loosening.ts';
import { ensureHome } from '../files/home.ts';
import { canaryOf, digestWith, LEAST_CANARY, MOST_CANARY } from '../flow/canary.ts';
import { saltOf } from '../flow/print.ts';
import { readCanaries, writeCanaries } from '../store/kept/canaries.ts';
import { flowSecret } from '../store/kept/flow-secret.ts';
import { print, printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { table } from '../terminal/table.ts';

const MOST = 100;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** `oktsec canary`: values planted where nobody has a reason to send them from, refused in whatever goes out. */
export const define: Define = (command, start) => {
  command.helpCommand(false).action(() => start(list));
  command
    .command('list')
    .description('what is planted, by name; the values are not kept')
    .action(() => start(list));
  command
    .command('add')
    .description('know a value wherever it goes out; without one a value is made')
    .argument('<name>', 'what the log calls it')
    .argument('[value]', `${LEAST_CANARY} letters and digits at least; without it one is made and shown once`)
    .action((name: string, value: string | undefined) => start((context) => add(context, name, value)));
  command
    .command('remove')
    .description('no longer look for it; asks on the terminal for REMOVE')
    .argument('<name>', 'its name')
    .action((name: string) => start((context) => remove(context, name)));
};

async function list(context: Context): Promise<number> {
  const { io, globals, screen } = context;
  const { snapshot } = await openConfig(context);
  const canaries = readCanaries(snapshot.home).map(({ name, length, created }) => ({
    name,
    length,
    created: new Date(created / 1000).toISOString(),
  }));
  if (globals.json) await printJson(io, canaries);
  else if (canaries.length === 0) io.stdout.write(screen.typed('nothing is planted: oktsec canary add NAME\n'));
  else {
    const columns = [{ title: 'name' }, { title: 'letters and digits' }, { title: 'since' }];
    await print(
      io,
      table(
        screen,
        columns,
        canaries.map(({ name, length, created }) => [shown(name), String(length), created]),
      ),
    );
  }
  return EXIT.done;
}

async function add(context: Context, name: string, typed: string | undefined): Promise<number> {
  const { io, globals } = context;
  if (!/^[\w.-]{1,64}$/.test(name)) {
    throw new OktsecError('usage', `"${shown(name)}" is no name`, { hint: '1 to 64 of A-Z a-z 0-9 . _ -' });
  }
  const { snapshot } = await openConfig(context);
  const { home } = snapshot;
  const canaries = readCanaries(home);
  if (canaries.some((one) => one.name === name)) {
    throw new OktsecError('taken', `"${name}" is planted already`, { hint: 'take another name', exit: EXIT.failed });
  }
  if (canaries.length >= MOST) throw new OktsecError('full', `${MOST} values are planted, more would slow calls down`);
  ensureHome(home);
  const secret = flowSecret(home);
  if (secret === undefined) throw new OktsecError('secret', `${home} cannot hold the secret of fingerprints`);
  const value = typed ?? randomBytes(18).toString('hex');
  const canary = canaryOf(name, value, saltOf(secret), digestWith(secret, sha256), io.now());
  if (canary === undefined) {
    throw new OktsecError('usage', `a planted value has ${LEAST_CANARY} to ${MOST_CANARY} letters and digits`, {
      hint: `oktsec canary add ${name} makes one`,
    });
  }
  const log = await openLog(context, snapshot);
  try {
    log.appendEvent({ name: 'canary_added', note: `${name}: refused in whatever goes out` });
  } finally {
    log.close();
  }
  writeCanaries(home, [...canaries, canary]);
  if (globals.json) await printJson(io, [{ name, ...(typed === undefined ? { value } : {}) }]);
  else if (typed === undefined) {
    io.stdout.write(`${value}\n`);
    if (!globals.quiet)
      io.stderr.write('oktsec: hint: put it where nobody has a reason to send it from; it is not shown again\n');
  } else io.stdout.write(`${name} is refused in whatever goes out\n`);
  return EXIT.done;
}

async function remove(context: Context, name: string): Promise<number> {
  const { io } = context;
  const { snapshot } = await openConfig(context);
  const canaries = readCanaries(snapshot.home);
  if (!canaries.some((one) => one.name === name)) {
    const meant = nearest(
      name,
      canaries.map((one) => one.name),
    );
    throw new OktsecError('unknown', `nothing planted is called "${shown(name)}"`, {
      hint: meant === undefined ? 'see: oktsec canary list' : `did you mean "${meant}"?`,
      exit: EXIT.no,
    });
  }
  const by = await confirmLoosening(context, { snapshot, word: 'REMOVE', what: [`no longer look for ${name}`] });
  const log = await openLog(context, snapshot);
  try {
    log.appendEvent({ name: 'canary_removed', note: `${name} is no longer looked for, by ${by}` });
  } finally {
    log.close();
  }
  writeCanaries(
    snapshot.home,
    canaries.filter((one) => one.name !== name),
  );
  io.stdout.write(`${name} is no longer looked for\n`);
  return EXIT.done;
}
