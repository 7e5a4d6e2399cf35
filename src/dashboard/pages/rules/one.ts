import { OVERRIDE_ACTIONS, type OverrideAction } from '../../../config/config.ts';
import { type Judged, judgeAgain, judgedWord, policyWith, sayChanges } from '../../../exempting/judge-again.ts';
import { type RuleInfo, SEVERITIES, type Severity } from '../../../rules/rule.ts';
import { type Html, html, nothing, safeHref } from '../../html.ts';
import type { Shown, Visit } from '../../page.ts';
import { choiceField, textField } from '../../parts/fields.ts';
import { postButton, postForm } from '../../parts/form.ts';
import { pageHead, panel, scrollBox } from '../../parts/head.ts';
import { severityMark } from '../../parts/marks.ts';
import { route } from '../../parts/rows.ts';
import { plain, shown } from '../../parts/text.ts';
import { moment, sayCount, sayMany } from '../../parts/time.ts';
import { placeOf } from './actions.ts';
import { everywhere, sayEntry, sayStanding } from './standing.ts';

/** Rows that a preview judges again: as many as take some milliseconds. */
const MOST_JUDGED = 300;
const MOST_SHOWN = 20;
const ACTIONS_SAID: Readonly<Record<OverrideAction, string>> = {
  block: 'block',
  quarantine: 'hold for a person',
  mask: 'mask what was found',
  'allow-and-flag': 'let through and flag',
  ignore: 'ignore',
};

/** One rule: what it finds, what the config makes of it, what a change would do to what was seen. */
export function oneRule(visit: Visit, id: string): Shown {
  const { config, rules } = visit.services.standing();
  const rule = rules.rules.get(id);
  if (rule === undefined) return { kind: 'missing', what: `No rule or category is called ${id.slice(0, 64)}.` };
  const entries = config.rules.filter((entry) => entry.id === id);
  const ignored = everywhere(entries)?.action === 'ignore';
  return {
    kind: 'page',
    title: id,
    body: html`${pageHead({
      title: plain(`${id}: ${rule.name}`),
      line: html`<a class="link" href="${visit.link(`/rules/${rule.category}`)}">${rule.category.replaceAll('_', ' ')}</a>`,
      tools: ignored
        ? postButton(visit, `${placeOf(id)}/reset`, { label: 'Let it count again', look: 'primary' })
        : postButton(visit, `${placeOf(id)}/ignore`, { label: 'Ignore everywhere', look: 'stop' }),
    })}${about(visit, rule, sayStanding(entries))}${preview(visit, rule)}${standing(visit, rule)}${change(visit, rule)}`,
  };
}

function about(visit: Visit, rule: RuleInfo, stands: string): Html {
  const references = (rule.references ?? []).map((text) => {
    const href = safeHref(text);
    return href === undefined
      ? html`<span>${shown(text)} </span>`
      : html`<a class="link" href="${href}" rel="noreferrer">${shown(text)}</a> `;
  });
  const rows: readonly (readonly [string, Html | string])[] = [
    ['Severity', severityMark(rule.severity)],
    ['Finds', shown(rule.description)],
    ['What to do', shown(rule.remediation)],
    ['Reads', rule.channels.join(', ').replaceAll('_', ' ')],
    ['In the config', stands],
    [
      'Events',
      html`<a class="link" href="${visit.link('/events', { q: rule.id })}">Messages in which it was found</a>`,
    ],
  ];
  return panel(
    'What it is',
    html`<div class="body"><dl class="facts">${rows.map(([term, what]) => html`<dt>${term}</dt><dd>${what}</dd>`)}${
      references.length === 0 ? nothing : html`<dt>See</dt><dd>${references}</dd>`
    }</dl></div>`,
  );
}

/** What stands in the address (`action`, `severity`) is judged against the newest rows; nothing is changed. */
function preview(visit: Visit, rule: RuleInfo): Html {
  const { services, query } = visit;
  const { config, rules } = services.standing();
  const action = OVERRIDE_ACTIONS.find((one) => one === query.get('action'));
  const severity = SEVERITIES.find((one) => one === query.get('severity'));
  const asked = action !== undefined || severity !== undefined;
  const found = services.store.list({ rule: rule.id, messages: true, limit: MOST_JUDGED });
  const judged = judgeAgain(found, rule, policyWith(config, rules, { id: rule.id, action, severity }));
  const { rows } = services.store.tally({ since: 0 });
  const more = found.length === MOST_JUDGED ? `, the newest ${MOST_JUDGED} of them` : '';
  const as = asked
    ? [action === undefined ? '' : ACTIONS_SAID[action], severity === undefined ? '' : `as ${severity}`]
        .filter(Boolean)
        .join(', ')
    : 'as it stands';
  const changed = judged.filter(({ was, would }) => was !== would);
  return panel(
    'On your own history',
    html`<div class="body"><form class="row-form" method="get" action="${visit.link(placeOf(rule.id))}">${choiceField(
      'action',
      'As if',
      action ?? '',
      actionChoices('as it stands'),
    )}${choiceField('severity', 'with severity', severity ?? '', severityChoices('its own'))}<button class="btn">Judge again</button></form><p>${capital(as)}: found in ${sayMany(judged.length, 'message')} of your last ${sayCount(rows)}${more}; ${sayChanges(judged)}.</p></div>${
      judged.length === 0 ? nothing : rowsOf(visit, asked ? changed : judged)
    }`,
  );
}

function rowsOf(visit: Visit, judged: readonly Judged[]): Html {
  if (judged.length === 0) return nothing;
  const lines = judged
    .slice(0, MOST_SHOWN)
    .map(
      ({ row, was, would, excerpts }) =>
        html`<tr><td class="nowrap"><a class="link" href="${visit.link('/events', { open: row.seq })}">${moment(row.time, visit.now)}</a></td><td>${route(row.from, row.to)}</td><td>${shown(row.tool ?? row.method ?? '')}</td><td class="nowrap">${was === would ? judgedWord(was) : `${judgedWord(was)}, would be ${judgedWord(would)}`}</td><td class="wide">${shown(excerpts[0] ?? '')}</td></tr>`,
    );
  return scrollBox(
    'Messages judged again',
    html`<table class="table"><thead><tr><th>Time</th><th>Who</th><th>What</th><th>Outcome</th><th>Redacted excerpt</th></tr></thead><tbody>${lines}</tbody></table>`,
  );
}

/** The entries of the config about this rule, each with a way to take it out. */
function standing(visit: Visit, rule: RuleInfo): Html {
  const { config } = visit.services.standing();
  const lines = config.rules.flatMap((entry, place) => {
    if (entry.id !== rule.id) return [];
    const what = sayEntry(entry);
    const fields = { place: String(place), what };
    return [
      html`<tr><td>${plain(what)}</td><td class="wide">${shown(entry.reason ?? '')}</td><td>${postButton(visit, `${placeOf(rule.id)}/remove`, { label: 'Take out', fields })}</td></tr>`,
    ];
  });
  if (lines.length === 0) return nothing;
  return panel(
    'In the config',
    scrollBox(
      'Entries of the config',
      html`<table class="table"><thead><tr><th>Entry</th><th>Why</th><th>Do</th></tr></thead><tbody>${lines}</tbody></table>`,
    ),
  );
}

function change(visit: Visit, rule: RuleInfo): Html {
  return panel(
    'Change',
    html`<div class="body">${postForm(
      visit,
      `${placeOf(rule.id)}/override`,
      html`${choiceField('action', 'What to do', '', actionChoices('by severity'))}${choiceField('severity', 'Severity', '', severityChoices(`its own (${rule.severity})`))}${textField('agents', 'Only of these agents', '', { help: 'none named: of all' })}${textField('tools', 'Only in these tools', '', { help: 'none named: in all' })}${textField('days', 'For so many days', '', { help: 'empty: until it is taken out' })}${textField('reason', 'Why', '')}<div><button class="btn primary">Write it to the config</button></div>`,
      'stack',
    )}</div>`,
  );
}

function actionChoices(first: string) {
  return [
    { value: '', label: first },
    ...OVERRIDE_ACTIONS.map((action) => ({ value: action, label: ACTIONS_SAID[action] })),
  ];
}

function severityChoices(first: string) {
  return [
    { value: '', label: first },
    ...SEVERITIES.toReversed().map((severity: Severity) => ({ value: severity, label: severity })),
  ];
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
