/** Requests whose results list what a server offers: of which kind, where the list stands, and which member names an entry. */
export const LISTS: ReadonlyMap<string, OfferedList> = new Map<string, OfferedList>([
  ['tools/list', { kind: 'tool', at: '/result/tools', name: 'name' }],
  ['prompts/list', { kind: 'prompt', at: '/result/prompts', name: 'name' }],
  ['resources/list', { kind: 'resource', at: '/result/resources', name: 'uri' }],
  ['resources/templates/list', { kind: 'template', at: '/result/resourceTemplates', name: 'uriTemplate' }],
]);

export type OfferedList = {
  readonly kind: 'tool' | 'prompt' | 'resource' | 'template';
  readonly at: string;
  readonly name: string;
};

/** Requests that a session begins with, one of them in each generation of the protocol. */
export const HANDSHAKES: ReadonlySet<string> = new Set(['initialize', 'server/discover']);

/** Requests whose result describes what the server offers. */
export const DESCRIBING: ReadonlySet<string> = new Set([...HANDSHAKES, ...LISTS.keys()]);
