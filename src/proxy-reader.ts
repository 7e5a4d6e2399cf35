import type { Config } from './config/config.ts';
import type { Opened, Request } from './files/config-file.ts';
import { isPaused } from './files/pause-mark.ts';
import { rulesOf } from './files/rule-packs.ts';
import { watchConfig } from './files/watch-config.ts';
import { type Digest, digestWith } from './flow/canary.ts';
import { type Salt, saltOf } from './flow/print.ts';
import { LIMITS } from './message/limits.ts';
import { launchJson } from './pins/launch.ts';
import { anyEnforce, makePolicy } from './policy/policy.ts';
import type { ProxyArguments } from './proxy/arguments.ts';
import { Carrier } from './proxy/carry.ts';
import { launched } from './proxy/pins/launched.ts';
import type { Reader, Wire } from './proxy/reader.ts';
import { rehearse } from './proxy/rehearsal.ts';
import type { SessionOptions } from './proxy/session/options.ts';
import { Session } from './proxy/session/session.ts';
import { clientSession, loadCrypto, realWorld, sha256 } from './proxy/world.ts';
import type { RuleSet } from './rules/rule-set.ts';
import { warmUp } from './rules/scan/warm-up.ts';
import { eventEntry } from './store/event.ts';
import { CanaryMark } from './store/kept/canaries.ts';
import { flowSecret } from './store/kept/flow-secret.ts';
import { Glance } from './store/kept/glance.ts';
import { RunningMark } from './store/kept/running.ts';
import { openRecorder } from './store/recorder.ts';
import type { Recorder } from './store/store.ts';

const TELL_MS = 1000;
/** One look at one file: a kill switch should not take the whole second. */
const PAUSE_POLL_MS = 500;
/** The first messages are hashed without the system's own: the time it takes to load is not theirs. */
const CRYPTO_AFTER_MS = 30;
/** Where bytes go first, reading begins after so long at the latest, warm or not. */
const WARM_PATIENCE_MS = 30;
/** By then most servers have been asked what they are, and nothing else. */
const WARM_UP_AFTER_MS = 60;
/** A first step can take longer. */
const STEPS_MS = 1;

/**
 * Builds what reads the traffic of one relay: policy, session and log, and the watch over the config. In steps, so that
 * what is relayed meanwhile never waits for all of it. Where bytes go first nobody waits for the reader, and it comes warm.
 * @param keepCode keeps compiled code for the next start: called when what a start needs has run
 */
export async function openReader(
  wire: Wire,
  args: ProxyArguments,
  request: Request,
  opened: Opened,
  keepCode: () => void,
): Promise<Reader> {
  const { snapshot } = opened;
  const { config } = snapshot;
  let paused = isPaused(snapshot.home);
  const isFree = (now: Config) => !paused && !anyEnforce(now, args.mode, [args.client, args.agent]);
  // Between what takes milliseconds the relay gets its turn.
  await turn();
  const rules = rulesOf(snapshot);
  await turn();
  const names = { client: args.client, server: args.agent, session: clientSession() };
  const say = (line: string) => wire.say(`oktsec: ${line}\n`);
  const recorder = openRecorder({
    home: snapshot.home,
    durability: config.audit.durability,
    checkpointRows: config.audit.checkpointRows,
    checkpointSeconds: config.audit.checkpointSeconds,
    retentionDays: config.quarantine.retentionDays,
    warn: say,
  });
  const world = realWorld();
  setTimeout(() => wire.whenCalm(loadCrypto), CRYPTO_AFTER_MS).unref();
  const event = (name: string, note: string) =>
    eventEntry({ name, note, from: names.client, to: names.server, mode: config.mode }, world.now());
  const options: SessionOptions = {
    policy: makePolicy(config, rules, { mode: args.mode, paused }),
    limits: { ...LIMITS, maxDepth: config.limits.maxDepth },
    maxFrameBytes: config.limits.maxFrameBytes,
    names,
    world,
    launch: hashOf(JSON.stringify([args.command, ...args.args])),
    launchJson: () => launchJson(launched(args.command, args.args), hashOf),
    pinsChanged: () => recorder.pinsChanged(),
    flows: flowsOf(snapshot.home, recorder),
    event,
    quarantineHours: config.quarantine.expiryHours,
    approvals: () => recorder.anyApprovals(),
  };
  const session = new Session(options);
  const carrier = new Carrier({
    wire,
    session,
    recorder,
    server: names.server,
    verbose: args.verbose,
    free: isFree(config),
    event,
    exempt: async (exemption) => {
      const { exemptCall } = await import('./exempting/exempt-call.ts');
      note(...(await exemptCall(standing, exemption, { by: `a person in ${names.client}`, now: world.now() })));
    },
    leaving: () => {
      mark.remove();
      keepCode();
    },
  });
  const told = { agent: names.server, client: names.client, server: wire.serverPid, since: world.now() };
  const mark = new RunningMark(snapshot.home, told);
  const tell = () => {
    const { made: calls, answered, micros: answerMicros, times, waited } = session.calls;
    // To the second: a call that waits is no reason to write again and again.
    const waitingSince = waited === undefined ? undefined : Math.round((world.now() - waited) / 1e6) * 1e6;
    const { p50, p99 } = times.read() ?? {};
    mark.put({ calls, answered, answerMicros, answerP50: p50, answerP99: p99, ...carrier.stopped, waitingSince });
  };
  tell();
  setInterval(tell, TELL_MS).unref();
  const note = (name: string, text: string, hint?: string) => {
    say(`${name === 'config_error' ? 'error' : 'note'}: ${text}`);
    if (hint !== undefined) say(`hint: ${hint}`);
    recorder.spool(event(name, text));
  };
  for (const { message, hint } of opened.problems) note('config_error', message, hint);
  if (snapshot.table !== undefined) recorder.spool(event('rules_loaded', `rule set ${snapshot.hash}`));
  const preload = codeLoadedBy(process.env.NODE_OPTIONS);
  if (preload !== undefined)
    note('node_options', `NODE_OPTIONS loads code into oktsec and into the server: ${preload}`);
  process.on('uncaughtException', (error) => carrier.fail(error));
  let standing = snapshot;
  const follow = () => {
    const policy = makePolicy(standing.config, rulesOf(standing), { mode: args.mode, paused });
    carrier.setPolicy(policy, isFree(standing.config));
  };
  const sayPaused = () =>
    note(paused ? 'paused' : 'resumed', paused ? 'everything is paused by a person' : 'messages pass again');
  if (paused) {
    // It may have been pulled after the relay began: bytes must not go first any longer.
    follow();
    sayPaused();
  }
  setInterval(() => {
    if (isPaused(standing.home) === paused) return;
    paused = !paused;
    follow();
    sayPaused();
  }, PAUSE_POLL_MS).unref();
  watchConfig(request, snapshot, args.mode, (next, problems) => {
    for (const { message, hint } of problems) note('config_error', message, hint);
    if (next === undefined) return;
    standing = next.snapshot;
    follow();
    recorder.spool(
      event('config_changed', `config ${next.snapshot.hash} stands after ${snapshot.hash || 'the defaults'}`),
    );
  });
  await turn();
  const warm = () => {
    keepCode();
    return inSteps(wire, warmSteps(rules, options, isFree(config)));
  };
  // Calls one after another are read while they go on: what one server gave has to be known when it goes to the next.
  if (isFree(config)) await Promise.race([warm(), sleep(WARM_PATIENCE_MS)]);
  else setTimeout(() => wire.whenCalm(() => void warm()), WARM_UP_AFTER_MS).unref();
  return carrier;
}

/** The home's secret is read when it is first needed, and tried again where there was none. */
function flowsOf(home: string, recorder: Recorder): SessionOptions['flows'] {
  const mark = new CanaryMark(home);
  const canaries = new Glance(() => mark.all);
  let known: { readonly salt: Salt; readonly digest: Digest } | undefined;
  const look = () => {
    if (known !== undefined) return known;
    const secret = flowSecret(home);
    if (secret !== undefined) known = { salt: saltOf(secret), digest: digestWith(secret, hashOf) };
    return known;
  };
  return {
    salt: () => look()?.salt,
    canaries: () => canaries.value,
    digest: (text) => look()?.digest(text) ?? '',
    news: () => recorder.anyFlows(),
  };
}

/** SHA-256 of a text, lower-case hex. */
function hashOf(text: string): string {
  return Buffer.from(sha256(Buffer.from(text))).toString('hex');
}

/** What of NODE_OPTIONS loads code: our own process cannot ignore it, so at least it is said [225]. */
function codeLoadedBy(options: string | undefined): string | undefined {
  return options?.match(/(?:^|\s)(?:-r|--require|--import|--loader|--experimental-loader)(?:[= ]\S+)?/)?.[0].trim();
}

/** What reading needs, then the way of a message through it. */
function* warmSteps(rules: RuleSet, options: SessionOptions, free: boolean): Generator<undefined, void> {
  try {
    yield* warmUp(rules);
    yield* rehearse(options, free);
  } catch {
    // What really comes is read all the same, only less quickly.
  }
}

/** Some steps whenever the wire rests, until all ends: together they take about as long as a short message. */
async function inSteps(wire: Wire, steps: Generator): Promise<void> {
  while (!wire.closing) {
    const until = performance.now() + STEPS_MS;
    do if (steps.next().done === true) return;
    while (performance.now() < until);
    await new Promise<void>((calm) => wire.whenCalm(calm));
  }
}

function sleep(millis: number): Promise<void> {
  return new Promise((done) => setTimeout(done, millis));
}

function turn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
