import type { Writable } from 'node:stream';

/** More waits only where the client does not read. */
const MAX_WAITING = 1024 * 1024;

/**
 * What goes to the client's log beside its server's stderr: lines of ours, and lines of the server's stdout that are no
 * messages. Nothing of it holds up a message, so where the client does not read it, lines are left out instead of kept;
 * how many is told once it reads again.
 */
export class ClientLog {
  readonly #out: Writable;
  #left = 0;

  constructor(out: Writable) {
    this.#out = out;
  }

  write(line: string | Uint8Array): void {
    if (this.#out.writableLength > MAX_WAITING) {
      this.#left += 1;
      return;
    }
    if (this.#left > 0) {
      this.#out.write(
        `oktsec: note: ${this.#left} ${this.#left === 1 ? 'line' : 'lines'} left out: they were not read\n`,
      );
      this.#left = 0;
    }
    this.#out.write(line);
  }
}
