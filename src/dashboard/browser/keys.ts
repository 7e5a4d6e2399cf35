const GO_MILLIS = 1200;

/**
 * The keys of every page: `/` searches, `g` and a letter go to a page, `j` and `k` go along its rows, Escape closes what is
 * open, and a letter that stands on a button presses it. Letters count outside fields only.
 */
export function keys(root: Document): void {
  let goUntil = 0;
  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    const { key } = event;
    if (performance.now() < goUntil) {
      goUntil = 0;
      const link = root.querySelector<HTMLAnchorElement>(`a[data-go="${CSS.escape(key)}"]`);
      if (link !== null) {
        event.preventDefault();
        link.click();
      }
      return;
    }
    if (key === 'g') goUntil = performance.now() + GO_MILLIS;
    else if (key === '/') {
      const search = root.querySelector<HTMLInputElement>('[data-search]');
      if (search === null) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (key === 'j' || key === 'k') step(root, key === 'j' ? 1 : -1);
    else if (key === 'Escape') root.querySelector<HTMLElement>('[data-close]')?.click();
    else root.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.click();
  });
}

/** From row to row: the one that has the focus, or the open one, is where it begins. */
function step(root: Document, by: number): void {
  const rows = [...root.querySelectorAll<HTMLElement>('[data-row]')];
  const focused = rows.indexOf(root.activeElement as HTMLElement);
  const at = focused >= 0 ? focused : rows.findIndex((row) => row.closest('[aria-current="true"]') !== null);
  rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
}

/** Whether what is typed goes into a field. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
