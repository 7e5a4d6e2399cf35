import { stepsOf } from '../../message/json/pointer.ts';
import type { Message, Part } from '../../message/message.ts';
import type { Category, Finding } from '../../rules/rule.ts';
import { isRun } from './run-files.ts';
import { RUNNER, WRITER, wordsOf } from './tool-words.ts';

/** What a text does when a tool acts on it: a command, a path, an address. In a file it does nothing yet. */
const ACTED: ReadonlySet<string> = new Set([
  'command_execution',
  'path_traversal',
  'ssrf',
  'supply_chain',
  'self_protection',
] satisfies Category[]);

const PATH =
  /^(?:(?:target|relative|absolute|notebook|dest(?:ination)?)?_?(?:path|file)(?:_?(?:path|name))?|uri|dest(?:ination)?)$/i;
const CONTENT =
  /^(?:(?:file|new|old|insert|note)?_?(?:contents?|text|str(?:ing)?|source|body)|edits?|lines|replace(?:ment|with)?|search|find|diff|patch|code_?edit|markdown)$/i;
/** What is written for people to read, and a word in the names of tools that do so. */
const SAID =
  /^(?:body|description|comments?|message|commit_?message|summary|title|subject|notes?|text|content|markdown|details)$/i;
const SPEAKER =
  /^(?:issues?|comments?|pull|pr|prs|mr|merge|reviews?|pages?|notes?|messages?|mails?|emails?|docs?|documents?|wiki|tickets?|tasks?|todos?|cards?|posts?|reply|replies|drafts?|discussions?|releases?|commits?|changelog|articles?|events?|reminders?|threads?|channels?|stor(?:y|ies)|epics?|blocks?)$/;

/**
 * Findings of a call, those lowered that stand in what it writes into a file or for people to read: a command in a manual, an address in a
 * test and a path in a comment are mentioned there, not used. Nothing is lowered where the tool or the file may carry it out, and nothing
 * is cleared.
 */
export function asWritten(message: Message, parts: readonly Part[], findings: readonly Finding[]): readonly Finding[] {
  if (message.side !== 'client' || message.method !== 'tools/call' || message.tool === undefined) return findings;
  if (!findings.some(isActed)) return findings;
  const words = wordsOf(message.tool);
  if (!words.some((word) => WRITER.test(word)) || words.some((word) => RUNNER.test(word))) return findings;
  const speaks = words.some((word) => SPEAKER.test(word));
  const known = new Map<string, boolean>();
  return findings.map((finding) => {
    if (!isActed(finding)) return finding;
    let written = known.get(finding.pointer);
    if (written === undefined) {
      written = (speaks && isSaid(finding.pointer)) || isWritten(finding.pointer, parts);
      known.set(finding.pointer, written);
    }
    return written && isAmidst(finding, parts) ? { ...finding, severity: lowered(finding) } : finding;
  });
}

function isActed({ category, channel, key, severity }: Finding): boolean {
  return channel === 'tool_args' && !key && (severity === 'high' || severity === 'critical') && ACTED.has(category);
}

/** Whether words stand around what was found: a text that is a path or an address and nothing else is one to be used. */
function isAmidst({ pointer, span: [start, end] }: Finding, parts: readonly Part[]): boolean {
  const part = parts.find((one) => one.pointer === pointer && !one.key);
  if (part === undefined) return false;
  // What covers most of it is a command line or a whole text: there the words are its own.
  const [before, within, after] = [part.text.slice(0, start), part.text.slice(start, end), part.text.slice(end)];
  return /\s\S/.test(within.trim()) || /[a-z]{2,}\s|\s[a-z]{2,}/i.test(`${before} ${after}`.trim());
}

/** A reverse shell has no place in a file either; an address of the cloud has, in a test or a manual. */
function lowered({ severity, category }: Finding): Finding['severity'] {
  return severity === 'critical' && (category === 'command_execution' || category === 'supply_chain')
    ? 'high'
    : 'medium';
}

/** Whether a text among the arguments is for people. */
function isSaid(pointer: string): boolean {
  return SAID.test(pointer.slice(pointer.lastIndexOf('/') + 1));
}

/** Whether a text among the arguments goes into a file that their neighbours name, and the file is none that is run. */
function isWritten(pointer: string, parts: readonly Part[]): boolean {
  const steps = stepsOf(pointer) ?? [];
  const name = steps.findLast((step) => !/^\d+$/.test(step));
  if (name === undefined || !CONTENT.test(name)) return false;
  const paths = parts.filter((part) => !part.key && part.channel === 'tool_args' && names(part.pointer, pointer));
  if (paths.length === 0 || paths.some(({ text }) => isRun(text))) return false;
  return !parts.some((part) => part.pointer === pointer && !part.key && /^\ufeff?#!/.test(part.text));
}

/** Whether a path stands beside a text, or beside what holds it. */
function names(path: string, text: string): boolean {
  const end = path.lastIndexOf('/');
  return PATH.test(path.slice(end + 1)) && path !== text && text.startsWith(path.slice(0, end + 1));
}
