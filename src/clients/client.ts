import type { FormatId } from './formats/load.ts';

export type Platform = 'darwin' | 'linux' | 'win32';

/**
 * Where a config file is, as a pattern: `~` is the user's home, `{app}` the folder of desktop applications' data,
 * `{config}` the one of command line tools, `{appdata}` and `{local}` those of Windows, `{env:NAME|fallback}` a variable.
 * `*` in a name stands for anything but a separator. Separators are `/`; a pattern that needs what this machine has
 * not is left out.
 */
export type PathPattern = string | { readonly [platform in Platform]?: string };

/** Where in a file servers stand. `*` in a path stands for every key there. */
export type Root = {
  readonly path: readonly string[];
  /** Servers are a list, each with its name in this member; else a table by name. */
  readonly nameIn?: string;
  /** The key that `*` stood for is the folder in which its servers work. */
  readonly keyIsFolder?: boolean;
};

export type Location = {
  /** `project`: in the working folder, often under version control and so everybody's. */
  readonly scope: 'user' | 'project';
  readonly path: PathPattern;
  /** Where it is not the client's. */
  readonly format?: FormatId;
  readonly roots?: readonly Root[];
  readonly shape?: Partial<Shape>;
};

/** What the members of a server's entry are called. A command is a string, or a list that holds its arguments too. */
export type Shape = {
  readonly command: string;
  readonly args: string;
  readonly env: string;
  readonly cwd: string;
  /** Names of variables whose values the client keeps elsewhere (a keyring). */
  readonly secrets?: string;
  /** A member and the value with which a server is switched off. */
  readonly off: readonly (readonly [member: string, value: boolean])[];
};

/**
 * What a client replaces in entries before it starts a server. `typed`: `${env:X}`, `${workspaceFolder}`, `${input:x}`.
 * `braces`: `${X}` and `${X:-otherwise}`. `shell`: those and `$X`.
 */
export type Variables = 'typed' | 'braces' | 'shell';

export type Client = {
  /** The name of its file here, and what people type. */
  readonly id: string;
  readonly aliases: readonly string[];
  /** As its makers write it. */
  readonly title: string;
  readonly format: FormatId;
  readonly roots: readonly Root[];
  readonly shape: Shape;
  readonly locations: readonly Location[];
  readonly variables: readonly Variables[];
  /** What makes the client read its config again. */
  readonly restart: string;
  /** Names of its processes, without a folder and `.exe`. */
  readonly processes: readonly string[];
  /** What somebody who wraps its servers should know. */
  readonly notes: readonly string[];
  /** A command with a blank in it is not started by this client. */
  readonly noBlankInCommand: boolean;
  /** Config files that are shown and never written. */
  readonly reported: readonly { readonly path: PathPattern; readonly why: string }[];
};

const SHAPE: Shape = {
  command: 'command',
  args: 'args',
  env: 'env',
  cwd: 'cwd',
  off: [
    ['disabled', true],
    ['enabled', false],
  ],
};

type Given = Pick<Client, 'id' | 'title' | 'locations'> &
  Partial<Omit<Client, 'shape'>> & { readonly shape?: Partial<Shape> };

/** A client of the usual kind (`mcpServers`, a table by name, JSON), with what is different about it. */
export function client(given: Given): Client {
  return {
    aliases: [],
    format: 'jsonc',
    roots: [MCP_SERVERS],
    variables: [],
    restart: `restart ${given.title}`,
    processes: [],
    notes: [],
    noBlankInCommand: false,
    reported: [],
    ...given,
    shape: { ...SHAPE, ...given.shape },
  };
}

export const MCP_SERVERS: Root = { path: ['mcpServers'] };

export function user(path: PathPattern, more: Omit<Location, 'scope' | 'path'> = {}): Location {
  return { scope: 'user', path, ...more };
}

/** Configs that plugins bring: a plugin lies in a folder of its own, of a market and a version as a rule. */
export function plugins(folder: string): Client['reported'] {
  const why = 'it comes with a plugin, whose next update writes it anew';
  return ['*', '*/*', '*/*/*'].map((levels) => ({ path: `${folder}/${levels}/*mcp.json`, why }));
}

/** Relative to the project's folder. */
export function project(path: string, more: Omit<Location, 'scope' | 'path'> = {}): Location {
  return { scope: 'project', path, ...more };
}
