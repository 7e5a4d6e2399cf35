/** Words that run the next one. */
const PREFIX =
  /^(?:sudo|doas|env|nohup|exec|command|builtin|time|nice|ionice|xargs|parallel|setsid|stdbuf|timeout|busybox|toybox|then|do|else|elif|if|while|until|strace|ltrace|gosu|su-exec|pkexec|systemd-run|systemd-inhibit|fakeroot|xvfb-run|dbus-run-session|caffeinate|firejail|chrt|taskset|numactl|gtimeout|rlwrap|winpty|coproc|&|!|\.|\{)$/i;
/** Their options with a value of its own. */
const TAKES_VALUE: ReadonlyMap<string, RegExp> = new Map([
  ['sudo', /^(?:-[ughpCDRTUrt]|--(?:user|group|host|prompt|chdir|chroot|role|type))$/],
  ['doas', /^-[uC]$/],
  ['env', /^(?:-[uC]|--(?:unset|chdir))$/],
  ['nice', /^-n$/],
  ['ionice', /^-[cnp]$/],
  ['timeout', /^(?:-[ks]|--(?:kill-after|signal))$/],
  ['stdbuf', /^-[ioe]$/],
  ['xargs', /^-[nPILdasE]$/],
  ['parallel', /^-[jnNaS]$/],
  ['time', /^-[fo]$/],
  ['strace', /^-[eopsu]$/],
  ['systemd-run', /^(?:-[ptu]|--(?:unit|property|setenv|on-calendar|on-active|uid|gid|slice))$/],
  ['gtimeout', /^(?:-[ks]|--(?:kill-after|signal))$/],
  ['taskset', /^-[cp]$/],
]);
const OPTION = /^-\S{0,64}$/;
/** What may stand between a prefix and the program beside options: a duration, a place to be filled in, an assignment. */
const VALUE = /^(?:\d{1,6}[smhd]?|\{\}|[A-Za-z_]\w{0,64}=\S{0,512})$/;

export function isPrefix(word: string): boolean {
  return PREFIX.test(word) || isAssignment(word);
}

/** A word, as far as it is asked for here. */
type Valued = { readonly value: string };

/** Which of a command's words is its program: what runs it (`sudo -u root`, `xargs -n 1`, `A=b`) left out. */
export function programAt(words: readonly Valued[]): number {
  const last = words.length - 1;
  let at = 0;
  while (at < last && isPrefix(valueAt(words, at))) {
    const takes = TAKES_VALUE.get(valueAt(words, at).toLowerCase());
    at += 1;
    while (at < last) {
      const word = valueAt(words, at);
      if (OPTION.test(word)) at += takes?.test(word) === true && at < last - 1 ? 2 : 1;
      else if (VALUE.test(word)) at += 1;
      else break;
    }
  }
  return at;
}

function valueAt(words: readonly Valued[], at: number): string {
  return words[at]?.value ?? '';
}

function isAssignment(word: string): boolean {
  return word.includes('=') && /^[A-Za-z_]\w{0,64}=\S{0,512}$/.test(word);
}
