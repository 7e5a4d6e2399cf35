import type { News } from '../live/stream.ts';
import { again } from './swap.ts';
import { parsedRows } from './trusted.ts';

const INSERT_MILLIS = 120;
const MOST_SHOWN = 500;
const AT_TOP_PIXELS = 40;

type Waiting = { readonly seq: number; readonly html: string; readonly hot: boolean };

/**
 * The list of events as rows come in. Rows never move under the pointer: unless nobody touches the list and its top is in
 * sight, what is new waits in a pill until it is asked for.
 */
export class Rows {
  #waiting: Waiting[] = [];
  #missed = false;
  #paused = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    document.addEventListener('click', (event) => {
      const target = event.target as Element;
      if (target.closest('[data-pill]') !== null) this.insert();
      if (target.closest('[data-pause]') !== null) this.pause();
    });
    document.addEventListener('scroll', () => this.#later(), { passive: true });
    document.addEventListener('pointerout', () => this.#later(), { passive: true });
    this.renew();
  }

  /** After another content of the page: what waited is in it. */
  renew(): void {
    this.#waiting = [];
    this.#missed = false;
    this.#showPause();
  }

  /** The newest row that the page was made with. */
  newest(): number {
    return Number(document.querySelector<HTMLElement>('[data-newest]')?.dataset.newest ?? 0);
  }

  add({ rows, missed }: News): void {
    if (this.#table() === null) {
      // An empty list becomes a list with its first row.
      if (rows.length > 0 && document.querySelector('[data-awaits]') !== null) again();
      return;
    }
    this.#missed ||= missed;
    const known = new Set(this.#waiting.map(({ seq }) => seq));
    for (const row of rows) {
      if (!known.has(row.seq) && document.getElementById(`e${row.seq}`) === null) this.#waiting.push(row);
    }
    // More than the page will show: then it is asked for anew.
    if (this.#waiting.length > MOST_SHOWN) {
      this.#waiting = [];
      this.#missed = true;
    }
    this.#later(0);
  }

  /** Puts what waits at the top. */
  insert(): void {
    if (this.#missed) {
      location.reload();
      return;
    }
    const table = this.#table();
    const rows = parsedRows(this.#waiting.map(({ html }) => html).join(''));
    for (const row of rows) table?.prepend(document.adoptNode(row));
    for (const old of [...(table?.children ?? [])].slice(MOST_SHOWN)) old.remove();
    this.#waiting = [];
    this.#showPill();
  }

  pause(): void {
    this.#paused = !this.#paused;
    this.#showPause();
    this.#later(0);
  }

  /** Looks whether what waits may be shown, now or after a while: at most eight times a second rows come in by themselves. */
  #later(millis = INSERT_MILLIS): void {
    if (this.#timer !== undefined) return;
    const look = () => {
      this.#timer = undefined;
      if (this.#waiting.length > 0 && this.#mayInsert()) {
        this.insert();
        this.#timer = setTimeout(look, INSERT_MILLIS);
      } else this.#showPill();
    };
    if (millis === 0) look();
    else this.#timer = setTimeout(look, millis);
  }

  #mayInsert(): boolean {
    const table = this.#table();
    if (table === null || this.#paused || this.#missed || window.scrollY > AT_TOP_PIXELS) return false;
    const list = table.closest('.panel');
    return document.querySelector('[data-detail]') === null && list?.matches(':hover, :focus-within') !== true;
  }

  #showPill(): void {
    const pill = document.querySelector<HTMLElement>('[data-pill]');
    if (pill === null) return;
    const { length } = this.#waiting;
    const hot = this.#waiting.filter((row) => row.hot).length;
    pill.hidden = length === 0 && !this.#missed;
    const found = hot === 0 ? '' : `, ${hot} with a finding`;
    pill.textContent = this.#missed
      ? 'Many new events: show the newest'
      : `${length} new event${length === 1 ? '' : 's'}${found}`;
  }

  #showPause(): void {
    const button = document.querySelector<HTMLElement>('[data-pause]');
    if (button === null) return;
    button.hidden = this.#table() === null;
    button.setAttribute('aria-pressed', String(this.#paused));
  }

  #table(): HTMLElement | null {
    return document.querySelector<HTMLElement>('[data-rows][data-follows]');
  }
}
