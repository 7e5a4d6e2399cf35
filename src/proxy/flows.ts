import type { Canary, Digest } from '../flow/canary.ts';
import { fold } from '../flow/fold.ts';
import { Known, type Source } from '../flow/known.ts';
import { FLOW_TRIFECTA, LEAST_TEXT } from '../flow/match.ts';
import { printsOf, type Salt } from '../flow/print.ts';
import { MOST_READ } from '../flow/readings.ts';
import { type Role, roleOf } from '../flow/roles.ts';
import { callsOf, type FlowsAtHand, lengthOf, outgoing } from '../guard/flowing.ts';
import type { Inspection } from '../guard/guard.ts';
import type { Message } from '../message/message.ts';
import type { Policy } from '../policy/policy.ts';
import type { FlowNews } from '../store/store.ts';

/** What a session needs of the world for flows. */
export type FlowSurroundings = {
  /** Undefined when the home's secret can be neither read nor made; then nothing is looked for. */
  readonly salt: () => Salt | undefined;
  /** Planted values; most of the time there are none. */
  readonly canaries: () => readonly Canary[];
  readonly digest: Digest;
};

/** Of one message: about 45 KB of prose. */
const MOST_PRINTS = 8192;
/** Fingerprints of what this client said itself to this server. */
const MOST_SAID = 16_384;
/** A call whose frame is shorter has no text that is looked at. */
const LEAST_FRAME = LEAST_TEXT + 40;
/** What was read is said again after so long, where nothing but that it was read is to be known. */
const MARK_MICROS = 600_000_000;
const RESOURCE = 'resources/read';

/** What one session tells the others of its client, and learns of them. */
export class SessionFlows {
  readonly #server: string;
  readonly #world: FlowSurroundings;
  readonly #known = new Known();
  readonly #roles = new Map<string, Role>();
  readonly #marked = new Map<string, number>();
  #rolesOf: Policy | undefined;
  #own = new Set<number>();
  #last = 0;
  #said = false;

  constructor(server: string, world: FlowSurroundings) {
    this.#server = server;
    this.#world = world;
  }

  /** Up to which of the others' sources it knows them. */
  get last(): number {
    return this.#last;
  }

  /** Whether this message cannot be judged before it is known what other servers of the client gave. */
  needed(message: Message, policy: Policy): boolean {
    if (!policy.flows.enabled || message.side !== 'client' || message.frame.length < LEAST_FRAME) return false;
    return callsOf(message).some(
      ([, call]) => this.#role(call.tool, policy).sink && lengthOf(outgoing(call)) >= LEAST_TEXT,
    );
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

  /** Whether there may be anything in it to keep in mind. */
  learns({ side, fault, frame, kind, members }: Message, { rules, action }: Inspection, policy: Policy): boolean {
    if (!policy.flows.enabled || fault !== undefined) return false;
    if (side === 'client') return rules.includes(FLOW_TRIFECTA) || frame.length >= LEAST_FRAME;
    return action !== 'hold' && action !== 'refuse' && (members !== undefined || kind === 'response');
  }

  /** Keeps in mind what the client said, and returns what the others are to know of a result that went on. */
  learn(message: Message, { rules, action }: Inspection, policy: Policy, now: number): Source[] {
    if (!policy.flows.enabled || message.fault !== undefined) return [];
    if (message.side === 'client') {
      if (rules.includes(FLOW_TRIFECTA)) this.#said = true;
      if (message.frame.length >= LEAST_FRAME) this.#heard(message, policy);
      return [];
    }
    if (action === 'hold' || action === 'refuse') return [];
    return (message.members ?? [message]).flatMap((one) => this.#read(one, policy, now) ?? []);
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

  /** What the client itself said to the server comes back in results and is no secret to it. */
  #heard(message: Message, policy: Policy): void {
    for (const [, call] of callsOf(message)) {
      const parts = outgoing(call);
      if (lengthOf(parts) < LEAST_TEXT || !this.#keepsWhatIsSaid(policy)) continue;
      const salt = this.#world.salt();
      if (salt === undefined) return;
      if (this.#own.size > MOST_SAID) this.#own = new Set();
      for (const { text } of parts) for (const print of prints(text, salt)) this.#own.add(print);
    }
  }

  /** Only a server with private results is listened to in turn. */
  #keepsWhatIsSaid(policy: Policy): boolean {
    return this.#role('read', policy).private;
  }

  #read(message: Message, policy: Policy, now: number): Source | undefined {
    const { method, kind } = message;
    if (kind !== 'response' || (method !== 'tools/call' && method !== RESOURCE)) return undefined;
    const tool = method === RESOURCE ? RESOURCE : message.tool;
    if (tool === undefined) return undefined;
    const role = this.#role(tool, policy);
    if (!role.private && !role.untrusted) return undefined;
    const found = role.private && message.frame.length >= LEAST_FRAME ? this.#printsOf(message) : NONE;
    if (found.length === 0) {
      if (now - (this.#marked.get(tool) ?? 0) < MARK_MICROS) return undefined;
      if (this.#marked.size > 1000) this.#marked.clear();
      this.#marked.set(tool, now);
    }
    const expires = now + policy.flows.expirySeconds * 1e6;
    return { server: this.#server, tool, ...pick(role), time: now, expires, prints: found };
  }

  #printsOf(message: Message): Uint32Array {
    const parts = message.parts().filter(({ key, pointer }) => !key && pointer.startsWith('/result/'));
    const salt = lengthOf(parts) < LEAST_TEXT ? undefined : this.#world.salt();
    if (salt === undefined) return NONE;
    const found = new Set<number>();
    let room = MOST_READ;
    for (const { text } of parts) {
      if (text.length < 40 || room <= 0) continue;
      for (const print of prints(text.slice(0, room), salt)) {
        if (found.size >= MOST_PRINTS) return Uint32Array.from(found);
        if (!this.#own.has(print)) found.add(print);
      }
      room -= text.length;
    }
    return Uint32Array.from(found);
  }
}

const NONE = new Uint32Array(0);

function pick(role: Role): Pick<Source, 'private' | 'untrusted'> {
  return { private: role.private, untrusted: role.untrusted };
}

function prints(text: string, salt: Salt): Uint32Array {
  const { hashes, count } = printsOf(fold(text, MOST_READ), salt, MOST_PRINTS);
  return hashes.subarray(0, count);
}
