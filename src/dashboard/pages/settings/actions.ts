import { setAgentFields } from '../../../config/editing/agent-fields.ts';
import { addToList, removeFromList } from '../../../config/editing/lists.ts';
import { setMode, setValue } from '../../../config/editing/values.ts';
import { OktsecError } from '../../../errors.ts';
import { MODES } from '../../../policy/decisions.ts';
import { configAction } from '../../config-action.ts';
import type { Form } from '../../form-data.ts';
import { html } from '../../html.ts';
import type { Action } from '../../page.ts';
import { pageHead, panel } from '../../parts/head.ts';

const HOME = '/settings';
/** Scopes that change what is protected. */
const LOOSENING = ['review', 'agents:write'];

export const ACTIONS: readonly Action[] = [
  configAction('/settings/mode', (_, form) => {
    const agent = form.one('agent');
    const mode = MODES.find((one) => one === form.one('mode'));
    if (mode === undefined && (agent === '' || form.one('mode') !== '')) {
      throw new OktsecError('usage', `"${form.one('mode')}" is no mode`);
    }
    const where = agent === '' ? 'everything' : agent;
    return {
      edit: (text) =>
        mode === undefined
          ? setAgentFields(text, agent, { mode: undefined })
          : setMode(text, mode, agent === '' ? {} : { agent }),
      event: {
        name: 'mode_changed',
        note: `${mode ?? 'the mode of everything'} for ${where}`,
        ...(mode === undefined ? {} : { mode }),
        ...(agent === '' ? {} : { to: agent }),
      },
      to: HOME,
      said: `${mode ?? 'as everywhere'}: ${where}`,
    };
  }),
  configAction('/settings/retention', (_, form) => {
    const days = wholeNumber(form, 'retention_days', 0, 36_500);
    const hours = wholeNumber(form, 'expiry_hours', 1, 8760);
    return {
      edit: (text) =>
        setValue(
          setValue(text, ['quarantine', 'retention_days'], String(days)),
          ['quarantine', 'expiry_hours'],
          String(hours),
        ),
      event: { name: 'config_edited', note: `retention_days ${days}, expiry_hours ${hours}` },
      to: HOME,
      said: `rows are kept ${days === 0 ? 'for ever' : `for ${days} days`}, what is held waits ${hours} ${hours === 1 ? 'hour' : 'hours'}`,
    };
  }),
  configAction('/settings/webhooks', (_, form) => {
    const url = form.one('url').trim();
    if (url === '') throw new OktsecError('usage', 'a webhook needs a URL');
    const name = form.one('name').trim();
    const events = form.all('events');
    const chat = form.one('chat_id').trim();
    const entry = {
      ...(name === '' ? {} : { name }),
      url,
      ...(form.one('format') === 'json' ? {} : { format: form.one('format') }),
      ...(chat === '' ? {} : { chat_id: chat }),
      ...(events.length === 0 ? {} : { events: [...events] }),
    };
    return {
      edit: (text) => addToList(text, 'webhooks', entry),
      event: { name: 'config_edited', note: `webhook ${name === '' ? 'without a name' : name} added` },
      to: HOME,
      said: 'the webhook is added; test it',
    };
  }),
  configAction('/settings/sinks/remove', (visit, form) => {
    const list = form.one('list') === 'sinks' ? 'sinks' : 'webhooks';
    const place = Number(form.one('place'));
    const name = form.one('name');
    // Somebody may have edited the file since the page was shown: then another one stands there.
    if (visit.services.standing().config[list][place]?.name !== name) {
      throw new OktsecError('changed', 'the config was changed meanwhile, nothing was removed');
    }
    return {
      edit: (text) => removeFromList(text, list, place),
      event: { name: 'config_edited', note: `${name} removed from ${list}` },
      to: HOME,
      said: `${name} is told no more`,
    };
  }),
  {
    path: '/settings/sinks/test',
    loosens: false,
    act: async ({ services }, form) => {
      const name = form.one('name');
      const error = await services.testSink(name);
      if (error !== undefined) throw new OktsecError('not_told', `not told to ${name}: ${error}`);
      return { to: HOME, said: `${name} was told of a test` };
    },
  },
  {
    path: '/settings/tokens',
    loosens: (form) => scopesOf(form).some((scope) => LOOSENING.includes(scope)),
    act: (visit, form) => {
      const [name, scopes] = [form.one('name').trim(), scopesOf(form)];
      if (scopes.length === 0) throw new OktsecError('usage', 'a token needs a scope');
      const token = visit.services.makeToken({ name, scopes, days: wholeNumber(form, 'days', 1, 366) });
      // Shown in the answer itself: it is kept nowhere, so no other page can show it.
      return {
        kind: 'page',
        title: 'A new token',
        body: html`${pageHead({ title: 'This token is shown once', line: html`<a class="link" href="${visit.link(HOME)}">Settings</a>` })}${panel(
          'Token',
          html`<div class="body"><p class="command"><code>${token}</code><button class="btn" type="button" data-copy="${token}" hidden>Copy</button></p><p>${name}: ${scopes.join(', ')}. What is kept is its hash.</p></div>`,
        )}`,
      };
    },
  },
  {
    path: '/settings/tokens/revoke',
    loosens: false,
    act: ({ services, reviewer }, form) => {
      const name = form.one('name');
      if (!services.store.revokeToken(name, { by: reviewer })) {
        throw new OktsecError('no_such_token', `no token that counts is called "${name}"`);
      }
      return { to: HOME, said: `${name} counts no more` };
    },
  },
];

/** What was ticked, and the mailboxes that were named; cut as they will be read, so that no comma hides a scope from the question. */
function scopesOf(form: Form): string[] {
  const words = (texts: readonly string[]) => texts.flatMap((text) => text.split(',')).map((word) => word.trim());
  const agents = words(form.all('mailboxes')).filter(Boolean);
  return [...words(form.all('scopes')), ...agents.map((name) => `mailbox:${name}`)];
}

function wholeNumber(form: Form, name: string, least: number, most: number): number {
  const text = form.one(name).trim();
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new OktsecError('usage', `"${text}" is no whole number from ${least} to ${most}`);
}
