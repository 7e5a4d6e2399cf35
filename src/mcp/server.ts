import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { OktsecError } from '../errors.ts';
import { defanged } from './defang.ts';
import type { Tool, World } from './tool.ts';
import { auditQuery } from './tools/audit-query.ts';
import { getPolicy } from './tools/get-policy.ts';
import { listAgents } from './tools/list-agents.ts';
import { reviewQuarantine } from './tools/review-quarantine.ts';
import { scanMessage } from './tools/scan-message.ts';
import { verifyAgent } from './tools/verify-agent.ts';

const TOOLS: readonly Tool[] = [
  scanMessage,
  listAgents,
  auditQuery,
  getPolicy,
  verifyAgent,
  reviewQuarantine,
] as unknown as readonly Tool[];

/** Texts that are our own words, a rule's or the operator's; all else is a name or is not repeated. */
const TRUSTED = new Set(['name', 'description', 'note', 'stopped', 'reason']);

export type ServeOptions = {
  readonly version: string;
  /** Config, rules and log as they are now; called for each use of a tool. */
  readonly world: () => Promise<World>;
  /** Where errors of our own go: stdout carries the protocol only. */
  readonly warn: (line: string) => void;
  /** A hint with its commands as they have to be typed for this home. */
  readonly typed: (hint: string) => string;
};

/** Serves the tools on this process's stdin and stdout, to clients of both protocol generations. @returns how to end it */
export function serveTools(options: ServeOptions): () => Promise<void> {
  const handle = serveStdio(() => serverOf(options), { onerror: (error) => options.warn(error.message) });
  return () => handle.close();
}

function serverOf({ version, world, warn, typed }: ServeOptions): McpServer {
  const server = new McpServer(
    { name: 'oktsec', version },
    {
      capabilities: { tools: {} },
      instructions:
        'oktsec is the firewall of this machine: scan a text before you pass it on, look at what was decided, and tell the user of what is held. Results name rules and places, never the text that was found.',
    },
  );
  for (const { name, title, description, input, readOnly, run } of TOOLS) {
    const annotations = {
      readOnlyHint: readOnly,
      destructiveHint: !readOnly,
      idempotentHint: readOnly,
      openWorldHint: false,
    };
    server.registerTool(name, { title, description, inputSchema: input, annotations }, async (args) => {
      try {
        const now = await world();
        const orders = (text: string) => ['quarantine', 'block'].includes(now.scan(text, 'tool_result').verdict);
        return answer(defanged(run(now, args), TRUSTED, orders));
      } catch (error) {
        return refusal(error, { warn, typed });
      }
    });
  }
  return server;
}

function answer(value: object) {
  return {
    content: [{ type: 'text' as const, text: JSON.stringify(value) }],
    structuredContent: { ...value },
  };
}

/** A failure that can be mended says how; an error of our own says nothing of itself [171]. */
function refusal(error: unknown, { warn, typed }: Pick<ServeOptions, 'warn' | 'typed'>) {
  if (!(error instanceof OktsecError)) warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const text =
    error instanceof OktsecError
      ? `${error.message}${error.hint === undefined ? '' : `; ${typed(error.hint)}`}`
      : 'something in oktsec itself failed; its log says what';
  const { note } = defanged({ note: text }, TRUSTED) as { note: string };
  return { isError: true, content: [{ type: 'text' as const, text: note }] };
}
