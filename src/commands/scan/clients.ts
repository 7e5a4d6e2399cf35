import { openApp } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import { readSetUp } from '../../here/set-up.ts';
import { SEVERITIES } from '../../rules/rule.ts';
import { print, printJson } from '../../terminal/print.ts';
import { sarifLog, sarifRules } from '../../terminal/sarif.ts';
import { shown } from '../../terminal/screen.ts';
import { version } from '../../version.ts';
import { askToStart } from '../clients/ask-start.ts';
import { type SetUpOptions, threshold } from './config-only.ts';
import { hearAll } from './hear.ts';
import { asJson, block, resultsOf, summary } from './heard.ts';

const QUESTION = {
  about: 'these will be started, asked what they offer, and ended; no tool is called',
  instead: '; oktsec scan --config-only starts nothing',
  refused: 'nothing was started',
  hint: 'oktsec scan --config-only starts nothing',
};

/** `scan --clients`: starts every configured server, asks what it offers, ends it, and reads what it said. Calls no tool. */
export async function scanClients(context: Context, words: readonly string[], options: SetUpOptions): Promise<number> {
  const { io, globals } = context;
  const { policy, rules } = await openApp(context);
  const setUp = await readSetUp(context, words);
  const startable = setUp.servers.filter(({ chosen }) => chosen.server.argv.length > 0);
  if (startable.length > 0)
    askToStart(
      context,
      startable.map(({ chosen }) => chosen.server),
      QUESTION,
    );
  const heard = await hearAll(context, startable, policy);
  if (options.sarif === true) {
    await printJson(io, sarifLog(version(), sarifRules(rules.rules.values()), heard.flatMap(resultsOf)));
  } else if (globals.json) await printJson(io, heard.map(asJson));
  else await print(io, heard.map((one) => block(context, one)).join('') + (globals.quiet ? '' : summary(heard)));
  for (const { message } of setUp.problems) io.stderr.write(`oktsec: error: ${shown(message)}\n`);
  if (setUp.problems.length > 0) return EXIT.failed;
  const worst = Math.max(
    -1,
    ...heard.flatMap(({ findings }) => findings.map(({ severity }) => SEVERITIES.indexOf(severity))),
  );
  return worst >= threshold(options.failOn) ? EXIT.no : EXIT.done;
}
