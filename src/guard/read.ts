import type { Part } from '../message/message.ts';
import { isCited, isQuoted } from '../rules/mention.ts';
import { isDetected } from '../rules/mentioned/detected.ts';
import { isInTest, isTest } from '../rules/mentioned/in-test.ts';
import type { Category, Finding } from '../rules/rule.ts';
import { begin, type RuleSet, scanText, type Work } from '../rules/scan/scan.ts';
import { findingOf } from './together/joined.ts';

/** UTF-16 units read between two yields, and what a text counts beside its own. */
const SLICE = 256 * 1024;
const PER_PART = 128;

/** Reads each text by itself, in all its views; yields about every 256 KiB. */
export function* readParts(rules: RuleSet, parts: readonly Part[], work: Work): Generator<undefined, Finding[]> {
  const findings: Finding[] = [];
  let since = 0;
  for (const part of parts) {
    if (part.text.length <= SLICE) {
      for (const hit of scanText(rules, part.channel, part.text, work))
        findings.push(weighed(findingOf(hit, part), part));
    } else {
      const scan = begin(rules, part.channel, work);
      for (let at = 0; at < part.text.length; at += SLICE) {
        for (const hit of scan.push(part.text.slice(at, at + SLICE)))
          findings.push(weighed(findingOf(hit, part), part));
        yield;
      }
      for (const hit of scan.end()) findings.push(weighed(findingOf(hit, part), part));
    }
    since += PER_PART + part.text.length;
    if (since < SLICE) continue;
    since = 0;
    yield;
  }
  return withoutRepeats(findings);
}

/** Categories of what speaks to a model in words: quoted beside words about attacks it is only flagged. */
const SPOKEN: ReadonlySet<string> = new Set([
  'prompt_injection',
  'indirect_injection',
  'prompt_extraction',
  'inter_agent',
  'memory_poisoning',
] satisfies Category[]);

/** What is thrown at a program in a test of it: an address, a path, a script. */
const TRIED: ReadonlySet<string> = new Set(['ssrf', 'path_traversal', 'mcp_attack'] satisfies Category[]);

/** What a shell does, and what rules of detectors and records of a system are full of. */
const RUN: ReadonlySet<string> = new Set(['command_execution', 'supply_chain'] satisfies Category[]);

/** What is cited, or the name of a program's own, weighs less. A description speaks to the model alone, and there nothing is. */
function weighed(finding: Finding, { text, channel }: Part): Finding {
  const { severity, category, view, span } = finding;
  if (severity !== 'critical' && severity !== 'high') return finding;
  if (channel === 'tool_description' || view === 'decoded') return finding;
  if (TRIED.has(category) && channel !== 'tool_args')
    return isInTest(text, span[0], span[1]) ? { ...finding, severity: 'medium' } : finding;
  if (RUN.has(category) && (channel === 'tool_result' || channel === 'file'))
    return isDetected(text, span[0], span[1]) ? { ...finding, severity: 'medium' } : finding;
  if (category === 'exfiltration')
    return channel !== 'tool_args' && isCitedCode(finding, text) ? { ...finding, severity: 'medium' } : finding;
  if (category === 'credentials') return isTestKey(finding, text) ? { ...finding, severity: 'medium' } : finding;
  if (!SPOKEN.has(category)) return finding;
  const named = view === 'normalised' && isCall(text, span[0], span[1]);
  // A person who speaks to the model quotes what somebody else wrote.
  const quoted = channel === 'prompt' && isQuoted(text, span[0], span[1]);
  return named || quoted || isCited(text, span[0], span[1]) ? { ...finding, severity: 'medium' } : finding;
}

/** An address that would carry data off, in code beside words about attacks: so it is shown, and drawn by nobody. */
function isCitedCode({ span: [start] }: Finding, text: string): boolean {
  const before = text.slice(Math.max(0, start - LONGEST_CODE), start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (line.split('`').length % 2 !== 0) return false;
  const rest = text.slice(start, start + LONGEST_CODE).split('\n', 1)[0] as string;
  const end = start + rest.indexOf('`');
  return end >= start && isCited(text, start, end);
}

const LONGEST_CODE = 300;

/** A key pair or what is only called a secret, in a string of a test: made for it. A vendor's token there may be one that opens something. */
function isTestKey({ severity, span: [start] }: Finding, text: string): boolean {
  if (severity === 'high') return isInTest(text, start, start + 1);
  return text.startsWith('-----BEGIN', start) && '"\'`'.includes(text[start - 1] ?? ' ') && isTest(text, start, start);
}

/** A method and what it is given by name, `request.override(system_message=prompt)`: read as words only where they are parted. */
function isCall(text: string, start: number, end: number): boolean {
  const called = CALL.exec(text.slice(start, end + LONGEST_NAME))?.[0];
  return text[start - 1] === '.' && called !== undefined && start + called.length >= end;
}

const LONGEST_NAME = 64;
const CALL = /^\w{2,40}\(\s{0,40}\w{2,60}\s?=(?!=)\s?[\w.]{0,64}/;

/** One rule at one place counts once, however many views show it; the exact one stays. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) return [...findings];
  const kept = new Map<string, Finding>();
  for (const finding of findings) {
    const place = `${finding.rule} ${finding.key ? 'key' : ''} ${finding.span.join('-')} ${finding.pointer}`;
    const other = kept.get(place);
    if (!other || (finding.exact && !other.exact)) kept.set(place, finding);
  }
  return [...kept.values()];
}
