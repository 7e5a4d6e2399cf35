import type { Config } from '../../config/config.ts';
import { DECISIONS } from '../../policy/decisions.ts';
import { type Posture, postureOf } from '../../posture/score.ts';
import type { Activity, QuarantineItem } from '../../store/store.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Visit } from '../page.ts';
import { plain } from '../parts/text.ts';

/** More than the score counts. */
const MOST_ROWS = 100;

/** The score as `oktsec report` counts it, of what can be looked at while a page is made: not the clients' configs, nor the whole chain. */
export function posture(visit: Visit, activity: Activity, held: readonly QuarantineItem[], since: number): Posture {
  const { services, now } = visit;
  const { config } = services.standing();
  const oldest = held.reduce((least, { createdAt }) => Math.min(least, createdAt), now);
  const stopped = services.store.list({
    statuses: ['quarantined', 'blocked', 'rejected'],
    messages: true,
    since,
    limit: MOST_ROWS,
  });
  return postureOf({
    mode: config.mode,
    servers: serversOf(config, activity),
    pins: services.store.pins().filter(({ state }) => state === 'pending'),
    letThrough: stopped.filter(
      ({ action, decision }) => action === 'forward' && DECISIONS[decision].action !== 'forward',
    ).length,
    ignored: config.rules
      .filter(
        ({ action, agents, tools, channels, expires }) =>
          action === 'ignore' &&
          agents === undefined &&
          tools === undefined &&
          channels === undefined &&
          (expires === undefined || expires > now),
      )
      .map(({ id }) => id),
    held: { count: held.length, oldestMicros: now - oldest },
    requireSignature: config.identity.requireSignature,
    defaultPolicy: config.defaultPolicy,
  });
}

/** The score is its formula: lines that sum to the number, each with what mends it. */
export function ledger({ start, lines, score, grade }: Posture): Html {
  const costing = lines.filter(({ lost }) => lost > 0);
  const unseen = lines.filter((line) => line.grade === undefined).map(({ name }) => name.toLowerCase());
  return html`<section class="panel" aria-label="Security score" data-fresh="score"><header><h2>Security score</h2><span class="dim">grade ${grade}</span></header><div class="body"><p class="score">${score} <small>of ${start}</small></p>
<table class="ledger"><tbody><tr><td>Start</td><td>${start}</td></tr>${costing.map(({ what, lost, fix, formula }) => html`<tr><td title="${formula}">${plain(what)}${fix === undefined ? nothing : html`<br><code class="dim">${plain(fix)}</code>`}</td><td>−${lost}</td></tr>`)}<tr class="sum"><td>Score</td><td>${score}</td></tr></tbody></table>
${unseen.length === 0 ? nothing : html`<p class="dim small">Not looked at here: ${unseen.join(', ')}. <code>oktsec report</code> does.</p>`}</div></section>`;
}

/** The servers that the config names, and those that were heard of. */
function serversOf(config: Config, activity: Activity) {
  const named = config.agents.filter(({ server }) => server).map(({ name }) => name);
  const names = new Set([...named, ...activity.tools.map(({ server }) => server)]);
  return [...names].map((name) => ({
    name,
    mode: config.agents.find((agent) => agent.name === name)?.mode ?? config.mode,
  }));
}
