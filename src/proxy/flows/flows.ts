import type { Canary, Digest } from '../../flow/canary.ts';
import { Known, type Source } from '../../flow/known.ts';
import { FLOW_TRIFECTA, LEAST_TEXT } from '../../flow/match.ts';
import type { Salt } from '../../flow/print.ts';
import { type Role, roleOf } from '../../flow/roles.ts';
import { type FlowsAtHand, outgoingLength, sentBy } from '../../guard/flowing.ts';
import type { Inspection } from '../../guard/guard.ts';
import type { Message } from '../../message/message.ts';
import type { Policy } from '../../policy/policy.ts';
import type { FlowNews } from '../../store/store.ts';
import { Fingerprints, NO_PRINTS } from './fingerprints.ts';

/** What a session needs of the world for flows. */
export type FlowSurroundings = {
  /** Undefined when the home's secret can be neither read nor made; then nothing is looked for. */
  readonly salt: () => Salt | undefined;
  /** Planted values; most of the time there are none. */
  readonly canaries: () => readonly Canary[];
  readonly digest: Digest;
  /** Whether the log may hold more of what was read than it told last. */
  readonly news: () => boolean;
};

/** A call whose frame is shorter has no text that is looked at. */
const LEAST_FRAME = LEAST_TEXT + 40;
/** What was read is said again after so long, where nothing but that it was read is to be known. */
const MARK_MICROS = 600_000_000;
/** What is read other than by a call: a resource, and what a call gave that went on as a task. */
const READINGS: ReadonlySet<string> = new Set(['resources/read', 'tasks/result']);

/** What one session tells the others of its client, and learns of them. */
export class SessionFlows {
  readonly #server: string;
  readonly #world: FlowSurroundings;
  readonly #known = new Known();
  readonly #roles = new Map<string, Role>();
  readonly #marked = new Map<string, number>();
  #rolesOf: Policy | undefined;
  readonly #prints: Fingerprints;
  #last = 0;
  #said = false;
  /** Results of which it is still to be worked out what the others are to know. */
  #due = 0;

  constructor(server: string, world: FlowSurroundings) {
    this.#server = server;
    this.#world = world;
    this.#prints = new Fingerprints(() => world.salt());
  }

  /** Up to which of the others' sources it knows them. */
  get last(): number {
    return this.#last;
  }

  /** Whether this message cannot be judged before it is known what other servers of the client gave. */
  needed(message: Message, policy: Policy): boolean {
    if (!policy.flows.enabled || message.side !== 'client' || message.frame.length < LEAST_FRAME) return false;
    if (message.fault !== undefined) return false;
    const { members } = message;
    const sends =
      members === undefined ? this.#sends(message, policy) : members.some((one) => this.#sends(one, policy));
    return sends && (this.#due > 0 || this.#world.news());
  }

  #sends(message: Message, policy: Policy): boolean {
    return this.#role(sentBy(message), policy).sink && outgoingLength(message) >= LEAST_TEXT;
  }

  know(news: FlowNews | undefined): void {
    if (news === undefined) return;
    this.#last = news.last;
    for (const source of news.sources) this.#known.add(source);
  }

  /** Undefined when there is nothing to look for in this message. */
  at(message: Message, policy: Policy): FlowsAtHand | undefined {
    if (message.side !== 'client') return undefined;
    const canaries = this.#world.canaries();
    if (canaries.length === 0 && this.#known.sources.length === 0) return undefined;
    const salt = this.#world.salt();
    if (salt === undefined) return undefined;
    const role = (tool: string) => this.#role(tool, policy);
    return { known: this.#known, salt, canaries, digest: this.#world.digest, role, said: this.#said };
  }

  /**
   * Takes note of a message that went its way.
   * @returns what is still to be worked out of it, before the next message that sends something on is judged: what the
   * other sessions are to know. Undefined where there is nothing
   */
  heard(
    message: Message,
    { rules, action }: Inspection,
    policy: Policy,
    now: number,
  ): (() => readonly Source[]) | undefined {
    if (!policy.flows.enabled || message.fault !== undefined) return undefined;
    if (message.side === 'client') {
      if (rules.includes(FLOW_TRIFECTA)) this.#said = true;
      if (message.frame.length < LEAST_FRAME || !this.#keepsWhatIsSaid(policy)) return undefined;
      return () => {
        for (const one of message.members ?? [message]) this.#prints.said(one);
        return NOTHING;
      };
    }
    if (action === 'hold' || action === 'refuse') return undefined;
    const { members } = message;
    const tells = members === undefined ? this.#tells(message, policy, now) : members.length > 0;
    if (!tells) return undefined;
    this.#due += 1;
    return () => {
      this.#due -= 1;
      return (members ?? [message]).flatMap((one) => this.#read(one, policy, now) ?? []);
    };
  }

  #role(tool: string, policy: Policy): Role {
    if (this.#rolesOf !== policy || this.#roles.size > 1000) {
      this.#roles.clear();
      this.#rolesOf = policy;
    }
    const known = this.#roles.get(tool);
    if (known !== undefined) return known;
    const role = roleOf(this.#server, tool, policy.agents.get(this.#server)?.flow);
    this.#roles.set(tool, role);
    return role;
  }

  /** Only a server with private results is listened to in turn. */
  #keepsWhatIsSaid(policy: Policy): boolean {
    return this.#role('read', policy).private;
  }

  /** Whether there may be something in this result that the others are to know. */
  #tells(message: Message, policy: Policy, now: number): boolean {
    const tool = toolOf(message);
    if (tool === undefined) return false;
    const role = this.#role(tool, policy);
    if (role.private && message.frame.length >= LEAST_FRAME) return true;
    return (role.private || role.untrusted) && !this.#isMarked(tool, now);
  }

  #read(message: Message, policy: Policy, now: number): Source | undefined {
    const tool = toolOf(message);
    if (tool === undefined) return undefined;
    const role = this.#role(tool, policy);
    if (!role.private && !role.untrusted) return undefined;
    const found = role.private && message.frame.length >= LEAST_FRAME ? this.#prints.of(message) : NO_PRINTS;
    if (found.length === 0) {
      if (this.#isMarked(tool, now)) return undefined;
      if (this.#marked.size > 1000) this.#marked.clear();
      this.#marked.set(tool, now);
    }
    const expires = now + policy.flows.expirySeconds * 1e6;
    return { server: this.#server, tool, ...pick(role), time: now, expires, prints: found };
  }

  /** Whether it was said lately that this tool was read. */
  #isMarked(tool: string, now: number): boolean {
    return now - (this.#marked.get(tool) ?? 0) < MARK_MICROS;
  }
}

const NOTHING: readonly never[] = [];

function pick(role: Role): Pick<Source, 'private' | 'untrusted'> {
  return { private: role.private, untrusted: role.untrusted };
}

/** The tool that a result is of, or the method where it is none of a call; undefined for what nothing is read by. */
function toolOf({ kind, method = '', tool }: Message): string | undefined {
  if (kind !== 'response') return undefined;
  return READINGS.has(method) ? method : method === 'tools/call' ? tool : undefined;
}
