import type { Tally } from '../../../store/store.ts';
import { type Html, html } from '../../html.ts';
import { statusMark } from '../../parts/marks.ts';
import { sayCount } from '../../parts/time.ts';

/** How messages came out, as far as that is worth a mark. */
export function tallyOf(tally: Tally): Html {
  const parts = (['blocked', 'quarantined', 'rejected', 'masked', 'flagged'] as const).flatMap((word) =>
    tally[word] === 0
      ? []
      : [html`<span class="nowrap">${statusMark({ word, would: false })} ${sayCount(tally[word])}</span>`],
  );
  return parts.length === 0 ? html`<span class="dim">none</span>` : html`<span class="tags">${parts}</span>`;
}
