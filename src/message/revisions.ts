/** The only revision whose arrays are batches. */
export const BATCHED = '2025-03-26';

/** From this revision on there is no handshake, and a server asks nothing by a request of its own. */
export const STATELESS = '2026-07-28';
