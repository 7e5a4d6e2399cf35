import { inspect, type Judged, NO_TAIL } from '../guard/guard.ts';
import { readFrame } from '../message/jsonrpc.ts';
import { LIMITS } from '../message/limits.ts';
import type { Policy } from '../policy/policy.ts';

/**
 * What the rules find in something that a server offers, read as the proxy would read it on the wire.
 * @param method whose result it is, such as `tools/list`
 * @param now microseconds since 1970
 */
export function scanOffer(policy: Policy, method: string, result: unknown, now: number): readonly Judged[] {
  const frame = new TextEncoder().encode(JSON.stringify({ jsonrpc: '2.0', id: 1, result }));
  const message = readFrame(frame, 'server', { asked: () => ({ method }), batches: false, limits: LIMITS });
  return inspect(message, policy, { from: 'server', to: 'client', tail: NO_TAIL, now }).judged;
}
