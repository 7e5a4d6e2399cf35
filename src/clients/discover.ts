import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { OktsecError } from '../errors.ts';
import type { Client, Location, Root, Shape } from './client.ts';
import { type Entry, entriesOf } from './entry.ts';
import { type FormatId, loadFormat } from './formats/load.ts';
import { CLIENTS } from './index.ts';
import { isOwnServer, type Layer, type Ours, readLayer, wordsOf } from './layer.ts';
import { type Manifest, rememberedAt } from './manifest.ts';
import { expandPath, type Machine } from './paths.ts';
import { decodeText } from './text.ts';

/** A client that has a config here. */
export type Found = {
  readonly client: Client;
  readonly files: readonly FoundFile[];
  /** Configs of it that are shown and never written. */
  readonly reported: readonly { readonly path: string; readonly why: string }[];
};

export type FoundFile = {
  /** As the client opens it. */
  readonly path: string;
  /** With symlinks resolved: what is edited. */
  readonly real: string;
  readonly scope: Location['scope'];
  readonly spec: Spec;
  readonly servers: readonly FoundServer[];
  /** Why nothing could be read from it. */
  readonly problem?: OktsecError | undefined;
};

/** How a file is to be read: of its client and its place. */
export type Spec = { readonly format: FormatId; readonly roots: readonly Root[]; readonly shape: Shape };

/**
 * wrapped: behind this oktsec, word for word. bare: a command without oktsec. remote: a URL. wrapped-by-other: an oktsec
 * in front that this installation did not write. broken: an oktsec whose node or script is gone, so the server does not
 * start. own: oktsec's own server. builtin: the client starts it by itself. unreadable: it cannot be edited, see `why`.
 */
export type State = 'wrapped' | 'bare' | 'remote' | 'wrapped-by-other' | 'broken' | 'own' | 'builtin' | 'unreadable';

export type FoundServer = {
  readonly name: string;
  /** `cursor/filesystem`: what people type. */
  readonly ref: string;
  readonly at: readonly string[];
  readonly state: State;
  readonly why: string | undefined;
  /** The server's own command and arguments, without an oktsec in front; empty where there is none. */
  readonly argv: readonly string[];
  /** The agent name its traffic has, or had when it was wrapped last. */
  readonly agent: string | undefined;
  readonly layer: Layer | undefined;
  readonly entry: Entry;
  /** `same`, or why it is not known; undefined when it was never tried. */
  readonly proof: string | undefined;
};

export type Search = {
  readonly machine: Machine;
  readonly ours: Ours;
  readonly manifest: Manifest;
  /** The folder whose project files are looked at as well. */
  readonly project?: string | undefined;
  readonly clients?: readonly Client[];
  /** Files to look at wherever they are: those that were wrapped once. */
  readonly also?: readonly { readonly client: string; readonly file: string }[] | undefined;
};

const MAX_BYTES = 64 * 1024 ** 2;

/** The clients that have a config on this machine, with every server in it. Reads files and starts nothing. */
export async function discover(search: Search): Promise<Found[]> {
  const found: Found[] = [];
  const seen = new Set<string>();
  for (const client of search.clients ?? CLIENTS) {
    const files: FoundFile[] = [];
    for (const location of client.locations) {
      for (const path of placesOf(location, search)) {
        const real = realpathSync(path);
        // One file under two names, or of two clients, is one file.
        if (seen.has(`${real}\n${rootsOf(client, location)}`)) continue;
        seen.add(`${real}\n${rootsOf(client, location)}`);
        files.push(await readClientFile(client, location, path, real, search));
      }
    }
    for (const { file } of (search.also ?? []).filter((one) => one.client === client.id)) {
      if (files.some(({ real }) => real === file) || !isFile(file)) continue;
      const read = await readAnywhere(client, file, search);
      if (read !== undefined) files.push(read);
    }
    const reported = client.reported.flatMap(({ path, why }) =>
      existing(expandPath(path, search.machine)).map((there) => ({ path: there, why })),
    );
    if (files.length > 0 || reported.length > 0) found.push({ client, files, reported });
  }
  return found;
}

/** The servers in a config's text. @throws OktsecError `client_syntax`, `client_duplicate` */
export async function serversIn(
  text: string,
  spec: Spec,
  client: Client,
  real: string,
  search: Pick<Search, 'ours' | 'manifest'>,
): Promise<FoundServer[]> {
  const format = await loadFormat(spec.format);
  return entriesOf(format.parse(text), spec.roots, spec.shape).map((entry) => {
    const argv = entry.start?.argv ?? [];
    const layer = readLayer(argv, search.ours);
    const known = rememberedAt(search.manifest, real, entry.at);
    return {
      name: entry.name,
      ref: `${client.id}/${entry.name}`,
      at: entry.at,
      ...stateOf(entry, layer, search.ours),
      argv: layer?.inner ?? argv,
      agent: layer?.agent ?? known?.agent,
      layer,
      entry,
      proof: known?.proof,
    };
  });
}

/** A client's file as text, without a byte order mark. @throws OktsecError `client_file` */
export function readText(path: string): string {
  let bytes: Buffer;
  try {
    if (statSync(path).size > MAX_BYTES) throw new OktsecError('client_file', `${path} is larger than 64 MiB`);
    bytes = readFileSync(path);
  } catch (cause) {
    if (cause instanceof OktsecError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new OktsecError('client_file', `${path} cannot be read: ${code}`, { cause });
  }
  try {
    return decodeText(bytes).text;
  } catch (cause) {
    throw new OktsecError('client_file', `${path} is not UTF-8`, { cause });
  }
}

function stateOf(
  entry: Entry,
  layer: Layer | undefined,
  ours: Ours,
): { readonly state: State; readonly why: string | undefined } {
  const { start, fault, url, env } = entry;
  if (start === undefined && fault === undefined) {
    return { state: url === undefined ? 'builtin' : 'remote', why: url };
  }
  if (fault !== undefined) return { state: 'unreadable', why: fault };
  // With a PATH of its own the entry says itself what `oktsec` is.
  if (!env.has('PATH') && isOwnServer(start?.argv ?? [], ours)) return { state: 'own', why: undefined };
  if (layer === undefined) return { state: 'bare', why: undefined };
  const gone = layer.launcher.find((word) => isAbsolute(word) && !existsSync(word));
  if (gone !== undefined) return { state: 'broken', why: `${gone} is gone` };
  // Also where it is not ours any more: a home that was moved takes its config along.
  const named = layer.options.indexOf('--config');
  const config = named < 0 ? undefined : layer.options[named + 1];
  if (config !== undefined && isAbsolute(config) && !existsSync(config)) {
    return { state: 'broken', why: `its config ${config} is gone` };
  }
  // Plain `oktsec` reads its place from variables, and the entry could set them.
  const moved =
    layer.ours && !layer.options.includes('--config') && [...env.keys()].some((name) => /^OKTSEC_/i.test(name));
  if (moved) return { state: 'wrapped-by-other', why: 'its env sets OKTSEC_ variables' };
  return layer.ours
    ? { state: 'wrapped', why: undefined }
    : { state: 'wrapped-by-other', why: `not as this installation writes it: ${strange(layer, ours)}` };
}

/** What of a layer is not ours: how oktsec is started, else what it is told. */
function strange({ launcher, options }: Layer, ours: Ours): string {
  const known = [ours.current, ...ours.launchers].some((one) => wordsOf(one).join('\n') === launcher.join('\n'));
  return (known && options.length > 0 ? ['proxy', ...options] : launcher).join(' ');
}

async function readClientFile(
  client: Client,
  location: Location,
  path: string,
  real: string,
  search: Search,
): Promise<FoundFile> {
  const spec: Spec = {
    format: location.format ?? client.format,
    roots: location.roots ?? client.roots,
    shape: { ...client.shape, ...location.shape },
  };
  const file = { path, real, scope: location.scope, spec };
  try {
    return { ...file, servers: await serversIn(readText(real), spec, client, real, search) };
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    const problem = error.code === 'client_file' ? error : inFile(path, error);
    return { ...file, servers: [], problem };
  }
}

/** A file of this client whose place is not known any more: as the first of its places in whose way servers are found. */
async function readAnywhere(client: Client, path: string, search: Search): Promise<FoundFile | undefined> {
  const locations = new Map(client.locations.map((one) => [rootsOf(client, one) + (one.format ?? ''), one]));
  for (const location of locations.values()) {
    const file = await readClientFile(client, location, path, path, search);
    if (file.servers.length > 0) return file;
  }
  return undefined;
}

function inFile(path: string, error: OktsecError): OktsecError {
  const message = error.code === 'client_syntax' ? `${path}:${error.message}` : `${path}: ${error.message}`;
  return new OktsecError(error.code, message, {
    hint: 'mend it in an editor, then run the same command again; nothing was changed',
    cause: error,
  });
}

function rootsOf(client: Client, location: Location): string {
  return JSON.stringify(location.roots ?? client.roots);
}

function placesOf({ scope, path }: Location, { machine, project }: Search): string[] {
  const pattern = expandPath(path, machine);
  if (pattern === undefined) return [];
  if (scope === 'user') return existing(pattern);
  return project === undefined ? [] : existing(join(project, pattern));
}

/** The files a pattern stands for; `*` in a name is anything but a separator. */
function existing(pattern: string | undefined): string[] {
  if (pattern === undefined) return [];
  const star = pattern.indexOf('*');
  if (star < 0) return isFile(pattern) ? [normalize(pattern)] : [];
  const from = pattern.lastIndexOf('/', star);
  const to = pattern.indexOf('/', star);
  const folder = pattern.slice(0, from) || '/';
  const name = pattern.slice(from + 1, to < 0 ? undefined : to);
  const rest = to < 0 ? '' : pattern.slice(to);
  const [head = '', tail = ''] = name.split('*');
  return namesIn(folder)
    .filter((one) => one.length >= head.length + tail.length && one.startsWith(head) && one.endsWith(tail))
    .flatMap((one) => existing(`${folder}/${one}${rest}`));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The project whose files count for this folder: where its repository begins, else the folder itself. */
export function projectOf(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}
