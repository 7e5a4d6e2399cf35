import fc from 'fast-check';
import type { Spec } from '../../src/clients/discover.ts';

/** A config as somebody, or some program, might have written it. */
export type Generated = { readonly text: string; readonly spec: Spec; readonly servers: number };

type Server = {
  readonly name: string;
  readonly command: string;
  /** Undefined: the member is not there. */
  readonly args: readonly string[] | undefined;
  readonly style: number;
  readonly extra: number;
};

const SHAPE = { command: 'command', args: 'args', env: 'env', cwd: 'cwd', off: [] } as const;

const ODD = [
  '--',
  '-y',
  'proxy',
  '$(rm -rf x)',
  '$' + '{input:x}',
  'a b',
  '"q"',
  "it's",
  'C:\\dir',
  '日本',
  '',
  '#no',
  'a,b',
  '[x]',
  'true',
  '0300',
  '- x',
  'k: v',
];
const word = fc
  .oneof(fc.constantFrom(...ODD), fc.string({ maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 8 }))
  .map(clean);
const command = fc
  .oneof(
    fc.constantFrom('npx', 'uvx', '/usr/bin/env', 'C:\\Program Files\\nodejs\\npx.cmd', './run.sh', '日本'),
    fc.string({ minLength: 1, maxLength: 10 }),
  )
  .map(clean)
  .filter((text) => text !== '' && !/oktsec/i.test(text) && !/^[\w.-]+\s+\S/.test(text));
const server: fc.Arbitrary<Server> = fc.record({
  name: fc.oneof(
    fc.constantFrom('files', '--enforce', '__proto__', 'a b', '日本', 'constructor', 'a.b'),
    fc.string({ minLength: 1, maxLength: 8 }).map(clean),
  ),
  command,
  args: fc.option(fc.array(word, { maxLength: 4 }), { nil: undefined }),
  style: fc.nat(63),
  extra: fc.nat(7),
});
const servers = fc
  .uniqueArray(server, { selector: ({ name }) => name, minLength: 1, maxLength: 4 })
  .filter((all) => all.every(({ name }) => name !== ''));

/** Without what no config file holds: lone surrogates and control characters. */
function clean(text: string): string {
  return text.replace(/[\ud800-\udfff\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffd]/g, '');
}

export const json: fc.Arbitrary<Generated> = fc
  .record({
    servers,
    eol: fc.constantFrom('\n', '\r\n'),
    indent: fc.constantFrom('  ', '\t', '    '),
    flat: fc.boolean(),
    list: fc.boolean(),
    comments: fc.boolean(),
  })
  .map(({ servers, eol, indent, flat, list, comments }) => {
    const line = (depth: number) => (flat ? '' : eol + indent.repeat(depth));
    const note = (text: string) => (comments ? ` /* ${text}, {[ */` : '');
    const entries = servers.map(({ name, command, args, style, extra }) => {
      const spelled = style & 1 ? escaped(command) : JSON.stringify(command);
      const words = (args ?? []).map((one) => JSON.stringify(one));
      const last = comments && style & 2 ? ',' : '';
      const many = style & 4 && !flat && words.length > 0;
      const inner = many
        ? words.map((one) => line(4) + one).join(`${note('w')},`) + last + line(3)
        : words.join(style & 8 ? ',' : ', ');
      const open = list
        ? `"command":${style & 8 ? '' : ' '}[${spelled}${words.length > 0 ? ', ' : ''}${inner}]`
        : `"command" : ${spelled}`;
      const members = [
        open,
        ...(list || args === undefined ? [] : [`"args":${note('a')} [${style & 16 ? ' ' : ''}${inner}]`]),
      ];
      const others =
        [
          ['"env": {"A": "1e400", "B": "x"}'],
          ['"timeout": 1E+400', '"n": 9007199254740993'],
          ['"disabled": false, "x":{"command":"no"}'],
        ][extra % 3] ?? [];
      const all = style & 32 ? [...others, ...members.toReversed()] : [...members, ...others];
      const body = all.map((one) => line(3) + one).join(`,${note('m')}`);
      return `${line(2)}${JSON.stringify(name)}: {${body}${line(2)}}`;
    });
    const text = `${note('top')}{${line(1)}"numbers": [1.0, -0, 0.10],${line(1)}"mcpServers": {${entries.join(',')}${line(1)}},${line(1)}"tail": null${line(0)}}${eol}`;
    return {
      text,
      spec: { format: 'jsonc', roots: [{ path: ['mcpServers'] }], shape: SHAPE },
      servers: servers.length,
    };
  });

export const toml: fc.Arbitrary<Generated> = fc
  .record({ servers, eol: fc.constantFrom('\n', '\r\n'), kind: fc.constantFrom('table', 'inline', 'dotted', 'array') })
  .map(({ servers, eol, kind }) => {
    const blocks = servers.map(({ name, command, args, style, extra }) => {
      const spelled = style & 1 && !/[']/.test(command) ? `'${command}'` : JSON.stringify(command);
      const words = (args ?? []).map((one) => (style & 2 && !one.includes("'") ? `'${one}'` : JSON.stringify(one)));
      const inner =
        style & 4 && kind !== 'inline' && words.length > 0
          ? `${words.map((one) => `${eol}  ${one}, # it's "so", [`).join('')}${eol}`
          : words.join(', ');
      const other = ['timeout = 0x1F', 'when = 2026-11-21T14:00:00Z', 'n = 1_000.50'][extra % 3] ?? '';
      const pairs = [
        `command = ${spelled}`,
        ...(args === undefined ? [] : [`args = [${style & 16 ? ' ' : ''}${inner}]`]),
        other,
      ];
      const ordered = style & 32 ? pairs.toReversed() : pairs;
      const key = JSON.stringify(name);
      const note = style & 8 ? ' # a note, with "quotes"' : '';
      if (kind === 'inline') return `${key} = { ${ordered.join(', ')} }${note}`;
      if (kind === 'dotted') return ordered.map((pair) => `mcp_servers.${key}.${pair}${note}`).join(eol);
      const head = kind === 'array' ? `[[mcp_servers]]${eol}name = ${key}` : `[mcp_servers.${key}]`;
      return `${head}${eol}${ordered.map((pair) => `${style & 16 ? '  ' : ''}${pair}${note}`).join(eol)}${eol}`;
    });
    const text = `# mine${eol}model = "x" # keep${eol}${kind === 'inline' ? `[mcp_servers]${eol}` : ''}${blocks.join(eol)}${eol}`;
    const root = { path: ['mcp_servers'], ...(kind === 'array' ? { nameIn: 'name' } : {}) };
    return { text, spec: { format: 'toml', roots: [root], shape: SHAPE }, servers: servers.length };
  });

export const yaml: fc.Arbitrary<Generated> = fc
  .record({ servers, eol: fc.constantFrom('\n', '\r\n'), list: fc.boolean() })
  .map(({ servers, eol, list }) => {
    const blocks = servers.map(({ name, command, args, style, extra }) => {
      const quoted = (one: string) =>
        /^[a-z][a-z/.]*$/.test(one) && !/^(?:true|null)$/.test(one)
          ? one
          : style & 1
            ? `'${one.replaceAll("'", "''")}'`
            : JSON.stringify(one);
      const words = (args ?? []).map(quoted);
      const indent = list ? '    ' : '    ';
      const note = style & 8 ? ' # a note: [with' : '';
      const lines = words.map((one) => `${eol}${indent}${style & 16 ? '  ' : ''}- ${one}${note}`).join('');
      const given = words.length > 0 && style & 4 ? lines : ` [${words.join(', ')}]`;
      const other =
        ['timeout: 0300', 'envs: {A: 1.0, B:   x}', 'text: |\n      several\n\n      lines'][extra % 3]?.replaceAll(
          '\n',
          eol,
        ) ?? '';
      const pairs = [`command:  ${quoted(command)}${note}`, ...(args === undefined ? [] : [`args:${given}`]), other];
      const ordered = style & 32 ? pairs.toReversed() : pairs;
      if (list) return `  - name: ${JSON.stringify(name)}${eol}${ordered.map((one) => `    ${one}${eol}`).join('')}`;
      if (style & 2)
        return `  ${JSON.stringify(name)}: {command: ${JSON.stringify(command)}, ${args === undefined ? '' : `args: [${(args ?? []).map((one) => JSON.stringify(one)).join(', ')}], `}timeout: 1}${eol}`;
      return `  ${JSON.stringify(name)}:${eol}${ordered.map((one) => `    ${one}${eol}`).join('')}`;
    });
    const text = `# mine${eol}a: 1.0  # keep${eol}extensions:${eol}${blocks.join('')}tail: ~${eol}`;
    const root = { path: ['extensions'], ...(list ? { nameIn: 'name' } : {}) };
    return { text, spec: { format: 'yaml', roots: [root], shape: SHAPE }, servers: servers.length };
  });

function escaped(text: string): string {
  return `"${[...text].map((char) => (/[a-z]/.test(char) ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : JSON.stringify(char).slice(1, -1))).join('')}"`;
}
