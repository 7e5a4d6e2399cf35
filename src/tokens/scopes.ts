import { nearest } from '../config/nearest.ts';
import { OktsecError } from '../errors.ts';
import { isAgentName } from '../message/words/agent-name.ts';

/** What a token may be good for, with what it opens. `mailbox:<agent>` is one for each agent. */
export const SCOPES = {
  scan: 'have texts scanned',
  'audit:read': 'read the audit log',
  'agents:read': 'read agents and policy',
  'agents:write': 'change agents and policy',
  'quarantine:read': 'see what is held',
  review: 'settle what is held, and loosen the protection without a terminal',
  metrics: 'read the counters',
} as const;

export type Scope = keyof typeof SCOPES | `mailbox:${string}`;

const MAILBOX = 'mailbox:';

export function isScope(text: string): text is Scope {
  return Object.hasOwn(SCOPES, text) || (text.startsWith(MAILBOX) && isAgentName(text.slice(MAILBOX.length)));
}

/** Those with which the protection can be loosened: whoever hands them out is asked on the terminal, or for the dashboard's code. */
export function loosens(scope: Scope): boolean {
  return scope === 'review' || scope === 'agents:write';
}

/**
 * Scopes as they are typed: `scan,audit:read`, in any number of words.
 * @throws OktsecError `usage`
 */
export function parseScopes(words: readonly string[]): Scope[] {
  const typed = words.flatMap((word) => word.split(',')).map((word) => word.trim());
  const scopes = [...new Set(typed)].map((word) => {
    if (isScope(word)) return word;
    throw unknownScope(word);
  });
  // An agent that could settle its own held messages would be held by nobody [142].
  if (scopes.includes('review') && scopes.some((scope) => scope.startsWith(MAILBOX))) {
    throw new OktsecError('usage', "an agent's token (mailbox:…) never has the scope review", {
      hint: 'make two tokens: one for the agent, one for the person who reviews',
    });
  }
  return scopes;
}

function unknownScope(word: string): OktsecError {
  const known = [...Object.keys(SCOPES), 'mailbox:AGENT'];
  const meant = nearest(word, known);
  return new OktsecError('usage', `"${word}" is no scope`, {
    hint: meant === undefined ? `one or more of ${known.join(', ')}` : `did you mean ${meant}?`,
  });
}
