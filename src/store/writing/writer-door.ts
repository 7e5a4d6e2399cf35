import { statSync } from 'node:fs';
import { join } from 'node:path';
import { loadHalfOfCrypto } from '../../machine/crypto.ts';
import type { FullOptions } from '../recorder-options.ts';
import { messageOf } from '../trouble.ts';
import type { Writer } from './writer.ts';

const WAIT_MILLIS = 2;

/** The rows of this process that a new database must not be given once more. */
export type Own = { readonly process: string; readonly committed: number };

/** The way to the database: opened when it is first needed, put aside when it is damaged, and opened again. */
export class WriterDoor {
  readonly #options: FullOptions;
  #writer: Writer | undefined;
  #opening: Promise<Writer> | undefined;
  #because: string | undefined;
  #replayed = false;
  #replaying: Generator<void, void> | undefined;

  constructor(options: FullOptions) {
    this.#options = options;
  }

  /** The one that is open. */
  get writer(): Writer | undefined {
    return this.#writer;
  }

  /** @throws SQLite's errors, and what the files say */
  async open(own: Own): Promise<Writer> {
    if (this.#writer !== undefined) return this.#writer;
    // Who asks while it is being opened gets the same: a second connection would be closed by nobody, and what SQLite
    // wrote ahead, held messages among it, would outlive this process.
    this.#opening ??= this.#inSteps(own).finally(() => {
      this.#opening = undefined;
    });
    return await this.#opening;
  }

  async #inSteps(own: Own): Promise<Writer> {
    // Each of these takes milliseconds at its first use; between them the relay gets its turn.
    await turn();
    loadHalfOfCrypto();
    await turn();
    process.getBuiltinModule('node:crypto');
    await turn();
    const { openingWriter } = await import('./writer.ts');
    await turn();
    const because = this.#because;
    const steps = openingWriter({ ...this.#options, waitMillis: WAIT_MILLIS, because });
    for (;;) {
      const step = steps.next();
      if (step.done) {
        this.#writer = step.value;
        break;
      }
      await turn();
    }
    this.#because = undefined;
    // Rows that the file before this one has must not come back from the spool.
    if (because !== undefined && own.committed > 0) this.#writer.rememberSpool(own.process, own.committed);
    return this.#writer;
  }

  /** Closed, to be opened again by whoever needs it. */
  close(): void {
    this.#writer?.close();
    this.#writer = undefined;
    this.#replaying = undefined;
  }

  /** The file is not what it was: what is left of it is kept under another name, and the next one begins anew. */
  replace(trouble: 'corrupt' | 'lost', error: unknown): void {
    const damaged = trouble === 'corrupt' || statSync(join(this.#options.home, 'oktsec.db'), { throwIfNoEntry: false });
    const target = damaged ? this.#writer?.setAside() : undefined;
    this.close();
    const what = target === undefined ? 'was deleted or replaced' : `was damaged and is kept as ${target}`;
    this.#because = `the audit database ${what}`;
    this.#options.warn(`${this.#because}: ${messageOf(error)}`);
  }

  /** Enters what ended processes left, until something of our own waits. @returns whether there is more to do */
  async replay(interrupted: () => boolean): Promise<boolean> {
    if (this.#replayed || this.#writer === undefined) return false;
    this.#replaying ??= this.#writer.replay();
    try {
      do {
        if (this.#replaying.next().done) {
          this.#replayed = true;
          this.#writer.expire();
          return false;
        }
        await turn();
      } while (!interrupted());
      return true;
    } catch {
      // Locked: the look that comes every twenty seconds tries again.
      this.#replaying = undefined;
      return false;
    }
  }
}

/** Lets whatever else this process does have its turn. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
