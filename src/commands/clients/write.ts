import { join } from 'node:path';
import type { Client } from '../../clients/client.ts';
import { type FoundFile, type FoundServer, serversIn } from '../../clients/discover.ts';
import { loadFormat } from '../../clients/formats/load.ts';
import type { Manifest } from '../../clients/manifest.ts';
import { decodeText } from '../../clients/text.ts';
import { type Change, change, type Spelling, spellingOf } from '../../clients/wrap.ts';
import { replaceFile } from '../../files/atomic.ts';
import { editForeign } from '../../files/foreign-file.ts';
import { ensureHome } from '../../files/home.ts';
import { type Here, readManifest } from '../../here/clients.ts';
import { withLock } from '../../store/lock.ts';

/** What is to be done to one server, decided on what stood there when it was looked at. */
export type Step = {
  readonly server: FoundServer;
  /** On the entry as it stands now, which is the same command as it was. */
  change(server: FoundServer): Change | undefined;
  remember(manifest: Manifest, server: FoundServer, spelling: Spelling): Manifest;
};

/**
 * Carries the steps out in one file. An entry whose command has become another one meanwhile is left as it is. What has to
 * be remembered is written first, so that whatever stands in the file can be undone.
 * @returns the servers of the steps that were carried out
 * @throws OktsecError `client_file`, `client_syntax`, `busy`, with the file as it was
 */
export async function carryOut(
  at: Here,
  client: Client,
  file: FoundFile,
  steps: readonly Step[],
): Promise<FoundServer[]> {
  ensureHome(at.home);
  return withLock(at.home, 'clients', async () => {
    let done: FoundServer[] = [];
    await editForeign({
      path: file.real,
      backups: join(at.home, 'backups'),
      edit: async (bytes) => {
        const { mark, text } = decodeText(bytes);
        const before = readManifest(at.home);
        let manifest = before;
        const changes: Change[] = [];
        done = [];
        for (const server of await serversIn(text, file.spec, client, file.real, { ours: at.ours, manifest })) {
          const step = steps.find((one) => sameCommand(one.server, server));
          const made = step?.change(server);
          if (step === undefined || made === undefined) continue;
          changes.push(made);
          done.push(step.server);
          manifest = step.remember(manifest, server, spellingOf(text, server.entry));
        }
        const format = await loadFormat(file.spec.format);
        const after = change(text, { format, roots: file.spec.roots, shape: file.spec.shape }, changes).text;
        if (manifest !== before) writeManifest(at.home, manifest);
        return Buffer.from(mark + after);
      },
    });
    return done;
  });
}

export function writeManifest(home: string, manifest: Manifest): void {
  replaceFile(join(home, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

function sameCommand(one: FoundServer, other: FoundServer): boolean {
  const key = ({ at, entry }: FoundServer) => JSON.stringify([at, entry.start?.argv]);
  return key(one) === key(other);
}
