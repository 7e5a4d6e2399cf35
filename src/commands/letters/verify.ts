import { resolve } from 'node:path';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { reason } from '../../files/home.ts';
import { readGiven } from '../../files/named-pipe.ts';
import { verifyLetter } from '../../identity/letter.ts';
import { textOf } from '../../io.ts';
import { parseLetter } from '../../message/letter.ts';
import { shellWord } from '../../message/words/shell-word.ts';
import { printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';
import { openKeys } from '../keys/ring.ts';
import { instanceOf } from './instance.ts';

/** `oktsec verify FILE.json`: whose signature is on a letter. How old it is does not matter here. Exit 1 if nobody's. */
export async function verifyFile(context: Context, file: string): Promise<number> {
  const { io, globals } = context;
  const bytes = file === '-' ? Buffer.from(await textOf(io.stdin)) : await read(resolve(io.cwd, file));
  const parsed = parseLetter(bytes);
  if ('fault' in parsed) {
    throw new OktsecError('letter', `${file} is no signed message: ${parsed.fault}`, {
      hint: /\.ya?ml$/i.test(file)
        ? `a config is checked by: oktsec verify --config ${shellWord(file, 'FILE')}`
        : 'as oktsec sign prints it',
    });
  }
  const { ring, snapshot } = await openKeys(context);
  const result = verifyLetter(parsed.letter, {
    ring,
    policy: {
      requireSignature: true,
      formats: snapshot.config.identity.formats,
      maxAgeMicros: Number.MAX_SAFE_INTEGER,
      maxAheadMicros: Number.MAX_SAFE_INTEGER,
    },
    aud: parsed.letter.aud ?? (await instanceOf(context)),
    names: new Set([...ring.keys.keys(), ...snapshot.config.agents.map(({ name }) => name)]),
    now: io.now(),
  });
  const verified = result.status === 'verified';
  if (globals.json) {
    await printJson(io, [
      {
        verified,
        from: parsed.letter.from,
        format: verified ? result.format : null,
        fingerprint: verified ? result.fingerprint : null,
        metadata_signed: verified ? result.metadataSigned : null,
        reason: result.status === 'rejected' ? result.reason : null,
      },
    ]);
  } else if (verified) {
    const metadata =
      parsed.letter.metadata !== undefined && !result.metadataSigned ? '; the metadata is not signed' : '';
    io.stdout.write(
      `ok: ${shown(parsed.letter.from)} signed it (${result.format}, key ${result.fingerprint.slice(0, 16)}…)${metadata}\n`,
    );
  } else if (result.status === 'rejected') {
    io.stderr.write(`oktsec: error: not verified: ${result.reason}\n`);
  }
  return verified ? EXIT.done : EXIT.no;
}

async function read(path: string): Promise<Uint8Array> {
  try {
    return await readGiven(path);
  } catch (cause) {
    throw new OktsecError('file', `${path} cannot be read: ${reason(cause)}`, { cause });
  }
}
