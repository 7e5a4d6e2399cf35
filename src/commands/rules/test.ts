import { openConfig } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { compilePacks, loadBundled, readBundledPacks } from '../../files/config/rule-packs.ts';
import { type Broken, tryExamples } from '../../rules/examples/trial.ts';
import { print, printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';

/** `oktsec rules test [ID...]`: every example of every rule, the bundled ones and the user's. Exit 1 when one is not kept. */
export async function testRules(context: Context, ids: readonly string[]): Promise<number> {
  const { io, globals } = context;
  const { snapshot } = await openConfig(context);
  const own = await compilePacks(snapshot.config.rulesDirs);
  const all = [...(await readBundledPacks()), ...own.rules];
  const wanted = new Set(ids.map((id) => id.toUpperCase()));
  const rules = wanted.size === 0 ? all : all.filter(({ id }) => wanted.has(id));
  const unknown = [...wanted].find((id) => !all.some((rule) => rule.id === id));
  if (unknown !== undefined) {
    throw new OktsecError('unknown_rule', `"${unknown}" is no rule known to oktsec`, {
      hint: own.files.length === 0 ? 'rules_dir in the config names the folder of your own' : 'oktsec rules lists them',
      exit: EXIT.no,
    });
  }
  const trial = tryExamples(loadBundled(own.table), rules);
  if (globals.json) await printJson(io, trial.broken);
  else {
    await print(io, trial.broken.map(told).join(''));
    if (!globals.quiet) await print(io, `${summary(trial.rules, trial.examples, trial.broken.length)}\n`);
  }
  return trial.broken.length === 0 ? EXIT.done : EXIT.no;
}

function told({ rule, kind, text, channel }: Broken): string {
  const what = kind === 'match' ? 'does not find what it must' : 'finds what it must leave alone';
  return `${shown(rule)}  ${what} (as ${channel})\n    ${shown(text.length > 300 ? `${text.slice(0, 299)}…` : text)}\n`;
}

function summary(rules: number, examples: number, broken: number): string {
  const of = `${examples} examples of ${rules === 1 ? '1 rule' : `${rules} rules`}`;
  return broken === 0 ? `ok: ${of} hold` : `${broken} of ${of} ${broken === 1 ? 'does' : 'do'} not hold`;
}
