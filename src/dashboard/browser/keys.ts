const GO_MILLIS = 1200;

/** The keys that every page has: `/` searches, `g` and a letter go to a page. Letters count outside fields only. */
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
    }
  });
}

/** Whether what is typed goes into a field. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
