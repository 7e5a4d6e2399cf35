import { END_BYTES, idOfEnds, looksLikeAnswer } from '../../message/frame-id.ts';
import type { OversizeEnd, OversizePiece } from '../../message/framer.ts';
import { otherSide, type Side } from '../../message/message.ts';
import { actionFor, type Mode } from '../../policy/decisions.ts';
import type { Effect } from './effects.ts';
import type { Walk } from './lane.ts';
import type { Surroundings } from './recording/rows.ts';
import { declined, errorAnswer, INVALID_REQUEST, type Reason, requestError } from './refusing/answers.ts';
import type { SessionState } from './state.ts';

/** Frames beyond the limit: never held, forwarded in observe, dropped in enforce; one row at the end of each. */
export class Oversize {
  readonly #session: SessionState;
  readonly #begun: Record<Side, Begun | undefined> = { client: undefined, server: undefined };

  constructor(session: SessionState) {
    this.#session = session;
  }

  /** @param gone it was forwarded already @returns whether it is to go on, in order behind what still waits */
  piece(side: Side, { raw, head }: OversizePiece, gone: boolean): boolean {
    const { lanes, options, policy } = this.#session;
    const { world } = options;
    const begun = this.#begun[side] ?? {
      mode: gone ? 'observe' : this.#session.modeOfUnread(side),
      paused: !gone && policy.paused,
      head: head ?? new Uint8Array(0),
      end: new Uint8Array(0),
      hasher: world.hasher(),
      started: gone ? undefined : world.elapsed(),
    };
    this.#begun[side] = begun;
    begun.hasher.update(raw);
    begun.end = endOf(begun.end, raw);
    if (gone || begun.mode === 'enforce' || begun.paused) return false;
    lanes[side].add(raw.length, function* (): Walk {
      yield { do: 'send', to: otherSide(side), bytes: raw };
    });
    return true;
  }

  end(side: Side, { size }: OversizeEnd): void {
    const { lanes, options } = this.#session;
    const begun = this.#begun[side];
    this.#begun[side] = undefined;
    if (begun === undefined) return;
    const ref = options.world.ref();
    const decision = begun.paused ? 'paused' : 'unscannable';
    const action = actionFor(decision, begun.mode);
    const entry = this.#session.write({
      side,
      kind: 'unscannable',
      size,
      hash: begun.hasher.digest(),
      decision,
      mode: begun.mode,
      action,
      rules: [],
      judged: [],
      started: begun.started,
      ref,
      note: 'oversize',
    });
    const refuse = () => this.#refuse(side, begun, this.#session.reason('unscannable', 'oversize', ref));
    lanes[side].add(0, function* (): Walk {
      if (action === 'forward') {
        yield { do: 'record', entry };
        return;
      }
      yield { do: 'commit', side, commit: { entry } };
      yield* refuse();
    });
  }

  /** Whoever waits for it is told. */
  #refuse(side: Side, { head, end }: Begun, reason: Reason): Effect[] {
    const { ledgers, relist } = this.#session;
    const id = idOfEnds(head, end);
    if (side === 'client') {
      // Ids are each side's own: a request of the client's may have the id of one of the server's.
      const answers = id !== undefined && looksLikeAnswer(head);
      const asked = answers ? ledgers.server.take(id) : undefined;
      // The client's answer to the server was too large: the server must not wait for it.
      if (asked !== undefined) return [{ do: 'send', to: 'server', bytes: declined(id, asked.method, reason) }];
      return [{ do: 'send', to: 'client', bytes: errorAnswer(id, INVALID_REQUEST, reason) }];
    }
    const answers = id === undefined ? undefined : ledgers.client.take(id);
    if (id === undefined || answers === undefined || relist.gaveUp(id)) return [];
    return [{ do: 'send', to: 'client', bytes: requestError({ ...answers, id }, reason) }];
  }
}

/** A frame whose end has not come yet. */
type Begun = {
  readonly mode: Mode;
  readonly paused: boolean;
  /** Its first bytes and its last, in which its id may stand. */
  readonly head: Uint8Array;
  end: Uint8Array;
  readonly hasher: ReturnType<Surroundings['hasher']>;
  readonly started: number | undefined;
};

/** The last bytes of a frame after one more piece, in memory of their own. */
function endOf(before: Uint8Array, raw: Uint8Array): Uint8Array {
  const last = raw.subarray(-END_BYTES);
  const kept = before.subarray(Math.min(before.length, Math.max(0, before.length + last.length - END_BYTES)));
  const end = new Uint8Array(kept.length + last.length);
  end.set(kept);
  end.set(last, kept.length);
  return end;
}
