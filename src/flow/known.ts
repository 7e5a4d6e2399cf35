/** What was read in a client session: of which tool, when, and its fingerprints; none where that alone is to be known. */
export type Source = {
  readonly server: string;
  readonly tool: string;
  /** What it gave is private. */
  readonly private: boolean;
  /** What it gave was written by strangers. */
  readonly untrusted: boolean;
  /** Microseconds since 1970. */
  readonly time: number;
  readonly expires: number;
  readonly prints: Uint32Array;
};

/** Of one session: a few megabytes at the most. */
const MOST_PRINTS = 131_072;
const MOST_SOURCES = 512;

/** The fingerprints that a session has to look for: an open table, the newest source of each. */
export class Known {
  #sources: Source[] = [];
  #keys = new Uint32Array(1024);
  /** Index of the source plus one; 0 is an empty place. */
  #owners = new Uint16Array(1024);
  #used = 0;

  get sources(): readonly Source[] {
    return this.#sources;
  }

  /** What it takes of memory, in bytes: the table, and each source's own list. */
  get bytes(): number {
    const lists = this.#sources.reduce((sum, { prints }) => sum + prints.byteLength, 0);
    return this.#keys.byteLength + this.#owners.byteLength + lists;
  }

  get empty(): boolean {
    return this.#used === 0;
  }

  add(source: Source): void {
    if (this.#sources.length >= MOST_SOURCES || this.#used + source.prints.length > MOST_PRINTS) this.#forget(source);
    this.#sources.push(source);
    for (const print of source.prints) this.#put(print, this.#sources.length);
  }

  /** Whose fingerprint this is, unless that is past its time. */
  owner(print: number, now: number): Source | undefined {
    const index = this.#owners[this.#place(print)]!;
    const source = index === 0 ? undefined : this.#sources[index - 1];
    return source === undefined || source.expires <= now ? undefined : source;
  }

  /** The oldest go, half of what there may be. */
  #forget({ time }: Source): void {
    let room = MOST_PRINTS / 2;
    const kept = this.#sources
      .filter(({ expires }) => expires > time)
      .toReversed()
      .filter(({ prints }, index) => {
        room -= prints.length;
        return room >= 0 && index < MOST_SOURCES / 2;
      });
    this.#sources = [];
    this.#keys = new Uint32Array(1024);
    this.#owners = new Uint16Array(1024);
    this.#used = 0;
    for (const source of kept.toReversed()) {
      this.#sources.push(source);
      for (const print of source.prints) this.#put(print, this.#sources.length);
    }
  }

  #put(print: number, owner: number): void {
    const place = this.#place(print);
    if (this.#owners[place] === 0) this.#used += 1;
    this.#keys[place] = print;
    this.#owners[place] = owner;
    if (this.#used * 2 > this.#keys.length) this.#grow();
  }

  #grow(): void {
    const [keys, owners] = [this.#keys, this.#owners];
    this.#keys = new Uint32Array(keys.length * 2);
    this.#owners = new Uint16Array(keys.length * 2);
    keys.forEach((key, index) => {
      if (owners[index] === 0) return;
      const place = this.#place(key);
      this.#keys[place] = key;
      this.#owners[place] = owners[index]!;
    });
  }

  #place(print: number): number {
    const mask = this.#keys.length - 1;
    let place = print & mask;
    while (this.#owners[place] !== 0 && this.#keys[place] !== print) place = (place + 1) & mask;
    return place;
  }
}
