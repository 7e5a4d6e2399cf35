import type { Detector, Trigger } from '../../detector.ts';
import { detector, literals, ofLines } from '../make.ts';
import { CALLED } from './called.ts';
import { destruction, destructionInData } from './destruction.ts';
import { disguisedCommands } from './disguised.ts';
import { injectedCommands } from './injected.ts';
import { decodeAndRun, downloadAndRun, installerRun } from './piped-to-shell.ts';
import { reverseShells } from './reverse-shell.ts';
import { riskyCode } from './risky-code.ts';
import { FORCING } from './shell/options.ts';
import { shellEscapes } from './shell-escape.ts';

const DESTROYERS: readonly Trigger[] = [
  literals(
    'mkfs',
    'wipefs',
    '/dev/sd',
    '/dev/nvme',
    '/dev/hd',
    '/dev/vd',
    'chmod',
    'chown',
    'preserve-root',
    '-delete',
    'shred',
  ),
  ...FORCING,
  { run: ':(){|&;', min: 4, holds: ':' },
];

const READING_LINES: readonly Detector[] = [
  detector('reverse_shell', reverseShells, 480, [
    literals(
      '/dev/tcp/',
      '/dev/udp/',
      '/bin/sh',
      '/bin/bash',
      '/bin/zsh',
      'cmd.exe',
      'powershell',
      '--exec',
      'sh-exec',
      'exec:',
      'system:',
    ),
  ]),
  detector('download_and_run', downloadAndRun, 480, [
    literals('curl', 'wget', 'aria2c', 'lwp-download', 'invoke-webrequest', 'invoke-expression', 'downloadstring'),
    // `| iex`, `iex (irm `
    { run: ' |iex', min: 5, holds: 'iex|' },
    { run: ' (irwmex', min: 7, holds: 'iex(' },
  ]),
  detector('installer_run', installerRun, 480, [
    literals('curl', 'wget', 'invoke-expression', 'downloadstring'),
    { run: ' |iex', min: 5, holds: 'iex|' },
    { run: ' (irwmex', min: 7, holds: 'iex(' },
  ]),
  detector('decode_and_run', decodeAndRun, 480, [literals('base64', 'base32', 'openssl', 'printf')]),
  detector('disguised_command', disguisedCommands, 480, [
    literals('/etc/', '/bin/', '/sbin/', '/root/', '/dev/', '$ifs', 'passwd', 'whoami', 'ifconfig', '/bash'),
    { run: '{$IFS}', min: 5 },
    { run: '\'"\\', min: 2 },
    { run: '$@', min: 2 },
    { run: '/?', min: 3 },
    { run: '/[]', min: 3 },
  ]),
  detector('injected_command', injectedCommands, 480, [
    literals(
      '/etc/',
      '/bin/',
      '/tmp/',
      '/dev/',
      'passwd',
      'whoami',
      'uname',
      'curl',
      'wget',
      'ifconfig',
      'printenv',
      'nslookup',
    ),
    literals('sleep', 'ping', 'chmod', 'ncat', 'netcat', 'telnet', 'bash', 'python', 'perl', 'ruby', '../'),
  ]),
  detector('destruction', destruction, 480, DESTROYERS),
  detector('destruction_in_data', destructionInData, 480, DESTROYERS),
  detector('shell_escape', shellEscapes, 480, [
    literals(
      '-wrapper',
      'checkpoint-action',
      '--to-command',
      'compress-program',
      '/bin/sh',
      '/bin/bash',
      'ifconfig',
      'hostname',
      'printenv',
      'uname',
      'bash',
      'proxycommand',
      'localcommand',
      'sshcommand',
      'core.pager',
      'core.editor',
      'fsmonitor',
      'ext::',
      'script-shell',
      'unzip-command',
      '.shell',
      'whoami',
    ),
  ]),
  detector('risky_code', riskyCode, 480, [
    literals(
      'os.system',
      'os.popen',
      'os.exec',
      'os.spawn',
      'subprocess',
      'pty.spawn',
      '__import__',
      'child_process',
      'execsync',
      'spawnsync',
      'getruntime',
      'processbuilder',
      'process.start',
      'exec.command',
      'shell_exec',
      'passthru',
    ),
    literals(
      'proc_open',
      'kernel.',
      'io.popen',
      'instance_eval',
      'process::command',
      'os.execute',
      'wscript.shell',
      'fromcharcode',
      'deno.run',
      'deno.command',
      'bun.spawn',
      'pickle.load',
      'marshal.load',
      'unsafe_load',
      'base64',
      'atob',
      'yaml.load',
    ),
  ]),
  ...CALLED,
];

/** What a command line or a piece of code would do. */
export const COMMANDS: readonly Detector[] = READING_LINES.map(ofLines);
