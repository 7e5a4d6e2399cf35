/** What was answered since the start, for `/metrics`. */
export class Counters {
  readonly #requests = new Map<string, number>();

  count(path: string, status: number): void {
    const key = `${path} ${status}`;
    this.#requests.set(key, (this.#requests.get(key) ?? 0) + 1);
  }

  *entries(): Generator<readonly [path: string, status: number, requests: number]> {
    for (const [key, requests] of this.#requests) {
      const [path = '', status = '0'] = key.split(' ');
      yield [path, Number(status), requests];
    }
  }
}
