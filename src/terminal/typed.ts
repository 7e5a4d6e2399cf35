import { type Io, ioWith } from '../io.ts';
import { shellWord } from '../message/words/shell-word.ts';

/** The commands in a line for people, as they have to be typed here. What was put there already stays as it is. */
export type Typed = (text: string) => string;

/** Commands that have a home of their own, or none. */
const ANYWHERE: ReadonlySet<string> = new Set(['demo', 'completions', 'version']);

/**
 * Puts the `--home` and `--config` of a command line into the commands that a text names: copied without them they would be
 * about another home. The text is ours; nothing that others wrote goes through here.
 * @param names the commands there are
 */
export function typedIn(argv: readonly string[], names: readonly string[]): Typed {
  const given = givenBy({ home: lastOf(argv, '--home'), config: lastOf(argv, '--config') });
  if (given === '') return (text) => text;
  const known = names.filter((name) => !ANYWHERE.has(name)).join('|');
  // "where oktsec serve runs" and "no oktsec serve runs" speak of a process, and not of what is to be typed.
  const command = new RegExp(`(?<!\\b(?:where|no) )\\boktsec (${known})\\b`, 'g');
  // What starts a proxy looks for its name first.
  return (text) =>
    text.replace(command, (_, name: string) =>
      name === 'proxy' ? `oktsec proxy ${given}` : `oktsec ${given} ${name}`,
    );
}

/** The options that say where home and config are, as they are typed; empty where neither has to be said. */
export function givenBy({
  home,
  config,
}: {
  readonly home: string | undefined;
  readonly config: string | undefined;
}): string {
  return [
    ...(home === undefined ? [] : ['--home', shellWord(home, 'DIR')]),
    ...(config === undefined ? [] : ['--config', shellWord(config, 'FILE')]),
  ].join(' ');
}

/** The same world, with each hint on its stderr as it has to be typed. A hint is one line, written at once. */
export function withTypedHints(io: Io, typed: Typed): Io {
  const stderr: Io['stderr'] = Object.assign(Object.create(io.stderr) as Io['stderr'], {
    write: (text: string | Uint8Array) =>
      io.stderr.write(typeof text === 'string' && text.startsWith('oktsec: hint: ') ? typed(text) : text),
  });
  return ioWith(io, { stderr });
}

/** An option's last value; what stands behind `--` is a server's. */
function lastOf(argv: readonly string[], option: string): string | undefined {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  const at = own.findLastIndex((word) => word === option || word.startsWith(`${option}=`));
  const value = own[at] === option ? own[at + 1] : own[at]?.slice(option.length + 1);
  return value === '' ? undefined : value;
}
