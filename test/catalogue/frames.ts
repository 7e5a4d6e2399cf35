import { Dialogue } from '../proxy/dialogue.ts';

/** What one frame led to. */
export type Outcome = {
  readonly toClient: readonly string[];
  readonly toServer: readonly string[];
  readonly rows: Dialogue['rows'];
  readonly said: readonly string[];
};

export type Played = {
  /** Which side sends the frame. */
  readonly from?: 'client' | 'server';
  /** The revision that was settled before; without it nothing was said yet. */
  readonly revision?: string | undefined;
  /** Frames that go before, each from its side, and are not looked at. */
  readonly before?: readonly (readonly ['client' | 'server', string | object])[];
};

/** One frame (text or bytes, without its newline) in a fresh session with the real rules. */
export function play(mode: 'observe' | 'enforce', frame: string | Uint8Array, how: Played = {}): Outcome {
  const talk = new Dialogue(mode);
  if (how.revision !== undefined) talk.opened(how.revision);
  for (const [side, line] of how.before ?? []) talk[side](line);
  talk.forget();
  const bytes = typeof frame === 'string' ? Buffer.from(frame) : Buffer.from(frame);
  talk.bytes(how.from ?? 'client', Buffer.concat([bytes, Buffer.from('\n')]));
  return { toClient: talk.toClient, toServer: talk.toServer, rows: talk.rows, said: talk.said };
}

/** A text as bytes, one byte each: for what is no UTF-8. */
export function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

export function asText(frame: string | Uint8Array): string {
  return Buffer.from(frame).toString();
}
