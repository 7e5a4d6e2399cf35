import { Chalk, type ChalkInstance } from 'chalk';
import type { Io } from '../io.ts';
import type { Severity } from '../rules/rule.ts';
import { visible } from '../rules/visible.ts';
import type { Typed } from './typed.ts';

/** What a command says to whoever reads its stdout, in the words and shapes that this terminal can show. */
export type Screen = {
  readonly style: ChalkInstance;
  /** Characters in a row; undefined when stdout is no terminal, and then nothing is cut. */
  readonly columns: number | undefined;
  readonly arrow: string;
  readonly ellipsis: string;
  readonly dash: string;
  readonly typed: Typed;
  shape(severity: Severity): string;
};

const SHAPES = { critical: '◆', high: '▲', medium: '■', low: '○', info: '·' } as const;
const ASCII_SHAPES = { critical: '#', high: '^', medium: '=', low: 'o', info: '.' } as const;

export type ScreenOptions = { readonly color: boolean | undefined };

export function makeScreen(io: Io, options: ScreenOptions, typed: Typed = (text) => text): Screen {
  const unicode = speaksUtf8(io);
  const shapes = unicode ? SHAPES : ASCII_SHAPES;
  return {
    style: new Chalk({ level: usesColor(io, options) ? 1 : 0 }),
    columns: io.stdout.columns,
    arrow: unicode ? '→' : '>',
    ellipsis: unicode ? '…' : '...',
    dash: unicode ? '–' : '-',
    typed,
    shape: (severity) => shapes[severity],
  };
}

/** The severity's shape in its colour; shape and word carry the meaning without it. */
export function severityMark(screen: Screen, severity: Severity): string {
  return toneOf(screen, severity)(screen.shape(severity));
}

export function severityWord(screen: Screen, severity: Severity): string {
  return `${severityMark(screen, severity)} ${shown(severity)}`;
}

/** Text from outside (names, excerpts, paths) as it may stand on a terminal: it can colour, move or erase nothing. */
export function shown(text: string): string {
  // A line feed in a name would forge a row of its own [99].
  return visible(text).replace(/[\t\n]/g, (char) => (char === '\t' ? '\\x09' : '\\x0a'));
}

function toneOf(screen: Screen, severity: Severity): ChalkInstance {
  if (severity === 'critical') return screen.style.red;
  if (severity === 'high') return screen.style.yellow;
  return severity === 'medium' ? screen.style.cyan : screen.style.reset;
}

/**
 * What was asked for on the command line counts; then https://no-color.org (there and not empty), `FORCE_COLOR` (0 is an
 * off too), `CI` (nobody watches), the terminal.
 */
function usesColor({ env, stdout }: Io, { color }: ScreenOptions): boolean {
  if (color !== undefined) return color;
  if ((env.NO_COLOR ?? '') !== '') return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return !isCi(env) && stdout.isTTY && env.TERM !== 'dumb';
}

/** Whether this runs on a build machine, where nobody answers and nobody pages. */
export function isCi(env: Io['env']): boolean {
  return (env.CI ?? '') !== '' && env.CI !== 'false' && env.CI !== '0';
}

function speaksUtf8(io: Io): boolean {
  if (io.platform === 'win32') return io.env.WT_SESSION !== undefined;
  const locale = [io.env.LC_ALL, io.env.LC_CTYPE, io.env.LANG].find((value) => (value ?? '') !== '');
  return locale !== undefined && /utf-?8/i.test(locale);
}
