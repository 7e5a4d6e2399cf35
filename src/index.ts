import { DEFAULTS } from './config/config.ts';
import { OktsecError } from './errors.ts';
import { loadBundled } from './files/config/rule-packs.ts';
import { CHANNELS, type Channel } from './message/message.ts';
import { makePolicy, type Policy } from './policy/policy.ts';
import type { ScanVerdict } from './policy/scan-verdict.ts';
import { scanLong, type TextFinding } from './texts/scan-text.ts';

export type { Letter } from './identity/letter.ts';
export type { Account } from './letters/account.ts';
export { type Received, type ReceiveOptions, receive } from './letters/receive.ts';
export { type Outgoing, type Sent, send, sign } from './letters/send.ts';
export type { Channel } from './message/message.ts';
export type { ScanVerdict } from './policy/scan-verdict.ts';
export type { Category, Severity, View } from './rules/rule.ts';

/** One rule matching one place of the text: `line` and `column` from 1, `span` in UTF-16 units. */
export type Finding = TextFinding;

export type ScanResult = {
  /** What enforce would do with such a text: let it through, let it through with a note, hold it, refuse it. */
  readonly verdict: ScanVerdict;
  /** In the order of the text. */
  readonly findings: readonly Finding[];
};

export type ScanOptions = {
  /** What kind of text it is; `tool_result` unless said. Rules differ by it. */
  readonly channel?: Channel;
};

let bundled: Policy | undefined;

/**
 * Scans a text with the rules that come with oktsec and its default policy. Reads no config, writes nothing, loads
 * nothing native; the first call reads the compiled rules from the package.
 * @throws Error of code `rules_missing` when the package is incomplete, `usage` for what is no text or a channel that there is not: no
 * rule looks at that, and it would be called clean
 */
export function scan(text: string, options: ScanOptions = {}): ScanResult {
  const { channel = 'tool_result' } = options;
  if (typeof text !== 'string') throw new OktsecError('usage', `scan reads a text, and this is ${typeof text}`);
  if (!CHANNELS.includes(channel)) {
    throw new OktsecError('usage', `"${channel}" is no channel`, { hint: `one of ${CHANNELS.join(', ')}` });
  }
  bundled ??= makePolicy(DEFAULTS, loadBundled());
  const { verdict, findings } = scanLong(bundled, text, channel, Date.now() * 1000);
  return { verdict, findings };
}
