import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/**
 * Text that is markup. Made by the `html` template only, which escapes whatever is put in; there is no other way to make
 * one here (lint forbids `raw`). Attributes are always quoted: an unquoted one would end at a space.
 */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export { html };

/** Nothing at all. */
export const nothing = html``;

/** Markup as text, at once: what we put in holds nothing to wait for. */
export function textOf(markup: Html): string {
  if (markup instanceof Promise) throw new TypeError('markup with something to wait for');
  return markup.toString();
}

/**
 * A link that came with data, when it leads to the web; undefined for everything else. Escaping does not help against
 * `javascript:`, so no `href` takes such text without this.
 */
export function safeHref(text: string): string | undefined {
  // Browsers drop tabs and line breaks within a scheme: a URL with one is nobody's honest spelling.
  if (/[\u0000-\u0020\u007f]/.test(text)) return undefined;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
}
