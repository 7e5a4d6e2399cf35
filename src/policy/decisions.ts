export const MODES = ['observe', 'enforce'] as const;
export type Mode = (typeof MODES)[number];

export type Action = 'forward' | 'mask' | 'hold' | 'refuse';
export type Status = 'delivered' | 'quarantined' | 'blocked' | 'rejected';

type Consequence = {
  readonly action: Action;
  readonly status: Status;
  readonly http: number;
  /** In observe the message goes through all the same; without it the decision stands in both modes. */
  readonly yields: boolean;
  /** Strictness: of several decisions the highest stands. */
  readonly rank: number;
};

/** The one table from what the guard decides to what a surface does. */
export const DECISIONS = {
  allow: { action: 'forward', status: 'delivered', http: 200, yields: true, rank: 0 },
  content_flagged: { action: 'forward', status: 'delivered', http: 200, yields: true, rank: 1 },
  content_masked: { action: 'mask', status: 'delivered', http: 200, yields: true, rank: 2 },
  content_quarantined: { action: 'hold', status: 'quarantined', http: 202, yields: true, rank: 3 },
  content_blocked: { action: 'refuse', status: 'blocked', http: 403, yields: true, rank: 4 },
  tool_denied: { action: 'refuse', status: 'blocked', http: 403, yields: true, rank: 5 },
  /** A definition reaches further than the one that was approved, or was never approved where new ones wait. */
  pin_changed: { action: 'refuse', status: 'blocked', http: 403, yields: true, rank: 5 },
  acl_denied: { action: 'refuse', status: 'rejected', http: 403, yields: true, rank: 6 },
  suspended: { action: 'refuse', status: 'rejected', http: 403, yields: true, rank: 7 },
  /** A protocol rule was broken by one side (a forged request, a second handshake, an answer nobody asked for). */
  protocol_violation: { action: 'refuse', status: 'rejected', http: 400, yields: true, rank: 7 },
  /** Too many at once: pending requests, notifications. */
  rate_limited: { action: 'refuse', status: 'rejected', http: 429, yields: true, rank: 7 },
  /** Nobody signed it, and a signature is asked for. */
  signature_required: { action: 'refuse', status: 'rejected', http: 401, yields: false, rank: 10 },
  /** Not signed by whom it says: an unknown or revoked key, a bad signature, one that could be read in two ways. */
  identity_rejected: { action: 'refuse', status: 'rejected', http: 403, yields: false, rank: 10 },
  /** Signed too long ago, or ahead of time. */
  stale: { action: 'refuse', status: 'rejected', http: 403, yields: false, rank: 10 },
  /** The very same letter was accepted before. */
  replayed: { action: 'refuse', status: 'rejected', http: 409, yields: false, rank: 10 },
  /** A letter that is none. */
  malformed: { action: 'refuse', status: 'rejected', http: 400, yields: false, rank: 10 },
  /** A body beyond the limit. */
  oversize: { action: 'refuse', status: 'rejected', http: 413, yields: false, rank: 10 },
  /** The recipient's mailbox takes no more: the sender may try again later. */
  mailbox_full: { action: 'refuse', status: 'rejected', http: 503, yields: false, rank: 10 },
  /** A person stopped everything: all but the life cycle is refused. */
  paused: { action: 'refuse', status: 'rejected', http: 503, yields: false, rank: 11 },
  /** The work budget ran out before the whole text was read. */
  scan_limit: { action: 'refuse', status: 'rejected', http: 503, yields: true, rank: 8 },
  /** The scanner itself failed. */
  scan_error: { action: 'refuse', status: 'rejected', http: 503, yields: true, rank: 8 },
  /** A frame on a wire that is no message. */
  unscannable: { action: 'refuse', status: 'rejected', http: 400, yields: true, rank: 9 },
} as const satisfies Record<string, Consequence>;

export type Decision = keyof typeof DECISIONS;

/** Where the decision yields to observe mode the message goes through, and the verdict is recorded all the same. */
export function actionFor(decision: Decision, mode: Mode): Action {
  const row = DECISIONS[decision];
  return mode === 'observe' && row.yields ? 'forward' : row.action;
}

/** The strictest of some decisions; `allow` of none. */
export function strictest(decisions: Iterable<Decision>): Decision {
  let worst: Decision = 'allow';
  for (const decision of decisions) if (DECISIONS[decision].rank > DECISIONS[worst].rank) worst = decision;
  return worst;
}
