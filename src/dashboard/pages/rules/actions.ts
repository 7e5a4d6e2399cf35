import { OVERRIDE_ACTIONS, type RuleOverride } from '../../../config/config.ts';
import { addRuleOverride, removeRuleEntry, setRuleEverywhere } from '../../../config/editing/rules.ts';
import { OktsecError } from '../../../errors.ts';
import { SEVERITIES } from '../../../rules/rule.ts';
import { configAction, wordsOf } from '../../config-action.ts';
import type { Form } from '../../form-data.ts';
import type { Action, Visit } from '../../page.ts';
import { namesTyped } from '../agents/shown.ts';
import { sayEntry } from './standing.ts';
import { tried } from './try.ts';

const DAY_MICROS = 86_400_000_000;
const MOST_DAYS = 3650;

/** What forms change about rules: entries of the config, like those that `oktsec allow` writes. */
export const ACTIONS: readonly Action[] = [
  { path: '/rules/try', loosens: false, act: tried },
  configAction('/rules/:name/ignore', (visit) => {
    const id = idOf(visit);
    return {
      edit: (text) => setRuleEverywhere(text, id, { action: 'ignore', reason: `ignored by ${visit.reviewer}` }),
      event: { name: 'rule_changed', note: `${id} ignored everywhere`, rules: [id] },
      to: placeOf(id),
      said: `${id} is ignored everywhere`,
    };
  }),
  configAction('/rules/:name/reset', (visit) => {
    const id = idOf(visit);
    return {
      edit: (text) => setRuleEverywhere(text, id, undefined),
      event: { name: 'rule_changed', note: `${id} as it comes again`, rules: [id] },
      to: placeOf(id),
      said: `${id} counts as it comes again`,
    };
  }),
  configAction('/rules/:name/override', (visit, form) => {
    const id = idOf(visit);
    const entry = entryOf(visit, form, id);
    const { id: _, ...rest } = entry;
    const narrow = entry.agents !== undefined || entry.tools !== undefined;
    return {
      edit: (text) => (narrow ? addRuleOverride(text, entry) : setRuleEverywhere(text, id, rest)),
      event: { name: 'rule_changed', note: `${id}: ${sayEntry(entry)}`, rules: [id] },
      to: placeOf(id),
      said: `${id}: ${sayEntry(entry)}`,
    };
  }),
  configAction('/rules/:name/remove', (visit, form) => {
    const id = idOf(visit);
    const place = Number(form.one('place'));
    const standing = visit.services.standing().config.rules[place];
    // Somebody may have edited the file since the page was shown: then another entry stands there.
    if (standing?.id !== id || sayEntry(standing) !== form.one('what')) {
      throw new OktsecError('changed', 'the config was changed meanwhile, nothing was removed', {
        hint: 'go back and reload the page',
      });
    }
    return {
      edit: (text) => removeRuleEntry(text, id, place),
      event: { name: 'rule_changed', note: `${id}: no longer ${sayEntry(standing)}`, rules: [id] },
      to: placeOf(id),
      said: `${id}: no longer ${sayEntry(standing)}`,
    };
  }),
];

export function placeOf(id: string): string {
  return `/rules/${encodeURIComponent(id)}`;
}

function idOf({ services, path }: Visit): string {
  const id = path.name ?? '';
  if (services.standing().rules.rules.has(id)) return id;
  throw new OktsecError('unknown_rule', `"${id}" is no rule known to oktsec`);
}

function entryOf({ now, reviewer, services }: Visit, form: Form, id: string): RuleOverride {
  const action = OVERRIDE_ACTIONS.find((one) => one === form.one('action'));
  const severity = SEVERITIES.find((one) => one === form.one('severity'));
  if (action === undefined && severity === undefined) {
    throw new OktsecError('usage', 'neither what to do nor a severity was chosen');
  }
  const pinned = services.store.pins().map(({ name }) => name);
  const [agents, tools] = [wordsOf(form.one('agents')), namesTyped(form.one('tools'), undefined, pinned)];
  const days = form.one('days').trim();
  if (days !== '' && !(/^\d{1,4}$/.test(days) && Number(days) >= 1 && Number(days) <= MOST_DAYS)) {
    throw new OktsecError('usage', `"${days}" is no number of days from 1 to ${MOST_DAYS}`);
  }
  const reason = form.one('reason').trim();
  return {
    id,
    action,
    severity,
    agents: agents.length === 0 ? undefined : agents,
    tools: tools.length === 0 ? undefined : tools,
    // To the second: that is how the config writes it.
    expires: days === '' ? undefined : Math.floor(now / 1e6) * 1e6 + Number(days) * DAY_MICROS,
    reason: reason === '' ? `set by ${reviewer}` : reason,
  };
}
