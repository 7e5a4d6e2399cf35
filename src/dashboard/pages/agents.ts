import { riskOf } from '../../posture/risk.ts';
import { html, nothing } from '../html.ts';
import type { Page, Shown, Visit } from '../page.ts';
import { typed } from '../parts/command.ts';
import { textField } from '../parts/fields.ts';
import { postForm } from '../parts/form.ts';
import { pageHead, panel, scrollBox } from '../parts/head.ts';
import { severityShape } from '../parts/marks.ts';
import { empty } from '../parts/states.ts';
import { plain, shown } from '../parts/text.ts';
import { sayCount, sayMany } from '../parts/time.ts';
import { ACTIONS } from './agents/actions.ts';
import { graphOf } from './agents/graph.ts';
import { knownAgents } from './agents/known.ts';
import { oneAgent } from './agents/one.ts';

/** Who may talk to whom, and how each is doing. */
export const agents: Page = {
  name: 'agents',
  views: [
    { path: '/agents', show },
    // No agent's name has a tilde: one that is called graph has its page too.
    { path: '/agents/~graph', show: graphPage },
    { path: '/agents/:name', show: oneAgent },
  ],
  actions: ACTIONS,
};

const WEEK = 7 * 86_400_000_000;

function show(visit: Visit): Shown {
  const standing = visit.services.standing();
  const activity = visit.services.store.activity({ since: visit.now - WEEK, by: 'day' });
  const known = knownAgents(standing, activity);
  const suspended = known.filter((agent) => agent.suspended).length;
  const risky = known
    .map((agent) => ({ ...agent, risk: riskOf(agent.severities) }))
    .sort((a, b) => b.risk.score - a.risk.score);
  const lines = risky.map(
    ({ name, kind, mode, writes, key, rows, risk, suspended: off }) =>
      html`<tr><td><a class="link" href="${visit.link(`/agents/${encodeURIComponent(name)}`)}">${shown(name)}</a>${
        off ? html` <span class="status blocked">suspended</span>` : nothing
      }</td><td>${kind}</td><td>${mode}</td><td>${writes}</td><td>${key === undefined ? html`<span class="dim">none</span>` : html`<code>${key.slice(0, 12)}</code>`}</td><td class="n">${sayCount(rows)}</td><td class="nowrap">${
        risk.worst === undefined
          ? html`<span class="dim">0</span>`
          : html`<span class="meter">${severityShape(risk.worst)}${riskBar(risk.score, risk.worst)}${risk.score}</span>`
      }</td></tr>`,
  );
  const list =
    lines.length === 0
      ? empty({
          title: 'No agent is known yet.',
          line: 'Agents come with the first wrapped client, or are added here.',
          command: typed(visit, 'oktsec init'),
        })
      : scrollBox(
          'Every agent',
          html`<table class="table"><thead><tr><th>Agent</th><th>What it is</th><th>Mode</th><th>May write to</th><th>Key</th><th class="n">Messages, 7 d</th><th>Risk</th></tr></thead><tbody>${lines}</tbody></table>`,
        );
  const title =
    suspended > 0
      ? `${sayMany(suspended, 'agent')} suspended, of ${known.length}`
      : known.length === 0
        ? 'No agent yet'
        : `${sayMany(known.length, 'agent')}, none suspended`;
  return {
    kind: 'page',
    title: 'Agents',
    body: html`${pageHead({ title, line: 'Risk is the worst of what an agent sent in seven days, 0 to 100.' })}${panel('Agents', list)}${graphOf(visit, known, activity) ?? nothing}${panel(
      'Add an agent',
      html`<div class="body">${postForm(
        visit,
        '/agents',
        html`${textField('name', 'Name', '', { required: true, help: '1 to 64 of A-Z a-z 0-9 . _ -' })}${textField('description', 'What it is for')}${textField('can_message', 'May write to', '', { help: 'names, tag:NAME or *; empty: what the default policy says' })}<div><button class="btn primary">Add</button></div>`,
        'stack',
      )}</div>`,
    )}`,
  };
}

/** The picture alone, to be shared or kept open. */
function graphPage(visit: Visit): Shown {
  const activity = visit.services.store.activity({ since: visit.now - WEEK, by: 'day' });
  const known = knownAgents(visit.services.standing(), activity);
  const picture = graphOf(visit, known, activity, { alone: true });
  const title = `Who talks to whom: ${sayMany(known.length, 'agent')}`;
  const line = html`<a class="link" href="${visit.link('/agents')}">Agents</a>, over seven days.`;
  const body =
    picture ??
    html`<div class="panel">${empty({ title: 'Nobody has written to anybody yet.', line: 'Arrows come with the first messages, and with who may write to whom.' })}</div>`;
  return { kind: 'page', title: 'Who talks to whom', body: html`${pageHead({ title, line })}${body}` };
}

function riskBar(score: number, worst: string) {
  const look = worst === 'critical' || worst === 'high' || worst === 'medium' ? worst : 'bar';
  return html`<svg width="80" height="8" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${plain(`risk ${score} of 100`)}"><rect class="c-track" width="100" height="8" rx="2"/><rect class="c-${look}" width="${score}" height="8" rx="2"/></svg>`;
}
