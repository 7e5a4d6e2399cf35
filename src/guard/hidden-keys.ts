import { SECRET } from '../rules/redact.ts';
import type { Finding } from '../rules/rule.ts';

/**
 * The same findings with pointers that may be kept: a key that is itself a secret (`{"sk-…": …}`, a list by mail address) stands
 * there by its category, also in the pointers of what is below it.
 */
export function withoutSecretKeys<F extends Finding>(findings: readonly F[]): readonly F[] {
  const secret = new Map<string, string>();
  for (const { key, category, pointer } of findings) if (key && SECRET.has(category)) secret.set(pointer, category);
  if (secret.size === 0) return findings;
  return findings.map((finding) => ({ ...finding, pointer: hidden(finding.pointer, secret) }));
}

function hidden(pointer: string, secret: ReadonlyMap<string, string>): string {
  let shown = '';
  for (let at = 0; at < pointer.length; ) {
    const next = pointer.indexOf('/', at + 1);
    const end = next < 0 ? pointer.length : next;
    const category = secret.get(pointer.slice(0, end));
    shown += category === undefined ? pointer.slice(at, end) : `/[REDACTED:${category}]`;
    at = end;
  }
  return shown;
}
