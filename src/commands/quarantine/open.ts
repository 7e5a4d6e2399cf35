import { type App, keysDirOf, openApp, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import { readKeyring } from '../../files/keys/keyring-file.ts';
import { Desk } from '../../quarantine/desk.ts';
import type { Store } from '../../store/store.ts';

/** Runs a command's work at the desk and lets go of the log afterwards. @throws OktsecError */
export async function atDesk<T>(
  context: Context,
  work: (desk: Desk, app: App, store: Store) => T | Promise<T>,
): Promise<T> {
  const app = await openApp(context);
  const store = await openLog(context, app.opened.snapshot);
  try {
    return await work(deskOf(context, app, store), app, store);
  } finally {
    store.close();
  }
}

export function deskOf({ io }: Context, { opened, policy }: App, store: Store): Desk {
  const { snapshot } = opened;
  const { approvalTtlSeconds } = snapshot.config.quarantine;
  const { expiryHours: deliveryHours } = snapshot.config.delivery;
  const { maxDepth } = snapshot.config.limits;
  const ring = () => readKeyring(snapshot.home, keysDirOf(snapshot));
  return new Desk({ store, policy, ring, maxDepth, approvalTtlSeconds, deliveryHours, now: io.now });
}
