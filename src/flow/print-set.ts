/** Fingerprints as a set: an open table of whole numbers, several times as quick to ask as a `Set` of them. */
export class PrintSet {
  /** 0 is an empty place; of two neighbours a fingerprint of 0 counts as the other. */
  #places = new Int32Array(256);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(print: number): void {
    const value = print === 0 ? 1 : print | 0;
    const place = this.#place(value);
    if (this.#places[place] === value) return;
    this.#places[place] = value;
    this.#size += 1;
    if (this.#size * 2 > this.#places.length) this.#grow();
  }

  has(print: number): boolean {
    const value = print === 0 ? 1 : print | 0;
    return this.#places[this.#place(value)] === value;
  }

  #grow(): void {
    const before = this.#places;
    this.#places = new Int32Array(before.length * 2);
    for (const value of before) if (value !== 0) this.#places[this.#place(value)] = value;
  }

  #place(value: number): number {
    const mask = this.#places.length - 1;
    let place = value & mask;
    while (this.#places[place] !== 0 && this.#places[place] !== value) place = (place + 1) & mask;
    return place;
  }
}
