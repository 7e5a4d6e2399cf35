import type { Command, Option } from 'commander';
import { version } from '../version.ts';
import { examplesOf } from './examples.ts';

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['OKTSEC_CONFIG', 'the config, where --config is not given'],
  ['OKTSEC_HOME', 'the home, where neither --home nor the config names one'],
  ['NO_COLOR, FORCE_COLOR, CI', 'no colour; colour; no colour and no pager'],
  ['PAGER', 'what shows long output on a terminal (default: less -FRX); cat or nothing at all: no pager'],
  ['EDITOR, VISUAL', 'what oktsec config edit opens'],
];

const EXIT_STATUS: readonly (readonly [string, string])[] = [
  ['0', 'done; an empty list is done too'],
  ['1', 'the answer is no: something was found, a proof or a verification failed, a named thing is not there'],
  ['2', 'it could not be done: usage, config, files'],
];

/** The manual page in roff, from the very texts that `--help` shows. @param program with every command defined */
export function manPage(program: Command): string {
  const shown = program.commands.filter((command) => program.createHelp().visibleCommands(program).includes(command));
  return [
    `.TH OKTSEC 1 "" "oktsec ${version()}" "oktsec"`,
    '.SH NAME',
    'oktsec \\- a firewall for AI agents, on this machine only',
    '.SH SYNOPSIS',
    '.B oktsec',
    '.RI [ options ]\n.I command\n.RI [ arguments ]',
    '.SH DESCRIPTION',
    text(
      'oktsec stands between an MCP client and its servers, reads every message in both directions with deterministic rules, stops what should not pass, and keeps a log that shows whether anybody changed it. In observe mode, the default, it records and changes nothing.',
    ),
    '.SH OPTIONS OF EVERY COMMAND',
    ...program.options.filter((option) => !option.hidden).flatMap(optionLines),
    '.SH COMMANDS',
    ...shown.flatMap((command) => commandLines(command, command.name())),
    '.SH EXIT STATUS',
    ...EXIT_STATUS.flatMap(([code, what]) => tagged(code, what)),
    text("proxy ends with the server's own code, or 127 or 126 when it could not be started."),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([name, what]) => tagged(name, what)),
    '.SH FILES',
    ...tagged('~/.oktsec/oktsec.yaml', 'the config; oktsec config path names the one that counts here'),
    ...tagged('~/.oktsec/oktsec.db', 'the audit log'),
    '',
  ].join('\n');
}

function commandLines(command: Command, path: string): string[] {
  const options = command.options.filter((option) => !option.hidden);
  const children = command.commands.flatMap((child) => commandLines(child, `${path} ${child.name()}`));
  const examples = examplesOf(path);
  return [
    `.SS "${roff(`oktsec ${path} ${operands(command)}`.trim())}"`,
    text(command.description()),
    ...options.flatMap(optionLines),
    ...(examples.length === 0 ? [] : ['.PP', 'Examples:', '.RS', '.nf']),
    ...examples.map(([line, what]) => `${leading(line)}\\h'|40m'\\fR ${roff(what)}`),
    ...(examples.length === 0 ? [] : ['.fi', '.RE']),
    ...children,
  ];
}

function operands(command: Command): string {
  const usage = command.usage();
  if (command.name() === 'proxy') return usage;
  return command.registeredArguments
    .map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
      return argument.required ? `<${name}>` : `[${name}]`;
    })
    .join(' ');
}

function optionLines(option: Option): string[] {
  return tagged(option.flags, option.description);
}

function tagged(term: string, what: string): string[] {
  return ['.TP', `.B ${roff(term)}`, text(what)];
}

function text(words: string): string {
  return leading(words);
}

/** A line that begins with a dot or an apostrophe would be an order to the formatter. */
function leading(line: string): string {
  const escaped = roff(line);
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}

function roff(words: string): string {
  return words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('"', '\\(dq')
    .replaceAll('…', '...');
}
