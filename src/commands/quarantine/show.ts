import type { Context } from '../../command.ts';
import { EXIT } from '../../errors.ts';
import { readable } from '../../quarantine/content.ts';
import type { Held } from '../../quarantine/desk.ts';
import { hex } from '../../rows/json.ts';
import { rfc3339, sayDuration } from '../../terminal/durations.ts';
import { print, printJson } from '../../terminal/print.ts';
import { severityWord, shown } from '../../terminal/screen.ts';
import { findingsJson, heldJson } from './json.ts';
import { whyHeld } from './list.ts';
import { atDesk } from './open.ts';

export type ShowOptions = { readonly text?: boolean };

/**
 * One held message. What it says goes to a terminal, elsewhere only with `--text`: an agent that looks why something was held
 * would otherwise read what was held from it.
 */
export async function show(context: Context, reference: string, { text = false }: ShowOptions): Promise<number> {
  const { io, globals } = context;
  const held = await atDesk(context, (desk) => desk.find(reference));
  const told = text || io.stdout.isTTY;
  if (globals.json) await printJson(io, [detailJson(held, told)]);
  else await print(io, page(context, held, told));
  return EXIT.done;
}

function detailJson(held: Held, told: boolean): object {
  const content = held.today === undefined || !told ? undefined : readable(held.today);
  return {
    ...heldJson(held),
    findings: findingsJson(held),
    may_be_approved: held.today === undefined ? null : held.today.stopped === undefined,
    may_be_masked: held.today === undefined ? null : held.today.masked !== undefined,
    stopped: held.today?.stopped ?? null,
    content: content?.text ?? null,
    content_left_out: content?.left ?? null,
  };
}

function page(context: Context, held: Held, told: boolean): string {
  const { screen, io } = context;
  const { item, row } = held;
  const what = [row.kind, row.method, item.tool].filter((part) => part !== undefined).map(shown);
  const facts: [string, string | undefined][] = [
    ['status', statusOf(held, io.now())],
    ['route', `${shown(item.from)} ${screen.arrow} ${shown(item.to)}`],
    ['message', what.join('  ')],
    ['held', rfc3339(item.createdAt)],
    ['size', `${row.size} bytes, sha-256 ${hex(row.hash)}`],
    ['note', item.note === undefined ? undefined : shown(item.note)],
    ['row', String(item.seq)],
  ];
  const lines = [`${shown(item.ref)}  ${whyHeld(held)}`, ''];
  for (const [name, value] of facts) if (value !== undefined) lines.push(`  ${name.padEnd(10)}${value}`);
  for (const finding of row.findings) {
    lines.push('', `${severityWord(screen, finding.severity)}  ${shown(finding.rule)}  ${shown(finding.name)}`);
    if (finding.excerpt !== undefined) lines.push(`  ${shown(finding.excerpt)}`);
    lines.push(`  at        ${shown(finding.pointer === '' ? '/' : finding.pointer)}, ${shown(finding.view)}`);
  }
  lines.push('', ...contentOf(held, told));
  if (!context.globals.quiet) lines.push(...nextSteps(held).map(context.screen.typed));
  return `${lines.join('\n')}\n`;
}

function statusOf({ item }: Held, now: number): string {
  if (item.status === 'pending') return `pending, expires in ${sayDuration(item.expiresAt - now)}`;
  const by = item.reviewer === undefined ? '' : ` by ${shown(item.reviewer)}`;
  const at = item.settledAt === undefined ? '' : ` at ${rfc3339(item.settledAt)}`;
  return `${shown(item.status)}${item.masked ? ', masked' : ''}${by}${at}`;
}

/** Every line behind a bar, so that nothing in it can pass for a line of ours. */
function contentOf({ today }: Held, told: boolean): string[] {
  if (today === undefined) return ['what it said is gone, its hash is left'];
  if (!told) return ['what it says is shown on a terminal, and to a program with --text'];
  const content = readable(today);
  if (content === undefined) return ['what it says is not shown: a secret in it cannot be masked'];
  const lines = content.text.split('\n').map((line) => `  | ${line}`);
  return content.left === 0 ? lines : [...lines, `  | ${content.left} more characters`];
}

function nextSteps({ item, today }: Held): string[] {
  if (item.status !== 'pending' || today === undefined) return [];
  const { ref } = item;
  if (today.stopped !== undefined)
    return ['', `nobody may release it: ${shown(today.stopped)}`, `next  oktsec quarantine reject ${ref}`];
  return [
    '',
    `next  oktsec quarantine approve ${ref}            let it through once`,
    ...(today.masked === undefined ? [] : [`      oktsec quarantine approve ${ref} --masked   without what was found`]),
    `      oktsec quarantine reject ${ref}`,
  ];
}
