import type { Canary, Digest } from '../flow/canary.ts';
import { plantedIn } from '../flow/canary.ts';
import type { Known, Source } from '../flow/known.ts';
import { copiedIn, FLOW_CANARY, FLOW_COPIED, FLOW_TRIFECTA, LEAST_TEXT } from '../flow/match.ts';
import type { Salt } from '../flow/print.ts';
import type { Role } from '../flow/roles.ts';
import type { Message, Part } from '../message/message.ts';
import { decide } from '../policy/decide.ts';
import { actionFor, strictest } from '../policy/decisions.ts';
import type { Policy } from '../policy/policy.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import { visibleLine } from '../rules/visible.ts';
import type { Inspection } from './inspection.ts';

/** What a surface knows of the flows of its client session. */
export type FlowsAtHand = {
  readonly known: Known;
  readonly salt: Salt;
  readonly canaries: readonly Canary[];
  readonly digest: Digest;
  readonly role: (tool: string) => Role;
  /** Whether it was said already that this session may be led to send what is private, and need not be said again. */
  readonly said: boolean;
};

export type FlowRoute = {
  readonly from: string;
  readonly to: string;
  /** Microseconds since 1970. */
  readonly now: number;
  /** The hash of the call, where entries may name calls. */
  readonly call?: (() => string | undefined) | undefined;
};

/** What a client sends a server, and by what: a tool, or a method that takes something along (`resources/read`). */
type Sending = { readonly at: string; readonly by: string; readonly message: Message };

/** What a message of the client sends: each member of a batch, with its pointer. */
function sendingsOf(message: Message): Sending[] {
  if (message.side !== 'client' || message.fault !== undefined) return [];
  const whole: readonly [string, Message][] = [['', message]];
  const all = message.members?.map((member, index): [string, Message] => [`/${index}`, member]) ?? whole;
  return all.map(([at, one]) => ({ at, by: sentBy(one), message: one }));
}

/**
 * The tool that a client's message calls; else its method, or the one that it answers: an address that is read, a form that is
 * filled in, a prompt's arguments take things along like a call.
 */
export function sentBy({ tool, method }: Message): string {
  return tool ?? method ?? 'answer';
}

export function isCall(message: Message): boolean {
  const { tool, method, kind } = message;
  return method === 'tools/call' && (kind === 'request' || kind === 'notification') && tool !== undefined;
}

/** The texts that a client's message takes along. */
export function outgoing(message: Message): readonly Part[] {
  return message.parts().filter(goesOut);
}

/** How many characters a client's message takes along. */
export function outgoingLength(message: Message): number {
  let sum = 0;
  for (const part of message.parts()) if (goesOut(part)) sum += part.text.length;
  return sum;
}

/** Whether a text of a client's message is one that it takes along. */
export function goesOut({ pointer }: Part): boolean {
  return /^\/(?:params|result|error)\//.test(pointer) && pointer !== '/params/name';
}

function lengthOf(parts: readonly Part[]): number {
  let sum = 0;
  for (const { text } of parts) sum += text.length;
  return sum;
}

/** Adds to an inspection what of the arguments was read elsewhere, or was planted. */
export function withFlows(
  inspection: Inspection,
  message: Message,
  policy: Policy,
  route: FlowRoute & { readonly flows: FlowsAtHand },
): Inspection {
  const { from, to, now } = route;
  const found = sendingsOf(message).flatMap((sending) =>
    findingsOf(sending, policy, route).map((finding) => ({
      finding: placed(finding, sending.at),
      tool: sending.message.tool,
    })),
  );
  if (found.length === 0) return inspection;
  const tools = new Map(found.map(({ finding, tool }) => [finding, tool]));
  const { decision: own, ruled } = decide(
    policy,
    found.map(({ finding }) => finding),
    (finding) => ({ from, to, now, tool: tools.get(finding), call: route.call, maskable: false }),
  );
  if (ruled.length === 0) return inspection;
  const decision = strictest([inspection.decision, own]);
  const judged = ruled.map((finding) => ({ ...finding, excerpt: '' }));
  const isFirst = decision !== inspection.decision || inspection.judged.length === 0;
  const all = isFirst ? [...judged, ...inspection.judged] : [...inspection.judged, ...judged];
  return {
    ...inspection,
    decision,
    action: decision === inspection.decision ? inspection.action : actionFor(decision, inspection.mode),
    judged: all,
    rules: [...new Set(all.map(({ rule }) => rule))],
    note: inspection.note ?? judged[0]?.name,
  };
}

function placed(finding: Finding, at: string): Finding {
  return at === '' ? finding : { ...finding, pointer: `${at}${finding.pointer}` };
}

function findingsOf(
  { by, message }: Sending,
  policy: Policy,
  { to, now, flows }: FlowRoute & { readonly flows: FlowsAtHand },
): Finding[] {
  const { known, salt, canaries, digest, role, said } = flows;
  const parts = outgoing(message);
  const found: Finding[] = [];
  if (canaries.length > 0) {
    const planted = plantedIn(joined(parts), canaries, salt, digest);
    if (planted !== undefined) {
      const name = `planted value ${planted.canary.name} going to ${nameOf(to, by)}`;
      found.push(finding(FLOW_CANARY, name, 'critical', placeIn(parts, planted.start, planted.end)));
    }
  }
  if (!policy.flows.enabled || known.sources.length === 0 || lengthOf(parts) < LEAST_TEXT) return found;
  if (!role(by).sink) return found;
  const severity = policy.flows.enforce ? 'high' : 'medium';
  const texts = parts.map((part) => ({ ...part, text: part.text.replaceAll(PATH, blank) }));
  const copied = copiedIn(joined(texts), known, { to, salt, now });
  if (copied !== undefined) {
    const { source, length, start, end } = copied;
    const name = `${length} characters of ${sourceName(source)}, read ${ago(now - source.time)} ago, going to ${nameOf(to, by)}`;
    found.push(finding(FLOW_COPIED, name, severity, placeIn(texts, start, end)));
  }
  // What may have been led to is a deed: a call.
  const both = !isCall(message) || (said && !policy.flows.enforce) ? undefined : trifecta(known.sources, now);
  if (both !== undefined) {
    const name = `private data of ${sourceName(both.secret)} and text of strangers from ${sourceName(both.strange)} were read before ${nameOf(to, by)}`;
    found.push(finding(FLOW_TRIFECTA, name, severity, placeIn(parts, 0, 0)));
  }
  return found;
}

function finding(
  rule: string,
  name: string,
  severity: Severity,
  place: Pick<Finding, 'pointer' | 'channel' | 'key' | 'span'>,
): Finding {
  return { rule, name, severity, category: 'exfiltration', view: 'joined', exact: false, ...place };
}

function joined(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('\n');
}

/** The part that a stretch of the joined texts begins in. */
function placeIn(
  parts: readonly Part[],
  start: number,
  end: number,
): Pick<Finding, 'pointer' | 'channel' | 'key' | 'span'> {
  let before = 0;
  for (const { pointer, channel, key, text } of parts) {
    if (start <= before + text.length) {
      return { pointer, channel, key, span: [start - before, Math.min(text.length, end - before)] };
    }
    before += text.length + 1;
  }
  return { pointer: '/params/arguments', channel: 'tool_args', key: false, span: [0, 0] };
}

/** A file's path names what is meant and tells nothing of it. */
const PATH = /(?<![\w/])(?:~|\.{1,2}|[A-Za-z]:|file:\/\/)?(?:[\\/][^\s\\/?"'`<>|]{1,40}){3,16}/g;

function blank(text: string): string {
  return ' '.repeat(text.length);
}

/** Something private and something that strangers wrote, by two tools: whoever wrote it may have said what to send. */
function trifecta(sources: readonly Source[], now: number): { secret: Source; strange: Source } | undefined {
  const current = sources.filter(({ expires }) => expires > now);
  for (const secret of current.toReversed()) {
    if (!secret.private) continue;
    const strange = current.findLast(
      (one) => one.untrusted && !(one.server === secret.server && one.tool === secret.tool),
    );
    if (strange !== undefined) return { secret, strange };
  }
  return undefined;
}

function sourceName({ server, tool }: Source): string {
  return nameOf(server, tool);
}

function nameOf(server: string, tool: string): string {
  return `${server}:${visibleLine(tool.length > 64 ? `${tool.slice(0, 64)}…` : tool)}`;
}

function ago(micros: number): string {
  const seconds = Math.max(0, Math.round(micros / 1e6));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
