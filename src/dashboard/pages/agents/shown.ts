import { OktsecError } from '../../../errors.ts';
import type { AgentPolicy } from '../../../policy/policy.ts';
import type { Form } from '../../form-data.ts';

/** What the form about an agent's policy shows of it, in one text that goes along with the form. */
export function policyShown(agent: AgentPolicy | undefined): string {
  const { description, tags, mode, canMessage, blockedContent } = agent ?? {};
  const writes = canMessage?.map(({ to, rate, expires }) => [to, rate?.count, rate?.seconds, expires]);
  return JSON.stringify([description, tags, mode, writes, [...(blockedContent ?? [])].sort()]);
}

/** The same of the form about its tools. */
export function toolsShown(agent: AgentPolicy | undefined): string {
  const { default: fallback, allow, deny, readOnly } = agent?.tools ?? {};
  return JSON.stringify([fallback ?? 'allow', allow === undefined ? null : [...allow], [...(deny ?? [])], !!readOnly]);
}

/**
 * A form of an hour ago holds the policy of an hour ago: sent now, it would take back what was decided since.
 * @throws OktsecError `changed_meanwhile`
 */
export function refuseStale(form: Form, now: string, name: string): void {
  if (!form.has('was') || form.one('was') === now) return;
  throw new OktsecError(
    'changed_meanwhile',
    `the entry of ${name} was changed since this page was made, so nothing was saved`,
    {
      hint: 'load its page again and make the change there',
    },
  );
}

/** A list of names as its field shows it. A browser takes line ends out of a field. */
export function listShown(names: Iterable<string> | undefined): string {
  return [...(names ?? [])].join(', ').replace(/[\r\n]/g, '');
}

/**
 * Names (of tools, or tags) that were typed with commas or blanks between them. A name with a blank in it stays whole where
 * it is known; a list that nobody touched stays as it was.
 */
export function namesTyped(text: string, before: Iterable<string> | undefined, known: Iterable<string> = []): string[] {
  const standing = [...(before ?? [])];
  if (text.trim() === listShown(standing).trim()) return standing;
  const whole = new Set([...standing, ...known]);
  return text
    .split(',')
    .map((piece) => piece.trim())
    .flatMap((piece) => (whole.has(piece) ? [piece] : piece.split(/\s+/)))
    .filter(Boolean);
}
