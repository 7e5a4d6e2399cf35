import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgesOf, type FlowEdge, fewestGuards } from '../../src/flow/graph.ts';
import { roleOf } from '../../src/flow/roles.ts';

const edge = (from: string, to: string): FlowEdge => ({ client: 'c', from, to, sources: ['read'], sinks: ['send'] });

describe('where to guard', () => {
  it('is at the sinks when that is the fewest', () => {
    const edges = [edge('c.files', 'c.slack'), edge('c.mail', 'c.slack')];
    expect(fewestGuards(edges)).toEqual([{ server: 'c.slack', side: 'sink', edges: 2 }]);
  });

  it('is at the one source when there are many sinks', () => {
    const edges = [edge('c.files', 'c.slack'), edge('c.files', 'c.fetch')];
    expect(fewestGuards(edges)).toEqual([{ server: 'c.files', side: 'source', edges: 2 }]);
  });

  it('touches every edge, and no smaller set does', () => {
    const names = ['a', 'b', 'd', 'e'];
    const pairs = fc.uniqueArray(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), {
      minLength: 1,
      maxLength: 10,
      selector: (pair) => pair.join(),
    });
    fc.assert(
      fc.property(pairs, (list) => {
        const edges = list.map(([from, to]) => edge(`c.from-${from}`, `c.to-${to}`));
        const covers = (guards: ReadonlySet<string>) =>
          edges.every(({ from, to }) => guards.has(from) || guards.has(to));
        const found = new Set(fewestGuards(edges).map(({ server }) => server));
        expect(covers(found)).toBe(true);
        const all = names.flatMap((name) => [`c.from-${name}`, `c.to-${name}`]);
        for (let mask = 0; mask < 1 << all.length; mask += 1) {
          const some = new Set(all.filter((_, index) => mask & (1 << index)));
          if (some.size < found.size) expect(covers(some)).toBe(false);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is asked within a client: what another client has is out of reach', () => {
    const of = (server: string, ...tools: string[]) => ({
      server,
      tools: tools.map((tool) => [tool, roleOf(server, tool)] as const),
    });
    const edges = edgesOf([
      of('cursor.filesystem', 'read_text_file', 'write_file'),
      of('cursor.slack', 'post_message', 'get_users'),
      of('claude.fetch', 'fetch'),
    ]);
    expect(edges.map(({ from, to, sources, sinks }) => [from, to, sources, sinks])).toEqual([
      ['cursor.filesystem', 'cursor.slack', ['read_text_file'], ['post_message']],
    ]);
  });
});

describe('what a tool is', () => {
  it.each([
    ['cursor.filesystem', 'read_text_file', 'private'],
    ['cursor.filesystem', 'write_file', ''],
    ['cursor.github', 'get_issue', 'private untrusted'],
    ['cursor.github', 'create_pull_request', 'sink'],
    ['cursor.slack', 'post_message', 'sink'],
    ['cursor.slack', 'list_channels', 'private'],
    ['cursor.gmail', 'read_email', 'private untrusted'],
    ['cursor.gmail', 'send_email', 'sink'],
    ['cursor.fetch', 'fetch', 'untrusted sink'],
    ['cursor.postgres', 'query', 'private'],
    ['cursor.vault', 'get_secret', 'private'],
    ['cursor.playwright', 'browser_navigate', 'untrusted sink'],
    ['cursor.playwright', 'browser_type', 'untrusted sink'],
    ['cursor.playwright', 'browser_fill_form', 'untrusted sink'],
    ['cursor.playwright', 'browser_close', 'untrusted'],
    ['cursor.context7', 'query-docs', 'untrusted sink'],
    ['cursor.notion', 'API-patch-page', 'sink'],
    ['cursor.memory', 'create_entities', ''],
    ['cursor.everything', 'echo', ''],
    ['cursor.time', 'get_current_time', ''],
  ])('%s %s: %s', (server, tool, what) => {
    const role = roleOf(server, tool);
    const said = [role.private && 'private', role.untrusted && 'untrusted', role.sink && 'sink'].filter(Boolean);
    expect(said.join(' ')).toBe(what);
  });
});
