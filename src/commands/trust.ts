import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { openLog, requestOf } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { confirmLoosening } from '../exempting/loosening.ts';
import { builtIn } from '../files/config/config-file.ts';
import { findConfig } from '../files/config/find-config.ts';
import { checkConfigFile } from '../files/home.ts';
import { trustFile } from '../files/trust.ts';
import { withLock } from '../store/lock.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';

/** `oktsec trust`: from now on the oktsec.yaml of this folder counts here, as long as it stays as it is. */
export const define: Define = (command, start) => {
  command.action(() => start(trust));
};

async function trust(context: Context): Promise<number> {
  const { io, globals } = context;
  if (globals.config !== undefined) {
    throw new OktsecError('usage', 'trust is for the oktsec.yaml of this folder', {
      hint: 'a config named by --config needs no trust',
    });
  }
  const path = configHere(io.cwd);
  // A repository may have put a link to a device there, which never ends.
  checkConfigFile(path);
  const before = readFileSync(path);
  const { verifyConfig } = await import('../files/config/compile-snapshot.ts');
  const { problems } = await verifyConfig({ ...requestOf(context), config: path });
  if (problems[0] !== undefined) throw problems[0];
  const { home } = findConfig({
    env: { OKTSEC_HOME: io.env.OKTSEC_HOME },
    home: globals.home,
    userHome: io.userHome,
  });
  const what = [`${path} will set the policy for oktsec commands run in this folder`];
  const by = await confirmLoosening(context, { snapshot: builtIn(home), word: 'TRUST', what });
  // Whoever waits with the edit until the question is answered gets nothing trusted.
  if (!readFileSync(path).equals(before))
    throw new OktsecError('changed', `${path} was changed meanwhile, nothing was trusted`);
  const log = await openLog(context, builtIn(home));
  try {
    // The row first: what cannot be recorded is not trusted.
    log.appendEvent({ name: 'trusted', note: `${path} by ${by}, config ${hashOf(before)}` });
  } finally {
    log.close();
  }
  const entry = await withLock(home, 'config', async () => trustFile(home, path, before));
  if (globals.json) await printJson(io, [entry]);
  else
    io.stdout.write(`trusted: ${shown(entry.path)}, sha-256 ${entry.sha256}; a changed file must be trusted again\n`);
  return EXIT.done;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 12);
}

/** @throws OktsecError `config` */
function configHere(cwd: string): string {
  try {
    return realpathSync(join(cwd, 'oktsec.yaml'));
  } catch (cause) {
    throw new OktsecError('config', `there is no oktsec.yaml in ${cwd}`, { cause });
  }
}
