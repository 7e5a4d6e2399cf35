import { type Inspection, inspect, NO_TAIL } from '../guard/guard.ts';
import { letterStopped } from '../guard/letter.ts';
import { maskFound } from '../guard/masking/mask.ts';
import type { Keyring } from '../identity/keyring.ts';
import { readFrame } from '../message/jsonrpc.ts';
import { parseLetter } from '../message/letter.ts';
import { LIMITS } from '../message/limits.ts';
import type { Message } from '../message/message.ts';
import { DECISIONS } from '../policy/decisions.ts';
import type { Policy } from '../policy/policy.ts';
import type { AuditRow, QuarantineItem } from '../store/store.ts';

/** How a held message would be judged now. */
export type Today = {
  readonly inspection: Inspection;
  readonly message: Message;
  /** Why nobody may release it, in one line; undefined when a person may decide. */
  readonly stopped?: string | undefined;
  /** Its frame with all that holds it masked; undefined when that is not possible. */
  readonly masked?: Uint8Array | undefined;
};

export type Judging = {
  readonly policy: Policy;
  /** Whose signatures count: of a letter the key is asked for again. */
  readonly ring: Keyring;
  readonly maxDepth: number /** Microseconds since 1970. */;
  readonly now: number;
};

/**
 * Reads what is held again under the rules and the config of today: what they would refuse is released by nobody, and
 * what they find beyond what was shown needs a new look [148].
 * @param row the audit row of the hold
 * @returns undefined once the content is gone
 */
export function today(item: QuarantineItem, row: AuditRow, judging: Judging): Today | undefined {
  if (item.content === undefined) return undefined;
  const message = messageOf(item.content, item, row, judging.maxDepth);
  const inspection = judge(message, item, judging);
  return {
    inspection,
    message,
    stopped: letterStop(item, row, judging) ?? stoppedBy(inspection, item),
    masked: maskedOf(message, inspection, item, row, judging),
  };
}

function messageOf(frame: Uint8Array, item: QuarantineItem, row: AuditRow, maxDepth: number): Message {
  if (row.kind === 'letter') {
    const parsed = parseLetter(frame);
    if (!('fault' in parsed)) return parsed.message;
  }
  const asked = row.method === undefined ? undefined : { method: row.method, tool: item.tool };
  return readFrame(frame, item.side, { asked: () => asked, batches: false, limits: { ...LIMITS, maxDepth } });
}

/** What stands against a letter whatever it says. */
function letterStop(item: QuarantineItem, row: AuditRow, { policy, ring, now }: Judging): string | undefined {
  if (row.kind !== 'letter') return undefined;
  const { from, to } = item;
  return letterStopped({ from, to, fingerprint: row.sender === 'verified' ? row.key : undefined }, policy, ring, now);
}

function judge(message: Message, { from, to, callHash }: QuarantineItem, { policy, now }: Judging): Inspection {
  return inspect(message, policy, { from, to, tail: NO_TAIL, now, callOf: () => callHash });
}

function stoppedBy(inspection: Inspection, item: QuarantineItem): string | undefined {
  const stopping = inspection.judged.filter(({ decision }) => DECISIONS[decision].action !== 'forward');
  if (DECISIONS[inspection.decision].action === 'refuse') {
    const rules = stopping.filter(({ decision }) => decision === inspection.decision).map(({ rule }) => rule);
    const why = rules.length > 0 ? [...new Set(rules)].join(', ') : (inspection.note ?? inspection.decision);
    return `today it would be refused: ${why}`;
  }
  const unseen = stopping.filter(({ rule }) => !item.rules.includes(rule)).map(({ rule }) => rule);
  if (unseen.length === 0) return undefined;
  return `today it is also held for what was not found then: ${[...new Set(unseen)].join(', ')}`;
}

function maskedOf(
  message: Message,
  inspection: Inspection,
  item: QuarantineItem,
  row: AuditRow,
  judging: Judging,
): Uint8Array | undefined {
  const masked = maskFound(message, inspection.judged);
  if (masked === undefined) return undefined;
  const again = judge(messageOf(masked, item, row, judging.maxDepth), item, judging);
  return DECISIONS[again.decision].action === 'forward' ? masked : undefined;
}
