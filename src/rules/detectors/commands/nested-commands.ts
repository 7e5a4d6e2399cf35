import { basename } from './commands.ts';
import { handedOn } from './handed-on.ts';
import { programAt } from './prefixes.ts';
import { type Command, shellWords } from './shell-words.ts';

/** A command as its program is called: what stands before it (`sudo`, `xargs -n1`) left out. */
export type Call = {
  /** Lower case, without folder and `.exe`. */
  readonly program: string;
  /** The arguments as the shell passes them on, one blank between two. */
  readonly args: string;
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
  const found: Call[] = [];
  collect(text, 0, found);
  return found;
}

function collect(text: string, depth: number, found: Call[]): void {
  const commands = shellWords(text);
  for (const [n, command] of commands.entries()) {
    if (found.length >= MAX_CALLS) return;
    const values = command.words.map(({ value }) => value);
    const at = programAt(values);
    const fed = values.slice(0, at).some((value) => /^(?:xargs|parallel)$/.test(value));
    const program = basename(values[at] ?? '')
      .toLowerCase()
      .replace(/\.exe$/, '');
    found.push({ program, args: values.slice(at + 1).join(' '), fed, nested: depth > 0, command });
    if (THROUGH.test(program)) {
      // ssh host zpool destroy …, docker exec db psql …: which word begins the other's command is theirs to say; any may.
      for (let begin = at + 2; begin < Math.min(values.length, at + 12); begin += 1)
        if (!/\s/.test(values[begin] ?? '')) found.push(callAt(command, values, begin));
    }
    if (depth >= MAX_DEPTH) continue;
    for (const line of handedOn(commands, n)) if (line.length < text.length) collect(line, depth + 1, found);
  }
}

function callAt(command: Command, values: readonly string[], begin: number): Call {
  const program = basename(values[begin] ?? '').toLowerCase();
  return {
    program,
    args: values.slice(begin + 1).join(' '),
    fed: false,
    nested: true,
    command: { ...command, after: '' },
  };
}
