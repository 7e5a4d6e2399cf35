import { createInterface } from 'node:readline';

/** One tool of a small MCP server: what a client is told of it, and what it answers. */
export type Tool = {
  readonly name: string;
  readonly description: string;
  /** Its arguments, each a string, with what it is for. */
  readonly takes: Readonly<Record<string, string>>;
  /** What a client is told to pass where its user says nothing. */
  readonly defaults?: Readonly<Record<string, string>>;
  readonly call: (args: ReadonlyMap<string, string>, link: Link) => string | Promise<string>;
};

/** The way from a server to its client. */
export type Link = {
  /** A request to the client; the text of its answer, or of its refusal. */
  ask(method: string, params: object): Promise<string>;
  notify(method: string): void;
};

type Incoming = {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
  readonly result?: unknown;
};

/** Serves tools on stdin and stdout until stdin ends. `tools` is asked again for each list. */
export function serve(name: string, tools: () => readonly Tool[]): void {
  const waiting = new Map<unknown, (answer: string) => void>();
  let asked = 0;
  const link: Link = {
    ask: (method, params) => {
      asked += 1;
      const id = `${name}-${asked}`;
      send({ id, method, params });
      return new Promise((done) => waiting.set(id, done));
    },
    notify: (method) => send({ method }),
  };
  createInterface({ input: process.stdin }).on('line', (line) => {
    const message = read(line);
    if (message === undefined) return;
    if (typeof message.method === 'string') {
      if (message.id !== undefined) void answer(message, name, tools(), link);
      return;
    }
    waiting.get(message.id)?.(JSON.stringify(message.result ?? 'refused'));
    waiting.delete(message.id);
  });
}

async function answer(
  { id, method, params }: Incoming,
  name: string,
  tools: readonly Tool[],
  link: Link,
): Promise<void> {
  if (method === 'initialize') {
    const capabilities = { tools: { listChanged: true } };
    const protocolVersion = textOf(params, 'protocolVersion') ?? '2025-06-18';
    send({ id, result: { protocolVersion, capabilities, serverInfo: { name, version: '1.0.0' } } });
  } else if (method === 'ping') {
    send({ id, result: {} });
  } else if (method === 'tools/list') {
    send({ id, result: { tools: tools.map(definition) } });
  } else if (method === 'tools/call') {
    const tool = tools.find((one) => one.name === textOf(params, 'name'));
    if (tool === undefined) send({ id, error: { code: -32602, message: 'no such tool' } });
    else send({ id, result: { content: [{ type: 'text', text: await tool.call(argumentsOf(params), link) }] } });
  } else {
    send({ id, error: { code: -32601, message: 'no such method' } });
  }
}

function definition({ name, description, takes, defaults = {} }: Tool): object {
  const properties = Object.fromEntries(
    Object.entries(takes).map(([key, about]) => {
      const fallback = new Map(Object.entries(defaults)).get(key);
      return [key, { type: 'string', description: about, ...(fallback === undefined ? {} : { default: fallback }) }];
    }),
  );
  return { name, description, inputSchema: { type: 'object', properties, required: Object.keys(takes) } };
}

function send(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

function read(line: string): Incoming | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function argumentsOf(params: unknown): Map<string, string> {
  const args: unknown = typeof params === 'object' && params !== null && 'arguments' in params ? params.arguments : {};
  return new Map(Object.entries(args ?? {}).map(([key, value]) => [key, String(value)]));
}

function textOf(params: unknown, key: string): string | undefined {
  if (typeof params !== 'object' || params === null) return undefined;
  const value: unknown = new Map(Object.entries(params)).get(key);
  return typeof value === 'string' ? value : undefined;
}
