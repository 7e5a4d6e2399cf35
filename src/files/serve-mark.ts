import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a serve of this home runs. The lock beside it says whether it still does. */
export type ServeMark = { readonly pid: number; readonly url: string };

export function serveMarkPath(home: string): string {
  return join(home, 'serve.json');
}

/** What the last serve of this home wrote down; undefined when none runs or nothing readable stands there. */
export function readServeMark(home: string): ServeMark | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(serveMarkPath(home), 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('url' in value)) return undefined;
    const { pid, url } = value;
    return typeof pid === 'number' && typeof url === 'string' ? { pid, url } : undefined;
  } catch {
    return undefined;
  }
}
