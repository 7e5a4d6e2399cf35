import type { Message } from '../message/message.ts';

/** What begins, keeps and ends a session and does nothing for anybody: it passes even while oktsec is paused. */
const LIFECYCLE: ReadonlySet<string> = new Set([
  'initialize',
  'server/discover',
  'ping',
  'notifications/initialized',
  'notifications/cancelled',
]);

/** Whether a message, and of a batch every one, is of the life cycle. An answer is what it answers. */
export function isLifecycle(message: Message): boolean {
  if (message.fault !== undefined) return false;
  return (message.members ?? [message]).every(({ method }) => method !== undefined && LIFECYCLE.has(method));
}

/** What a row and a refusal say of it. */
export const PAUSED = 'everything is paused by a person';
