import type { Launcher } from './layer.ts';

/**
 * What `wrap` remembers of an entry. What stands in the client's file behind `--` is the truth; this only supplies how it
 * was spelled, and the agent's name.
 */
export type Remembered = {
  /** Of the client. */
  readonly client: string;
  /** The config file, absolute, symlinks resolved. */
  readonly file: string;
  readonly at: readonly string[];
  readonly agent: string;
  /** The command as it was spelled in the file; absent for a command in a list. */
  readonly command?: string | undefined;
  /** There were no arguments, not even an empty list. */
  readonly bare?: boolean | undefined;
  /** Whether it is wrapped now, as far as we know. */
  readonly wrapped: boolean;
  /** `same`, or why it is not known. */
  readonly proof?: string | undefined;
};

export type Manifest = {
  readonly version: 1;
  /** Every launcher ever written here. */
  readonly launchers: readonly Launcher[];
  readonly entries: readonly Remembered[];
};

export const EMPTY: Manifest = { version: 1, launchers: [], entries: [] };

/** The manifest in this text. Undefined when it is none: what stands in the clients' files is enough to undo everything. */
export function parseManifest(text: string): Manifest | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value.version !== 1) return undefined;
  const { launchers, entries } = value;
  if (!Array.isArray(launchers) || !Array.isArray(entries)) return undefined;
  if (!launchers.every(isLauncher) || !entries.every(isRemembered)) return undefined;
  return { version: 1, launchers, entries };
}

export function rememberedAt(manifest: Manifest, file: string, at: readonly string[]): Remembered | undefined {
  return manifest.entries.find((entry) => isAt(entry, file, at));
}

/** The manifest with this entry in the place of what was known of it. */
export function remember(manifest: Manifest, entry: Remembered): Manifest {
  const others = manifest.entries.filter((other) => !isAt(other, entry.file, entry.at));
  return { ...manifest, entries: [...others, entry] };
}

/** The manifest with this launcher among those that count as ours. */
export function withLauncher(manifest: Manifest, launcher: Launcher): Manifest {
  const known = manifest.launchers.some(
    ({ command, script }) => command === launcher.command && script === launcher.script,
  );
  return known ? manifest : { ...manifest, launchers: [...manifest.launchers, launcher] };
}

function isAt(entry: Remembered, file: string, at: readonly string[]): boolean {
  return entry.file === file && entry.at.length === at.length && entry.at.every((key, index) => key === at[index]);
}

function isLauncher(value: unknown): value is Launcher {
  return isObject(value) && typeof value.command === 'string' && isTextOrNone(value.script);
}

function isRemembered(value: unknown): value is Remembered {
  if (!isObject(value)) return false;
  const { client, file, at, agent, command, bare, wrapped, proof } = value;
  return (
    typeof client === 'string' &&
    typeof file === 'string' &&
    Array.isArray(at) &&
    at.every((key) => typeof key === 'string') &&
    typeof agent === 'string' &&
    isTextOrNone(command) &&
    (bare === undefined || typeof bare === 'boolean') &&
    typeof wrapped === 'boolean' &&
    isTextOrNone(proof)
  );
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
