import type { HeldDesk, HeldMessage, Standing } from '../dashboard/services.ts';
import { readable, readableMasked } from '../quarantine/content.ts';
import { Desk, type Held } from '../quarantine/desk.ts';
import type { Store } from '../store/store.ts';

/** The desk of held messages for the dashboard: asked anew each time, so that what stands now decides. */
export function heldDesk(parts: {
  readonly store: Store;
  readonly standing: () => Standing;
  readonly now: () => number;
}): HeldDesk {
  const desk = () => {
    const { config, policy, ring } = parts.standing();
    return new Desk({
      store: parts.store,
      policy,
      ring: () => ring,
      maxDepth: config.limits.maxDepth,
      approvalTtlSeconds: config.quarantine.approvalTtlSeconds,
      deliveryHours: config.delivery.expiryHours,
      now: parts.now,
    });
  };
  return {
    list: (status, limit, before) => desk().list(status, limit, before).map(messageOf),
    find: (ref) => messageOf(desk().find(ref)),
    approve: (ref, review) => desk().approve(ref, review),
    reject: (ref, review) => desk().reject(ref, review),
  };
}

function messageOf({ item, row, today }: Held): HeldMessage {
  if (today === undefined) return { item, row };
  const { stopped, masked } = today;
  const seen = { stopped, maskable: masked !== undefined, asSent: readable(today), masked: readableMasked(today) };
  return { item, row, today: seen };
}
