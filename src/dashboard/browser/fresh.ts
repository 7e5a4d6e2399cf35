import { parsed, tokenHeader } from './trusted.ts';

const MILLIS = 1500;

/**
 * Keeps numbers true: when the log grew, the page is asked for once more, and of every element with `data-fresh` the new
 * content is taken over. Not what has the focus, and nothing that a person is just choosing or typing.
 */
export class Fresh {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again = false;

  later(): void {
    if (this.#timer !== undefined) {
      this.#again = true;
      return;
    }
    this.#timer = setTimeout(() => {
      void this.#renew().finally(() => {
        this.#timer = undefined;
        if (this.#again) {
          this.#again = false;
          this.later();
        }
      });
    }, MILLIS);
  }

  async #renew(): Promise<void> {
    // What a form was answered with cannot be asked for again.
    if (document.querySelector('[data-still]') !== null) return;
    const { href } = location;
    const answer = await fetch(href, { headers: { ...tokenHeader(), 'oktsec-fresh': '1' } }).catch(() => undefined);
    if (answer?.ok !== true) return;
    const next = parsed(await answer.text());
    if (location.href !== href) return;
    document.title = next.title;
    announce(document, next);
    for (const old of document.querySelectorAll<HTMLElement>('[data-fresh]')) {
      const name = CSS.escape(old.dataset.fresh ?? '');
      const fresh = next.querySelector(`[data-fresh="${name}"]`);
      if (fresh === null || old.contains(document.activeElement) || fresh.isEqualNode(old)) continue;
      old.replaceWith(document.adoptNode(fresh));
    }
  }
}

const HELD = '[data-badge="quarantine"]';

/** Of all that changes only this is said aloud: more is held than before. */
function announce(before: Document, after: Document): void {
  const count = (root: Document) => Number.parseInt(root.querySelector(HELD)?.textContent ?? '0', 10);
  const place = before.querySelector('[data-announce]');
  const held = count(after);
  if (place !== null && held > count(before)) place.textContent = `${held} held`;
}
