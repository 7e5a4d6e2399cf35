/** A part of a message in which a text can be planted: the way to it, and whether it takes the place of a value or is one more key. */
export type Place = { readonly path: readonly (string | number)[]; readonly as: 'value' | 'key' };

/** Every string of a value and every object in it. */
export function* placesIn(value: unknown, path: Place['path'] = []): Generator<Place> {
  if (typeof value === 'string') yield { path, as: 'value' };
  else if (typeof value === 'object' && value !== null) {
    if (!Array.isArray(value)) yield { path, as: 'key' };
    for (const [key, inner] of Object.entries(value)) {
      yield* placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

/** The same value with a text at one place of it. */
export function planted<T>(value: T, { path, as }: Place, text: string): T {
  const copy = structuredClone(value);
  const [last] = path.slice(-1);
  let at = copy as Record<string | number, unknown>;
  for (const step of as === 'key' ? path : path.slice(0, -1)) at = at[step] as typeof at;
  if (as === 'key') at[text] = 'x';
  else at[last ?? ''] = text;
  return copy;
}

const more = { _meta: { 'example.com/a': { b: ['c'] } } };
const icons = [{ src: 'https://a.example/b.png', mimeType: 'image/png', sizes: ['48x48'], theme: 'light' }];
const info = { name: 'n', title: 't', version: '1', description: 'd', websiteUrl: 'https://a.example', icons };
const annotations = { audience: ['user'], lastModified: '2026-01-01T00:00:00Z' };

export const BLOCKS = [
  { type: 'text', text: 'hi', annotations, ...more },
  { type: 'image', data: 'aGVsbG8=', mimeType: 'image/png', annotations, ...more },
  { type: 'audio', data: 'aGVsbG8=', mimeType: 'audio/wav', ...more },
  { type: 'resource_link', uri: 'file:///a', name: 'n', title: 't', description: 'd', mimeType: 'text/plain', icons },
  {
    type: 'resource',
    resource: { uri: 'file:///a', mimeType: 'text/plain', text: 'x', ...more },
    annotations,
    ...more,
  },
  { type: 'resource', resource: { uri: 'file:///a', mimeType: 'application/octet-stream', blob: 'aGVsbG8=' } },
  { type: 'tool_use', id: 'i', name: 'n', input: { a: 'b' } },
  { type: 'tool_result', toolUseId: 'i', content: [{ type: 'text', text: 'x' }], structuredContent: { a: 'b' } },
];
const property = {
  type: 'string',
  title: 't',
  description: 'd',
  enum: ['x'],
  enumNames: ['y'],
  default: 'z',
  examples: ['e'],
  pattern: 'p',
  format: 'f',
  $comment: 'c',
};
const schema = {
  $schema: 's',
  type: 'object',
  title: 't',
  description: 'd',
  properties: { a: property },
  required: ['a'],
};
const form = { mode: 'form', message: 'm', requestedSchema: schema };
const asked = { messages: [{ role: 'user', content: { type: 'text', text: 'x' } }], systemPrompt: 's', maxTokens: 1 };
export const TOOL = {
  name: 'tt',
  title: 't',
  description: 'd',
  inputSchema: { ...schema, $defs: { z: { description: 'd', anyOf: [{ const: 'c', title: 't' }] } } },
  outputSchema: schema,
  annotations: { title: 't', readOnlyHint: true },
  execution: { taskSupport: 'optional' },
  icons,
  ...more,
};
const task = {
  taskId: 't',
  status: 'working',
  statusMessage: 'm',
  createdAt: 'c',
  lastUpdatedAt: 'l',
  ttl: 1,
  ...more,
};
const argument = { name: 'a', title: 't', description: 'd', required: true };
const listed = { name: 'n', title: 't', description: 'd', mimeType: 'text/plain', annotations, icons, ...more };

/** What a server may answer, of all revisions, with every member that has a text. */
export const ANSWERS: readonly (readonly [method: string, result: object])[] = [
  [
    'initialize',
    {
      protocolVersion: '2025-11-25',
      capabilities: { tools: {}, experimental: { x: { y: 'z' } } },
      serverInfo: info,
      instructions: 'i',
      ...more,
    },
  ],
  [
    'server/discover',
    {
      resultType: 'complete',
      supportedVersions: ['2026-07-28'],
      capabilities: { extensions: { x: { y: 'z' } } },
      serverInfo: info,
      instructions: 'i',
      ttlMs: 1,
      cacheScope: 'private',
      ...more,
    },
  ],
  ['ping', more],
  ['tools/list', { tools: [TOOL], nextCursor: 'n', ...more }],
  ['tools/call', { content: BLOCKS, structuredContent: { a: ['b'] }, isError: false, ...more }],
  ['tools/call', { task, ...more }],
  [
    'tools/call',
    {
      resultType: 'input_required',
      inputRequests: {
        q: { method: 'elicitation/create', params: form },
        s: { method: 'sampling/createMessage', params: asked },
      },
      requestState: 'abc',
    },
  ],
  ['prompts/list', { prompts: [{ name: 'p', title: 't', description: 'd', arguments: [argument], icons, ...more }] }],
  ['prompts/get', { description: 'd', messages: BLOCKS.slice(0, 6).map((content) => ({ role: 'user', content })) }],
  ['resources/list', { resources: [{ uri: 'file:///a', size: 1, ...listed }], nextCursor: 'n' }],
  ['resources/templates/list', { resourceTemplates: [{ uriTemplate: 'file:///{a}', ...listed }] }],
  [
    'resources/read',
    {
      contents: [
        { uri: 'file:///a', mimeType: 'text/plain', text: 'x', ...more },
        { uri: 'file:///a', mimeType: 'text/plain', blob: 'aGVsbG8=' },
      ],
    },
  ],
  ['completion/complete', { completion: { values: ['a'], total: 1 }, ...more }],
  ['tasks/get', task],
  ['tasks/list', { tasks: [task], nextCursor: 'n' }],
  ['tasks/result', { content: [{ type: 'text', text: 'x' }], structuredContent: { a: 'b' }, ...more }],
  ['vendor/unknown', { deep: { er: ['x'] } }],
];

/** What a server may ask. */
export const QUESTIONS: readonly (readonly [method: string, params: object])[] = [
  [
    'sampling/createMessage',
    {
      messages: BLOCKS.map((content) => ({ role: 'user', content })),
      modelPreferences: { hints: [{ name: 'h' }] },
      systemPrompt: 's',
      includeContext: 'none',
      stopSequences: ['x'],
      metadata: { a: 'b' },
      maxTokens: 1,
      tools: [TOOL],
      toolChoice: { mode: 'auto' },
      ...more,
    },
  ],
  ['elicitation/create', { ...form, ...more }],
  ['elicitation/create', { mode: 'url', message: 'm', url: 'https://a.example/b', elicitationId: 'e' }],
  ['roots/list', more],
  ['ping', more],
  ['vendor/ask', { a: { b: ['c'] } }],
];

/** What a server may say unasked; progress is of a request whose token is `tok`. */
export const NOTICES: readonly (readonly [method: string, params: object])[] = [
  ['notifications/message', { level: 'info', logger: 'l', data: { a: 'b' }, ...more }],
  ['notifications/progress', { progressToken: 'tok', progress: 1, message: 'm', ...more }],
  ['notifications/cancelled', { requestId: 'zz', reason: 'r', ...more }],
  ['notifications/resources/updated', { uri: 'file:///a', ...more }],
  ['notifications/tools/list_changed', more],
  ['notifications/tasks/status', task],
  ['notifications/elicitation/complete', { elicitationId: 'e' }],
  ['notifications/subscriptions/acknowledged', { subscriptionId: 's', ...more }],
  ['notifications/vendor', { a: ['b'] }],
];

/** What a client may answer to a server's questions. */
export const REPLIES: readonly (readonly [method: string, result: object])[] = [
  ['sampling/createMessage', { role: 'assistant', content: BLOCKS, model: 'm', stopReason: 's', ...more }],
  ['elicitation/create', { action: 'accept', content: { a: 'b', c: ['d'] }, ...more }],
  ['roots/list', { roots: [{ uri: 'file:///a', name: 'n', ...more }] }],
];

/** What a client may ask. */
export const REQUESTS: readonly (readonly [method: string, params: object])[] = [
  [
    'tools/call',
    {
      name: 'echo',
      arguments: { a: { b: ['c'] } },
      task: { ttl: 1 },
      inputResponses: { q: { action: 'accept', content: { a: 'b' } } },
      requestState: 's',
      _meta: { a: 'b', progressToken: 'p' },
    },
  ],
  ['resources/read', { uri: 'file:///a', ...more }],
  ['prompts/get', { name: 'p', arguments: { a: 'b' }, ...more }],
  [
    'completion/complete',
    {
      ref: { type: 'ref/prompt', name: 'n', title: 't' },
      argument: { name: 'a', value: 'v' },
      context: { arguments: { a: 'b' } },
    },
  ],
  [
    'initialize',
    { protocolVersion: '2025-11-25', capabilities: { experimental: { x: { y: 'z' } } }, clientInfo: info, ...more },
  ],
];
