import type { Judged } from '../guard/guard.ts';
import type { Channel } from '../message/message.ts';
import { textMessage } from '../message/text-message.ts';
import type { Action, Decision, Mode } from '../policy/decisions.ts';
import { DECISIONS, strictest } from '../policy/decisions.ts';
import type { Policy } from '../policy/policy.ts';
import { type ScanVerdict, verdictOf } from '../policy/scan-verdict.ts';
import { DETECTORS } from '../rules/detectors/index.ts';
import type { Category, Severity, View } from '../rules/rule.ts';
import { Conversation } from './conversation.ts';

/** A finding where a person can go and look: `line` and `column` from 1, `span` in UTF-16 units of the whole text. */
export type TextFinding = {
  readonly rule: string;
  readonly name: string;
  readonly severity: Severity;
  readonly category: Category;
  readonly verdict: ScanVerdict;
  readonly line: number;
  readonly column: number;
  readonly span: readonly [number, number];
  readonly view: View;
  /** Redacted. */
  readonly excerpt: string;
  /** What spoke for it, strongest first, where a rule weighs instead of matching. */
  readonly why?: readonly string[];
};

export type ScannedText = {
  readonly verdict: ScanVerdict;
  readonly decision: Decision;
  readonly mode: Mode;
  /** What a surface would do in that mode. */
  readonly action: Action;
  readonly note?: string | undefined;
  readonly findings: readonly TextFinding[];
};

/** Longer texts are judged in pieces of this many UTF-16 units, each together with the end of the one before. */
const PIECE = 4 * 1024 * 1024;

/** @param now microseconds since 1970 */
export function scanLong(policy: Policy, text: string, channel: Channel, now: number): ScannedText {
  const conversation = new Conversation(policy);
  const pieces = [];
  const findings: TextFinding[] = [];
  const place = placer(text);
  let from = 0;
  do {
    const to = boundary(text, from + PIECE);
    const inspection = conversation.judge(textMessage(text.slice(from, to), channel), now);
    for (const judged of inspection.judged)
      findings.push(findingOf(judged, from, place, whyOf(policy, judged, text, from)));
    pieces.push(inspection);
    from = to;
  } while (from < text.length);
  const decision = strictest(pieces.map((piece) => piece.decision));
  const decisive = pieces.find((piece) => piece.decision === decision);
  findings.sort((one, other) => one.span[0] - other.span[0]);
  return {
    verdict: verdictOf(decision),
    decision,
    mode: decisive?.mode ?? policy.mode,
    action: decisive?.action ?? DECISIONS[decision].action,
    note: pieces.find((piece) => piece.note !== undefined)?.note,
    findings,
  };
}

function whyOf(policy: Policy, { rule, span, exact }: Judged, text: string, offset: number): readonly string[] {
  const detector = DETECTORS.get(policy.rules.rules.get(rule)?.detector ?? '');
  // Of a decoded reading the span is where it was hidden, not what was read.
  if (detector?.explain === undefined || !exact) return [];
  return detector.explain(text.slice(span[0] + offset, span[1] + offset));
}

function findingOf(
  judged: Judged,
  offset: number,
  place: (at: number) => readonly [number, number],
  why: readonly string[],
): TextFinding {
  const { rule, name, severity, category, view, excerpt } = judged;
  const span = [judged.span[0] + offset, judged.span[1] + offset] as const;
  const [line, column] = place(span[0]);
  const verdict = verdictOf(judged.decision);
  const found = { rule, name, severity, category, verdict, line, column, span, view, excerpt };
  return why.length === 0 ? found : { ...found, why };
}

/** A piece never ends between the two halves of a surrogate pair. */
function boundary(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code < 0xdc00 ? at + 1 : at;
}

function placer(text: string): (at: number) => readonly [number, number] {
  let starts: number[] | undefined;
  return (at) => {
    starts ??= [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return [low + 1, at - (starts[low] ?? 0) + 1];
  };
}
