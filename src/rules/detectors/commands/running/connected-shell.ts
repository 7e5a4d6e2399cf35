import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import type { Span } from '../../span.ts';
import { commandTexts } from '../shell/command-texts.ts';
import type { Call } from '../shell/nested-commands.ts';

/** Opens a connection, or waits for one, in the languages that one-liners are written in. */
const CONNECTS = expression(wording`
    [.:]connect(?:_ex)?\s{0,2}\(|\bcreate_connection\s{0,2}\(|\bopen_connection\s{0,2}\(|\bTCPSocket\b|
    \bTCPServer\b|\b(?:p?fsockopen|stream_socket_client|socket_create)\s{0,2}\(|\bnet\.(?:Dial|Listen|connect|
    createConnection|createServer|Socket)\b|\bIO::Socket|\bTcp(?:Stream|Listener)\b|\bTCPClient\b|\bTcpListener\b|
    \/inet\/tcp\/|\bztcp\b|\bnew (?:java\.net\.)?Socket\s{0,2}\(|\b(?:Deno|Bun)\.(?:connect|listen)\s{0,2}\(|
    \bsocket_connect\b|\.createConnection\s{0,2}\(|\bsocket\s{0,2}\([^)\n]{0,60}PF_INET|\b[a-z]\.connect\s{0,2}\(|
    \bsubscribe\s{0,2}\(\s{0,2}["']ws`);
/** What is in each of these. */
const MAY_CONNECT = /onnect|[Tt][Cc][Pp]|[Ss]ock|net\.|\.listen|subscribe/;
/** A shell, or whatever comes in, is started. */
const SHELL = expression(wording`
    ["'\x60](?:\/(?:usr\/)?bin\/)?(?:ba|da|z|k|a)?sh(?:\s-\w{1,3})?["'\x60]|["'\x60](?:cmd|powershell|
    pwsh)(?:\.exe)?["'\x60]|\bpty\b|\bos\.(?:popen|system)\s{0,2}\(|\bio\.popen\s{0,2}\(|\bIO\.popen\s{0,2}\(|
    \bpopen2?e?3?\s{0,2}\(|\bsystem\s{0,2}(?:\(\s{0,2})?\$|\bexec\s{0,2}(?:\(\s{0,2})?["'\x60{]?\/bin\/|
    \/bin\/(?:ba|z|da)?sh\b|\bgetline\b|\b(?:iex|Invoke-Expression)\b|\bzsh\s{0,3}[<>]&|\b(?:getoutput|
    check_output)\s{0,2}\(|\bexec(?:Sync)?\s{0,2}\(\s{0,2}(?:d|data|cmd|c|line|msg|chunk|buf)\b|\x60#\{|\bqx\b|
    \b(?:shell_exec|passthru|proc_open)\s{0,2}\(`);
/** The two are tied together. */
const TIED = expression(wording`
    \bdup2\b|\bstd(?:in|out|err)\s{0,2}[=:]|\.Std(?:in|out|err)\s{0,2}=|\bStdio\b|\.pipe\s{0,2}\(|\bfdopen\b|\|&|
    [<>]&\s{0,2}["'\x60$\w]|\b(?:0|1|2)\s{0,2}=>\s{0,2}\$|\bopen\s{0,2}\(?\s{0,2}\*?STD(?:IN|OUT|ERR)\b|\.(?:send|
    sendall|write|puts|print|end)\s{0,2}\(|\bputs\b|\bpty\.spawn\b|\bp\.spawn\b|\breopen\b|\bgetInputStream\b|
    \bprint \$\w|\bin:\s{0,2}\w|\bio\.Copy\b|\bsocket_write\b|\bfwrite\b|\bGetStream\b|\bIO::Socket\b`);
const NEAR = 640;

const WIRE = /^(?:nc|ncat|netcat|telnet|socat|openssl|pwncat|pwncat-cs|rlwrap)$/;
const SHELL_PROGRAM = /^(?:ba|da|z|k|a|fi)?sh$|^(?:cmd|powershell|pwsh)$/;
/** The programs that may tie one to the other. */
const TYING = new RegExp(
  `^(?:ssh|nc|ncat|netcat|xterm|ttyd|gotty|chisel|revsocks|websocketd|tmate)$|${SHELL_PROGRAM.source}`,
);

/** A shell tied to a connection, in code of any language and however spelled, or by pipes, displays and tunnels. */
export function connectedShells(text: string): Span[] {
  const found: Span[] = [];
  for (const leaf of commandTexts(text)) {
    if (tiesInCode(leaf.text) || tiesInCommands(leaf.calls)) found.push({ start: leaf.start, end: leaf.end });
  }
  return found;
}

function tiesInCode(text: string): boolean {
  // 'so'+'cket', "cmd" . ".exe": the pieces are one word to the interpreter.
  const joined = text.replace(/["']\s{0,2}[+.]\s{0,2}["']/g, '');
  const at = MAY_CONNECT.test(joined) ? CONNECTS.exec(joined)?.index : undefined;
  if (at === undefined) return false;
  const around = joined.slice(Math.max(0, at - NEAR), at + NEAR);
  return SHELL.test(around) && TIED.test(around);
}

function tiesInCommands(calls: readonly Call[]): boolean {
  return calls.some((call, at) => {
    const { program } = call;
    if (!TYING.test(program)) return false;
    const { args } = call;
    if (program === 'ssh')
      return /(?:^|\s)-\w{0,6}R\s?(?:\S{1,60}:)?\d{1,5}:(?:localhost|127\.0\.0\.1|\[?::1\]?):(?:22|3389|5900|2375)\b/.test(
        args,
      );
    if (/^(?:nc|ncat|netcat)$/.test(program))
      return /(?:^|\s)-\w{0,5}[ec]\s(?:\S{0,20}\/)?(?:(?:ba|da|z|k|a)?sh|cmd(?:\.exe)?|powershell(?:\.exe)?)(?:\s|$)/.test(
        args,
      );
    if (program === 'xterm') return /-display\s\S{0,60}\d:\d/.test(args);
    if (/^(?:ttyd|gotty)$/.test(program)) return /(?:^|\s)(?:-W|-w|--writable|--permit-write)\b/.test(args);
    if (/^(?:chisel|revsocks)$/.test(program)) return /\bR:|-connect\b/.test(args);
    if (program === 'websocketd') return /\b(?:ba)?sh\b/.test(args);
    if (program === 'tmate') return /(?:^|\s)-F\b|\bnew-session -d\b/.test(args);
    // nc host 1 | sh | nc host 2, and a listener whose lines are run
    if (!SHELL_PROGRAM.test(program) || !/^(?:(?:-[ilsx]{1,3}|-)\s?|\d?>&?\s?\S{1,12}\s?|&1\s?){0,4}$/.test(args))
      return false;
    const before = call.command.after.startsWith('|') ? calls[at - 1] : undefined;
    const after = calls[at + 1];
    return isWire(before) || (after?.command.after.startsWith('|') === true && isWire(after));
  });
}

function isWire(call: Call | undefined): boolean {
  if (call === undefined || !WIRE.test(call.program)) return false;
  return call.program !== 'openssl' || call.args.startsWith('s_client');
}
