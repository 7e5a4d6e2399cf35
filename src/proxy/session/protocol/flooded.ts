import type { Message } from '../../../message/message.ts';
import type { Walk } from '../lane.ts';
import { shapeOf } from '../recording/rows.ts';
import type { SessionState } from '../state.ts';

/** What becomes of a frame that is one too many: dropped, with one row a second, or kept back until its turn. */
export function* flooded(session: SessionState, message: Message, flow: 'dropped' | 'later'): Walk {
  const first = flow === 'dropped' && session.flood.drop(message);
  if (flow === 'dropped') yield* tellDropped(session, false);
  if (flow === 'later' || first) yield* session.rouse();
}

/** The row about what was dropped, where one is due. @param ended nothing more comes of the server */
export function* tellDropped(session: SessionState, ended: boolean): Walk {
  const { world } = session.options;
  const now = world.elapsed();
  const untold = session.flood.untold(now, ended);
  if (untold === undefined) return;
  const { dropped, last } = untold;
  yield {
    do: 'record',
    entry: session.write({
      ...shapeOf(last),
      hash: world.hash(last.frame),
      decision: 'rate_limited',
      mode: 'enforce',
      action: 'refuse',
      rules: [],
      judged: [],
      started: now,
      ref: world.ref(),
      note: `${dropped} ${dropped === 1 ? 'frame' : 'frames'} dropped: too many that nobody asked for, or progress of no request in flight`,
    }),
  };
}
