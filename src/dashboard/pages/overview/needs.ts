import { SEVERITIES, type Severity } from '../../../rules/rule.ts';
import type { Waiting } from '../../../store/store.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { code } from '../../parts/command.ts';
import { severityMark } from '../../parts/marks.ts';
import { shown } from '../../parts/text.ts';
import { sayCount, sayDuration, sayMany } from '../../parts/time.ts';
import { sayingOf } from '../events/words.ts';

/** One thing that only a person can do. */
export type Need = {
  readonly severity: Severity;
  readonly what: Html;
  readonly line: Html | undefined;
  readonly way: Html | undefined;
};

/** Of what is held, so many say what it is about. */
const MOST_NAMED = 20;
const MOST_PINS = 3;

/** What waits for a person, the worst first. */
export function needsOf(visit: Visit, held: Waiting | undefined): readonly Need[] {
  const needs = [
    brokenChain(visit),
    paused(visit),
    faultOf(visit),
    heldNeed(visit, held),
    ...changedTools(visit),
  ].filter((need) => need !== undefined);
  return needs.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}

export function needsList(needs: readonly Need[]): Html {
  if (needs.length === 0) return nothing;
  return html`<section class="panel" aria-label="Needs you"><ul class="needs">${needs.map(
    ({ severity, what, line, way }) =>
      html`<li>${severityMark(severity)}<div><p>${what}</p>${line === undefined ? nothing : html`<p class="dim">${line}</p>`}</div>${way ?? nothing}</li>`,
  )}</ul></section>`;
}

function brokenChain(visit: Visit): Need | undefined {
  const { state, bad } = visit.services.chain();
  if (state !== 'broken') return undefined;
  return {
    severity: 'critical',
    what: html`The audit log was changed: ${shown(bad?.what ?? 'its chain is broken')}`,
    line: html`${bad?.seq === undefined ? 'It proves nothing.' : `Rows before ${bad.seq} are proved, later ones are not.`} Somebody who can write to this home did that, or a disk. ${code(visit, 'oktsec logs verify')} looks again.`,
    way:
      bad?.seq === undefined
        ? undefined
        : html`<a class="btn" href="${visit.link('/events', { period: '30d', before: bad.seq + 1 })}">See the rows</a>`,
  };
}

function paused(visit: Visit): Need | undefined {
  if (!visit.services.standing().paused) return undefined;
  return {
    severity: 'critical',
    what: html`Everything is paused: no message passes`,
    line: html`A person stopped all servers of this home. ${code(visit, 'oktsec resume')} lets them go on.`,
    way: undefined,
  };
}

function faultOf(visit: Visit): Need | undefined {
  const { fault } = visit.services.standing();
  if (fault === undefined) return undefined;
  return {
    severity: 'high',
    what: html`The config has a fault and does not count`,
    line: html`${shown(fault)}. What stood before stands. ${code(visit, 'oktsec verify')} says what to do.`,
    way: undefined,
  };
}

function heldNeed(visit: Visit, held: Waiting | undefined): Need | undefined {
  if (held === undefined) return undefined;
  const { store } = visit.services;
  const rows = store.quarantine('pending', MOST_NAMED).flatMap(({ seq }) => {
    const row = store.get(String(seq));
    return row === undefined || row === 'ambiguous' ? [] : [row];
  });
  const worst = rows.flatMap(({ findings }) => findings.map(({ severity }) => severity));
  const severity = SEVERITIES.findLast((one) => worst.includes(one)) ?? 'high';
  const all = rows.map((row) => sayingOf(row) ?? row.decision);
  const said = [...new Set(all)].slice(0, 2);
  const more = held.count - all.filter((one) => said.includes(one)).length;
  return {
    severity,
    what: html`${sayMany(held.count, 'message is', 'messages are')} held: ${shown(said.join(', '))}${more > 0 ? `, and ${sayCount(more)} more` : ''}`,
    line: html`The oldest has waited ${sayDuration(visit.now - held.since)}; the next expires in ${sayDuration(held.until - visit.now)}.`,
    way: visit.has('quarantine')
      ? html`<a class="btn primary" href="${visit.link('/quarantine')}">Review ${sayCount(held.count)}</a>`
      : code(visit, 'oktsec quarantine'),
  };
}

function changedTools(visit: Visit): Need[] {
  const pins = visit.services.store.pins().filter(({ state }) => state === 'pending');
  const needs = pins.slice(0, MOST_PINS).map(({ server, name, kind, changed }): Need => {
    const what = name === '' ? kind : `${kind} ${name}`;
    return {
      severity: 'high',
      what: html`<strong>${shown(server)}</strong>: ${shown(what)} reaches further than what was approved`,
      line: html`Changed ${sayDuration(visit.now - changed)} ago. It stays blocked in enforce until you decide.`,
      way: visit.has('servers')
        ? html`<a class="btn" href="${visit.link(`/servers/${encodeURIComponent(server)}`)}">Review change</a>`
        : code(visit, 'oktsec pins'),
    };
  });
  const more = pins.length - needs.length;
  if (more > 0) {
    needs.push({
      severity: 'high',
      what: html`${sayMany(more, 'further definition')} changed`,
      line: undefined,
      way: code(visit, 'oktsec pins'),
    });
  }
  return needs;
}
