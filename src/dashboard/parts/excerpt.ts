import type { Severity } from '../../rules/rule.ts';
import { type Html, html } from '../html.ts';
import { shown } from './text.ts';

/**
 * An excerpt as the log keeps it, with what was found marked. The log keeps no more of it than its first characters and its
 * length in brackets, which is where the mark goes; where that cannot be told, nothing is marked.
 * @param span UTF-16 offsets in the text that the excerpt was cut from
 */
export function excerpt(text: string, span: readonly [number, number], severity: Severity): Html {
  const length = span[1] - span[0];
  const kept = length >= 16 ? 4 : 0;
  const masked = `[…${length - kept}]`;
  const at = text.indexOf(masked);
  if (at < 0) return html`<pre class="excerpt">${shown(text)}</pre>`;
  const [start, end] = [Math.max(0, at - kept), at + masked.length];
  return html`<pre class="excerpt">${shown(text.slice(0, start))}<mark class="${severity}">${shown(text.slice(start, end))}</mark>${shown(text.slice(end))}</pre>`;
}
