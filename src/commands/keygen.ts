import { resolve } from 'node:path';
import { keysDirOf, openConfig } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT } from '../errors.ts';
import { checkKeyName, writeKeyPair } from '../files/keys/key-files.ts';
import { secretKeyOf } from '../identity/ed25519.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';

type Options = { readonly agent: readonly string[]; readonly out?: string; readonly force?: boolean };

/** `oktsec keygen`: a new key pair per agent. What stands already is never overwritten without --force. */
export const define: Define = (command, start) => {
  command
    .requiredOption('--agent <name>', 'the agent; may be given several times', collect)
    .option('--out <dir>', 'where to (default: keys_dir of the config)')
    .option('--force', 'forget the key that is there; oktsec keys rotate replaces it in good order')
    .action((options: Options) => start((context) => keygen(context, options)));
};

async function keygen(context: Context, options: Options): Promise<number> {
  const { io, globals } = context;
  const { agent: agents, out } = options;
  // Every name is looked at before the first file is made.
  for (const agent of agents) checkKeyName(agent);
  const folder = out === undefined ? keysDirOf((await openConfig(context)).snapshot) : resolve(io.cwd, out);
  const made = agents.map((agent) => {
    const secret = secretKeyOf(io.random(32))!;
    const { keyPath, pubPath } = writeKeyPair(folder, agent, secret, { force: options.force === true });
    return { agent, fingerprint: secret.public.fingerprint, key: keyPath, pub: pubPath };
  });
  if (globals.json) {
    await printJson(io, made);
    return EXIT.done;
  }
  for (const { agent, fingerprint, key, pub } of made) {
    io.stdout.write(`${agent}: ${fingerprint}\n`);
    io.stdout.write(`  ${shown(key)}   private, stays with the agent\n`);
    io.stdout.write(`  ${shown(pub)}   public, in keys_dir of whoever is to know it\n`);
  }
  return EXIT.done;
}

export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
