import { type Caller, type Reply, refusal } from './route.ts';

/** Whose mailbox a caller reads: its own, or one that its token opens. */
export function mailboxOf(caller: Caller, asked: string | undefined): { readonly owner: string } | Reply {
  if (caller.kind === 'agent') {
    return asked === undefined || asked === caller.agent ? { owner: caller.agent } : refusal(403, 'other_mailbox');
  }
  if (caller.kind === 'anybody') return refusal(401, 'unauthorized');
  const owners = caller.scopes.flatMap((scope) => (scope.startsWith('mailbox:') ? scope.slice('mailbox:'.length) : []));
  if (asked !== undefined) return owners.includes(asked) ? { owner: asked } : refusal(403, 'other_mailbox');
  const [owner] = owners;
  if (owner === undefined) return refusal(403, 'scope', 'the token opens no mailbox');
  return owners.length === 1 ? { owner } : refusal(400, 'which_mailbox', 'the token opens several: say agent=NAME');
}
