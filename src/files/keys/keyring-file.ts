import type { Keyring } from '../../identity/keyring.ts';
import { makeKeyring } from '../../identity/make-keyring.ts';
import { readKeyFolder } from './key-files.ts';
import { keyFilesStamp, keysStamp, readRevocations } from './revocations.ts';

/** The ring as it stands on disk. @throws OktsecError `keys`, `key_shared` */
export function readKeyring(home: string, keysDir: string, known?: Keyring): Keyring {
  const { keys, refused } = readKeyFolder(keysDir);
  const ring = makeKeyring(keys, readRevocations(home), known);
  return { ...ring, refused: [...refused, ...ring.refused] };
}

/** A ring that follows the disk: two looks at folders per question, and a reading only after a change. */
export class LiveKeyring {
  readonly #home: string;
  readonly #changed: (ring: Keyring, error: unknown) => void;
  #keysDir: string;
  #stamp: string;
  #files: string;
  #ring: Keyring;

  /**
   * @param changed told of each new ring, and of one that could not be read (then what stood stays)
   * @throws OktsecError `keys`, `key_shared`
   */
  constructor(home: string, keysDir: string, changed: (ring: Keyring, error: unknown) => void) {
    this.#home = home;
    this.#keysDir = keysDir;
    this.#changed = changed;
    this.#stamp = keysStamp(home, keysDir);
    this.#files = keyFilesStamp(keysDir);
    this.#ring = readKeyring(home, keysDir);
  }

  /** The ring as it stands now. Never throws. */
  now(): Keyring {
    const stamp = keysStamp(this.#home, this.#keysDir);
    if (stamp === this.#stamp) return this.#ring;
    this.#stamp = stamp;
    try {
      this.#ring = readKeyring(this.#home, this.#keysDir, this.#ring);
      this.#changed(this.#ring, undefined);
    } catch (error) {
      this.#changed(this.#ring, error);
    }
    return this.#ring;
  }

  /** Looks at every file, because one that is written over does not change its folder. For once a second. Never throws. */
  reread(): void {
    const files = keyFilesStamp(this.#keysDir);
    if (files !== this.#files) this.#stamp = '';
    this.#files = files;
    this.now();
  }

  /** The config names another folder. */
  setKeysDir(keysDir: string): void {
    if (keysDir === this.#keysDir) return;
    this.#keysDir = keysDir;
    this.#stamp = '';
  }
}
