import type { Notice } from './notice.ts';

/** What a sink is told to see whether it hears: something that never happened. @param now microseconds since 1970 */
export function testNotice(instance: string, now: number): Notice {
  return {
    id: `${instance.slice(0, 16)}-test-${now}`,
    event: 'changed',
    would: false,
    time: now,
    seq: 0,
    ref: undefined,
    from: 'oktsec',
    to: 'oktsec',
    kind: 'event',
    method: 'test',
    tool: undefined,
    decision: 'allow',
    mode: 'observe',
    action: 'forward',
    severity: undefined,
    rules: [],
    categories: [],
    size: 0,
    contentSha256: '0'.repeat(64),
    rowHash: '0'.repeat(64),
  };
}
