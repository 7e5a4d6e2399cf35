import type { Client } from '../clients/client.ts';
import type { Found, FoundFile, FoundServer } from '../clients/discover.ts';
import { CLIENTS, clientNamed } from '../clients/index.ts';
import { nearest } from '../config/nearest.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { shellWord } from '../message/words/shell-word.ts';

/** A client, or one server of it, as typed: `cursor`, `cursor/filesystem`. */
export type Target = { readonly client: Client; readonly server: string | undefined };

/** @throws OktsecError `client_unknown` (exit 1) */
export function parseTarget(word: string): Target {
  const slash = word.indexOf('/');
  const name = slash < 0 ? word : word.slice(0, slash);
  const client = clientNamed(name);
  if (client !== undefined) return { client, server: slash < 0 ? undefined : word.slice(slash + 1) };
  const [owner = '', ...rest] = name.split('.');
  // The name that the log and the config have for it.
  const dotted = slash < 0 && rest.length > 0 ? clientNamed(owner) : undefined;
  if (dotted !== undefined) {
    throw new OktsecError('client_unknown', `${JSON.stringify(name)} is an agent's name, and no client's`, {
      hint: `did you mean ${shellWord(`${dotted.id}/${rest.join('.')}`, `${dotted.id}/SERVER`)}? oktsec discover ${dotted.id} lists its servers`,
      exit: EXIT.no,
    });
  }
  const meant = nearest(
    name,
    CLIENTS.flatMap(({ id, aliases }) => [id, ...aliases]),
  );
  throw new OktsecError('client_unknown', `${JSON.stringify(name)} is no client known to oktsec`, {
    hint:
      meant === undefined
        ? 'oktsec discover --all lists them'
        : `did you mean ${meant}? oktsec discover lists what is here`,
    exit: EXIT.no,
  });
}

/** One server with the file it stands in. */
export type Chosen = { readonly client: Client; readonly file: FoundFile; readonly server: FoundServer };

/** The servers that the targets name, in the order in which they were found; all of them without a target. */
export function choose(found: readonly Found[], targets: readonly Target[]): Chosen[] {
  return found.flatMap(({ client, files }) =>
    files.flatMap((file) =>
      file.servers.flatMap((server): Chosen[] => {
        const named = targets.some(
          (target) => target.client === client && (target.server ?? server.name) === server.name,
        );
        return targets.length === 0 || named ? [{ client, file, server }] : [];
      }),
    ),
  );
}

/** @throws OktsecError `client_absent` (exit 1) when a target names what is not here */
export function checkTargets(found: readonly Found[], targets: readonly Target[]): void {
  for (const { client, server } of targets) {
    const there = found.find((one) => one.client === client);
    if (there === undefined) {
      throw new OktsecError('client_absent', `${client.title} has no config here`, {
        hint: `oktsec discover lists what is here${client.locations.some(({ scope }) => scope === 'project') ? '; --project looks into this folder too' : ''}`,
        exit: EXIT.no,
      });
    }
    const names = there.files.flatMap(({ servers }) => servers.map(({ name }) => name));
    if (server === undefined || names.includes(server) || there.files.some(({ problem }) => problem !== undefined))
      continue;
    const meant = nearest(server, names);
    throw new OktsecError('client_absent', `${client.title} has no server ${JSON.stringify(server)}`, {
      hint:
        meant === undefined
          ? `oktsec discover ${client.id}`
          : `did you mean ${shellWord(`${client.id}/${meant}`, `${client.id}/SERVER`)}?`,
      exit: EXIT.no,
    });
  }
}

/** The shortest thing to wrap: one client where it is only one. A file of a folder is only looked into by a command that says so. */
export function targetFor(servers: readonly Chosen[]): string {
  const clients = new Set(servers.map(({ client }) => client.id));
  const target = clients.size === 1 ? ([...clients][0] ?? '--all') : '--all';
  return servers.some(({ file }) => file.scope === 'project') ? `${target} --project` : target;
}
