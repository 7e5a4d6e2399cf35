import type { Frame } from '../../../message/framer.ts';
import type { Message } from '../../../message/message.ts';
import type { Walk } from '../lane.ts';
import { shapeOf } from '../recording/rows.ts';
import type { SessionState } from '../state.ts';

/** What becomes of a notification that is one too many: dropped, with one row a second, or kept back until its turn. */
export function* flooded(session: SessionState, message: Message, frame: Frame, flow: 'dropped' | 'later'): Walk {
  if (flow === 'later') {
    yield* session.rouse();
    return;
  }
  const { world } = session.options;
  const now = world.elapsed();
  const dropped = session.flood.summary(message, now);
  if (dropped === undefined) return;
  yield {
    do: 'record',
    entry: session.write({
      ...shapeOf(message),
      hash: world.hash(frame.bytes),
      decision: 'rate_limited',
      mode: 'enforce',
      action: 'refuse',
      rules: [],
      judged: [],
      started: now,
      ref: world.ref(),
      note: `${dropped} ${dropped === 1 ? 'notification' : 'notifications'} dropped: too many, or for no request in flight`,
    }),
  };
}
