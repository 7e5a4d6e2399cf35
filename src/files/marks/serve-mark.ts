import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OktsecError } from '../../errors.ts';
import { replaceFile } from '../atomic.ts';
import { codeOf, reason } from '../home.ts';

/** Where a serve of this home runs. `owner` tells its process from a later one with the same pid. */
export type ServeMark = {
  readonly pid: number;
  readonly url: string;
  readonly owner: Readonly<Record<string, unknown>>;
};

/** What the serve of this home wrote down; undefined when there is none, or nothing readable stands there. */
export function readServeMark(home: string): ServeMark | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(pathOf(home), 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('url' in value)) return undefined;
    const { pid, url } = value;
    const owner = 'owner' in value && typeof value.owner === 'object' && value.owner !== null ? value.owner : {};
    if (typeof pid !== 'number' || typeof url !== 'string') return undefined;
    return { pid, url, owner: owner as Readonly<Record<string, unknown>> };
  } catch {
    return undefined;
  }
}

/**
 * Takes the one place there is for a serve of this home.
 * @param isGone whether the process that holds it has ended
 * @throws OktsecError `serve_runs`, with where
 */
export function takeServeMark(home: string, mark: ServeMark, isGone: (other: ServeMark) => boolean): void {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      placeOnce(pathOf(home), JSON.stringify(mark));
      return;
    } catch (cause) {
      if (codeOf(cause) !== 'EEXIST')
        throw new OktsecError('home', `${pathOf(home)} cannot be written: ${reason(cause)}`, { cause });
    }
    const other = readServeMark(home);
    if (other !== undefined && !isGone(other)) {
      const where = other.url === '' ? '' : ` at ${other.url}`;
      throw new OktsecError('serve_runs', `oktsec serve runs already${where} (process ${other.pid})`, {
        hint: 'oktsec serve --stop ends it; another one needs another --home',
      });
    }
    dropServeMark(home);
  }
  throw new OktsecError('serve_runs', 'another oktsec serve starts at this moment');
}

/** Now it listens. */
export function updateServeMark(home: string, mark: ServeMark): void {
  replaceFile(pathOf(home), JSON.stringify(mark));
}

export function dropServeMark(home: string): void {
  try {
    unlinkSync(pathOf(home));
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause;
  }
}

function pathOf(home: string): string {
  return join(home, 'serve.json');
}

/** A link and not a write: who looks sees a whole mark or none. @throws EEXIST when one stands there */
function placeOnce(path: string, text: string): void {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, text, { mode: 0o600 });
  try {
    linkSync(temporary, path);
  } finally {
    unlinkSync(temporary);
  }
}
