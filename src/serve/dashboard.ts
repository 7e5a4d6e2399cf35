import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { openApp } from '../app.ts';
import { changeConfig } from '../change-config.ts';
import type { Context } from '../command.ts';
import { AccessCode } from '../dashboard/access/code.ts';
import { Dashboard } from '../dashboard/dashboard.ts';
import type { ConfigChange, DashboardServices, Standing } from '../dashboard/services.ts';
import { takeCode } from '../files/code-request.ts';
import type { Store } from '../store/store.ts';
import { givenBy } from '../terminal/typed.ts';
import { adminOf } from './admin.ts';
import { heldDesk } from './desk.ts';
import { serversOf } from './servers.ts';

const WRONG = 'ten wrong codes were typed at the dashboard, there is a new one';

export type DashboardParts = {
  readonly home: string;
  readonly instance: string;
  readonly version: string;
  readonly store: Store;
  readonly standing: () => Standing;
  readonly chain: DashboardServices['chain'];
  /** Has a config that was just written stand. */
  readonly reload: () => Promise<void>;
  readonly stopping: AbortSignal;
  readonly log: DashboardServices['log'];
  /** Told of each code but the first. */
  readonly onNewCode: () => void;
};

export type OpenDashboard = {
  readonly dashboard: Dashboard;
  /** The code that lets in at this moment. */
  code(): string;
  /** Looks whether a person at a terminal made another one. */
  look(): void;
};

/** Joins the dashboard with config, log and all else that its pages look at and change. */
export function openDashboard(context: Context, parts: DashboardParts): OpenDashboard {
  const { io } = context;
  const services: DashboardServices = {
    ...parts,
    ...adminOf(context, parts),
    user: io.user,
    given: () => givenFor(context, parts),
    ...serversOf(context, parts.home),
    desk: heldDesk({ store: parts.store, standing: parts.standing, now: io.now }),
    change: (change) => changeBy(context, parts, change),
    now: io.now,
    micros: io.micros,
    random: io.random,
  };
  let code: string | undefined;
  const access = new AccessCode({
    randomInt: (below) => randomInt(below),
    micros: io.micros,
    onNew: (next, why) => {
      code = next;
      if (why === 'start') return;
      if (why === 'wrong') parts.log('warn', `${WRONG} (oktsec serve --code shows one)`);
      // Told first: a log that cannot be written is no reason to keep the code from the person at the terminal.
      parts.onNewCode();
      parts.store.appendEvent({
        name: 'dashboard_code',
        note: why === 'wrong' ? WRONG : 'a person asked for a new one',
      });
    },
  });
  const look = () => {
    try {
      const made = takeCode(parts.home);
      if (made !== undefined && /^\d{8}$/.test(made)) access.renew(made);
    } catch (error) {
      parts.log('warn', error instanceof Error ? error.message : String(error));
    }
  };
  return { dashboard: new Dashboard(services, access), code: () => code ?? '', look };
}

/** Whoever copies a command from a page has neither the command line of `serve` nor its environment. */
function givenFor({ io: { userHome } }: Context, { home, standing }: DashboardParts): string {
  const { configPath } = standing();
  return givenBy({
    home: home === join(userHome, '.oktsec') ? undefined : home,
    config: configPath === undefined || configPath === join(home, 'oktsec.yaml') ? undefined : configPath,
  });
}

async function changeBy(
  context: Context,
  { store, reload }: DashboardParts,
  { edit, event }: ConfigChange,
): Promise<void> {
  const app = await openApp(context);
  // `oktsec status` lists what was loosened by the name of its row.
  const named = event.name === 'mode_changed' || event.name === 'allowed';
  await changeConfig(context, app, {
    edit,
    record: ({ before, after, loosens }) => {
      const name = loosens && !named ? 'config_loosened' : event.name;
      store.appendEvent({ ...event, name, note: `${event.note}, config ${before} to ${after}` });
    },
  });
  await reload();
}
