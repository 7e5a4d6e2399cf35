import { readFileSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../atomic.ts';

/** Who pulled the switch, and when, RFC 3339. */
export type Pause = { readonly by: string; readonly at: string; readonly reason?: string | undefined };

/** Whether everything of this home stands still. A home that cannot be looked at says nothing of it. */
export function isPaused(home: string): boolean {
  try {
    return statSync(pathOf(home), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** Who paused; what cannot be read was paused by nobody that is known. Undefined when nothing is paused. */
export function readPause(home: string): Pause | undefined {
  if (!isPaused(home)) return undefined;
  try {
    const { by, at, reason } = JSON.parse(readFileSync(pathOf(home), 'utf8')) as Partial<Pause>;
    return { by: String(by ?? 'unknown'), at: String(at ?? 'unknown'), reason };
  } catch {
    return { by: 'unknown', at: 'unknown' };
  }
}

/** @throws the system's error */
export function putPause(home: string, pause: Pause): void {
  replaceFile(pathOf(home), `${JSON.stringify(pause)}\n`);
}

/** @throws the system's error */
export function dropPause(home: string): void {
  unlinkSync(pathOf(home));
}

function pathOf(home: string): string {
  return join(home, 'paused');
}
