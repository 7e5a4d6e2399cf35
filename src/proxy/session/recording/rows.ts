import type { AuditEntry } from '../../../guard/entry.ts';
import type { Judged } from '../../../guard/guard.ts';
import { withoutSecretKeys } from '../../../guard/hidden-keys.ts';
import type { Kind, Message, Side } from '../../../message/message.ts';
import type { Action, Decision, Mode } from '../../../policy/decisions.ts';

/** The outside world as a session needs it. */
export type Surroundings = {
  /** Microseconds since 1970. */
  readonly now: () => number;
  /** Microseconds that only ever grow. */
  readonly elapsed: () => number;
  /** A fresh reference. */
  readonly ref: () => string;
  /** 128 fresh random bits in hexadecimal. */
  readonly random: () => string;
  /** SHA-256, 32 bytes. */
  readonly hash: (bytes: Uint8Array) => Uint8Array;
  /** Where a path really leads, by its deepest folder that exists; undefined when it cannot be told. */
  readonly realPath: (path: string) => string | undefined;
  /** SHA-256 of a stream. */
  readonly hasher: () => { update(bytes: Uint8Array): void; digest(): Uint8Array };
};

export type Names = { readonly client: string; readonly server: string; readonly session: string };

/** From whom to whom the messages of a side go. */
export function partiesOf({ client, server }: Names, side: Side): { readonly from: string; readonly to: string } {
  return side === 'client' ? { from: client, to: server } : { from: server, to: client };
}

/** What is known of a message when its row is written. */
export type RowInput = {
  readonly side: Side;
  readonly kind: Kind;
  readonly method?: string | undefined;
  readonly tool?: string | undefined;
  readonly size: number;
  readonly hash: Uint8Array;
  readonly decision: Decision;
  readonly mode: Mode;
  readonly action: Action;
  readonly rules: readonly string[];
  readonly judged: readonly Judged[];
  /** When it came in; undefined where it had gone on before it was read, and nothing was added to its way. */
  readonly started: number | undefined;
  readonly ref?: string | undefined;
  readonly note?: string | undefined;
};

export function row(names: Names, world: Surroundings, input: RowInput): AuditEntry {
  const { judged, started, side, ...rest } = input;
  const { from, to } = partiesOf(names, side);
  return {
    ...rest,
    time: world.now(),
    surface: 'stdio',
    session: names.session,
    from,
    to,
    side,
    sender: 'local',
    findings: withoutSecretKeys(judged),
    latencyMicros: started === undefined ? 0 : world.elapsed() - started,
  };
}

/** What of a message goes into its row. */
export function shapeOf(message: Message): Pick<RowInput, 'side' | 'kind' | 'method' | 'tool' | 'size'> {
  const { side, kind, method, tool, frame } = message;
  return { side, kind, method, tool, size: frame.length };
}
