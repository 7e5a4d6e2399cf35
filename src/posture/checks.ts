import type { Severity } from '../rules/rule.ts';
import type { PostureCheck } from './check.ts';

const COST: Readonly<Record<Severity, number>> = { critical: 5, high: 3, medium: 1, low: 0, info: 0 };

/** The dearest first. */
export const CHECKS: readonly PostureCheck[] = [
  {
    id: 'coverage',
    name: 'Servers behind oktsec',
    most: 25,
    formula: '25 times the share of servers that clients start without oktsec, at least 2 for one of them',
    look: ({ coverage }) => {
      if (coverage === undefined) return undefined;
      const { servers, bare, wrap, remote, unreadable } = coverage;
      const rest = [
        remote === 0 ? '' : `; ${remote} remote, which cannot be wrapped`,
        unreadable === 0 ? '' : `; ${many(unreadable, 'config')} could not be read`,
      ].join('');
      if (bare.length === 0) return { lost: 0, what: `${many(servers, 'server')}, none goes round oktsec${rest}` };
      const verb = bare.length === 1 ? 'goes' : 'go';
      return {
        lost: Math.max(2, Math.round((25 * bare.length) / servers)),
        what: `${bare.length} of ${many(servers, 'server')} ${verb} round oktsec: ${some(bare)}${rest}`,
        fix: `oktsec wrap ${wrap}`,
      };
    },
  },
  {
    id: 'mode',
    name: 'What is found is stopped',
    most: 20,
    formula:
      '20 times the share of known servers in observe, at least 1 for one of them; 20 while none is known and observe is the default',
    look: ({ mode, servers }) => {
      const observed = servers.filter((server) => server.mode === 'observe').map(({ name }) => name);
      if (servers.length === 0) {
        if (mode === 'enforce') return { lost: 0, what: 'enforce is the default' };
        return { lost: 20, what: 'observe is the default: what is found is only recorded', fix: 'oktsec mode enforce' };
      }
      if (observed.length === 0) return { lost: 0, what: `${many(servers.length, 'server')}, all in enforce` };
      const [first = ''] = observed;
      return {
        lost: Math.max(1, Math.round((20 * observed.length) / servers.length)),
        what: `${observed.length} of ${many(servers.length, 'server')} in observe: ${some(observed)}`,
        fix: observed.length === 1 ? `oktsec mode enforce --agent ${first}` : 'oktsec mode enforce',
      };
    },
  },
  {
    id: 'chain',
    name: 'The log is whole',
    most: 15,
    formula: '15 when the chain is broken',
    look: ({ chain }) => {
      if (chain === undefined) return undefined;
      if (chain.ok) return { lost: 0, what: 'no row was changed, added or removed' };
      return { lost: 15, what: chain.what ?? 'the chain is broken', fix: 'oktsec logs verify' };
    },
  },
  {
    id: 'pins',
    name: 'Tools are what was approved',
    most: 10,
    formula: '5 for each changed definition that waits, at most 10',
    look: ({ pins }) => {
      if (pins.length === 0) return { lost: 0, what: 'no changed definition waits' };
      const names = pins.map(({ server, name }) => (name === '' ? server : `${server} ${name}`));
      const verb = pins.length === 1 ? 'waits' : 'wait';
      return {
        lost: Math.min(10, 5 * pins.length),
        what: `${many(pins.length, 'changed definition')} ${verb}: ${some(names)}`,
        fix: 'oktsec pins',
      };
    },
  },
  {
    id: 'entries',
    name: 'Entries are sound',
    most: 10,
    formula: '5 for a critical fault in a client’s config, 3 for a high one, 1 for a medium one, at most 10',
    look: ({ entries }) => {
      if (entries === undefined) return undefined;
      const faults = entries.filter(({ severity }) => COST[severity] > 0);
      if (faults.length === 0) return { lost: 0, what: 'no fault in the configs of clients' };
      const servers = [...new Set(faults.map(({ server }) => server))];
      return {
        lost: Math.min(
          10,
          faults.reduce((sum, { severity }) => sum + COST[severity], 0),
        ),
        what: `${many(faults.length, 'fault')} in ${some(servers)}`,
        fix: 'oktsec scan --config-only',
      };
    },
  },
  {
    id: 'let-through',
    name: 'Nothing dangerous went through',
    most: 8,
    formula: '1 for each message of the period that enforce would have stopped, at most 8',
    look: ({ letThrough }) => {
      if (letThrough === 0) return { lost: 0, what: 'nothing went through that enforce would have stopped' };
      return {
        lost: Math.min(8, letThrough),
        what: `${many(letThrough, 'message')} went through that enforce would have stopped`,
        fix: 'oktsec mode',
      };
    },
  },
  {
    id: 'rules',
    name: 'Every rule counts',
    most: 6,
    formula: '2 for each rule that is ignored everywhere, at most 6',
    look: ({ ignored }) => {
      if (ignored.length === 0) return { lost: 0, what: 'no rule is ignored everywhere' };
      return {
        lost: Math.min(6, 2 * ignored.length),
        what: `${many(ignored.length, 'rule')} ignored everywhere: ${some(ignored)}`,
        fix: `oktsec rules --explain ${ignored[0] ?? ''}`,
      };
    },
  },
  {
    id: 'held',
    name: 'Nothing waits for long',
    most: 3,
    formula: '1 for each message held for more than an hour, at most 3',
    look: ({ held }) => {
      if (held.count === 0) return { lost: 0, what: 'nothing is held' };
      const waits = held.count === 1 ? 'waits' : 'wait';
      const late = held.late === 0 ? '' : ` for a person, ${held.late} for more than an hour`;
      return {
        lost: Math.min(3, held.late),
        what: `${many(held.count, 'held message')} ${waits}${late}`,
        fix: 'oktsec quarantine review',
      };
    },
  },
  {
    id: 'signatures',
    name: 'Senders are proved',
    most: 2,
    formula: '2 when letters without a signature are read',
    look: ({ requireSignature }) =>
      requireSignature
        ? { lost: 0, what: 'letters need a signature' }
        : {
            lost: 2,
            what: 'letters without a signature are read, as unverified',
            fix: 'oktsec config set identity.require_signature true',
          },
  },
  {
    id: 'default-policy',
    name: 'Agents talk to whom they should',
    most: 1,
    formula: '1 when agents without a list of their own may write to all others',
    look: ({ defaultPolicy }) =>
      defaultPolicy === 'deny'
        ? { lost: 0, what: 'an agent writes only to whom its list names' }
        : {
            lost: 1,
            what: 'an agent without a list may write to all others',
            fix: 'oktsec config set default_policy deny',
          },
  },
];

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}
