import { openApp } from '../app.ts';
import type { Context } from '../command.ts';
import { ensureHome } from '../files/home.ts';
import { dropServeMark, type ServeMark, takeServeMark, updateServeMark } from '../files/marks/serve-mark.ts';
import { refuseTaken, startServer } from '../http/server.ts';
import { isGone, ownOwner } from '../store/writing/owner.ts';
import { join } from './join.ts';
import { refuseOpenDoor, saidOfNetwork } from './open-door.ts';
import { Undo } from './undo.ts';

export type ServeOptions = {
  readonly port?: number | undefined;
  readonly bind?: string | undefined;
  /** Listening on a network without asking for signatures is meant. */
  readonly insecure: boolean;
  /** Told when there is another access code than before. */
  readonly onNewCode?: ((code: string) => void) | undefined;
};

export type Serving = {
  readonly url: string;
  readonly home: string;
  /** The dashboard's access code at this moment, as it is typed. */
  code(): string;
  /** Ends when it was stopped, by whoever. Fails with what could not be ended. */
  readonly done: Promise<void>;
  stop(): void;
};

/**
 * Runs one server, of which there is one a home.
 * @throws OktsecError when it cannot start; then nothing of it is left
 */
export async function serve(context: Context, options: ServeOptions): Promise<Serving> {
  const app = await openApp(context);
  const { snapshot } = app.opened;
  const { home, config } = snapshot;
  const bind = options.bind ?? config.server.bind;
  refuseOpenDoor(bind, config.identity.requireSignature, options.insecure);
  ensureHome(home);
  const owner = ownOwner();
  const mark: ServeMark = { pid: process.pid, url: '', owner };
  takeServeMark(home, mark, (other) => isGone(other.owner as ReturnType<typeof ownOwner>, 0));
  const undo = new Undo();
  undo.push(() => dropServeMark(home));
  try {
    const port = options.port ?? config.server.port;
    await refuseTaken({ port, bind });
    const parts = await join(context, app, undo, (code) => options.onNewCode?.(code));
    const running = await startServer(parts.app, {
      port,
      bind,
      limits: () => {
        const { server, limits } = parts.services.standing().config;
        return { hosts: server.hosts, maxBodyBytes: limits.maxBodyBytes, ratePerAddress: limits.ratePerAddress };
      },
      micros: context.io.micros,
      log: parts.services.log,
    });
    undo.push(() => running.stop());
    updateServeMark(home, { ...mark, url: running.url });
    const network = saidOfNetwork(bind, config.identity.requireSignature);
    if (network !== undefined) parts.services.log('warn', network);
    let stopping = false;
    let end: (undone: Promise<void>) => void = () => {};
    const done = new Promise<void>((resolve) => {
      end = resolve;
    });
    const stop = () => {
      if (stopping) return;
      stopping = true;
      parts.stop();
      end(undo.run());
    };
    return { url: running.url, home, code: parts.code, done, stop };
  } catch (error) {
    // What it could not start for is the news, not what else failed then.
    await undo.run().catch(() => {});
    throw error;
  }
}
