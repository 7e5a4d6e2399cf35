import { parsed, tokenHeader } from './trusted.ts';

const SLOW_MILLIS = 300;

/** Links and menus of a page change its content in place: scrolling and focus stay where they were. Without script they are links. */
export function swaps(): void {
  document.addEventListener('click', (event) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = (event.target as Element).closest<HTMLAnchorElement>('.main a[href]');
    if (link === null || link.hasAttribute('download') || !isSamePage(link.href)) return;
    event.preventDefault();
    void swapTo(link.href, 'push');
  });
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches('form.filters')) return;
    event.preventDefault();
    const search = new URLSearchParams();
    // What is not filtered by does not stand in the address.
    for (const [name, value] of new FormData(form)) if (value !== '') search.append(name, String(value));
    const text = search.toString();
    void swapTo(`${new URL(form.action).pathname}${text === '' ? '' : `?${text}`}`, 'push');
  });
  document.addEventListener('change', (event) => {
    if ((event.target as Element).matches('[data-submits]')) (event.target as HTMLSelectElement).form?.requestSubmit();
  });
  window.addEventListener('popstate', () => void swapTo(location.href, 'stay'));
}

/** Told when the content of the page is another one. */
export function onSwap(listener: () => void): void {
  document.addEventListener('oktsec:swapped', listener);
}

/** The same address once more, in place. */
export function again(): void {
  void swapTo(location.href, 'stay');
}

let latest = 0;

async function swapTo(href: string, how: 'push' | 'stay'): Promise<void> {
  latest += 1;
  const mine = latest;
  const focused = document.activeElement?.getAttribute('href');
  const slow = setTimeout(() => document.documentElement.classList.add('waiting'), SLOW_MILLIS);
  try {
    const answer = await fetch(href, { headers: tokenHeader() });
    const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true;
    if (!answer.ok || !isPage) throw new Error(String(answer.status));
    const next = parsed(await answer.text());
    // Somebody clicked on: what was asked for before is not wanted any more.
    if (mine !== latest) return;
    const [here, there] = [document.querySelector('.main'), next.querySelector('.main')];
    if (here === null || there === null) throw new Error('no page');
    here.className = there.className;
    here.replaceChildren(...document.adoptNode(there).childNodes);
    document.title = next.title;
    if (how === 'push') history.pushState(null, '', href);
    focusAgain(focused);
    document.dispatchEvent(new Event('oktsec:swapped'));
  } catch {
    // The browser says better than we what is wrong.
    if (mine === latest) location.assign(href);
  } finally {
    clearTimeout(slow);
    document.documentElement.classList.remove('waiting');
  }
}

/** The focus goes back to the link that had it, or to the row that a closed detail was about. */
function focusAgain(href: string | null | undefined): void {
  const row = location.hash === '' ? null : document.getElementById(location.hash.slice(1));
  const link = row?.querySelector<HTMLElement>('a.cover');
  const same = href == null ? null : document.querySelector<HTMLElement>(`.main a[href="${CSS.escape(href)}"]`);
  (link ?? same)?.focus({ preventScroll: true });
}

/** The same address but for what is asked of it. */
function isSamePage(href: string): boolean {
  const { origin, pathname } = new URL(href);
  return origin === location.origin && pathname === location.pathname;
}
