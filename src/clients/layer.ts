/** How oktsec is started from a client's config: a node and our script, or plain `oktsec` (portable). */
export type Launcher = { readonly command: string; readonly script?: string | undefined };

/** What `wrap` of this installation writes, and what it wrote before. */
export type Ours = {
  readonly current: Launcher;
  /** Those recorded in the manifest; `current` counts as well. */
  readonly launchers: readonly Launcher[];
  /** `--config FILE` and, where it is not the default, `--home DIR`. */
  readonly options: readonly string[];
  /** The same for plain `oktsec`: none where everything is at its default place, so that it fits every machine. */
  readonly portableOptions: readonly string[];
};

/** oktsec in front of a server's command. */
export type Layer = {
  /** Exactly as this installation writes it; another one is taken off before ours is put on. */
  readonly ours: boolean;
  readonly agent: string | undefined;
  /** Node and script, or the one word. */
  readonly launcher: readonly string[];
  /** Everything between `proxy` and `--`. */
  readonly options: readonly string[];
  /** How many words stand before the server's own command, `--` included. */
  readonly length: number;
  /** The server's command and arguments: the truth, whatever the manifest says. Never empty. */
  readonly inner: readonly string[];
};

/** The words of a launcher. */
export function wordsOf({ command, script }: Launcher): readonly string[] {
  return script === undefined ? [command] : [command, script];
}

/** What stands before a server's command once it is wrapped, `--` included. */
export function layerFor(ours: Ours, agent: string): readonly string[] {
  return [...wordsOf(ours.current), 'proxy', '--agent', agent, ...optionsFor(ours, ours.current), '--'];
}

/**
 * The oktsec in front of this command; undefined where there is none. It is ours only word for word: any other option
 * (`--mode observe`, another `--config`) or launcher would let whoever wrote it decide what is enforced, and
 * `/tmp/oktsec.js` is a name that anybody can take.
 */
export function readLayer(argv: readonly string[], ours: Ours): Layer | undefined {
  const at = argv.slice(0, 6).findIndex((word, index) => isOktsec(word) && argv[index + 1] === 'proxy');
  if (at < 0) return undefined;
  const begin = at + 2;
  let end = begin;
  while (end < argv.length && argv[end] !== '--' && argv[end]?.startsWith('-')) {
    end += VALUED.has(argv[end] ?? '') ? 2 : 1;
  }
  const length = argv[end] === '--' ? end + 1 : end;
  const inner = argv.slice(length);
  if (inner.length === 0) return undefined;
  const options = argv.slice(begin, end);
  const agent = agentIn(options);
  const layer = { agent, launcher: argv.slice(0, at + 1), options, length, inner };
  return { ...layer, ours: isOurs(argv, layer, ours) };
}

/** Whether what decides in this layer (config, home, mode) is what decides in ours, however oktsec is started in it. */
export function decidesAsOurs({ options }: Layer, ours: Ours): boolean {
  const stands = decidedBy(options);
  return [ours.options, ours.portableOptions].some((own) => decidedBy(own) === stands);
}

/** Our own server, which is not put behind itself: as this installation is started, or plain `oktsec mcp`. */
export function isOwnServer(argv: readonly string[], ours: Ours): boolean {
  return [...known(ours), PLAIN].some((launcher) => startsWith(argv, [...wordsOf(launcher), 'mcp']));
}

const PLAIN: Launcher = { command: 'oktsec' };

const VALUED = new Set(['--agent', '--config', '--home', '--mode']);

function isOurs(argv: readonly string[], layer: Omit<Layer, 'ours'>, ours: Ours): boolean {
  const { agent } = layer;
  if (agent === undefined) return false;
  return known(ours).some((launcher) => {
    const words = [...wordsOf(launcher), 'proxy', '--agent', agent, ...optionsFor(ours, launcher), '--'];
    return words.length === layer.length && startsWith(argv, words);
  });
}

function known({ current, launchers }: Ours): readonly Launcher[] {
  return [current, ...launchers];
}

function optionsFor(ours: Ours, { script }: Launcher): readonly string[] {
  return script === undefined ? ours.portableOptions : ours.options;
}

function startsWith(argv: readonly string[], words: readonly string[]): boolean {
  return words.every((word, at) => argv[at] === word);
}

function agentIn(options: readonly string[]): string | undefined {
  return valueIn(options, '--agent');
}

/** Nothing is looser than `--mode observe`: that it goes is no loss. */
function decidedBy(options: readonly string[]): string {
  const [config, home] = [valueIn(options, '--config'), valueIn(options, '--home')];
  return JSON.stringify([config, home, valueIn(options, '--mode') === 'enforce'].map((one) => one ?? null));
}

function valueIn(options: readonly string[], name: string): string | undefined {
  const at = options.indexOf(name);
  if (at >= 0) return options[at + 1];
  return options.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** `oktsec`, `/usr/bin/oktsec`, `C:\…\oktsec.cmd`, `…/bin/oktsec.js`, `oktsec@latest` behind npx. */
function isOktsec(word: string): boolean {
  return /(?:^|[/\\])oktsec(?:@[^/\\]*|\.js|\.cmd|\.exe)?$/i.test(word);
}
