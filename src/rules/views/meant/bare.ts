import type { Edit } from './draft.ts';
import { valueAt } from './given.ts';
import { nameBefore } from './name.ts';
import { type Given, stringValue } from './values.ts';

/** Names of code to which no mark belongs are read only where their value leads somewhere, or is what a path or a command is made of. */
const TELLING =
  /^(?:~|\/|\.(?:ssh|aws|kube|docker|gnupg|config|netrc|npmrc|pypirc|git-credentials|oktsec|cursor|vscode|claude|codex|gemini|env|bashrc|zshrc|profile|azure|mozilla)\b|\$HOME|[A-Za-z]:[\\/]|%\w)|^(?:id_\w{2,8}|g?shadow|credentials|sudoers|rm|-rf?)$/;
const MOST_NAMES = 64;
const MOST_USES = 512;
const LONGEST = 24;

/** `base = '/etc'`: where `base` is used from there on, its value. */
export function bareIn(text: string): Edit[] {
  const names = new Map<string, Given[]>();
  for (let eq = text.indexOf('='); eq >= 0; eq = text.indexOf('=', eq + 1)) {
    const quoted = leadsOn(text, eq + 1);
    if (!quoted && names.size === 0) continue;
    const name = nameBefore(text, eq)?.name;
    if (name === undefined || name.length > LONGEST) continue;
    const value = quoted ? stringValue(text, text[eq + 1] === ' ' ? eq + 2 : eq + 1) : undefined;
    const known = names.get(name);
    const given = { at: eq, value: value !== undefined && TELLING.test(value) ? value : undefined };
    if (known !== undefined) {
      if (known.length < MOST_USES) known.push(given);
    } else if (given.value !== undefined && names.size < MOST_NAMES) names.set(name, [given]);
  }
  const found: Edit[] = [];
  for (const [name, given] of names) found.push(...usesOf(text, name, given));
  return found.sort((a, b) => a.start - b.start);
}

/** Whether a string begins there that may lead somewhere. */
function leadsOn(text: string, from: number): boolean {
  let at = text[from] === ' ' ? from + 1 : from;
  if (/[rbuf@]/.test(text[at] ?? '')) at += 1;
  const quote = text[at];
  return (quote === '"' || quote === "'" || quote === '`') && /[~/.$A-Za-z%-]/.test(text[at + 1] ?? '');
}

/** `open(base + '/x')`, `join(base, 'x')`, `f'{base}/x'`, `rmtree(base)`: where something is done with it. */
function usesOf(text: string, name: string, given: readonly Given[]): Edit[] {
  const found: Edit[] = [];
  let count = 0;
  for (let at = text.indexOf(name); at >= 0 && count < MOST_USES; at = text.indexOf(name, at + name.length)) {
    count += 1;
    const end = at + name.length;
    const before = text[at - 1] ?? '\n';
    if (/[\w$.'"-]/.test(before) || /[\w'"]/.test(text[end] ?? '')) continue;
    const value = valueAt(given, at);
    if (value === undefined) continue;
    const next = text.slice(end, end + 4).trimStart()[0] ?? '\n';
    if (before === '{' && next === '}') {
      const mark = text[at - 2] === '$' || text[at - 2] === '#' ? 2 : 1;
      found.push({ start: at - mark, end: text.indexOf('}', end) + 1, piece: value });
    } else if (
      isDone(
        text
          .slice(Math.max(0, at - 4), at)
          .trimEnd()
          .at(-1) ?? '',
        next,
      )
    )
      found.push({ start: at, end, piece: `'${value}'` });
  }
  return found;
}

/** By what stands on either side of a name: given to something, or put together with something. */
function isDone(before: string, next: string): boolean {
  return /[(,+/[]/.test(before) ? /[),+/\].;]/.test(next) : /[+/.]/.test(next);
}
