import { addRuleOverride } from '../../../config/editing/rules.ts';
import { formatTime } from '../../../config/units.ts';
import { OktsecError } from '../../../errors.ts';
import { exemptionFor, stoppersOf } from '../../../policy/exemption.ts';
import type { AuditRow } from '../../../store/store.ts';
import { configAction } from '../../config-action.ts';
import { type Html, html, nothing } from '../../html.ts';
import type { Action, Visit } from '../../page.ts';
import { textField } from '../../parts/fields.ts';
import { postForm } from '../../parts/form.ts';
import { plain, shown } from '../../parts/text.ts';

const DAYS = 30;
const DAY_MICROS = 86_400_000_000;
const MOST_REASON = 500;

/** The exemption that `oktsec allow REF --tool` or `--rule` writes, from the row that it is about. */
export const exemptAction: Action = configAction('/events/:seq/exempt', (visit, form) => {
  const { services, path, now, reviewer } = visit;
  const row = services.store.get(path.seq ?? '');
  if (row === undefined || row === 'ambiguous') {
    throw new OktsecError('unknown_row', `the log has no row ${plain(path.seq ?? '')}`);
  }
  const far = form.one('far');
  if (far !== 'tool' && far !== 'rule') {
    throw new OktsecError('usage', 'the form did not say how far', { hint: 'reload the page and try again' });
  }
  const typed = form.one('reason').trim().slice(0, MOST_REASON);
  const reason = typed === '' ? `allowed by ${reviewer}` : typed;
  // To the second, as it will stand in the config.
  const expires = Math.ceil((now + DAYS * DAY_MICROS) / 1_000_000) * 1_000_000;
  const { entries, rules, server, tool, what } = exemptionFor(
    services.standing().policy,
    row,
    { far },
    { now, expires, reason },
  );
  const line = `${what} until ${formatTime(expires)}`;
  return {
    edit: (text) => entries.reduce(addRuleOverride, text),
    event: { name: 'allowed', note: `${line}: ${reason},`, ref: row.ref, to: server, tool, rules },
    to: `/events?open=${row.seq}`,
    said: `${plain(line)}.`,
  };
});

/** Offered where a rule would stop or change such a message today; the narrower one first. */
export function exemptSection(visit: Visit, row: AuditRow): Html {
  const rules = row.kind === 'event' ? [] : stoppersOf(visit.services.standing().policy, row, visit.now);
  if (rules.length === 0) return nothing;
  const server = row.side === 'client' ? row.to : row.from;
  const button = (far: 'tool' | 'rule', label: Html) =>
    html`<button class="btn" name="far" value="${far}">${label}</button>`;
  const body = html`<p>For ${DAYS} days ${shown(rules.join(', '))} will not count where you say; what else is found does.</p>${textField('reason', 'Why')}<p class="ways">${
    row.tool === undefined ? nothing : button('tool', html`Exempt ${shown(row.tool)}`)
  }${button('rule', html`Exempt all of ${shown(server)}`)}</p>`;
  return html`<section><details class="exempt"><summary>A false alarm?</summary>${postForm(visit, `/events/${row.seq}/exempt`, body, 'stack')}</details></section>`;
}
