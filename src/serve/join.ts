import { hash } from 'node:crypto';
import { type App, openLog } from '../app.ts';
import type { Context } from '../command.ts';
import { OktsecError } from '../errors.ts';
import { Counters } from '../http/counters.ts';
import { Intake } from '../http/intake/intake.ts';
import { Waiting } from '../http/intake/waiting.ts';
import { makeApp } from '../http/make-app.ts';
import { allRoutes } from '../http/routes.ts';
import type { Services } from '../http/services.ts';
import { ensureInstance } from '../store/chain/instance.ts';
import { eventEntry } from '../store/event.ts';
import { openMailroom } from '../store/kept/mailroom.ts';
import { openRecorder } from '../store/recorder.ts';
import { keepTelling } from '../telling.ts';
import { verifyToken } from '../tokens/verify.ts';
import { version } from '../version.ts';
import { agentEdits } from './agent-edits.ts';
import { keepChain } from './chain.ts';
import { openDashboard } from './dashboard.ts';
import { newId, newRef } from './ids.ts';
import { logLines } from './log-lines.ts';
import { keepMail } from './mail.ts';
import { keepStanding } from './standing.ts';
import type { Undo } from './undo.ts';

const CODE_MILLIS = 250;

/** What one running `serve` consists of. */
export type Joined = {
  readonly app: ReturnType<typeof makeApp>;
  readonly services: Services;
  /** The dashboard's access code at this moment. */
  code(): string;
  /** Lets go of all who wait; the rest ends with the steps of `undo`. */
  stop(): void;
};

/**
 * Joins log, mailboxes, standing config and keys, API and dashboard.
 * @param undo gets a step for each thing that is to be ended, also when this fails half way
 * @param onNewCode told when there is another access code than before
 */
export async function join(context: Context, app: App, undo: Undo, onNewCode: (code: string) => void): Promise<Joined> {
  const { io } = context;
  const { home } = app.opened.snapshot;
  let { snapshot } = app.opened;
  const log = logLines(io.stderr, () => snapshot.config.server.logLevel);
  const { audit, quarantine } = snapshot.config;
  const recorder = openRecorder({
    home,
    now: io.now,
    durability: audit.durability,
    checkpointRows: audit.checkpointRows,
    checkpointSeconds: audit.checkpointSeconds,
    retentionDays: quarantine.retentionDays,
    warn: (line) => log('warn', line),
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
  const mailroom = openMailroom(home, io.now);
  undo.push(() => mailroom.close());
  const store = await openLog(context, snapshot);
  undo.push(() => store.close());
  const telling = keepTelling(context, store);
  undo.push(() => telling.end());
  telling.follow(snapshot);
  const live = keepStanding(context, app, {
    log,
    note: (...words) => void recorder.spool(event(...words)),
    onConfig: (next) => {
      snapshot = next;
      telling.follow(next);
    },
  });
  undo.push(() => live.end());
  const stopping = new AbortController();
  const services: Services = {
    instance,
    version: version(),
    standing: live.now,
    recorder,
    mailroom,
    store,
    agents: agentEdits(context, live.look),
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
  const hono = makeApp(allRoutes(services, intake, waiting, counters), services, counters, (route, bytes) =>
    route.path === '/v1/message' ? intake.oversize(bytes) : Promise.resolve(),
  );
  const chain = keepChain(home, io.now, log);
  undo.push(() => chain.end());
  const { dashboard, code, look } = openDashboard(context, {
    home,
    instance,
    version: version(),
    store,
    standing: () => {
      const { config, policy, ring, paused, fault } = live.now();
      return { config, configPath: snapshot.path, policy, rules: policy.rules, ring, paused: paused === true, fault };
    },
    chain: chain.state,
    reload: live.look,
    stopping: stopping.signal,
    log,
    onNewCode: () => onNewCode(code()),
  });
  dashboard.addTo(hono);
  const asking = setInterval(look, CODE_MILLIS).unref();
  undo.push(() => clearInterval(asking));
  undo.push(keepMail(io, services));
  const stop = () => {
    stopping.abort();
    waiting.endAll();
  };
  return { app: hono, services, code, stop };
}
