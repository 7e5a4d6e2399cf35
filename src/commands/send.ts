import { openConfig } from '../app.ts';
import type { Context, Define } from '../command.ts';
import { EXIT } from '../errors.ts';
import { send as sendLetter } from '../letters/send.ts';
import { printJson } from '../terminal/print.ts';
import { shown } from '../terminal/screen.ts';
import { type Draft, draftOf, draftOptions } from './letters/draft.ts';
import { hintAbout } from './letters/refused.ts';
import { anothers, urlOfServe } from './letters/url.ts';

type Options = Draft & { readonly url?: string };

/** `oktsec send`: signs and posts. Exit 0 delivered, 1 held or refused. */
export const define: Define = (command, start) => {
  draftOptions(command)
    .option('--url <url>', 'where oktsec serve listens (default: the one of this home)')
    .action((content: string | undefined, options: Options) => start((context) => send(context, content, options)));
};

async function send(context: Context, content: string | undefined, options: Options): Promise<number> {
  const { io, globals } = context;
  const { draft, secret } = await draftOf(context, content, options);
  const { snapshot } = await openConfig(context);
  const url = options.url ?? urlOfServe(snapshot);
  const { to, content: text, metadata } = draft;
  const sent = await sendLetter({ to, content: text, metadata }, { agent: draft.from, key: secret, url });
  if (globals.json) {
    await printJson(io, [
      {
        status: sent.status,
        http: sent.http,
        message_id: sent.messageId ?? null,
        policy_decision: sent.decision ?? null,
        rules_triggered: sent.rules,
        quarantine_id: sent.quarantineId ?? null,
        reason: sent.reason ?? null,
      },
    ]);
  } else {
    const rules = sent.rules.length === 0 ? '' : `, ${sent.rules.join(', ')}`;
    const why = sent.reason === undefined ? '' : `: ${sent.reason}`;
    const line = `${sent.status} ${sent.messageId ?? ''}`.trimEnd();
    io.stdout.write(`${shown(`${line}${why}${rules}`)}\n`);
    const stray = sent.reason === undefined || options.url !== undefined ? undefined : anothers(snapshot, url);
    const hint =
      sent.quarantineId === undefined
        ? (stray ?? hintAbout(sent, draft.from))
        : `a person decides: oktsec quarantine approve ${shown(sent.quarantineId)}`;
    if (hint !== undefined && !globals.quiet) io.stderr.write(`oktsec: hint: ${hint}\n`);
  }
  return sent.status === 'delivered' ? EXIT.done : EXIT.no;
}
