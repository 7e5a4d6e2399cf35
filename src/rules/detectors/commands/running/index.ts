import type { Detector } from '../../../detector.ts';
import { detector, literals, worded } from '../../make.ts';
import { connectedShells } from './connected-shell.ts';
import { disguisedCommands } from './disguised.ts';
import { fetchedRuns } from './fetched-run.ts';
import { injectedCommands } from './injected.ts';
import { decodeAndRun, downloadAndRun, installerRun } from './piped-to-shell.ts';
import { reverseShells } from './reverse-shell.ts';
import { riskyCode } from './risky-code.ts';
import { shellEscapes } from './shell-escape.ts';

/** How far around a word a command line is read. */
const REACH = 480;

/** What runs code of others, or opens a shell to them. */
export const RUNNING: readonly Detector[] = [
  detector('reverse_shell', reverseShells, REACH, [
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
  worded(
    'connected_shell',
    connectedShells,
    REACH,
    'socket connect inet net.dial net.listen dup2 ztcp tcpclient tcpstream telnet s_client netcat ncat popen xterm ttyd gotty chisel websocketd tmate /bin/sh /bin/bash busybox bash tcplistener while localhost:22 localhost:3389 127.0.0.1:22 stdin',
  ),
  detector('download_and_run', downloadAndRun, REACH, [
    literals('curl', 'wget', 'aria2c', 'lwp-download', 'invoke-webrequest', 'invoke-expression', 'downloadstring'),
    // `| iex`, `iex (irm `
    { run: ' |iex', min: 5, holds: 'iex|' },
    { run: ' (irwmex', min: 7, holds: 'iex(' },
  ]),
  detector('installer_run', installerRun, REACH, [
    literals('curl', 'wget', 'invoke-expression', 'downloadstring'),
    { run: ' |iex', min: 5, holds: 'iex|' },
    { run: ' (irwmex', min: 7, holds: 'iex(' },
  ]),
  worded(
    'fetched_run',
    fetchedRuns,
    REACH,
    'http: https: ftp: curl wget aria2c urlcache bitsadmin invoke-webrequest start-bitstransfer tftp sftp rsync /tmp/',
  ),
  detector('decode_and_run', decodeAndRun, REACH, [literals('base64', 'base32', 'openssl', 'printf')]),
  detector('disguised_command', disguisedCommands, REACH, [
    literals('/etc/', '/bin/', '/sbin/', '/root/', '/dev/', '$ifs', 'passwd', 'whoami', 'ifconfig', '/bash'),
    { run: '{$IFS}', min: 5 },
    { run: '\'"\\', min: 2 },
    { run: '$@', min: 2 },
    { run: '/?', min: 3 },
    { run: '/[]', min: 3 },
  ]),
  detector('injected_command', injectedCommands, REACH, [
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
  detector('shell_escape', shellEscapes, REACH, [
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
  detector('risky_code', riskyCode, REACH, [
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
];
