import type { Opened } from './files/config/config-file.ts';
import type { Request } from './files/config/find-config.ts';
import { rulesOf } from './files/config/rule-packs.ts';
import { loadHalfOfCrypto } from './machine/crypto.ts';
import { codeLetIn } from './machine/node-options.ts';
import { LIMITS } from './message/limits.ts';
import { launchJson } from './pins/launch.ts';
import { makePolicy } from './policy/policy.ts';
import type { ProxyArguments } from './proxy/arguments.ts';
import { Carrier } from './proxy/carry.ts';
import { launched } from './proxy/pins/launched.ts';
import type { Reader, Wire } from './proxy/reader.ts';
import type { SessionOptions } from './proxy/session/options.ts';
import { Session } from './proxy/session/session.ts';
import { clientSession, loadCrypto, realWorld } from './proxy/world.ts';
import { commandFor } from './proxy-reader/command.ts';
import { flowsOf } from './proxy-reader/flows.ts';
import { hashOf } from './proxy-reader/hash-of.ts';
import { tellRunning } from './proxy-reader/running.ts';
import { Standing } from './proxy-reader/standing.ts';
import { warm } from './proxy-reader/warm.ts';
import { eventEntry } from './store/event.ts';
import { openRecorder } from './store/recorder.ts';

/** The first messages are hashed without the system's own: the time it takes to load is not theirs. */
const CRYPTO_AFTER_MS = 30;
/** Where bytes go first, reading begins after so long at the latest, warm or not. */
const WARM_PATIENCE_MS = 30;
/** By then most servers have been asked what they are, and nothing else. */
const WARM_UP_AFTER_MS = 60;

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
  const standing = new Standing(snapshot, args);
  // Between what takes milliseconds the relay gets its turn.
  await turn();
  const rules = rulesOf(snapshot);
  if (standing.free) for (const _ of rules.detectors.load()) await turn();
  else rules.detectors.defer();
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
  const halfOfCrypto = () => {
    loadHalfOfCrypto();
    wire.whenCalm(loadCrypto);
  };
  setTimeout(() => wire.whenCalm(halfOfCrypto), CRYPTO_AFTER_MS).unref();
  const event = (name: string, note: string) =>
    eventEntry({ name, note, from: names.client, to: names.server, mode: config.mode }, world.now());
  const options: SessionOptions = {
    policy: makePolicy(config, rules, { mode: args.mode, paused: standing.paused }),
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
    command: commandFor(snapshot, request.userHome),
    approvals: () => recorder.anyApprovals(),
  };
  const session = new Session(options);
  const carrier = new Carrier({
    wire,
    session,
    recorder,
    server: names.server,
    verbose: args.verbose,
    free: standing.free,
    event,
    exempt: async (exemption) => {
      const { exemptCall } = await import('./exempting/exempt-call.ts');
      const [name, text] = await exemptCall(standing.snapshot, exemption, `a person in ${names.client}`);
      // What could not be written was for that one call.
      if (name === 'config_error') standing.stand(carrier);
      note(name, text);
    },
    leaving: () => {
      untell();
      keepCode();
    },
  });
  const untell = tellRunning(
    snapshot.home,
    { agent: names.server, client: names.client, server: wire.serverPid, since: world.now() },
    { session, carrier, now: world.now },
  );
  const note = (name: string, text: string, hint?: string) => {
    say(`${name === 'config_error' ? 'error' : 'note'}: ${text}`);
    if (hint !== undefined) say(`hint: ${hint}`);
    recorder.spool(event(name, text));
  };
  for (const { message, hint } of opened.problems) note('config_error', message, hint);
  if (snapshot.table !== undefined) recorder.spool(event('rules_loaded', `rule set ${snapshot.hash}`));
  // Our own process cannot ignore it, so at least it is said [225].
  const foreign = codeLetIn(process.env.NODE_OPTIONS);
  if (foreign !== undefined)
    note('node_options', `NODE_OPTIONS lets other code into oktsec and into the server: ${foreign}`);
  process.on('uncaughtException', (error) => carrier.fail(error));
  standing.follow(request, carrier, { note, record: (name, text) => void recorder.spool(event(name, text)) });
  await turn();
  const warmed = () => warm(wire, rules, options, standing.free, () => carrier.bytesRead, keepCode);
  // Calls one after another are read while they go on: what one server gave has to be known when it goes to the next.
  if (standing.free) await Promise.race([warmed(), sleep(WARM_PATIENCE_MS)]);
  else setTimeout(() => wire.whenCalm(() => void warmed()), WARM_UP_AFTER_MS).unref();
  return carrier;
}

function sleep(millis: number): Promise<void> {
  return new Promise((done) => setTimeout(done, millis));
}

function turn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
