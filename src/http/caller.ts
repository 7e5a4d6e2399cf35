import type { IncomingMessage } from 'node:http';
import { verifyRequest } from '../identity/request.ts';
import { identityPolicy } from './intake/freshness.ts';
import { type Access, type Caller, type Reply, refusal } from './route.ts';
import type { Services } from './services.ts';

/** How many times a second guess at a token may be wrong, is the business of the rate per address. */
const BEARER = /^Bearer +(\S+)$/i;

/** Who sends a request, and whether they may ask this. A reply is a refusal. */
export function callerOf(
  request: IncomingMessage,
  body: Uint8Array,
  access: Access,
  services: Services,
): Caller | Reply {
  const { authorization } = request.headers;
  const agent = one(request.headers['oktsec-agent']);
  if (agent !== undefined) return signedCaller(request, body, agent, access, services);
  if (authorization === undefined) {
    if (access === 'public') return { kind: 'anybody' };
    return unauthorized(access === 'mailbox' ? 'a signed request or a token is needed' : 'a token is needed');
  }
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) return unauthorized('the token is no bearer token');
  const scope = typeof access === 'string' ? undefined : access.scope;
  const check = services.checkToken(token, scope);
  if (!check.ok) {
    return check.why === 'scope'
      ? refusal(403, 'scope', `the token does not have the scope ${scope}`)
      : unauthorized('the token is not good');
  }
  const stands = () => services.checkToken(token, scope).ok;
  return { kind: 'token', name: check.name, scopes: check.scopes, stands };
}

function signedCaller(
  request: IncomingMessage,
  body: Uint8Array,
  agent: string,
  access: Access,
  services: Services,
): Caller | Reply {
  if (typeof access !== 'string') return unauthorized('a token is needed here');
  const { headers, method = '', url = '' } = request;
  const standing = services.standing();
  const policy = identityPolicy(standing);
  const now = services.now();
  const result = verifyRequest(
    { aud: services.instance, method, path: url, body },
    {
      agent,
      timestamp: one(headers['oktsec-timestamp']) ?? '',
      nonce: one(headers['oktsec-nonce']) ?? '',
      signature: one(headers['oktsec-signature']) ?? '',
    },
    { ring: standing.ring, policy, now },
  );
  if (result.status === 'rejected') return refusal(401, result.reason);
  // What was heard on the way must not open the mailbox a second time.
  if (!services.mailroom.claim(result.replayKey, now + policy.maxAgeMicros + policy.maxAheadMicros)) {
    return refusal(409, 'replayed');
  }
  if (standing.policy.agents.get(agent)?.suspended) return refusal(403, 'suspended');
  const stands = () => {
    const { ring, policy: now } = services.standing();
    const counts = ring.keys.get(agent)?.some((key) => key.public.fingerprint === result.fingerprint) === true;
    return counts && now.agents.get(agent)?.suspended !== true;
  };
  return { kind: 'agent', agent, stands };
}

function unauthorized(message: string): Reply {
  return { ...refusal(401, 'unauthorized', message), headers: { 'www-authenticate': 'Bearer' } };
}

function one(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
