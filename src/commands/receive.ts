import { join, resolve } from 'node:path';
import { keysDirOf, openConfig } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT, OktsecError } from '../errors.ts';
import { checkKeyName, readSecretKey } from '../files/keys/key-files.ts';
import { type Received, receive as receiveLetters } from '../letters/receive.ts';
import { parseDuration } from '../terminal/durations.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { anothers, urlOfServe } from './letters/url.ts';

type Options = {
  readonly agent: string;
  readonly wait?: string;
  readonly keep?: true;
  readonly key?: string;
  readonly url?: string;
};

const MOST_WAIT_SECONDS = 60;

/** `oktsec receive`: prints what lies in an agent's mailbox and takes it out. An empty mailbox is no error. */
export const define: Define = (command, start) => {
  command
    .requiredOption('--agent <name>', 'whose mailbox')
    .option('--wait <duration>', 'wait so long for the first message: 30s (default: not at all)')
    .option('--keep', 'leave them there: they come again after a minute')
    .option('--key <path>', 'the private key (default: NAME.key in keys_dir)')
    .option('--url <url>', 'where oktsec serve listens (default: the one of this home)')
    .action((options: Options) => start((context) => receive(context, options)));
};

async function receive(context: Context, options: Options): Promise<number> {
  const { io, globals } = context;
  const { agent } = options;
  checkKeyName(agent);
  const waitSeconds = options.wait === undefined ? 0 : waitOf(options.wait);
  const { snapshot } = await openConfig(context);
  const path = options.key === undefined ? join(keysDirOf(snapshot), `${agent}.key`) : resolve(io.cwd, options.key);
  const account = { agent, key: readSecretKey(path), url: options.url ?? urlOfServe(snapshot) };
  const all: Received[] = [];
  try {
    for await (const message of receiveLetters(account, { once: true, waitSeconds })) {
      if (globals.json) all.push(message);
      else io.stdout.write(textOf(message));
      // Taken out only once it was said: what breaks off in between comes again.
      if (options.keep !== true && !globals.json) await message.ack();
    }
  } catch (error) {
    const stray = options.url === undefined ? anothers(snapshot, account.url) : undefined;
    if (stray === undefined || !(error instanceof OktsecError) || error.code !== 'refused') throw error;
    throw new OktsecError(error.code, error.message, { hint: stray, exit: error.exit, cause: error });
  }
  if (!globals.json) return EXIT.done;
  await printJson(io, all.map(jsonOf));
  if (options.keep !== true) for (const message of all) await message.ack();
  return EXIT.done;
}

/** @throws OktsecError `usage` */
function waitOf(text: string): number {
  const seconds = parseDuration(text, '--wait') / 1_000_000;
  if (seconds >= 1 && seconds <= MOST_WAIT_SECONDS) return Math.round(seconds);
  throw new OktsecError('usage', `--wait "${text}" is not between 1s and ${MOST_WAIT_SECONDS}s`, {
    hint: 'oktsec receive --agent NAME --wait 30s',
  });
}

/** Who says it in one line, and what, set in: text of a message cannot look like a line of ours. */
function textOf({ from, content, verifiedSender, reviewer }: Received): string {
  const approved = reviewer === undefined ? '' : `, let through by ${reviewer}`;
  const lines = content.split('\n').map((line) => `  ${shown(line)}\n`);
  return `${shown(`${from}, ${verifiedSender ? 'signed' : 'unsigned'}${approved}:`)}\n${lines.join('')}`;
}

function jsonOf(message: Received) {
  return {
    id: message.id,
    from: message.from,
    to: message.to,
    content: message.content,
    metadata: message.metadata,
    verified_sender: message.verifiedSender,
    metadata_signed: message.metadataSigned,
    timestamp: message.timestamp ?? null,
    received_at: message.receivedAt,
    approved_at: message.approvedAt ?? null,
    reviewer: message.reviewer ?? null,
  };
}
