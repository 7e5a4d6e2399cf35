import type { Edge } from '../../../config/config.ts';
import type { AgentPolicy } from '../../../policy/policy.ts';
import { RISK_FORMULA, riskOf } from '../../../posture/risk.ts';
import { CATEGORIES } from '../../../rules/rule.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Shown, Visit } from '../../page.ts';
import { code } from '../../parts/command.ts';
import { box, boxes, choiceField, textField } from '../../parts/fields.ts';
import { hidden, postButton, postForm } from '../../parts/form.ts';
import { pageHead, panel, scrollBox } from '../../parts/head.ts';
import { outcomeOf, statusMark } from '../../parts/marks.ts';
import { shown } from '../../parts/text.ts';
import { moment, sayCount, sayMany } from '../../parts/time.ts';
import { placeOf } from './actions.ts';
import { type KnownAgent, knownAgents } from './known.ts';
import { listShown, policyShown, toolsShown } from './shown.ts';

const WEEK = 7 * 86_400_000_000;

/** What one agent may do and did, and the forms that change it. */
export function oneAgent(visit: Visit): Shown {
  const { services, path, now } = visit;
  const name = path.name ?? '';
  const standing = services.standing();
  const activity = services.store.activity({ since: now - WEEK, by: 'day' }, name);
  const known = knownAgents(standing, activity).find((agent) => agent.name === name);
  if (known === undefined) return { kind: 'missing', what: `No agent is called ${name.slice(0, 64)}.` };
  const agent = standing.policy.agents.get(name);
  const { flagged, masked, quarantined, blocked, rejected } = activity.total;
  const found = flagged + masked + quarantined + blocked + rejected;
  const title = known.suspended
    ? `${name} is suspended`
    : `${name}: ${sayMany(known.rows, 'message')} in 7 d${found === 0 ? ', nothing found' : `, ${sayCount(found)} with a finding`}`;
  return {
    kind: 'page',
    title: name,
    body: html`${pageHead({
      title,
      line: html`<a class="link" href="${visit.link('/agents')}">Agents</a>`,
      tools: suspendButton(visit, known),
    })}${facts(visit, known)}${recent(visit, name)}${settings(visit, name, agent)}${
      known.kind === 'agent' || known.key !== undefined ? keys(visit, known) : nothing
    }${tools(
      visit,
      name,
      agent,
      activity.tools.map(({ tool }) => tool),
    )}${agent === undefined ? nothing : remove(visit, name)}`,
  };
}

function suspendButton(visit: Visit, { name, suspended }: KnownAgent): Html {
  return suspended
    ? postButton(visit, `${placeOf(name)}/resume`, { label: 'Lift the suspension' })
    : postButton(visit, `${placeOf(name)}/suspend`, { label: 'Suspend', look: 'stop' });
}

function facts(visit: Visit, known: KnownAgent): Html {
  const risk = riskOf(known.severities);
  const rows: readonly (readonly [string, Html | string])[] = [
    ['What it is', known.kind],
    ['Mode', known.mode],
    ['May write to', known.writes],
    ['Risk', html`${risk.score} of 100 <span class="dim">${RISK_FORMULA}</span>`],
    ['Events', html`<a class="link" href="${visit.link('/events', { q: known.name })}">All of its messages</a>`],
  ];
  return panel(
    'Now',
    html`<div class="body"><dl class="facts">${rows.map(([term, what]) => html`<dt>${term}</dt><dd>${what}</dd>`)}</dl></div>`,
  );
}

function recent(visit: Visit, name: string): Html {
  const rows = visit.services.store.list({ agent: name, findings: true, messages: true, limit: 8 });
  if (rows.length === 0) return nothing;
  const lines = rows.map(
    (row) =>
      html`<tr><td>${moment(row.time, visit.now)}</td><td><a class="link" href="${visit.link('/events', { open: row.seq })}">${shown(row.findings[0]?.name ?? row.rules[0] ?? '')}</a></td><td>${shown(row.tool ?? row.method ?? row.kind)}</td><td>${statusMark(outcomeOf(row))}</td></tr>`,
  );
  return panel(
    'Last found',
    scrollBox(
      'Messages with findings',
      html`<table class="table"><thead><tr><th>Time</th><th>What</th><th>In</th><th>Status</th></tr></thead><tbody>${lines}</tbody></table>`,
    ),
  );
}

function settings(visit: Visit, name: string, agent: AgentPolicy | undefined): Html {
  const writes = agent?.canMessage;
  const conditional = writes?.some(({ rate, expires }) => rate !== undefined || expires !== undefined) === true;
  const list = conditional
    ? html`<p class="dim">Now ${sayEdges(writes ?? [])}. A rate and an end stay with the agents that stay named; ${code(visit, 'oktsec config edit')} changes them.</p>`
    : nothing;
  return panel(
    'Policy',
    html`<div class="body">${postForm(
      visit,
      placeOf(name),
      html`${hidden('was', policyShown(agent))}${textField('description', 'What it is for', agent?.description ?? '')}${textField('tags', 'Tags', listShown(agent?.tags))}${choiceField(
        'mode',
        'Mode',
        agent?.mode ?? '',
        [
          { value: '', label: 'as everywhere' },
          { value: 'observe', label: 'observe: only record' },
          { value: 'enforce', label: 'enforce: stop what is found' },
        ],
      )}${list}${choiceField(
        'writes',
        'May write to',
        writes !== undefined && writes.length === 0 ? 'nobody' : 'list',
        [
          { value: 'list', label: 'the agents named below; none named: what the default policy says' },
          { value: 'nobody', label: 'nobody' },
        ],
      )}${textField('can_message', 'Agents', writes?.map(({ to }) => to).join(', ') ?? '', {
        help: 'names, tag:NAME or * for every known one',
      })}${boxes('blocked_content', 'Always block, whatever the severity', CATEGORIES, [...(agent?.blockedContent ?? [])])}<div><button class="btn primary">Save</button></div>`,
      'stack',
    )}</div>`,
  );
}

function keys(visit: Visit, { name, key }: KnownAgent): Html {
  const body =
    key === undefined
      ? html`<p>It has no key, so nothing that it signs counts.</p>${postButton(visit, `${placeOf(name)}/key`, { label: 'Make a key' })}`
      : html`<p class="anywhere"><code>${key}</code></p>${postForm(
          visit,
          `${placeOf(name)}/key/revoke`,
          html`<label>Why<input name="reason" maxlength="200" autocomplete="off"></label><button class="btn stop">Revoke for good</button>`,
          'row-form',
        )}`;
  return panel('Key', html`<div class="body">${body}</div>`);
}

function tools(visit: Visit, name: string, agent: AgentPolicy | undefined, called: readonly string[]): Html {
  const own = agent?.tools;
  const kept =
    own === undefined || own.each.size === 0
      ? nothing
      : html`<p class="dim">${sayMany(own.each.size, 'tool')} with bounds of its own (${[...own.each.keys()].join(', ')}) stay as they are.</p>`;
  return panel(
    'Tools it may call, or offer',
    html`<div class="body">${postForm(
      visit,
      `${placeOf(name)}/tools`,
      html`${hidden('was', toolsShown(agent))}${choiceField(
        'default',
        'Tools that are not named',
        own?.default ?? 'allow',
        [
          { value: 'allow', label: 'may be called' },
          { value: 'deny', label: 'may not be called' },
        ],
      )}${textField('allow', 'Only these', listShown(own?.allow), {
        help: called.length === 0 ? 'names' : `called in 7 d: ${called.slice(0, 12).join(', ')}`,
      })}${textField('deny', 'Never these', listShown(own?.deny))}${box('read_only', '1', 'Only tools whose pinned definition says that they only read', own?.readOnly === true)}${kept}<div><button class="btn primary">Save</button></div>`,
      'stack',
    )}</div>`,
  );
}

function remove(visit: Visit, name: string): Html {
  return panel(
    'Remove',
    html`<div class="body"><p>Its entry goes out of the config; what was recorded stays, and so does its key until it is revoked.</p>${postButton(visit, `${placeOf(name)}/remove`, { label: 'Remove from the config', look: 'stop' })}</div>`,
  );
}

function sayEdges(edges: readonly Edge[]): string {
  return edges
    .map(({ to, rate, expires }) =>
      [to, rate === undefined ? '' : `${rate.count} in ${rate.seconds} s`, expires === undefined ? '' : 'with an end']
        .filter(Boolean)
        .join(' '),
    )
    .join(', ');
}
