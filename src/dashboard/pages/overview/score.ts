import { factsOf } from '../../../posture/facts.ts';
import { type Posture, postureOf } from '../../../posture/score.ts';
import type { Activity, Waiting } from '../../../store/store.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { code, typed } from '../../parts/command.ts';
import { plain } from '../../parts/text.ts';

/** The score as `oktsec report` counts it of the same period. */
export async function posture(visit: Visit, activity: Activity, held: Waiting | undefined): Promise<Posture> {
  const { services, now } = visit;
  const { config } = services.standing();
  const { state, bad } = services.chain();
  return postureOf(
    factsOf({
      config,
      now,
      activity,
      pins: services.store.pins(),
      held,
      chain: state === 'intact' || state === 'broken' ? { ok: state === 'intact', what: bad?.what } : undefined,
      // A config of a client that cannot be read must not keep the page from being shown.
      clients: await services.clients().catch(() => undefined),
    }),
  );
}

/** The score is its formula: lines that sum to the number, each with what mends it. */
export function ledger(visit: Visit, { start, lines, score, grade }: Posture): Html {
  const costing = lines.filter(({ lost }) => lost > 0);
  const unseen = lines.filter((line) => line.grade === undefined).map(({ name }) => name.toLowerCase());
  return html`<section class="panel" aria-label="Security score" data-fresh="score"><header><h2>Security score</h2><span class="dim">grade ${grade}</span></header><div class="body"><p class="score">${score} <small>of ${start}</small></p>
<table class="ledger"><tbody><tr><td>Start</td><td>${start}</td></tr>${costing.map(({ what, lost, fix, formula }) => html`<tr><td title="${formula}">${plain(what)}${fix === undefined ? nothing : html`<br><code class="dim">${typed(visit, plain(fix))}</code>`}</td><td>−${lost}</td></tr>`)}<tr class="sum"><td>Score</td><td>${score}</td></tr></tbody></table>
${unseen.length === 0 ? nothing : html`<p class="dim small">Not looked at yet: ${unseen.join(', ')}. ${code(visit, 'oktsec report')} does.</p>`}</div></section>`;
}
