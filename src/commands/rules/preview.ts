import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openApp, openLog } from '../../app.ts';
import type { Context } from '../../command.ts';
import type { OverrideAction } from '../../config/config.ts';
import { nearest } from '../../config/nearest.ts';
import { EXIT, OktsecError } from '../../errors.ts';
import { type Judged, judgeAgain, judgedWord, policyWith, sayChanges } from '../../exempting/judge-again.ts';
import { replaceFile } from '../../files/atomic.ts';
import { makeFolder } from '../../machine/make-folder.ts';
import type { Policy } from '../../policy/policy.ts';
import type { RuleInfo, Severity } from '../../rules/rule.ts';
import type { Store } from '../../store/store.ts';
import { print, printJson } from '../../terminal/print.ts';
import { shown } from '../../terminal/screen.ts';

export type PreviewOptions = {
  readonly action?: OverrideAction;
  readonly severity?: Severity;
  readonly shadow?: boolean;
  readonly stop?: boolean;
};

/** How many messages a shadow looks at. */
const SHADOWED = 100;
/** Newest rows with findings that are judged again. */
const MOST_ROWS = 10_000;
const SHOWN = 20;

type Shadow = { readonly afterSeq: number; readonly action?: OverrideAction; readonly severity?: Severity };

/**
 * `oktsec rules preview ID`: what a rule, or a change of it, would have done to what is in the log, and in shadow to the next
 * hundred messages. Every finding is in the log whatever it led to, so each row is judged again by the very function that
 * judged it; nothing is changed.
 */
export async function previewRule(context: Context, typed: string, options: PreviewOptions): Promise<number> {
  const { opened, rules } = await openApp(context);
  const { snapshot } = opened;
  const rule = rules.rules.get(typed) ?? rules.rules.get(typed.toUpperCase());
  if (rule === undefined) {
    const meant = nearest(typed, rules.rules.keys());
    throw new OktsecError('unknown_rule', `"${typed}" is no rule known to oktsec`, {
      hint: meant === undefined ? 'oktsec rules lists them' : `did you mean ${meant}?`,
      exit: EXIT.no,
    });
  }
  const file = join(snapshot.home, 'previews', `${rule.id}.json`);
  if (options.stop === true) {
    rmSync(file, { force: true });
    if (!context.globals.quiet) await print(context.io, `the shadow of ${rule.id} is over\n`);
    return EXIT.done;
  }
  const shadow = readShadow(file);
  const change = {
    action: options.action ?? (options.severity === undefined ? shadow?.action : undefined),
    severity: options.severity ?? (options.action === undefined ? shadow?.severity : undefined),
  };
  const store = await openLog(context, snapshot);
  try {
    const policy = policyWith(snapshot.config, rules, { id: rule.id, ...change });
    if (options.shadow === true) {
      const last = store.list({ limit: 1 })[0]?.seq ?? 0;
      makeFolder(join(snapshot.home, 'previews'));
      replaceFile(file, `${JSON.stringify({ afterSeq: last, ...change })}\n`);
      if (!context.globals.quiet) {
        await print(
          context.io,
          `${rule.id} is in shadow for the next ${SHADOWED} messages: they are judged as they are now, and oktsec rules preview ${rule.id} says what this would have changed\n`,
        );
      }
      return EXIT.done;
    }
    await report(context, { rule, policy, store, shadow, change });
  } finally {
    store.close();
  }
  return EXIT.done;
}

type Setting = {
  readonly rule: RuleInfo;
  readonly policy: Policy;
  readonly store: Store;
  readonly shadow: Shadow | undefined;
  readonly change: { readonly action: OverrideAction | undefined; readonly severity: Severity | undefined };
};

async function report(context: Context, { rule, policy, store, shadow, change }: Setting): Promise<void> {
  const rows = store.list({ findings: true, limit: MOST_ROWS });
  const history = judgeAgain(rows, rule, policy);
  const total = store.stats().rows;
  const next = shadow === undefined ? [] : store.list({ afterSeq: shadow.afterSeq, limit: SHADOWED });
  const messages = next.filter(({ kind }) => kind !== 'event');
  const ahead = judgeAgain(messages, rule, policy);
  if (context.globals.json) {
    await printJson(context.io, [
      ...history.map((one) => asJson(one, false)),
      ...ahead.map((one) => asJson(one, true)),
    ]);
    return;
  }
  const as = change.action ?? change.severity;
  const lines = [
    `${rule.id}  ${rule.name} (${rule.severity})${as === undefined ? ', as it stands' : `, as if "${as}"`}\n`,
    `\nin the log: found in ${history.length} of ${total} rows; ${sayChanges(history)}\n`,
    ...history.slice(0, SHOWN).map((one) => line(context, one)),
    history.length > SHOWN ? `  and ${history.length - SHOWN} more; --json has all\n` : '',
  ];
  if (shadow !== undefined) {
    lines.push(
      `\nin shadow: ${messages.length} of ${SHADOWED} messages seen, found in ${ahead.length}; ${sayChanges(ahead)}\n`,
    );
    lines.push(...ahead.slice(0, SHOWN).map((one) => line(context, one)));
  }
  if (!context.globals.quiet) {
    lines.push(
      '\nOf most messages the log keeps what was found and a hash, not the text: rows from before the rule was there, or written while it was ignored, cannot be judged.\n',
    );
    if (rows.length === MOST_ROWS) lines.push(`Only the newest ${MOST_ROWS} rows with findings were looked at.\n`);
    if (shadow === undefined)
      lines.push(
        context.screen.typed(
          `For the next ${SHADOWED} messages: oktsec rules preview ${rule.id} --shadow${flags(change)}\n`,
        ),
      );
  }
  await print(context.io, lines.join(''));
}

function flags({ action, severity }: Setting['change']): string {
  return `${action === undefined ? '' : ` --action ${action}`}${severity === undefined ? '' : ` --severity ${severity}`}`;
}

function line({ screen }: Context, { row, was, would, excerpts }: Judged): string {
  const what = was === would ? judgedWord(was) : `${judgedWord(was)} ${screen.arrow} ${judgedWord(would)}`;
  const tool = row.tool === undefined ? '' : ` ${row.tool}`;
  const time = new Date(row.time / 1000).toISOString();
  const head = `  ${row.seq}  ${time}  ${shown(row.from)} ${screen.arrow} ${shown(row.to)}${shown(tool)}  ${what}\n`;
  return `${head}${excerpts
    .slice(0, 2)
    .map((one) => `      ${screen.style.dim(shown(one))}\n`)
    .join('')}`;
}

function asJson({ row, was, would, excerpts }: Judged, shadow: boolean): object {
  return {
    seq: row.seq,
    time: new Date(row.time / 1000).toISOString(),
    from: row.from,
    to: row.to,
    tool: row.tool ?? null,
    decision: was,
    would_be: would,
    excerpts,
    shadow,
  };
}

function readShadow(file: string): Shadow | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('afterSeq' in value)) return undefined;
    // Written by the lines above, into a folder of this user alone.
    return value as Shadow;
  } catch {
    return undefined;
  }
}
