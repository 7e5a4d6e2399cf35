import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

  /** @param until when the newest approval lapses, microseconds since 1970 */
  put(until: number): void {
    writeFileSync(this.#path, String(Math.max(until, this.#until())), { mode: 0o600 });
  }

  #until(): number {
    try {
      return Number(readFileSync(this.#path, 'utf8')) || 0;
    } catch {
      return 0;
    }
  }
}
