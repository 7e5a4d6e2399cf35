import { hash, randomBytes, randomUUID } from 'node:crypto';
import { type App, changeConfig, keysDirOf, openApp, openLog, requestOf } from '../app.ts';
import type { Context } from '../command.ts';
import { LOG_LEVELS, type LogLevel } from '../config/config.ts';
import { removeAgent, setAgentFields } from '../config/edit-agent.ts';
import { withoutPath } from '../config/place.ts';
import { Pusher } from '../delivery/push.ts';
import { OktsecError } from '../errors.ts';
import { putChainMark } from '../files/chain-mark.ts';
import { ensureHome } from '../files/home.ts';
import { LiveKeyring } from '../files/keyring-file.ts';
import { isPaused } from '../files/pause-mark.ts';
import { rulesOf } from '../files/rule-packs.ts';
import { dropServeMark, type ServeMark, takeServeMark, updateServeMark } from '../files/serve-mark.ts';
import { watchConfig } from '../files/watch-config.ts';
import { Counters } from '../http/counters.ts';
import { Intake } from '../http/intake/intake.ts';
import { Waiting } from '../http/intake/waiting.ts';
import { makeApp } from '../http/make-app.ts';
import { allRoutes } from '../http/routes.ts';
import { startServer } from '../http/server.ts';
import type { AgentEdits, Services, Standing } from '../http/services.ts';
import { post } from '../outbound.ts';
import { makePolicy } from '../policy/policy.ts';
import { expanded } from '../sinks/environment.ts';
import { watchChain } from '../store/chain/chain-watch.ts';
import { ensureInstance } from '../store/chain/instance.ts';
import { eventEntry } from '../store/event.ts';
import { openMailroom } from '../store/kept/mailroom.ts';
import { openRecorder } from '../store/recorder.ts';
import type { Mailroom, Recorder, Store } from '../store/store.ts';
import { isGone, ownOwner } from '../store/writing/owner.ts';
import { keepTelling } from '../telling.ts';
import { shown } from '../terminal/screen.ts';
import { verifyToken } from '../tokens/verify.ts';
import { version } from '../version.ts';
import { openDashboard } from './dashboard.ts';

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
  /** Ends when it was stopped, by whoever. */
  readonly done: Promise<void>;
  stop(): void;
};

const SWEEP_MILLIS = 5000;
const PUSH_MILLIS = 250;
const CODE_MILLIS = 250;
/** How often what is known of the chain is put down for `top`. */
const CHAIN_MARK_MICROS = 120_000_000;
/** How long config, policy and keys are taken as they were: less than any request takes to be sent and answered. */
const STANDING_MICROS = 1000;

/**
 * Joins config, keys, log and HTTP into one running server.
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
  const undo: (() => unknown)[] = [() => dropServeMark(home)];
  try {
    const parts = await open(context, app, options, undo);
    const running = await startServer(parts.app, {
      port: options.port ?? config.server.port,
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
    let stopping = false;
    let ended: () => void = () => {};
    const done = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const stop = () => {
      if (stopping) return;
      stopping = true;
      parts.stop();
      void (async () => {
        for (const step of undo.toReversed()) await step();
        ended();
      })();
    };
    return { url: running.url, home, code: parts.code, done, stop };
  } catch (error) {
    for (const step of undo.toReversed()) await step();
    throw error;
  }
}

/** @throws OktsecError `insecure`: whoever can reach it could speak as anybody [234] */
function refuseOpenDoor(bind: string, requireSignature: boolean, insecure: boolean): void {
  if (isLoopback(bind) || requireSignature || insecure) return;
  throw new OktsecError(
    'insecure',
    `--bind ${bind} with identity.require_signature: false lets anybody speak as anybody`,
    {
      hint: 'require signatures, or bind to 127.0.0.1, or say --insecure if that is meant',
    },
  );
}

export function isLoopback(bind: string): boolean {
  return bind === 'localhost' || bind === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(bind);
}

async function open(context: Context, app: App, options: ServeOptions, undo: (() => unknown)[]) {
  const { io, globals } = context;
  const { home } = app.opened.snapshot;
  let { snapshot } = app.opened;
  let policy = app.policy;
  const log = (level: LogLevel, line: string) => {
    const wanted = LOG_LEVELS.indexOf(level) >= LOG_LEVELS.indexOf(snapshot.config.server.logLevel);
    if (wanted)
      io.stderr.write(
        `${line
          .split('\n')
          .map((one) => `oktsec: ${level}: ${shown(one)}`)
          .join('\n')}\n`,
      );
  };
  const warn = (line: string) => log('warn', line);
  const { audit, quarantine } = snapshot.config;
  const recorder: Recorder = openRecorder({
    home,
    now: io.now,
    durability: audit.durability,
    checkpointRows: audit.checkpointRows,
    checkpointSeconds: audit.checkpointSeconds,
    retentionDays: quarantine.retentionDays,
    warn,
  });
  undo.push(() => recorder.close());
  const instance = ensureInstance(home).id;
  const event = (name: string, note: string, from?: string) =>
    eventEntry({ name, note, from, mode: snapshot.config.mode }, io.now());
  // The first row makes the database that the mailboxes are in.
  const outcome = await recorder.commit({
    entry: event('serve_started', `oktsec ${version()}, process ${process.pid}`),
  });
  if (outcome !== 'won')
    throw new OktsecError('store_locked', 'the audit log cannot be written', { hint: 'oktsec doctor' });
  const mailroom: Mailroom = openMailroom(home, io.now);
  undo.push(() => mailroom.close());
  const store: Store = await openLog(context, snapshot);
  undo.push(() => store.close());
  const telling = keepTelling(context, store);
  undo.push(() => telling.end());
  telling.follow(snapshot);

  const told = new Set<string>();
  const tellRefused = (refused: readonly { readonly name: string; readonly why: string }[]) => {
    for (const { name, why } of refused) {
      const line = `the key of ${name} is refused: ${why}`;
      if (told.has(line)) continue;
      told.add(line);
      warn(line);
      recorder.spool(event('key_refused', why, name));
    }
  };
  const keys = new LiveKeyring(home, keysDirOf(snapshot), (ring, error) => {
    if (error !== undefined) {
      const why = error instanceof Error ? error.message : String(error);
      warn(`the keys are as they were: ${why}`);
      recorder.spool(event('config_error', why));
    }
    tellRefused(ring.refused);
  });
  tellRefused(keys.now().refused);

  let standing: Standing = { config: snapshot.config, policy, ring: keys.now() };
  let looked = io.micros();
  const watch = watchConfig(requestOf(context), snapshot, globals.mode, (next, problems) => {
    for (const { message, hint } of problems) {
      log('error', hint === undefined ? message : `${message} (${hint})`);
      recorder.spool(event('config_error', message));
    }
    if (next === undefined) return;
    const before = snapshot.hash;
    snapshot = next.snapshot;
    policy = makePolicy(snapshot.config, rulesOf(snapshot), { mode: globals.mode });
    keys.setKeysDir(keysDirOf(snapshot));
    looked = 0;
    telling.follow(snapshot);
    log('info', 'the config changed');
    recorder.spool(event('config_changed', `config ${snapshot.hash} stands after ${before || 'the defaults'}`));
  });
  undo.push(() => watch.end());
  const rereading = setInterval(() => keys.reread(), 1000).unref();
  undo.push(() => clearInterval(rereading));

  const stopping = new AbortController();
  const services: Services = {
    instance,
    version: version(),
    standing: () => {
      const now = io.micros();
      if (now - looked < STANDING_MICROS) return standing;
      looked = now;
      const ring = keys.now();
      const paused = isPaused(snapshot.home);
      if (ring !== standing.ring || policy !== standing.policy || paused !== standing.paused)
        standing = { config: snapshot.config, policy, ring, paused };
      return standing;
    },
    recorder,
    mailroom,
    store,
    agents: agentEdits(context, () => watch.look()),
    checkToken: (token, scope) => verifyToken(store, token, scope as Parameters<typeof verifyToken>[2], io.now()),
    event,
    now: io.now,
    micros: io.micros,
    newId: () => newId(io.now()),
    newRef,
    sha256: (bytes) => hash('sha256', bytes, 'buffer'),
    stopping: stopping.signal,
    log,
  };
  const waiting = new Waiting(mailroom);
  const counters = new Counters();
  const intake = new Intake(services, waiting);
  const routes = allRoutes(services, intake, waiting, counters);
  const hono = makeApp(routes, services, counters, (route, bytes) =>
    route.path === '/v1/message' ? intake.oversize(bytes) : Promise.resolve(),
  );
  let marked = { state: '', at: 0 };
  const chain = watchChain(home, {
    now: io.now,
    onChange: ({ state, rows, bad }) => {
      const at = io.now();
      const isNews = state !== marked.state || at - marked.at > CHAIN_MARK_MICROS;
      if ((state === 'intact' || state === 'broken') && isNews) {
        putChainMark(home, { state, rows, at, seq: bad?.seq });
        marked = { state, at };
      }
      if (state === 'broken') log('error', `the chain of the audit log is broken: ${bad?.what} (oktsec logs verify)`);
    },
  });
  undo.push(() => chain.end());
  const { dashboard, code, look } = openDashboard(context, {
    home,
    instance,
    version: version(),
    store,
    standing: () => {
      const { config, policy, ring, paused } = services.standing();
      return { config, configPath: snapshot.path, policy, rules: policy.rules, ring, paused: paused === true };
    },
    chain: chain.state,
    reload: () => watch.look(),
    stopping: stopping.signal,
    log,
    onNewCode: () => options.onNewCode?.(code()),
  });
  dashboard.addTo(hono);
  const asking = setInterval(look, CODE_MILLIS).unref();
  undo.push(() => clearInterval(asking));
  const pusher = new Pusher({
    mailroom,
    targets: () =>
      [...services.standing().policy.agents.values()].flatMap(({ name, deliverTo }) =>
        deliverTo === undefined ? [] : { agent: name, url: deliverTo },
      ),
    // The operator's own word: it may be on this machine.
    post: async (url, body) =>
      (
        await post({
          url: expanded(url, io.env),
          headers: { 'content-type': 'application/json' },
          body,
          allowPrivate: true,
        })
      ).status,
    now: io.now,
    warn,
  });
  const pushing = setInterval(() => pusher.look(), PUSH_MILLIS).unref();
  undo.push(() => clearInterval(pushing));
  const sweeping = setInterval(() => {
    try {
      const gone = mailroom.sweep();
      if (gone > 0) recorder.spool(event('mail_expired', `${gone} messages that nobody fetched`));
    } catch (error) {
      warn(`mail could not be swept: ${error instanceof Error ? error.message : String(error)}`);
    }
  }, SWEEP_MILLIS).unref();
  undo.push(() => clearInterval(sweeping));
  const stop = () => {
    stopping.abort();
    waiting.endAll();
  };
  return { app: hono, services, code, stop };
}

/** What comes in by the API goes the way of a command: checked as a whole, with a row, and put back when that fails. */
function agentEdits(context: Context, reload: () => Promise<void>): AgentEdits {
  const change = async (edit: (text: string) => string, name: string, note: string, by: string) => {
    try {
      const app = await openApp(context);
      const log = await openLog(context, app.opened.snapshot);
      try {
        await changeConfig(context, app, {
          edit,
          record: ({ before, after }) =>
            log.appendEvent({
              name: 'agent_changed',
              note: `${note} by ${by}, config ${before} to ${after}`,
              from: name,
            }),
        });
      } finally {
        log.close();
      }
    } catch (error) {
      if (!(error instanceof OktsecError) || error.code.startsWith('store_')) throw error;
      // Where the config lies is nobody's business out there [171].
      throw new OktsecError(error.code === 'changed' ? 'api_conflict' : 'api_bad_agent', withoutPath(error.message));
    }
    await reload();
  };
  return {
    set: (name, fields, by) =>
      change(
        (text) => setAgentFields(text, name, fields),
        name,
        `${Object.keys(fields).join(', ') || 'nothing'} of ${name} set`,
        by,
      ),
    remove: async (name, by) => {
      let found = true;
      await change(
        (text) => {
          const edited = removeAgent(text, name);
          found = edited !== undefined;
          return edited ?? text;
        },
        name,
        `${name} removed`,
        by,
      );
      return found;
    },
  };
}

/**
 * A UUID of version 7: 48 bits of time, then random ones, so that what comes together is kept together.
 * @param now microseconds since 1970
 */
function newId(now: number): string {
  const time = Math.floor(now / 1000)
    .toString(16)
    .padStart(12, '0')
    .slice(-12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight characters with a letter among them: whoever knows a reference may ask what became of it. */
function newRef(): string {
  for (;;) {
    const ref = Array.from(randomBytes(8), (byte) => CROCKFORD[byte & 31]).join('');
    if (/[A-Z]/.test(ref)) return ref;
  }
}
