import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import type { Span } from '../../span.ts';
import { inLines } from '../shell/shell-lines.ts';

/** Hands a shell to somebody at the other end of a connection. */
export function reverseShells(text: string): Span[] {
  return inLines(text, CONNECTOR, (line, source) => {
    if (/[<>]&?\s{0,4}\/dev\/(?:tcp|udp)\/[^\s/]{1,255}\/\d{1,5}/.test(source.replace(PORT_PROBE, ''))) return true;
    return line.some((command) => {
      const program = command.program;
      const args = command.words.map((word) => word.value);
      if (/^(?:nc|ncat|netcat)(?:\.exe|\.traditional|\.openbsd)?$/.test(program)) {
        return (
          args.some((arg, at) => /^-[a-z]{0,6}[ec]$/.test(arg) && SHELL.test(args[at + 1] ?? '')) ||
          args.includes('--exec') ||
          args.includes('--sh-exec')
        );
      }
      if (program === 'socat')
        return args.some((arg) =>
          /^(?:exec|system):(?!['"]?(?:\/(?:usr\/)?bin\/)?(?:cat|echo|true|date|wc|tee)\b)/i.test(arg),
        );
      return false;
    });
  });
}

const CONNECTOR = /\/dev\/(?:tcp|udp)|\bnc\b|ncat|netcat|socat|['"\\]c\b|\bn['"\\]/i;
/** `</dev/tcp/db/5432`, `echo > /dev/tcp/db/5432`: nothing goes over the wire, only whether somebody listens is asked. */
const PORT_PROBE = expression(
  wording`
    (?:^|['"(;{]|&&|\b(?:then|while|until|do|if|!)\s)\s{0,2}(?:(?:echo|:|true)\s{0,2})?[<>]\s{0,2}\/dev\/(?:tcp|
    udp)\/[\w.$-]{1,255}\/[\d$\w]{1,16}(?=\s{0,2}(?:['");}]|2?&?>\s{0,2}\/dev\/null|&&|\|\||$))`,
  'g',
);
const SHELL = /(?:^|\/)(?:ba|da|z|k|a)?sh$|^(?:cmd|powershell)(?:\.exe)?$/i;
