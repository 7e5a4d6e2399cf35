import { COMPARED } from '../../../guard/compared.ts';
import { DECISIONS } from '../../../policy/decisions.ts';
import type { AuditRow, Proof, QuarantineItem } from '../../../store/store.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Visit } from '../../page.ts';
import { excerpt } from '../../parts/excerpt.ts';
import { icon } from '../../parts/icons.ts';
import { outcomeOf, severityMark, statusMark } from '../../parts/marks.ts';
import { shown } from '../../parts/text.ts';
import { moment, rfc3339, sayAgo, sayCount, sayDuration, sayLatency } from '../../parts/time.ts';
import { exemptSection } from './exempt.ts';
import { titleOf } from './words.ts';

export type DetailLinks = {
  readonly close: string;
  readonly newer?: string | undefined;
  readonly older?: string | undefined;
};

/** All that is known of one row: what, from whom, what was found, and its place in the chain. */
export function detail(visit: Visit, row: AuditRow, json: string, links: DetailLinks | undefined): Html {
  const { store } = visit.services;
  const item = row.ref === undefined ? undefined : store.quarantined(row.ref);
  const held = item === undefined || item === 'ambiguous' ? undefined : item;
  const { length } = row.findings;
  return html`<aside class="panel detail" aria-label="Event ${row.seq}" data-detail="${row.seq}" tabindex="-1">
<div class="top">${links === undefined ? nothing : html`<a class="link back" href="${links.close}">Events</a>`}${statusMark(outcomeOf(row))}<span class="dim mono">#${row.seq}</span>${links === undefined ? nothing : steps(links)}</div>
<section><h2>${shown(titleOf(row))}</h2>${facts(visit, row, held)}</section>
${length === 0 ? nothing : html`<section><h3>${length === 1 ? '1 finding' : `${length} findings`}</h3>${row.findings.map((finding) => findingCard(visit, finding))}</section>`}
${exemptSection(visit, row)}
${proofSection(store.proof(row.seq), row, visit.now)}
<section><details><summary>JSON</summary><pre class="code">${json}</pre></details><p class="ways"><a class="link" href="${visit.link(`/events/${row.seq}.json`)}">This event as JSON</a><a class="link" href="${visit.link(`/events/${row.seq}`)}">Link to this event</a></p></section>
</aside>`;
}

function steps({ newer, older, close }: DetailLinks): Html {
  const step = (href: string | undefined, name: 'up' | 'down', label: string) =>
    href === undefined ? nothing : html`<a class="icon-btn" href="${href}" aria-label="${label}">${icon(name)}</a>`;
  return html`<span class="steps">${step(newer, 'up', 'Newer event')}${step(older, 'down', 'Older event')}<a class="icon-btn" href="${close}" aria-label="Close" data-close>${icon('close')}</a></span>`;
}

function facts(visit: Visit, row: AuditRow, held: QuarantineItem | undefined): Html {
  const own = row.kind === 'event';
  const { action } = DECISIONS[row.decision];
  const session = visit.has('sessions')
    ? html`<a class="link mono" href="${visit.link(`/sessions/${row.session}`)}">${row.session}</a>`
    : html`<span class="mono">${row.session}</span>`;
  const lines: readonly (readonly [string, Html | undefined])[] = [
    [
      'Route',
      own
        ? undefined
        : html`<span class="route"><span>${shown(row.from)}</span>${icon('right', 12)}<span class="sr"> to </span><span>${shown(row.to)}</span></span>`,
    ],
    [
      'When',
      html`<time datetime="${rfc3339(row.time)}">${moment(row.time, visit.now)}</time>, ${sayAgo(row.time, visit.now)}`,
    ],
    [
      'Message',
      own
        ? undefined
        : html`${row.kind} ${shown([row.method, row.tool].filter((part) => part !== undefined).join(' '))}, ${sayCount(row.size)} bytes`,
    ],
    [
      'Sender',
      own
        ? undefined
        : html`${row.sender}${row.key === undefined ? nothing : html`, key <span class="mono">${shown(row.key)}</span>`}`,
    ],
    [
      'Decision',
      own
        ? undefined
        : html`<code>${row.decision}</code> in ${row.mode}${action === row.action ? nothing : html`; enforce would ${action} it, it was forwarded`}`,
    ],
    ['Note', row.note === undefined ? undefined : shown(row.note)],
    ['Session', own ? undefined : session],
    ['Added', own || row.latencyMicros === 0 ? undefined : html`${sayLatency(row.latencyMicros)}`],
    ['Held as', held === undefined ? undefined : heldWords(visit, held)],
    [
      'Content',
      own ? undefined : html`<span class="mono">sha-256 ${Buffer.from(row.hash).toString('hex').slice(0, 16)}…</span>`,
    ],
  ];
  return html`<dl class="facts">${lines.map(([name, value]) => (value === undefined ? nothing : html`<dt>${name}</dt><dd>${value}</dd>`))}</dl>`;
}

function heldWords(visit: Visit, { ref, status, expiresAt, reviewer }: QuarantineItem): Html {
  const name = visit.has('quarantine')
    ? html`<a class="link mono" href="${visit.link('/quarantine', { open: ref })}">${ref}</a>`
    : html`<span class="mono">${ref}</span>`;
  if (status === 'pending') return html`${name}, waits for a person, expires in ${sayDuration(expiresAt - visit.now)}`;
  return html`${name}, ${status}${reviewer === undefined ? nothing : html` by ${shown(reviewer)}`}`;
}

function findingCard(visit: Visit, finding: AuditRow['findings'][number]): Html {
  const listed = visit.services.standing().rules.rules.get(finding.rule);
  const rule = listed ?? COMPARED.get(finding.rule);
  const id =
    visit.has('rules') && listed !== undefined
      ? html`<a class="link mono" href="${visit.link(`/rules/${encodeURIComponent(finding.rule)}`)}">${shown(finding.rule)}</a>`
      : html`<span class="mono">${shown(finding.rule)}</span>`;
  return html`<div class="finding"><p class="ways">${severityMark(finding.severity)}${id}<strong>${shown(finding.name)}</strong></p>
${finding.excerpt === undefined || finding.excerpt === '' ? nothing : excerpt(finding.excerpt, finding.span, finding.severity)}
<dl class="facts"><dt>At</dt><dd class="mono">${shown(finding.pointer === '' ? '/' : finding.pointer)}, ${finding.span[0]}–${finding.span[1]}${finding.key ? ', in a key' : ''}</dd><dt>Read as</dt><dd>${finding.view}, ${finding.channel.replaceAll('_', ' ')}</dd>${
    rule === undefined
      ? nothing
      : html`<dt>Why</dt><dd>${shown(rule.description)}</dd><dt>What to do</dt><dd>${shown(rule.remediation)}</dd>`
  }</dl></div>`;
}

function proofSection(proof: Proof | undefined, row: AuditRow, now: number): Html {
  if (proof === undefined) return nothing;
  const verdict = proof.fits
    ? html`<span class="status">${icon('check', 14)}fits</span>`
    : html`<span class="status blocked">${icon('stop', 14)}broken</span>`;
  const { previous, checkpoint } = proof;
  return html`<section><h3>Proof ${verdict}</h3><ul class="chain">
${previous === undefined ? nothing : html`<li>${icon('link', 14)}<span class="mono dim">${previous.seq}  ${shortHash(previous.hash)}</span></li>`}
<li>${icon('link', 14)}<b class="mono">${row.seq}  ${shortHash(row.rowHash)}</b></li>
${proof.bad === undefined ? nothing : html`<li>${icon('stop', 14)}<span class="critical">${proof.bad}</span></li>`}
${
  checkpoint === undefined
    ? proof.fits
      ? html`<li>${icon('lock', 14)}<span>Not signed yet: the next checkpoint will be about it</span></li>`
      : nothing
    : html`<li>${icon('lock', 14)}<span>Checkpoint ${checkpoint.number} at row ${checkpoint.seq}, signed ${moment(checkpoint.time, now)}</span></li>`
}</ul></section>`;
}

function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`;
}
