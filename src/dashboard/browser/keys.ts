import type { Rows } from './rows.ts';

const GO_MILLIS = 1200;
const OFF = 'oktsec-keys';

/**
 * The keys. Letters count outside of fields only, and can be switched off in the table that `?` shows [WCAG 2.1.4]. A page
 * binds further ones by `data-key` on a button.
 */
export function keys(rows: Rows): void {
  let goUntil = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { key } = event;
    if (key === 'Escape') return close(event);
    if (isField(event.target)) return;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (document.activeElement?.hasAttribute('data-row')) step(event, key === 'ArrowDown' ? 1 : -1);
      return;
    }
    if (key === '?') return help(event);
    if (localStorage.getItem(OFF) === 'off') return;
    if (performance.now() < goUntil) {
      goUntil = 0;
      return press(event, `a[data-go="${CSS.escape(key)}"]`);
    }
    if (key === 'g') goUntil = performance.now() + GO_MILLIS;
    else if (key === 'j' || key === 'k') step(event, key === 'j' ? 1 : -1);
    else if (key === '/') search(event);
    else if (key === 'p' && document.querySelector('[data-pause]:not([hidden])') !== null) {
      event.preventDefault();
      rows.pause();
    } else if (key === 'Home' && document.querySelector('[data-pill]:not([hidden])') !== null) rows.insert();
    else if (key.length === 1) press(event, `[data-key="${CSS.escape(key)}"]`);
  });
  document.addEventListener('change', (event) => {
    const box = event.target as HTMLInputElement;
    if (box.matches('[data-keys-on]')) localStorage.setItem(OFF, box.checked ? 'on' : 'off');
  });
}

/** Whether what is typed goes into a field. */
function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

function press(event: Event, selector: string): void {
  const target = document.querySelector<HTMLElement>(selector);
  if (target === null) return;
  event.preventDefault();
  target.click();
}

/** From row to row of the page's list: the one that has the focus, or the open one, is where it begins. */
function step(event: Event, by: number): void {
  const links = [...document.querySelectorAll<HTMLElement>('.main [data-row]')];
  if (links.length === 0) return;
  event.preventDefault();
  const focused = links.indexOf(document.activeElement as HTMLElement);
  const at = focused >= 0 ? focused : links.findIndex((link) => link.closest('[aria-current="true"]') !== null);
  links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
}

function search(event: Event): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]');
  if (field === null) return;
  event.preventDefault();
  field.focus();
  field.select();
}

function close(event: Event): void {
  if (document.querySelector('dialog[open]') !== null) return;
  if (isField(event.target)) (event.target as HTMLElement).blur();
  else press(event, '[data-close]');
}

function help(event: Event): void {
  const dialog = document.querySelector<HTMLDialogElement>('dialog[data-help]');
  if (dialog === null) return;
  event.preventDefault();
  const box = dialog.querySelector<HTMLInputElement>('[data-keys-on]');
  if (box !== null) box.checked = localStorage.getItem(OFF) !== 'off';
  dialog.showModal();
}
