import { type Level, level } from './keys.ts';

/** Data: arguments, structured content, metadata. Its keys are the author's own. */
export const FREE = level({});
/** Names, addresses, types, states. */
export const WORD = level({ joins: false });
const SCHEMA_WORDS = ['type', '$schema', '$ref', '$id', 'format', 'contentEncoding', 'contentMediaType'];
const SCHEMA = level({ words: SCHEMA_WORDS });
const BASE64 = level({ joins: false, base64: true });

/** A content block, the contents of a resource, or a message of a prompt. */
const blockKeys: Record<string, Level> = {
  type: WORD,
  role: WORD,
  text: FREE,
  data: BASE64,
  blob: BASE64,
  mimeType: WORD,
  uri: WORD,
  name: WORD,
  title: FREE,
  description: FREE,
  size: WORD,
  annotations: FREE,
  icons: FREE,
  id: WORD,
  input: FREE,
  toolUseId: WORD,
  structuredContent: FREE,
  isError: WORD,
  _meta: FREE,
};
/** The contents of a resource: data in a prompt too. */
const RESOURCE = level({ keys: { ...blockKeys, resource: FREE, content: FREE }, channel: 'tool_result' });
const block = (content: Level) => level({ keys: { ...blockKeys, resource: RESOURCE, content } });
const inside = (one: Level): Level => ({ ...one, items: one });
/** A message of a sampling holds blocks, and of those the result of a tool holds blocks again. */
const BLOCK = block(inside(block(inside(block(FREE)))));
const BLOCKS: Level = { ...BLOCK, items: BLOCK };
const BLOCK_LIST = level({ items: BLOCK });

/** An entry of a list: a tool, prompt, resource or template. Its name is read together with its description. */
const ENTRY = level({
  keys: {
    name: FREE,
    title: FREE,
    description: FREE,
    inputSchema: SCHEMA,
    outputSchema: SCHEMA,
    annotations: FREE,
    execution: FREE,
    icons: FREE,
    arguments: FREE,
    uri: WORD,
    uriTemplate: WORD,
    mimeType: WORD,
    size: WORD,
    _meta: FREE,
  },
});
const ENTRIES = level({ items: ENTRY });

const paramKeys: Record<string, Level> = {
  _meta: FREE,
  name: WORD,
  arguments: FREE,
  uri: WORD,
  cursor: WORD,
  protocolVersion: WORD,
  capabilities: FREE,
  clientInfo: FREE,
  ref: FREE,
  argument: FREE,
  context: FREE,
  level: WORD,
  logger: WORD,
  data: FREE,
  requestId: WORD,
  reason: FREE,
  progressToken: WORD,
  progress: WORD,
  total: WORD,
  message: FREE,
  inputResponses: FREE,
  requestState: WORD,
  messages: BLOCK_LIST,
  systemPrompt: FREE,
  tools: { ...ENTRIES, channel: 'tool_description' },
  toolChoice: FREE,
  includeContext: WORD,
  maxTokens: WORD,
  metadata: FREE,
  modelPreferences: FREE,
  stopSequences: FREE,
  temperature: WORD,
  requestedSchema: SCHEMA,
  mode: WORD,
  url: WORD,
  elicitationId: WORD,
  notifications: FREE,
  task: FREE,
  taskId: WORD,
  status: WORD,
  statusMessage: FREE,
};
const PARAMS = level({ keys: paramKeys });

/** What a server asks inside an `input_required` result: any name, then a request. */
const INPUT_REQUESTS = level({ each: level({ keys: { method: WORD, params: PARAMS } }), channel: 'tool_result' });

const resultKeys: Record<string, Level> = {
  _meta: FREE,
  resultType: WORD,
  tools: ENTRIES,
  prompts: ENTRIES,
  resources: ENTRIES,
  resourceTemplates: ENTRIES,
  nextCursor: WORD,
  ttlMs: WORD,
  cacheScope: WORD,
  content: BLOCKS,
  structuredContent: FREE,
  isError: WORD,
  contents: BLOCK_LIST,
  messages: BLOCK_LIST,
  description: FREE,
  completion: FREE,
  protocolVersion: WORD,
  supportedVersions: WORD,
  capabilities: FREE,
  serverInfo: FREE,
  instructions: FREE,
  inputRequests: INPUT_REQUESTS,
  requestState: WORD,
  role: WORD,
  model: WORD,
  stopReason: WORD,
  action: WORD,
  roots: FREE,
  task: FREE,
  tasks: FREE,
  taskId: WORD,
  status: WORD,
  statusMessage: FREE,
};
const RESULT = level({ keys: resultKeys });
/** What a person filled into a form: the names under `content` are the form's. */
const FORM_RESULT = level({ keys: { ...resultKeys, content: FREE } });

const ERROR = level({ keys: { code: WORD, message: FREE, data: FREE } });

/** The whole of a frame, by what its result is. */
function envelope(result: Level): Level {
  return level({ keys: { jsonrpc: WORD, id: WORD, method: WORD, params: PARAMS, result, error: ERROR } });
}
export const ENVELOPE = envelope(RESULT);
export const FORM_ENVELOPE = envelope(FORM_RESULT);
