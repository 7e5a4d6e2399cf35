import type { Flow } from '../flow/roles.ts';
import type { SignatureFormat } from '../identity/formats.ts';
import type { Channel } from '../message/message.ts';
import type { ArgumentBounds } from '../policy/arguments.ts';
import type { Mode } from '../policy/decisions.ts';
import type { Shape } from '../policy/shape.ts';
import type { Spend } from '../policy/spend.ts';
import type { Category, Severity } from '../rules/rule.ts';

export const OVERRIDE_ACTIONS = ['block', 'quarantine', 'allow-and-flag', 'mask', 'ignore'] as const;
export type OverrideAction = (typeof OVERRIDE_ACTIONS)[number];

/** What stands for one tool of an agent. */
export type ToolConfig = {
  readonly tool: string;
  readonly mode?: Mode | undefined;
  /** Ids of rules that do not count for this tool. */
  readonly exempt: readonly string[];
  /** Calls in so long, in one session. */
  readonly rate?: Rate | undefined;
  /** In its results placeholders become what the client had sent. */
  readonly restoreResults?: boolean | undefined;
  /** How much it may spend in so long, in all sessions together. */
  readonly spend?: Spend | undefined;
  /** What its arguments must be as a whole. */
  readonly schema?: Shape | undefined;
  /** What its arguments must be. */
  readonly args?: readonly ArgumentBounds[] | undefined;
};

/** Which tools may be called. An absent list restricts nothing; an empty `allow` is no tool at all. */
export type ToolsConfig = {
  readonly default: 'allow' | 'deny';
  readonly allow?: readonly string[] | undefined;
  readonly deny: readonly string[];
  readonly each: readonly ToolConfig[];
  /** Only tools whose pinned definition says that they only read. */
  readonly readOnly?: boolean | undefined;
};

/** So many in so long. */
export type Rate = { readonly count: number; readonly seconds: number };

/** Whom an agent may write to: an agent, `*` for every known one, or `tag:NAME` for those with that tag. */
export type Edge = {
  readonly to: string;
  readonly rate?: Rate | undefined;
  /** Microseconds since 1970; from then on the edge stands for nothing. */
  readonly expires?: number | undefined;
};

export type AgentConfig = {
  readonly name: string;
  readonly mode?: Mode | undefined;
  readonly suspended: boolean;
  /** Of a server: what it gives and what it is given, where its tools' names do not say. */
  readonly flow?: Flow | undefined;
  /** The agent is an MCP server. */
  readonly server: boolean;
  /** Any finding of one of these categories is blocked. */
  readonly blockedContent: readonly Category[];
  readonly tools: ToolsConfig;
  readonly description?: string | undefined;
  readonly tags: readonly string[];
  /** Absent: `defaultPolicy` says; empty: nobody. */
  readonly canMessage?: readonly Edge[] | undefined;
  /** A URL that messages to this agent are pushed to, beside its mailbox. */
  readonly deliverTo?: string | undefined;
};

/** What changes for the findings of one rule. An absent list narrows nothing; an empty one matches nothing. */
export type RuleOverride = {
  readonly id: string;
  readonly action?: OverrideAction | undefined;
  readonly severity?: Severity | undefined;
  /** Either party of the message. */
  readonly agents?: readonly string[] | undefined;
  readonly tools?: readonly string[] | undefined;
  readonly channels?: readonly Channel[] | undefined;
  /** Hashes of exact calls, lower-case hex: a call's own and those of its results. */
  readonly arguments?: readonly string[] | undefined;
  /** Microseconds since 1970; from then on the entry stands for nothing. */
  readonly expires?: number | undefined;
  readonly reason?: string | undefined;
  /** Who is told of each row with this rule: `webhook` is every webhook, else a webhook's, sink's or kind of sink's name. */
  readonly notify?: readonly string[] | undefined;
};

export const NOTICE_EVENTS = [
  'delivered',
  'flagged',
  'masked',
  'quarantined',
  'blocked',
  'rejected',
  'settled',
  'changed',
] as const;
/** What a row is to those who are told: an outcome of a message, a step of a held one, a change by an operator. */
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** Of what somebody is told. */
export type TellConfig = {
  /** Its own among webhooks and sinks. */
  readonly name: string;
  readonly events: readonly NoticeEvent[];
  /** The least severity; what no rule found has none and always counts. */
  readonly severity: Severity;
};

export const WEBHOOK_FORMATS = ['json', 'slack', 'discord', 'telegram', 'teams', 'jandi'] as const;
export type WebhookConfig = TellConfig & {
  /** As it was written; `${env:NAME}` is replaced when it is used. */
  readonly url: string;
  readonly format: (typeof WEBHOOK_FORMATS)[number];
  readonly allowPrivate: boolean;
  /** HMAC-SHA256; may hold `${env:NAME}`. */
  readonly secret?: string | undefined;
  readonly sign?: 'ed25519' | undefined;
  readonly chatId?: string | undefined;
};

export const SINK_TYPES = ['file', 'otlp', 'desktop'] as const;
export type FileSinkConfig = TellConfig & {
  readonly type: 'file';
  /** `resolvePaths` of the files makes it absolute. */
  readonly path: string;
  readonly format: 'jsonl' | 'syslog';
};
export type OtlpSinkConfig = TellConfig & {
  readonly type: 'otlp';
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
};
export type DesktopSinkConfig = TellConfig & { readonly type: 'desktop' };
export type SinkConfig = FileSinkConfig | OtlpSinkConfig | DesktopSinkConfig;

/** All that an operator decides, checked, with every default filled in. Plain JSON: names are values, never keys. */
export type Config = {
  readonly mode: Mode;
  /** As it was written; `resolvePaths` of the files makes it absolute. */
  readonly home?: string | undefined;
  readonly agents: readonly AgentConfig[];
  readonly rules: readonly RuleOverride[];
  readonly rulesDirs: readonly string[];
  readonly quarantine: {
    readonly enabled: boolean;
    readonly expiryHours: number;
    /** 0 keeps for ever. */
    readonly retentionDays: number;
    readonly approvalTtlSeconds: number;
    /** Whether a person is asked in the client: `true` where it is known to show the form, or in these clients. */
    readonly askInClient: boolean | readonly string[];
    /** How long the form stays open; then what is held waits in quarantine alone. */
    readonly askTimeoutSeconds: number;
  };
  /** After so many calls a server in enforce is asked quietly again for its tools; 0 never. */
  readonly pins: { readonly relistCalls: number };
  /** What was read of one server and goes to another: whether it is looked for, held in enforce, and for how long. */
  readonly flows: { readonly enabled: boolean; readonly enforce: boolean; readonly expirySeconds: number };
  /** How long a placeholder of a session stands for what was masked. */
  readonly masking: { readonly expirySeconds: number };
  readonly audit: {
    readonly durability: 'normal' | 'full';
    readonly checkpointRows: number;
    readonly checkpointSeconds: number;
  };
  readonly server: {
    readonly port: number;
    readonly bind: string;
    readonly logLevel: LogLevel;
    /** Further names under which the server may be addressed, `HOST` or `HOST:PORT`. */
    readonly hosts: readonly string[];
  };
  readonly identity: {
    /** Absent: `keys` in the home. As it was written; `resolvePaths` of the files makes it absolute. */
    readonly keysDir?: string | undefined;
    readonly requireSignature: boolean;
    readonly formats: readonly SignatureFormat[];
    readonly maxAgeSeconds: number;
    readonly maxAheadSeconds: number;
    /** How long a key counts after it was rotated out; 0 not at all. */
    readonly graceSeconds: number;
  };
  /** Between agents, where the sender's entry does not say. */
  readonly defaultPolicy: 'allow' | 'deny';
  /** So many blocked messages of one verified agent in so long suspend it for so long; 0 refusals never do. */
  readonly escalation: { readonly refusals: number; readonly windowSeconds: number; readonly suspendSeconds: number };
  /** Of each mailbox. */
  readonly delivery: { readonly expiryHours: number; readonly maxMessages: number; readonly maxBytes: number };
  readonly webhooks: readonly WebhookConfig[];
  readonly sinks: readonly SinkConfig[];
  /** Whether the MCP tool `review_quarantine` may settle what is held. */
  readonly mcp: { readonly review: boolean };
  readonly limits: {
    readonly maxFrameBytes: number;
    readonly maxDepth: number;
    readonly maxBodyBytes: number;
    readonly ratePerAddress: Rate;
    readonly ratePerAgent: Rate;
  };
};

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const NO_TOOL_POLICY: ToolsConfig = { default: 'allow', deny: [], each: [] };

/** What stands where no config file does. */
export const DEFAULTS: Config = {
  mode: 'observe',
  agents: [],
  rules: [],
  rulesDirs: [],
  quarantine: {
    enabled: true,
    expiryHours: 24,
    retentionDays: 30,
    approvalTtlSeconds: 600,
    askInClient: false,
    askTimeoutSeconds: 50,
  },
  pins: { relistCalls: 50 },
  flows: { enabled: true, enforce: false, expirySeconds: 7200 },
  masking: { expirySeconds: 7200 },
  audit: { durability: 'normal', checkpointRows: 1000, checkpointSeconds: 60 },
  server: { port: 8080, bind: '127.0.0.1', logLevel: 'info', hosts: [] },
  identity: {
    requireSignature: true,
    formats: ['v2', 'v1-newline', 'v1-concat'],
    maxAgeSeconds: 300,
    maxAheadSeconds: 30,
    graceSeconds: 0,
  },
  defaultPolicy: 'deny',
  escalation: { refusals: 10, windowSeconds: 600, suspendSeconds: 900 },
  delivery: { expiryHours: 168, maxMessages: 10_000, maxBytes: 64 * 1024 * 1024 },
  webhooks: [],
  sinks: [],
  mcp: { review: false },
  limits: {
    maxFrameBytes: 10 * 1024 * 1024,
    maxDepth: 64,
    maxBodyBytes: 1024 * 1024,
    ratePerAddress: { count: 12_000, seconds: 60 },
    ratePerAgent: { count: 6000, seconds: 60 },
  },
};
