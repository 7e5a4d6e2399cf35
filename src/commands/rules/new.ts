import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openApp } from '../../app.ts';
import type { Context } from '../../command.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { replaceFile } from '../../files/atomic.ts';
import { makeFolder } from '../../machine/make-folder.ts';
import { print, printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';

/**
 * `oktsec rules new ID`: a file with one rule in the first folder of `rules_dir`, with examples and notes. It is of severity
 * info: what it finds is recorded and nothing else, until its author has seen what that is.
 */
export async function newRule(context: Context, typed: string): Promise<number> {
  const { io, globals } = context;
  const id = typed.toUpperCase();
  if (!/^[A-Z][A-Z0-9]{0,15}(?:-[A-Z0-9]{1,15}){1,3}$/.test(id)) {
    throw new OktsecError('usage', `"${typed}" is no id for a rule`, { hint: 'letters, digits and hyphens: ACME-001' });
  }
  const { opened, rules } = await openApp(context);
  if (rules.rules.has(id)) {
    throw new OktsecError('rule_exists', `rule ${id} exists already`, { hint: `oktsec rules --explain ${id}` });
  }
  const { config, home } = opened.snapshot;
  const [own] = config.rulesDirs;
  const folder = own ?? join(home, 'rules');
  const file = join(folder, `${id.toLowerCase()}.yaml`);
  if (existsSync(file)) throw new OktsecError('rule_exists', `there is a file "${file}" already`);
  makeFolder(folder);
  replaceFile(file, scaffold(id));
  if (globals.json) {
    await printJson(io, [{ id, path: file, counts: own !== undefined }]);
    return EXIT.done;
  }
  if (globals.quiet) return EXIT.done;
  const next =
    own === undefined
      ? `add "rules_dir: [${folder}]" to ${opened.place.path ?? join(home, 'oktsec.yaml')}, then oktsec rules test ${id}`
      : `change it, then oktsec rules test ${id}`;
  await print(io, `${shown(file)}\nit only records what it finds (severity: info)\n${shown(next)}\n`);
  return EXIT.done;
}

function scaffold(id: string): string {
  return `# One rule. "oktsec rules test ${id}" runs its examples, "oktsec rules preview ${id} --action quarantine" says what
# it would do to your own traffic, and "severity" below decides what it does: info and low are recorded only,
# medium is flagged, high is held, critical is blocked.
- id: ${id}
  name: Name in a few words
  description: What it finds, and why that matters to whoever reads the log.
  severity: info
  category: exfiltration
  # any, or some of: tool_args, tool_result, tool_description, agent_message, prompt, file, call
  channels: [any]
  # Regular expressions without flags; case is ignored. Each way through one passes at least four plain characters that
  # common text seldom holds, and every repetition has an upper bound: {0,20}, not * or +.
  patterns:
    - '\\bproject-nightjar(?:-\\w{1,20})?\\b'
  remediation: What somebody should do who meets it.
  examples:
    # Texts it must find, and texts close to them that it must leave alone. \u27e6N36\u27e7 stands for 36 letters and digits,
    # so that no secret has to be written down.
    match:
      - the plans of project-nightjar
    ignore:
      - the nightjar is a bird
`;
}
