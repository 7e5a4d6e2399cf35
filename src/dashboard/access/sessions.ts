import { hash, timingSafeEqual } from 'node:crypto';

const DAY_MICROS = 86_400_000_000;
/** How long after the code was typed the protection may be loosened without typing it again. */
const FRESH_MICROS = 600_000_000;
const MOST_SESSIONS = 64;

/** One browser that typed the code. Kept in memory only: a restart ends them all [153]. */
export class Session {
  /** Its own part of the path: `/d/<place>/…`. Other servers of this machine never learn it, so no cookie reaches them [156]. */
  readonly place: string;
  /** What its pages send along: in a header by script, in a field by forms. */
  readonly token: string;
  readonly #digest: Uint8Array;
  readonly #endsAt: number;
  #codeAt: number;
  #over = false;
  #said: string | undefined;

  constructor(parts: { readonly id: string; readonly place: string; readonly token: string; readonly now: number }) {
    this.place = parts.place;
    this.token = parts.token;
    this.#digest = digestOf(parts.id);
    this.#codeAt = parts.now;
    this.#endsAt = parts.now + DAY_MICROS;
  }

  stands(micros: number): boolean {
    return !this.#over && micros < this.#endsAt;
  }

  isId(id: string): boolean {
    return timingSafeEqual(digestOf(id), this.#digest);
  }

  isToken(token: string): boolean {
    return timingSafeEqual(digestOf(token), digestOf(this.token));
  }

  isFresh(micros: number): boolean {
    return micros - this.#codeAt < FRESH_MICROS;
  }

  typedCode(micros: number): void {
    this.#codeAt = micros;
  }

  end(): void {
    this.#over = true;
  }

  /** One line for the next page. */
  say(line: string | undefined): void {
    this.#said = line;
  }

  /** Takes the line that waits. */
  takeSaid(): string | undefined {
    const said = this.#said;
    this.#said = undefined;
    return said;
  }
}

/** Who is in. Ids are kept as their SHA-256 only. */
export class Sessions {
  readonly #open = new Map<string, Session>();
  readonly #random: (size: number) => Uint8Array;
  readonly #micros: () => number;

  /** @param micros a clock that never goes back */
  constructor(random: (size: number) => Uint8Array, micros: () => number) {
    this.#random = random;
    this.#micros = micros;
  }

  /** A new session, whatever cookie came along: one that was set beforehand by others counts for nothing [152]. */
  begin(): { readonly session: Session; readonly id: string } {
    const id = this.#word(32);
    const session = new Session({ id, place: this.#word(16), token: this.#word(32), now: this.#micros() });
    this.#sweep();
    this.#open.set(session.place, session);
    return { session, id };
  }

  /** @param ids the values of every cookie of our name: another page of this host may have set further ones */
  find(place: string, ids: readonly string[]): Session | undefined {
    const session = this.#open.get(place);
    if (session === undefined || !session.stands(this.#micros())) return undefined;
    return ids.some((id) => session.isId(id)) ? session : undefined;
  }

  end(session: Session): void {
    session.end();
    this.#open.delete(session.place);
  }

  #sweep(): void {
    const now = this.#micros();
    for (const session of this.#open.values()) if (!session.stands(now)) this.#open.delete(session.place);
    for (const oldest of this.#open.values()) {
      if (this.#open.size < MOST_SESSIONS) break;
      this.end(oldest);
    }
  }

  #word(size: number): string {
    return Buffer.from(this.#random(size)).toString('base64url');
  }
}

function digestOf(text: string): Uint8Array {
  return hash('sha256', text, 'buffer');
}
