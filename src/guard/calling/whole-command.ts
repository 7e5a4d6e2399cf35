import { stepsOf } from '../../message/json/pointer.ts';
import type { Message } from '../../message/message.ts';
import { isWholeLine } from '../../rules/detectors/commands/shell/whole-line.ts';
import type { Finding } from '../../rules/rule.ts';

/** The rule about values that end the command they are put into. */
const OF_VALUES = 'CMD-006';

/**
 * Findings of a call, those lowered that say of a whole command line that it was slipped into another: `tsc && chmod 755 dist/cli.js` as
 * `command` is what the tool was asked to run, and judged by what it does. Nothing is cleared.
 */
export function asWholeCommand(message: Message, findings: readonly Finding[]): readonly Finding[] {
  if (message.side !== 'client' || message.method !== 'tools/call') return findings;
  if (!findings.some(isOfWholeLine)) return findings;
  return findings.map((finding) => (isOfWholeLine(finding) ? { ...finding, severity: 'low' } : finding));
}

function isOfWholeLine({ rule, channel, key, pointer }: Finding): boolean {
  if (rule !== OF_VALUES || channel !== 'tool_args' || key) return false;
  const name = stepsOf(pointer)?.findLast((step) => !/^\d+$/.test(step));
  return name !== undefined && isWholeLine(name);
}
