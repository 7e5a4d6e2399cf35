import { edgesFor, removeAgent, setAgentFields } from '../../../config/editing/agent-fields.ts';
import { OktsecError } from '../../../errors.ts';
import { isAgentName } from '../../../message/words/agent-name.ts';
import type { AgentPolicy } from '../../../policy/policy.ts';
import { configAction, wordsOf } from '../../config-action.ts';
import type { Form } from '../../form-data.ts';
import type { Action, Visit } from '../../page.ts';
import { namesTyped, policyShown, refuseStale, toolsShown } from './shown.ts';

/** What forms change about agents: by the same edits of the config that the API and the commands make. */
export const ACTIONS: readonly Action[] = [
  configAction('/agents', (visit, form) => {
    const name = form.one('name').trim();
    checkName(name);
    if (visit.services.standing().policy.agents.has(name)) {
      throw new OktsecError('agent_exists', `there is an agent "${name}" already`, { hint: 'open it to change it' });
    }
    const fields = { description: textOf(form, 'description'), can_message: listOf(form, 'can_message') };
    return {
      edit: (text) => setAgentFields(text, name, fields),
      event: { name: 'agent_changed', note: `${name} added`, from: name },
      to: placeOf(name),
      said: `${name} is added`,
    };
  }),
  configAction('/agents/:name', (visit, form) => {
    const name = nameOf(visit);
    const mode = form.one('mode');
    const agent = agentOf(visit, name);
    refuseStale(form, policyShown(agent), name);
    const fields = {
      description: textOf(form, 'description'),
      tags: emptyless(namesTyped(form.one('tags'), agent?.tags)),
      mode: mode === '' ? undefined : mode,
      blocked_content: emptyless(form.all('blocked_content')),
    };
    const writes = form.one('writes') === 'nobody' ? [] : listOf(form, 'can_message');
    return {
      edit: (text) => setAgentFields(text, name, { ...fields, can_message: writes && edgesFor(text, name, writes) }),
      event: {
        name: 'agent_changed',
        note: `description, tags, mode, can_message, blocked_content of ${name} set`,
        from: name,
      },
      to: placeOf(name),
      said: `${name} is changed`,
    };
  }),
  configAction('/agents/:name/tools', (visit, form) => {
    const name = nameOf(visit);
    const agent = agentOf(visit, name);
    refuseStale(form, toolsShown(agent), name);
    const only = form.one('default') === 'deny';
    const known = visit.services.store.activity({ since: visit.now - WEEK, by: 'day' }, name).tools;
    const names = (field: string, before: ReadonlySet<string> | undefined) =>
      namesTyped(
        form.one(field),
        before,
        known.map(({ tool }) => tool),
      );
    const deny = names('deny', agent?.tools.deny);
    const allow = names('allow', agent?.tools.allow);
    // No list and an empty one look the same in a field, and mean all and none.
    const untouched = only === (agent?.tools.default === 'deny') && allow.length === 0;
    const none = untouched ? agent?.tools.allow !== undefined : only;
    const fields = {
      default: only ? 'deny' : undefined,
      allow: none || allow.length > 0 ? allow : undefined,
      deny: deny.length > 0 ? deny : undefined,
      read_only: form.has('read_only') ? true : undefined,
    };
    return {
      edit: (text) => setAgentFields(text, name, fields, 'tools'),
      event: { name: 'agent_changed', note: `tools of ${name} set`, from: name },
      to: placeOf(name),
      said: `the tools of ${name} are set`,
    };
  }),
  configAction('/agents/:name/suspend', (visit) => suspension(visit, true)),
  configAction('/agents/:name/resume', (visit) => suspension(visit, false)),
  configAction('/agents/:name/remove', (visit) => {
    const name = nameOf(visit);
    return {
      edit: (text) => {
        const edited = removeAgent(text, name);
        if (edited === undefined) throw new OktsecError('unknown_agent', `the config has no agent "${name}"`);
        return edited;
      },
      event: { name: 'agent_changed', note: `${name} removed`, from: name },
      to: '/agents',
      said: `${name} is out of the config; its key stays until it is revoked`,
    };
  }),
  {
    path: '/agents/:name/key',
    loosens: true,
    act: (visit) => {
      const name = nameOf(visit);
      const { fingerprint, keyPath } = visit.services.makeKey(name);
      return {
        to: placeOf(name),
        said: `${name} has the key ${fingerprint.slice(0, 16)}; its private half is ${keyPath}`,
      };
    },
  },
  {
    path: '/agents/:name/key/revoke',
    loosens: false,
    act: (visit, form) => {
      const name = nameOf(visit);
      const fingerprint = visit.services.revokeKey(name, form.one('reason').trim() || undefined);
      return { to: placeOf(name), said: `the key ${fingerprint.slice(0, 16)} counts no more` };
    },
  },
];

const WEEK = 7 * 86_400_000_000;

function agentOf({ services }: Visit, name: string): AgentPolicy | undefined {
  return services.standing().policy.agents.get(name);
}

export function placeOf(name: string): string {
  return `/agents/${encodeURIComponent(name)}`;
}

function suspension(visit: Visit, suspended: boolean) {
  const name = nameOf(visit);
  return {
    edit: (text: string) => setAgentFields(text, name, { suspended: suspended ? true : undefined }),
    event: { name: 'agent_changed', note: `${name} ${suspended ? 'suspended' : 'no longer suspended'}`, from: name },
    to: placeOf(name),
    said: suspended ? `${name} is suspended` : `${name} is no longer suspended`,
  };
}

function nameOf({ path }: Visit): string {
  const name = path.name ?? '';
  checkName(name);
  return name;
}

function checkName(name: string): void {
  if (isAgentName(name)) return;
  throw new OktsecError('agent_name', `"${name}" is no name for an agent`, {
    hint: '1 to 64 of A-Z a-z 0-9 . _ - and none of . _ - at the start',
  });
}

function textOf(form: Form, name: string): string | undefined {
  const text = form.one(name).trim();
  return text === '' ? undefined : text;
}

function listOf(form: Form, name: string): string[] | undefined {
  return emptyless(wordsOf(form.one(name)));
}

function emptyless<T>(list: readonly T[]): T[] | undefined {
  return list.length === 0 ? undefined : [...list];
}
