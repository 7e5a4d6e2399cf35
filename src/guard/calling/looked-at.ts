import type { Message, Part } from '../../message/message.ts';
import type { Finding } from '../../rules/rule.ts';
import { READER, REMOVER, RUNNER, WRITER, wordsOf } from './tool-words.ts';

/**
 * Findings of a call, those lowered that are the path of a client's list of servers, where the tool only looks at what it names: to write
 * one is an attack, to read one is not. Nothing is cleared.
 */
export function asLookedAt(message: Message, parts: readonly Part[], findings: readonly Finding[]): readonly Finding[] {
  if (message.method !== 'tools/call' || message.tool === undefined) return findings;
  if (!findings.some((finding) => isTarget(finding, parts))) return findings;
  const words = wordsOf(message.tool);
  const does = (kind: RegExp) => words.some((word) => kind.test(word));
  if (!does(READER) || does(WRITER) || does(REMOVER) || does(RUNNER)) return findings;
  return findings.map((finding) => (isTarget(finding, parts) ? { ...finding, severity: 'low' } : finding));
}

/** The whole text is what was found, a path. */
function isTarget({ category, channel, key, pointer, span: [start, end] }: Finding, parts: readonly Part[]): boolean {
  if (category !== 'mcp_attack' || channel !== 'tool_args' || key || start > 0) return false;
  return parts.some((part) => part.pointer === pointer && !part.key && end >= part.text.trimEnd().length);
}
