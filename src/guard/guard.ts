import { type Message, mayBeOfAnyTool } from '../message/message.ts';
import { decide } from '../policy/decide.ts';
import { actionFor, DECISIONS, type Decision, strictest } from '../policy/decisions.ts';
import { modeFor, type Policy } from '../policy/policy.ts';
import { NotLoaded } from '../rules/detectors/late.ts';
import type { Finding } from '../rules/rule.ts';
import { scanText, Work } from '../rules/scan/scan.ts';
import { formFindings, isOfForm } from './asked-forms.ts';
import { worstOf } from './batch.ts';
import { linePart } from './calling/call-line.ts';
import { callPart } from './calling/call-text.ts';
import { asLookedAt } from './calling/looked-at.ts';
import { asWholeCommand } from './calling/whole-command.ts';
import { asWritten } from './calling/written.ts';
import { circumstances, withExcerpts } from './circumstances.ts';
import type { Context } from './context.ts';
import type { Inspection } from './inspection.ts';
import { isLifecycle, PAUSED } from './lifecycle.ts';
import { findingsInValues, namedValues } from './named-values.ts';
import { withPins } from './pinned.ts';
import { readParts } from './read.ts';
import { standingDecision } from './standing.ts';
import { calmTogether } from './together/calm-together.ts';
import { type Joined, joinedFindings } from './together/joined.ts';
import { extend, joinable, reachOf } from './together/tail.ts';

export type { Context } from './context.ts';
export type { Inspection, Judged } from './inspection.ts';
export { NO_TAIL, type Tail } from './together/tail.ts';

/** Texts of more characters than this in all are read once, the long way. */
const SHORT = 8_192;

/** Judges one message at once. Never throws: what fails in here is the decision `scan_error`. */
export function inspect(message: Message, policy: Policy, context: Context): Inspection {
  const short = inspectShort(message, policy, context);
  if (short !== undefined) return short;
  const steps = inspectSteps(message, policy, context);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The short way for most messages: nothing stands against this one, it lists nothing, it is short, and nothing is found in its
 * texts. Undefined says only that it has to go the long way.
 */
export function inspectShort(message: Message, policy: Policy, context: Context): Inspection | undefined {
  if (policy.paused || message.fault !== undefined || message.members !== undefined) return undefined;
  if (message.side === 'server' && message.kind === 'response' && message.method !== 'tools/call') return undefined;
  try {
    if (standingDecision(message, policy, context) !== undefined) return undefined;
    const parts = message.parts();
    const work = new Work();
    let room = SHORT;
    for (const { channel, text, pointer } of parts) {
      room -= text.length;
      if (room < 0 || isOfForm(message, pointer) || scanText(policy.rules, channel, text, work).length > 0)
        return undefined;
    }
    const reach = reachOf(work, parts);
    const ended = work.idle || (work.ended && joinable(parts).length < 2);
    if (!(ended && calmTogether(policy.rules, parts, context.tail))) {
      if (joinedFindings(policy.rules, parts, context.tail, NONE, reach, work).length > 0) return undefined;
    }
    // Numbers are no texts, and a call may hold a million of them.
    if (message.args !== undefined && message.frame.length > 4 * SHORT) return undefined;
    const call = callPart(message, parts);
    if (call !== undefined && scanText(policy.rules, call.channel, call.text, work).length > 0) return undefined;
    const line = linePart(message);
    if (line !== undefined && scanText(policy.rules, line.channel, line.text, work).length > 0) return undefined;
    for (const { text } of namedValues(message, parts)) {
      if (scanText(policy.rules, text.channel, text.text, work).length > 0) return undefined;
    }
    if (work.limited) return undefined;
    const mode = modeFor(policy, { from: context.from, to: context.to, side: message.side, tool: message.tool });
    const tail = extend(context.tail, joinable(parts), reach, NONE);
    return { decision: 'allow', mode, action: 'forward', judged: NONE, rules: NONE, tail };
  } catch {
    return undefined;
  }
}

const NONE: readonly never[] = [];

/**
 * The same in steps of about 256 KiB of text, so that a surface can let small messages of others pass between.
 * The decision never depends on the mode; the mode says only which action follows from it.
 */
export function* inspectSteps(message: Message, policy: Policy, context: Context): Generator<undefined, Inspection> {
  const verdict = verdictOf(message, policy, context);
  try {
    const inspection = yield* judgeLoaded(message, policy, context, verdict);
    const { pins, from, to } = context;
    if (pins === undefined || message.side !== 'server' || message.members !== undefined) return inspection;
    if (inspection.decision === 'paused') return inspection;
    return withPins(inspection, message, policy, { server: from, client: to, pins });
  } catch (error) {
    return verdict('scan_error', { note: `the scanner failed: ${error instanceof Error ? error.name : 'unknown'}` });
  }
}

type Verdict = (decision: Decision, rest?: Partial<Inspection>) => Inspection;

function verdictOf(message: Message, policy: Policy, { from, to, tail }: Context): Verdict {
  const { side, tool } = message;
  const mode = modeFor(policy, { from, to, side, tool, anyTool: mayBeOfAnyTool(message) });
  return (decision, rest = {}) => ({
    decision,
    mode,
    action: actionFor(decision, mode),
    judged: [],
    rules: [],
    tail,
    ...rest,
  });
}

/** Judging changes nothing: where a detector is missing it begins anew once they are loaded. */
function* judgeLoaded(
  message: Message,
  policy: Policy,
  context: Context,
  verdict: Verdict,
): Generator<undefined, Inspection> {
  try {
    return yield* judgeSteps(message, policy, context, verdict);
  } catch (error) {
    if (!(error instanceof NotLoaded)) throw error;
  }
  yield* policy.rules.detectors.load();
  return yield* judgeSteps(message, policy, context, verdict);
}

function* judgeSteps(
  message: Message,
  policy: Policy,
  context: Context,
  verdict: Verdict,
): Generator<undefined, Inspection> {
  if (policy.paused && !isLifecycle(message)) return verdict('paused', { note: PAUSED });
  if (message.fault !== undefined) return verdict('unscannable', { note: message.fault });
  if (message.members) return worstOf(yield* inspectMembers(message.members, policy, context), context.tail, verdict);
  const standing = standingDecision(message, policy, context);
  const work = new Work();
  const parts = message.parts();
  yield;
  const own = [...(yield* readParts(policy.rules, parts, work)), ...formFindings(message, parts, policy)];
  const reach = reachOf(work, parts);
  yield;
  const joined = joinedFindings(policy.rules, parts, context.tail, own, reach, work);
  yield;
  // The call as a whole: its arguments by name, and as the command line of the program that the tool stands for.
  const wholes = [callPart(message, parts), linePart(message)].filter((part) => part !== undefined);
  if (wholes.length > 0) {
    const known = new Set([...own, ...joined.map(({ finding }) => finding)].map(({ rule }) => rule));
    const whole = yield* readParts(policy.rules, wholes, work);
    own.push(...whole.filter(({ rule, channel }) => channel === 'call' || !known.has(rule)));
  }
  const named = namedValues(message, parts);
  if (named.length > 0) {
    const found = yield* readParts(
      policy.rules,
      named.map(({ text }) => text),
      work,
    );
    own.push(...findingsInValues(named, found, own));
  }
  if (own.length + joined.length === 0 && standing === undefined && !work.limited) {
    return verdict('allow', { tail: extend(context.tail, joinable(parts), reach, []) });
  }
  const all = [...own, ...joined.map(({ finding }) => finding)];
  const findings = asWholeCommand(message, asLookedAt(message, parts, asWritten(message, parts, all)));
  const { decision: found, ruled } = decide(policy, findings, circumstances(message, parts, context));
  const decision = strictest([found, standing?.decision ?? 'allow', work.limited ? 'scan_limit' : 'allow']);
  const rules = [...new Set(ruled.map(({ rule }) => rule))];
  const goesOn = DECISIONS[decision].action === 'forward' || DECISIONS[decision].action === 'mask';
  return verdict(decision, {
    judged: withExcerpts(ruled, [...parts, ...wholes, ...named.map(({ value }) => value)]),
    rules,
    // What was blocked or held leaves the window, it alone, so that it cannot taint what comes after it [52].
    tail: goesOn ? extend(context.tail, joinable(parts), reach, foundBy(findings)) : context.tail,
    note: standing?.note ?? joinedNote(joined, rules),
  });
}

function* inspectMembers(
  members: readonly Message[],
  policy: Policy,
  context: Context,
): Generator<undefined, Inspection[]> {
  const inspections: Inspection[] = [];
  let { tail } = context;
  for (const member of members) {
    const inspection: Inspection = yield* inspectSteps(member, policy, { ...context, tail });
    inspections.push(inspection);
    tail = inspection.tail;
  }
  return inspections;
}

function foundBy(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ rule }) => rule))];
}

function joinedNote(joined: readonly Joined[], rules: readonly string[]): string | undefined {
  const counted = joined.filter(({ finding }) => rules.includes(finding.rule));
  const before = counted.reduce((most, one) => Math.max(most, one.before), 0);
  if (before === 0) return undefined;
  return `split over this message and ${before === 1 ? 'the one' : `the ${before}`} before it`;
}
