/** Arrays to fold and fingerprint short texts in, used again and again: a call is no reason to make new ones. */
export class Room {
  codes = new Uint16Array(0);
  at = new Uint32Array(0);
  hashes = new Uint32Array(0);
  starts = new Uint32Array(0);

  /** Makes room for a text of this length, unless it is one of the long ones: those get arrays of their own. */
  fit(length: number): this {
    if (length <= this.codes.length || length > MOST) return this;
    const size = Math.min(MOST, Math.max(1024, 2 * length));
    this.codes = new Uint16Array(size);
    this.at = new Uint32Array(size);
    this.hashes = new Uint32Array(size);
    this.starts = new Uint32Array(size);
    return this;
  }
}

const MOST = 16_384;
