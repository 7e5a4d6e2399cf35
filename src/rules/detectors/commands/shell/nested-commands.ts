import { Command, withoutRedirections } from './command.ts';
import { basename } from './commands.ts';
import { handedOn } from './handed-on.ts';
import { shellWords } from './shell-words.ts';

/** A command as its program is called: what stands before it (`sudo`, `xargs -n1`) left out. */
export type Call = {
  /** Lower case, without folder and `.exe`. */
  readonly program: string;
  /** The arguments as the shell passes them on, one blank between two. */
  readonly args: string;
  /** The same without where it reads from and writes to. */
  readonly plain: string;
  /** Through `xargs` or `parallel`: the list it is given is somebody else's answer. */
  readonly fed: boolean;
  /** Stands in a line that another call is handed. */
  readonly nested: boolean;
  readonly command: Command;
};

/** Programs that run the rest of their words elsewhere. */
const THROUGH = /^(?:ssh|docker|podman|kubectl|oc|su|runuser|chroot|nsenter|lxc|wsl)$/;
const MAX_DEPTH = 2;
const MAX_CALLS = 256;

/** Every call of a command line, those within `bash -c "…"`, `ssh host "…"` and the like included. Linear: at most two deep. */
export function callsIn(text: string): Call[] {
  return callsOf(shellWords(text), text.length);
}

/** The same of a line that was taken apart. @param length of it */
export function callsOf(line: readonly Command[], length: number): Call[] {
  const found: Call[] = [];
  collect(line, length, 0, found);
  return found;
}

function collect(line: readonly Command[], length: number, depth: number, found: Call[]): void {
  for (let n = 0; n < line.length; n += 1) {
    if (found.length >= MAX_CALLS) return;
    const command = line[n] as Command;
    const { words, at, program: name } = command;
    const fed = at > 0 && words.slice(0, at).some(({ value }) => /^(?:xargs|parallel)$/.test(value));
    const program = name.endsWith('.exe') ? name.slice(0, -4) : name;
    found.push(new ReadCall(program, command, at + 1, fed, depth > 0));
    if (THROUGH.test(program)) {
      // ssh host zpool destroy …, docker exec db psql …: which word begins the other's command is theirs to say; any may.
      for (let begin = at + 2; begin < Math.min(words.length, at + 12); begin += 1)
        if (!/\s/.test(words[begin]?.value ?? '')) found.push(callAt(command, begin));
    }
    if (depth >= MAX_DEPTH) continue;
    for (const inner of handedOn(line, n))
      if (inner.length < length) collect(shellWords(inner), inner.length, depth + 1, found);
  }
}

function callAt(command: Command, begin: number): Call {
  const program = basename(command.words[begin]?.value ?? '').toLowerCase();
  return new ReadCall(program, new Command(command.words, '', command.depth), begin + 1, false, true);
}

/** Most calls are let go by their programs: the arguments are put together when they are asked for. */
class ReadCall implements Call {
  readonly program: string;
  readonly fed: boolean;
  readonly nested: boolean;
  readonly command: Command;
  readonly #from: number;
  #args: string | undefined;
  #plain: string | undefined;

  /** @param from which word on they are arguments */
  constructor(program: string, command: Command, from: number, fed: boolean, nested: boolean) {
    this.program = program;
    this.command = command;
    this.fed = fed;
    this.nested = nested;
    this.#from = from;
  }

  get args(): string {
    this.#args ??= this.command.words
      .slice(this.#from)
      .map(({ value }) => value)
      .join(' ');
    return this.#args;
  }

  get plain(): string {
    this.#plain ??= withoutRedirections(this.command.words.slice(this.#from).map(({ value }) => value)).join(' ');
    return this.#plain;
  }
}
