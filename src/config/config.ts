import type { Channel } from '../message/message.ts';
import type { Mode } from '../policy/decisions.ts';
import type { Category, Severity } from '../rules/rule.ts';

export const OVERRIDE_ACTIONS = ['block', 'quarantine', 'allow-and-flag', 'mask', 'ignore'] as const;
export type OverrideAction = (typeof OVERRIDE_ACTIONS)[number];

/** What stands for one tool of an agent. */
export type ToolConfig = {
  readonly tool: string;
  readonly mode?: Mode | undefined;
  /** Ids of rules that do not count for this tool. */
  readonly exempt: readonly string[];
};

/** Which tools may be called. An absent list restricts nothing; an empty `allow` is no tool at all. */
export type ToolsConfig = {
  readonly default: 'allow' | 'deny';
  readonly allow?: readonly string[] | undefined;
  readonly deny: readonly string[];
  readonly each: readonly ToolConfig[];
};

export type AgentConfig = {
  readonly name: string;
  readonly mode?: Mode | undefined;
  readonly suspended: boolean;
  /** The agent is an MCP server. */
  readonly server: boolean;
  /** Any finding of one of these categories is blocked. */
  readonly blockedContent: readonly Category[];
  readonly tools: ToolsConfig;
  readonly description?: string | undefined;
  readonly tags: readonly string[];
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
  /** Microseconds since 1970; from then on the entry stands for nothing. */
  readonly expires?: number | undefined;
  readonly reason?: string | undefined;
};

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
  };
  readonly audit: {
    readonly durability: 'normal' | 'full';
    readonly checkpointRows: number;
    readonly checkpointSeconds: number;
  };
  readonly limits: { readonly maxFrameBytes: number; readonly maxDepth: number };
};

export const NO_TOOL_POLICY: ToolsConfig = { default: 'allow', deny: [], each: [] };

/** What stands where no config file does. */
export const DEFAULTS: Config = {
  mode: 'observe',
  agents: [],
  rules: [],
  rulesDirs: [],
  quarantine: { enabled: true, expiryHours: 24, retentionDays: 30, approvalTtlSeconds: 600 },
  audit: { durability: 'normal', checkpointRows: 1000, checkpointSeconds: 60 },
  limits: { maxFrameBytes: 10 * 1024 * 1024, maxDepth: 64 },
};
