import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceWhole } from '../../machine/whole-file.ts';

/** A file whose time tells running processes that there may be an approval; the database alone decides. */
export class ApprovalMark {
  readonly #path: string;
  #read = { mtime: 0, until: 0 };

  constructor(home: string) {
    this.#path = join(home, 'approvals');
  }

  /** @param now microseconds since 1970 */
  any(now: number): boolean {
    const mtime = statSync(this.#path, { throwIfNoEntry: false })?.mtimeMs;
    if (mtime === undefined) return false;
    if (mtime !== this.#read.mtime) this.#read = { mtime, until: this.#until() };
    return this.#read.until > now;
  }

  /** Whole or not at all: who looks in between sees the mark before. @param until when the newest approval lapses, microseconds since 1970 */
  put(until: number): void {
    replaceWhole(this.#path, `${this.#path}.${process.pid}.tmp`, String(Math.max(until, this.#until())));
  }

  #until(): number {
    try {
      return Number(readFileSync(this.#path, 'utf8')) || 0;
    } catch {
      return 0;
    }
  }
}
