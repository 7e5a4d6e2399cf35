import { keysDirOf, openApp, openLog } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { readKeyring } from '../files/keys/keyring-file.ts';
import { verifyLetter } from '../identity/letter.ts';
import { onEnding } from '../machine/ending.ts';
import type { HeldItem, World } from '../mcp/tool.ts';
import { parseLetter } from '../message/letter.ts';
import { isAgentName } from '../message/words/agent-name.ts';
import type { Held } from '../quarantine/desk.ts';
import { ensureInstance } from '../store/chain/instance.ts';
import type { Store } from '../store/store.ts';
import { shown } from '../terminal/screen.ts';
import { scanLong } from '../texts/scan-text.ts';
import { version } from '../version.ts';
import { deskOf } from './quarantine/open.ts';

/** `oktsec mcp`: the tools for agents, as an MCP server on stdin and stdout. */
export const define: Define = (command, start) => {
  command
    .option('--agent <name>', 'the client it speaks for: it never settles what is its own')
    .action((options: { readonly agent?: string }) => start((context) => mcp(context, options.agent)));
};

async function mcp(context: Context, agent: string | undefined): Promise<number> {
  const { io } = context;
  if (agent !== undefined && !isAgentName(agent)) throw new OktsecError('usage', `--agent "${agent}" is no agent name`);
  // What is wrong with the config is said before a client waits for an answer.
  const { opened } = await openApp(context);
  const store = await openLog(context, opened.snapshot);
  const { serveTools } = await import('../mcp/server.ts');
  const warn = (line: string) => void io.stderr.write(`oktsec: warning: ${shown(line)}\n`);
  const close = serveTools({
    version: version(),
    world: () => worldOf(context, store, agent),
    warn,
    typed: context.screen.typed,
  });
  try {
    await stopped();
    return EXIT.done;
  } finally {
    await close();
    store.close();
  }
}

/** The client closed our stdin, or somebody ends us. */
async function stopped(): Promise<void> {
  await new Promise<void>((go) => {
    for (const event of ['end', 'close'] as const) process.stdin.once(event, () => go());
    onEnding(() => go());
  });
}

async function worldOf(context: Context, store: Store, agent: string | undefined): Promise<World> {
  const { io } = context;
  const app = await openApp(context);
  const { snapshot } = app.opened;
  const { config, home } = snapshot;
  const desk = deskOf(context, app, store);
  const now = io.now();
  const keyring = () => readKeyring(home, keysDirOf(snapshot));
  let names: ReadonlySet<string> | undefined;
  return {
    config,
    policy: app.policy,
    now,
    agent,
    scan: (text, channel) => scanLong(app.policy, text, channel, now),
    rows: (filter) => store.list(filter),
    knows: (name) => {
      names ??= new Set([...config.agents.map((agent) => agent.name), ...keyring().keys.keys()]);
      return names.has(name);
    },
    keyring,
    verifyLetter: (text, from) => {
      const parsed = parseLetter(new TextEncoder().encode(text));
      if ('fault' in parsed) throw new OktsecError('letter', `this is no signed message: ${parsed.fault}`);
      const ring = keyring();
      const forever = Number.MAX_SAFE_INTEGER;
      const policy = {
        requireSignature: true,
        formats: config.identity.formats,
        maxAgeMicros: forever,
        maxAheadMicros: forever,
      };
      const names = new Set([...ring.keys.keys(), ...config.agents.map(({ name }) => name)]);
      const aud = parsed.letter.aud ?? ensureInstance(home).id;
      if (parsed.letter.from !== from) return { verified: false, reason: 'another_sender', fingerprint: undefined };
      const result = verifyLetter(parsed.letter, { ring, policy, aud, names, now });
      return {
        verified: result.status === 'verified',
        reason: result.status === 'rejected' ? result.reason : undefined,
        fingerprint: result.status === 'unverified' ? undefined : result.fingerprint,
      };
    },
    held: (status, limit) => desk.list(status, limit).map(toItem),
    heldItem: (reference) => toItem(desk.find(reference)),
    settle: ({ do: what, ref, note }) => {
      const review = { reviewer: `mcp:${agent ?? ''}`, user: io.user, note };
      return what === 'reject'
        ? desk.reject(ref, review)
        : desk.approve(ref, { ...review, masked: what === 'approve_masked' });
    },
  };
}

function toItem({ item, row, today }: Held): HeldItem {
  return { item, row, stopped: today?.stopped, maskable: today?.masked !== undefined };
}
