import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { type AgentConfig, type Config, DEFAULTS, NO_TOOL_POLICY, type ToolsConfig } from '../../src/config/config.ts';
import type { Canary } from '../../src/flow/canary.ts';
import { saltOf } from '../../src/flow/print.ts';
import type { AuditEntry } from '../../src/guard/entry.ts';
import type { Inspection } from '../../src/guard/guard.ts';
import { LIMITS } from '../../src/message/limits.ts';
import type { Side } from '../../src/message/message.ts';
import { type Launch, launchJson } from '../../src/pins/launch.ts';
import { type Pin, pinKey } from '../../src/pins/pin.ts';
import type { Mode } from '../../src/policy/decisions.ts';
import { makePolicy, type Policy } from '../../src/policy/policy.ts';
import type { Effect, Exemption } from '../../src/proxy/session/effects.ts';
import { Session } from '../../src/proxy/session/session.ts';
import { realPath } from '../../src/proxy/world.ts';
import { parsePack } from '../../src/rules/parse.ts';
import { loadRuleSet } from '../../src/rules/scan/scan.ts';
import { compileRules } from '../../src/rules/table/compile.ts';
import { eventEntry } from '../../src/store/event.ts';
import type { Commit, Outcome, Released, Remembered } from '../../src/store/store.ts';

const taken = new Map<string, string>();
const packs = globSync('rules/*.yaml').sort();
const table = compileRules(packs.flatMap((path) => parsePack(readFileSync(path, 'utf8'), path, taken)));

export const rules = () => loadRuleSet(table);

export const SALT = saltOf(Uint8Array.from({ length: 32 }, (_, n) => 37 * n + 11));
export const digestOf = (text: string) => createHash('sha256').update(`salt ${text}`).digest('hex');

/** The server of a dialogue as a config names it, with bounds for its tools. */
export function boundedServer(tools: Partial<ToolsConfig>): AgentConfig {
  const kind = { suspended: false, server: true, blockedContent: [], tags: [] };
  return { ...kind, name: 'cursor.files', tools: { ...NO_TOOL_POLICY, ...tools } };
}

/** A session with real rules, spoken to line by line: what each side got, and the rows. */
export class Dialogue {
  readonly toClient: string[] = [];
  readonly toServer: string[] = [];
  /** Everything that was sent, as it was. */
  readonly raw: Uint8Array[] = [];
  readonly rows: AuditEntry[] = [];
  readonly commits: Commit[] = [];
  /** Rows about what was learned of the server. */
  readonly events: AuditEntry[] = [];
  readonly said: string[] = [];
  /** What was to be written into the config. */
  readonly exempted: Exemption[] = [];
  readonly ended: Side[] = [];
  /** What the store answers to a claim. */
  outcome: Outcome = 'lost';
  /** Why the store takes no expense. */
  over: string | undefined;
  /** What was to be kept without waiting. */
  readonly kept: Commit[] = [];
  approvals = false;
  stored: Released | undefined;
  /** What the store has pinned of this server; what the session learns is added. */
  pins: Pin[] = [];
  pinsLost = false;
  /** The log is there and cannot be read: it is locked, or a newer oktsec's. */
  pinsUnread = false;
  /** Microseconds of the clock that only grows. */
  clock = 0;
  /** Microseconds that a person takes to answer a form of ours. */
  reading = 1_000_000;
  /** What the session asked to be woken after, in milliseconds. */
  readonly wakes: number[] = [];
  pinsChanged = 0;
  launch: Launch = { command: 'node', args: ['server.js'] };
  spools = true;
  readonly policy: Policy;
  readonly session: Session;
  readonly #gone: boolean;

  /** What the store has of the client session; shared by those that are given the same list. */
  sources: Remembered[] = [];
  canaries: Canary[] = [];
  /** Whether the store may have more of it than it told last. */
  news = true;
  /** How often the store was asked. */
  asked = 0;
  /** Microseconds that the clock is ahead of the other sessions'. */
  later = 0;

  constructor(
    mode: Mode,
    config: Partial<Config> = {},
    options: { maxFrameBytes?: number; gone?: boolean; server?: string; client?: string } = {},
  ) {
    this.#gone = options.gone ?? false;
    const server = options.server ?? 'cursor.files';
    let time = 1_700_000_000_000_000;
    let refs = 0;
    let randoms = 0;
    this.policy = makePolicy({ ...DEFAULTS, mode, ...config }, rules());
    this.session = new Session({
      policy: this.policy,
      limits: LIMITS,
      maxFrameBytes: options.maxFrameBytes ?? DEFAULTS.limits.maxFrameBytes,
      names: { client: options.client ?? 'cursor', server, session: '0123456789abcdef' },
      world: {
        now: () => ++time + this.later,
        elapsed: () => this.clock,
        ref: () => `REF${++refs}`,
        random: () => `${++randoms}`.padStart(32, 'f'),
        realPath,
        hash: (bytes) => createHash('sha256').update(bytes).digest(),
        hasher: () => {
          const sum = createHash('sha256');
          return { update: (bytes) => void sum.update(bytes), digest: () => sum.digest() };
        },
      },
      launch: 'launch',
      launchJson: () => launchJson(this.launch, (text) => createHash('sha256').update(text).digest('hex')),
      pinsChanged: () => this.pinsChanged,
      flows: {
        salt: () => SALT,
        canaries: () => this.canaries,
        digest: digestOf,
        news: () => this.news,
      },
      event: (name, note) => eventEntry({ name, note, from: 'cursor', to: server, mode }, time),
      quarantineHours: 24,
      command: 'oktsec',
      approvals: () => this.approvals,
    });
  }

  client(line: string | object): this {
    return this.#say('client', line);
  }

  server(line: string | object): this {
    return this.#say('server', line);
  }

  bytes(side: Side, bytes: Uint8Array): this {
    return this.run(this.session.receive(side, bytes, this.#gone));
  }

  end(side: Side): this {
    return this.run(this.session.end(side, this.#gone));
  }

  /** The usual opening, out of the way. */
  opened(revision = '2025-11-25', capabilities: object = { sampling: {}, elicitation: {}, roots: {} }): this {
    const clientInfo = { name: 'test', version: '1' };
    this.client({
      jsonrpc: '2.0',
      id: 'init',
      method: 'initialize',
      params: { protocolVersion: revision, capabilities, clientInfo },
    });
    const serverInfo = { name: 'files', version: '1' };
    this.server({ jsonrpc: '2.0', id: 'init', result: { protocolVersion: revision, capabilities: {}, serverInfo } });
    this.client({ jsonrpc: '2.0', method: 'notifications/initialized' });
    return this.forget();
  }

  forget(): this {
    for (const list of [this.toClient, this.toServer, this.rows, this.commits, this.said, this.raw]) list.length = 0;
    return this;
  }

  run(effects: readonly Effect[]): this {
    for (const effect of effects) this.#carry(effect);
    return this;
  }

  #say(side: Side, line: string | object): this {
    const text = typeof line === 'string' ? line : JSON.stringify(line);
    if (side === 'client' && text.includes('"oktsec-')) this.clock += this.reading;
    return this.bytes(
      side,
      Buffer.from(`${text}\n`, typeof line === 'string' && /[\x80-\xff]/.test(line) ? 'latin1' : 'utf8'),
    );
  }

  #carry(effect: Effect): void {
    switch (effect.do) {
      case 'send':
        this.#sent(effect.to, effect.bytes);
        break;
      case 'forward':
        this.rows.push(effect.entry);
        if (this.spools) this.#sent(effect.to, effect.bytes);
        else this.run(effect.unwritten());
        break;
      case 'record':
        this.rows.push(effect.entry);
        break;
      case 'say':
        this.said.push(Buffer.from(effect.bytes).toString('latin1'));
        break;
      case 'end':
        this.ended.push(effect.to);
        break;
      case 'commit': {
        const { commit } = effect;
        this.commits.push(commit);
        if (this.over !== undefined && commit.spending !== undefined) {
          this.rows.push(commit.spending.ifOver(this.over));
          this.run(this.session.answer(effect.side, 'over'));
          break;
        }
        const outcome = commit.claim === undefined && commit.word === undefined ? 'won' : this.outcome;
        const taken =
          outcome === 'won'
            ? commit.ifWon
            : outcome === 'masked'
              ? commit.ifMasked
              : typeof outcome === 'object'
                ? commit.ifSame?.(outcome)
                : undefined;
        this.rows.push(taken ?? commit.entry);
        this.run(this.session.answer(effect.side, outcome));
        break;
      }
      case 'take':
        this.run(this.session.answer(effect.side, this.stored));
        break;
      case 'pins':
        this.run(
          this.session.answer(
            effect.side,
            this.pinsUnread
              ? undefined
              : { pins: this.pins.filter(({ launch }) => launch === effect.launch), lost: this.pinsLost },
          ),
        );
        break;
      case 'flows':
        this.asked += 1;
        this.run(
          this.session.answer(effect.side, { sources: this.sources.slice(effect.after), last: this.sources.length }),
        );
        break;
      case 'remember':
        this.sources.push(...effect.sources());
        break;
      case 'exempt':
        this.exempted.push(effect.exemption);
        break;
      case 'wake':
        this.wakes.push(effect.millis);
        break;
      case 'keep': {
        this.kept.push(effect.commit);
        const kept = effect.commit.pins ?? [];
        this.events.push(effect.commit.entry);
        this.pins = [...this.pins.filter((pin) => !kept.some((one) => pinKey(one) === pinKey(pin))), ...kept];
        break;
      }
      case 'work': {
        let step = effect.steps.next();
        while (!step.done) step = effect.steps.next();
        this.run(this.session.answer(effect.side, step.value satisfies Inspection));
        break;
      }
    }
  }

  #sent(to: Side, bytes: Uint8Array): void {
    this.raw.push(bytes);
    (to === 'client' ? this.toClient : this.toServer).push(Buffer.from(bytes).toString('utf8').replace(/\n$/, ''));
  }
}

export const call = (id: unknown, args: object = {}, name = 'echo') => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args },
});
export const result = (id: unknown, text: string) => ({
  jsonrpc: '2.0',
  id,
  result: { content: [{ type: 'text', text }] },
});
