import { EXIT, OktsecError } from '../../errors.ts';
import type { Form } from '../form-data.ts';
import { type Html, html, nothing } from '../html.ts';
import type { Done, Page, Shown, Visit } from '../page.ts';
import { tabs } from '../parts/filters.ts';
import { hidden, postForm } from '../parts/form.ts';
import { pageHead } from '../parts/head.ts';
import { outcomeOf, severityMark, statusMark } from '../parts/marks.ts';
import { empty } from '../parts/states.ts';
import { plain, shown } from '../parts/text.ts';
import { moment, sayCount, sayMany, sayMoment } from '../parts/time.ts';
import { type Alert, alertsOf, newCount, newestOnly, STATES, type State } from './alerts/raised.ts';

/** What was stopped, or would have been, by rule and server: who has seen it, and what is done with. */
export const alerts: Page = {
  name: 'alerts',
  views: [{ path: '/alerts', show }],
  actions: [{ path: '/alerts/say', loosens: false, act: say }],
  badge: (services) => ({ count: newCount(services), what: 'new' }),
};

const MOST_NOTE = 500;

function show(visit: Visit): Shown {
  const { services, query, link } = visit;
  const asked = query.get('state');
  const state = STATES.find((one) => one === asked) ?? 'new';
  const all = alertsOf(services);
  const of = (wanted: State) => all.filter((alert) => alert.state === wanted);
  const fresh = of('new');
  const head = pageHead({
    title: fresh.length === 0 ? 'Nothing new was raised' : `${sayMany(fresh.length, 'alert is', 'alerts are')} new`,
    line: lineOf(visit),
  });
  const ways = tabs(
    'State',
    STATES.map((one) => ({
      label: `${one.charAt(0).toUpperCase()}${one.slice(1)}`,
      href: link('/alerts', { state: one }),
      current: one === state,
      count: sayCount(of(one).length),
    })),
  );
  const list = of(state).map((alert) => alertItem(visit, alert));
  const body =
    list.length === 0
      ? empty({
          title: EMPTY[state],
          line: state === 'new' ? 'What is stopped next stands here.' : 'See the other tabs.',
        })
      : html`<ul class="alerts">${list}</ul>`;
  return { kind: 'page', title: 'Alerts', body: html`${head}${ways}<div class="panel">${body}</div>` };
}

function lineOf({ services, link }: Visit): Html {
  const said = html`What was stopped in the last 30 days, or would have been, by rule and server.`;
  const newest = newestOnly(services);
  if (newest === undefined) return said;
  const all = link('/events', { period: '30d' });
  return html`${said} It was so much that only the newest ${newest} messages are looked at; <a class="link" href="${all}">Events</a> has all.`;
}

const EMPTY: Readonly<Record<State, string>> = {
  new: 'Nothing waits for you.',
  acknowledged: 'Nobody has anything in hand.',
  resolved: 'Nothing was resolved yet.',
};

function alertItem(visit: Visit, alert: Alert): Html {
  const { rule, about, what, severity, rows, fresh, first, last, word, stopped, state } = alert;
  const { link, now } = visit;
  const events = link('/events', { tab: 'findings', q: rule, server: about, period: '30d' });
  const more = word !== undefined && fresh > 0 ? html`, <b>${sayCount(fresh)} since</b>` : nothing;
  const said =
    word === undefined
      ? nothing
      : html`<p class="dim">${word.state} by ${shown(word.reviewer)} ${sayMoment(word.time, now)}${word.note === undefined ? nothing : html`: ${shown(word.note)}`}</p>`;
  return html`<li><div class="what"><p><a class="link" href="${events}" data-row>${what}</a> at <b>${shown(about)}</b>${
    (last.tool ?? '') === '' ? nothing : html`, <code>${shown(last.tool ?? '')}</code>`
  }</p>
<p class="meta">${severityMark(severity)}<span class="mono">${shown(rule)}</span><span>${sayMany(rows, 'time')}${more}</span><span>${
    rows > 1 ? html`${moment(first, now)} to ` : nothing
  }${moment(last.time, now)}</span>${stopped ? nothing : html`<span class="tag">only recorded: observe</span>`}${statusMark(outcomeOf(last))}</p>${said}</div>
${decide(visit, alert, state)}</li>`;
}

function decide(visit: Visit, { rule, about, last, what }: Alert, state: State): Html {
  const fields = [hidden('rule', rule), hidden('about', about), hidden('seq', String(last.seq)), hidden('was', state)];
  const note = html`<label class="field"><span class="sr">Note about ${what}</span><input name="note" maxlength="500" placeholder="Note (optional)" autocomplete="off"></label>`;
  const button = (word: string, label: string, look: string) =>
    html`<button class="btn ${look}" name="state" value="${word}">${label}<span class="sr"> ${what} at ${plain(about)}</span></button>`;
  const buttons =
    state === 'new'
      ? html`${note}${button('acknowledged', 'Acknowledge', 'primary')}${button('resolved', 'Resolve', '')}`
      : state === 'acknowledged'
        ? html`${note}${button('resolved', 'Resolve', 'primary')}${button('new', 'Put back', '')}`
        : button('new', 'Put back', '');
  return postForm(visit, '/alerts/say', html`${fields}${buttons}`, 'say');
}

/** @throws OktsecError `alert_settled` when somebody else spoke first */
function say({ services, reviewer }: Visit, form: Form): Done {
  const rule = form.one('rule');
  const about = form.one('about');
  const state = STATES.find((one) => one === form.one('state'));
  const alert = alertsOf(services).find((one) => one.rule === rule && one.about === about);
  if (state === undefined || alert === undefined) {
    throw new OktsecError('usage', 'there is no such alert', { hint: 'reload the page and try again' });
  }
  if (alert.state !== form.one('was')) {
    const by = alert.word === undefined ? '' : ` by ${alert.word.reviewer}`;
    throw new OktsecError('alert_settled', `somebody was faster: it is ${alert.state}${by}`, {
      hint: 'reload the page',
      exit: EXIT.no,
    });
  }
  // Only what the person saw: rows that came since raise it anew.
  const seq = Number(form.one('seq'));
  const note = form.one('note').trim().slice(0, MOST_NOTE);
  services.store.sayOfAlert({
    rule,
    about,
    state,
    seq: Number.isSafeInteger(seq) ? Math.min(seq, alert.last.seq) : alert.last.seq,
    reviewer,
    note: note === '' ? undefined : note,
  });
  const done = { new: 'put back', acknowledged: 'acknowledged', resolved: 'resolved' }[state];
  return { to: `/alerts?state=${form.one('was')}`, said: `${alert.what} at ${plain(about)} is ${done}.` };
}
