import type { Query } from './page.ts';

/** A link below one session's place, its query in the order given. */
export function linkTo(place: string, path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.append(name, String(value));
  }
  const text = search.toString();
  return `/d/${place}${path}${text === '' ? '' : `?${text}`}`;
}

/** Where somebody wanted to go before the code was asked for: a path of ours, never another host. */
export function nextOf(text: string): string {
  return /^\/(?!\/)[\w./-]*(?:\?[\w.~%&=+:-]*)?$/.test(text) && !text.includes('..') && text.length <= 500 ? text : '/';
}
