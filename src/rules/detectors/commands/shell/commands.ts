/** Programs worth hiding: nobody writes them with quotes inside for an honest reason. */
export const KNOWN: ReadonlySet<string> = new Set(
  (
    'alias ash awk base32 base64 bash cat chattr chmod chown cp crontab csh curl dash dd dig env eval exec export fetch find ' +
    'ftp gawk gcc grep head host hostname id ifconfig install ip kill killall ksh less ln ls lua lwp-download mkfifo mknod more mount ' +
    'mv nc ncat netcat netstat nice nl nmap node nohup nslookup od openssl perl php ping pkill printenv printf ps python ' +
    'python2 python3 reboot rev rm rsync ruby scp sed service setsid sh shutdown sleep socat sort source ssh ' +
    'strings su sudo systemctl tac tail tar tee telnet tftp time timeout touch uname uniq useradd usermod vi vim w ' +
    'wget which who whoami xargs xxd zcat zsh'
  ).split(' '),
);

export const INTERPRETERS =
  /^(?:ba|da|z|k|a|c|tc|fi)?sh$|^(?:python[23]?(?:\.\d{1,2})?|perl|ruby|php|node|lua|pwsh|powershell)$/;
export const FETCHERS = /^(?:curl|wget|fetch|lwp-download|aria2c|http|https|iwr|invoke-webrequest)$/;

/** Directories whose binaries a glob in a command may spell. */
const BINARY_DIRS = ['/bin/', '/usr/bin/', '/sbin/', '/usr/sbin/', '/usr/local/bin/', '/etc/'];
let globbed: readonly string[] | undefined;

function paths(): readonly string[] {
  globbed ??= [...BINARY_DIRS.flatMap((dir) => [...KNOWN].map((name) => dir + name)), '/etc/passwd', '/etc/shadow'];
  return globbed;
}

/** The program's name without its folder. */
export function basename(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}

/** Whether a path with `?`, `[…]` or `*` inside its names spells a known binary: `/bi[n]/ba?h`. */
export function globsToKnown(word: string): boolean {
  if (!/^\/[\w./?*[\]{},!^-]{3,64}$/.test(word) || !/[?[*]/.test(word)) return false;
  const segments = word.slice(1).split('/');
  // A whole segment left open (`/usr/bin/*`, `/tmp/*`) is how everybody lists a folder.
  if (segments.length < 2 || segments.some((segment) => /^\*+$/.test(segment)) || /\*\.|\.\*/.test(word)) return false;
  const stars = (word.match(/\*/g) ?? []).length;
  if (stars > 3) return false;
  const shape = word
    .replace(/[.{},]/g, '\\$&')
    .replace(/\[!/g, '[^')
    .replace(/\?/g, '[^/]')
    .replace(/\*/g, '[^/]{0,12}');
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^${shape}$`);
  } catch {
    return false;
  }
  return paths().some((path) => pattern.test(path));
}
