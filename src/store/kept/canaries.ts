import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Canary } from '../../flow/canary.ts';
import { replaceWhole } from '../../machine/whole-file.ts';

const FILE = 'canaries.json';

/** The planted values, by what tells them; a file, because every call of every proxy looks whether it changed. */
export function readCanaries(home: string): readonly Canary[] {
  try {
    const { canaries } = JSON.parse(readFileSync(join(home, FILE), 'utf8')) as { canaries: readonly Canary[] };
    return canaries;
  } catch {
    return [];
  }
}

/** @throws the system's errors */
export function writeCanaries(home: string, canaries: readonly Canary[]): void {
  const temporary = join(home, `.${FILE}.${process.pid}.tmp`);
  replaceWhole(join(home, FILE), temporary, JSON.stringify({ version: 1, canaries }));
}

/** What stands in the file, read again when it changed. */
export class CanaryMark {
  readonly #home: string;
  #seen = -1;
  #canaries: readonly Canary[] = [];

  constructor(home: string) {
    this.#home = home;
  }

  get all(): readonly Canary[] {
    const mtime = statSync(join(this.#home, FILE), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (mtime !== this.#seen) {
      this.#seen = mtime;
      this.#canaries = mtime === 0 ? [] : readCanaries(this.#home);
    }
    return this.#canaries;
  }
}
