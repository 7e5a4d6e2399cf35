import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import { doubt, isAway } from '../addresses/trust.ts';
import type { Span } from '../span.ts';
import { BUILD_FILE, STEP_SHELL, takesAndSends } from './build-theft.ts';
import { BODY, EVERYTHING, LOGIN_FILE, SENDS, sendsOut } from './step-sending.ts';

/** What runs by itself: nobody chooses it when it does. */
const HOOK = expression(
  wording`
    "(?:pre|post)?install"\s{0,3}:|"(?:prepare|prepublish(?:Only)?|preprepare|postprepare|prepack|postpack|
    preuninstall|postuninstall|preversion|postversion|dependencies:install)"\s{0,3}:|\bcmdclass\b|
    \bsetup(?:tools\.setup)?\s{0,2}\(|\b(?:pre|post)install\.(?:[cm]?js|ts|sh|py)\b|(?:^|\s)\/\/ install\.[cm]?js|
    \.git\/hooks\/|\.husky\/|\bhooksPath\b|\bfsmonitor\b|\bpost-(?:checkout|merge|commit|receive)\b|\bpre-(?:commit|
    push|receive)\b|"folderOpen"|"(?:postCreate|onCreate|postStart|postAttach|initialize|
    updateContent)Command"\s{0,3}:|\bGem::Specification\b|\bfn main\s{0,2}\(\)\s{0,2}\{[^}]{0,200}Command::new|
    \bbuild\.rs\b|\.execute\(\)|\bconftest\.py\b|\bsitecustomize\b|\bpreinstall\b|\b(?:Pre|Post)ToolUse\b|
    \bSessionStart\b|# setup\.py|\bvite\.config\b|\b(?:poetry|hatch|flit)\b[^\n]{0,40}\bbuild\b|
    \[tool\.[\w.-]{2,30}\]|\bextconf\.rb\b|\b__init__\.py\b|"target_name"\s{0,3}:|"(?:pre|post)-(?:install|update|
    autoload-dump)-cmd"\s{0,3}:`,
  'i',
);

const FETCH = String.raw`\b(?:curl|wget|fetch|aria2c|http|iwr|irm|Invoke-WebRequest|Invoke-RestMethod)\b`;
const SHELL = wording`
  (?:sudo\s(?:-\w{1,3}\s)?|xargs\s)?(?:env\s)?(?:/(?:usr/)?bin/)?(?:ba|z|da|k|fi)?sh\b|(?:sudo\s)?(?:python3?|node|
  perl|ruby|php)\b(?=\s{0,2}(?:-(?=["'\s;]|$)|$|["'\n;&|)\x60]))`;
/** What came over the net is run. */
const RUNS = [
  expression(
    String.raw`${FETCH}[^\n|;]{0,240}\|\s{0,3}(?:(?:base64|gunzip|tee|xxd|openssl)\b[^\n|]{0,40}\|\s{0,3})?(?:${SHELL})`,
    'gi',
  ),
  /\b(?:(?:ba|z|k|da)?sh|eval|source|exec|\.)\s{0,3}(?:-\w{1,3}\s{1,3})?["']?(?:<\(|\$\(|\x60)\s{0,3}(?:curl|wget)\b[^\n)\x60]{0,240}/gi,
  expression(
    wording`
    \b(?:curl|wget)\b[^\n]{0,200}(?:&&|;|\|\|)\s{0,3}(?:sudo\s)?(?:chmod\s{1,3}(?:\+x|[0-7]{3,4}|a\+x|u\+x)|(?:ba|
    z)?sh\s{1,3}(?:\/|\.|\w)|\.\/|\/tmp\/)[^\n]{0,80}`,
    'gi',
  ),
  // A hook or a start file is written from the net.
  expression(
    wording`
    \b(?:curl|wget)\b[^\n]{0,200}(?:>|-[oO]\s)\s{0,2}[^\s;&|]{0,80}(?:hooks\/|\/etc\/|cron|\.(?:bash|zsh)rc|
    \.profile|authorized_keys)[^\n]{0,40}`,
    'gi',
  ),
  expression(
    wording`
    \b(?:iex|invoke-expression)\b[^\n]{0,80}\b(?:iwr|irm|invoke-webrequest|invoke-restmethod|
    downloadstring)\b[^\n]{0,160}|\b(?:iwr|irm|invoke-webrequest|downloadstring)\b[^\n]{0,160}\|\s{0,3}(?:iex|
    invoke-expression)\b`,
    'gi',
  ),
  expression(
    wording`
    \b\w{1,12}['"]?\)?\.get\s{0,2}\(\s{0,2}['"]https?:[^\n]{0,300}\b(?:eval|new Function|
    Function)\s{0,2}\([^\n]{0,40}|\bfetch\s{0,2}\([^\n]{0,200}\.then\([^\n]{0,100}\b(?:eval|new Function|Function)\b`,
    'g',
  ),
  /\bexec\s{0,2}\(\s{0,2}(?:compile\s{0,2}\(\s{0,2})?(?:urllib|(?:\w{1,12}\.)?urlopen|requests\.|httpx\.)[^\n]{0,200}/g,
  // An image starts what was added from the net.
  /^\s{0,8}ADD\s{1,4}https?:\/\/[^\s]{4,200}\.(?:sh|py|bin|run)\b[^\n]{0,80}/gim,
  /\bnpx\s{1,3}(?:-y\s{1,3}|--yes\s{1,3})?https?:\/\/[^\s"'`]{4,160}/gi,
  /\bfetch\s{0,2}\([^\n]{0,200}\.then\s{0,2}\(\s{0,2}(?:eval|Function|new Function)\b/g,
  expression(
    wording`
    \b(?:iwr|irm|invoke-webrequest|curl|wget|certutil|bitsadmin)\b[^\n]{0,160}\.exe\b[^\n]{0,80}(?:;|
    &&)\s{0,3}(?:&\s|start|\.\\|\$env)[^\n]{0,80}`,
    'gi',
  ),
];
/** One of these is in each of them, and in every line that sends something out. */
const REACHING = expression(
  wording`
    \b(?:curl|wget|fetch|aria2c|http|iwr|irm|iex|invoke-|urllib|urlopen|requests|certutil|bitsadmin|nc|ncat|netcat|
    axios|xmlhttp|net|socket|nslookup|dig|ping)`,
  'i',
);
/** What was hidden in the text is run. */
const HIDDEN = expression(
  wording`
    \b(?:fetch|import)\s{0,2}\(\s{0,2}(?:atob|Buffer\.from)\b[^\n]{0,120}|\bpty\.spawn\s{0,2}\(|
    \bos\.dup2\s{0,2}\([^\n]{0,40}fileno|\b(?:eval|new Function|Function|exec|os\.(?:system|popen)|
    subprocess\.\w{3,14})\s{0,2}\(\s{0,2}(?:compile\s{0,2}\(\s{0,2})?(?:Buffer\.from|atob|base64\.|b64decode|
    codecs\.decode|zlib\.|marshal\.loads|bytes\.fromhex|__import__\(\s{0,2}['"](?:base64|zlib))[^\n]{0,80}|
    \bpowershell(?:\.exe)?\b[^\n]{0,40}\s-e(?:nc(?:odedcommand)?|c)?\s[A-Za-z0-9+/=]{16}`,
  'gi',
);

/**
 * A step of a build or an install that runs what it fetched from somewhere doubtful, runs what is hidden in it, or sends out the
 * environment, login files or a token of another service. Where it runs by itself, in a hook, any address that nobody knows is doubtful.
 */
export function poisonedSteps(text: string): Span[] {
  const plain = text.includes('\\"') ? text.replace(/\\(["'])/g, ' $1') : text;
  const isHook = HOOK.test(plain);
  const isBuild = isHook || BUILD_FILE.test(plain);
  const found: Span[] = [];
  const reaches = REACHING.test(plain);
  for (const shape of reaches ? RUNS : []) {
    for (const match of plain.matchAll(shape)) {
      // The rest of the line says from where in what was built of pieces.
      const trust = doubt(lineAround(plain, match.index, match.index + match[0].length));
      if (trust === 'odd' || (isHook && trust === 'plain')) found.push(spanOf(match));
    }
  }
  if (isHook) for (const match of plain.matchAll(HIDDEN)) found.push(spanOf(match));
  if (isBuild) for (const match of plain.matchAll(STEP_SHELL)) found.push(spanOf(match));
  for (const line of reaches ? linesOf(plain) : [])
    if (sendsOut(line.text)) found.push({ start: line.start, end: line.start + line.text.length });
  if (found.length > 0 || !isBuild) return found;
  const sends = isHook && SENDS.test(plain) && (EVERYTHING.test(plain) || LOGIN_FILE.test(plain)) && BODY.test(plain);
  if (sends || (isAway(plain) && takesAndSends(plain))) found.push({ start: 0, end: text.length });
  return found;
}

function lineAround(text: string, start: number, end: number): string {
  const from = Math.max(text.lastIndexOf('\n', start) + 1, start - 200);
  const to = text.indexOf('\n', end);
  return text.slice(from, Math.min(to < 0 ? text.length : to, end + 200));
}

function* linesOf(text: string): Generator<{ readonly text: string; readonly start: number }> {
  let start = 0;
  for (const line of text.split(/(?<!\\)\n/)) {
    // A longer one is minified code, which is read elsewhere.
    if (line.length > 8 && line.length < 2_000) yield { text: line.replace(/\\\n/g, '  '), start };
    start += line.length + 1;
  }
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
