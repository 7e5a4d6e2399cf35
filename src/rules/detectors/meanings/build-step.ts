import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import type { Span } from '../span.ts';
import { BUILD_FILE, STEP_SHELL, takesAndSends } from './build-theft.ts';

/** Who is known for an installer or a script that people run from the address. */
const KNOWN_HOSTS = expression(
  wording`
    ^(?:(?:[\w-]+\.)*(?:rustup\.rs|docker\.com|bun\.sh|deno\.(?:land|com)|astral\.sh|nodesource\.com|codecov\.io|
    npmjs\.(?:org|com)|yarnpkg\.com|pnpm\.io|python\.org|pypi\.org|pythonhosted\.org|pypa\.io|poetry\.eu|
    python-poetry\.org|golang\.org|go\.dev|nodejs\.org|debian\.org|ubuntu\.com|github\.com|github\.io|gitlab\.com|
    homebrew\.sh|brew\.sh|k3s\.io|helm\.sh|istio\.io|hashicorp\.com|sdkman\.io|volta\.sh|chocolatey\.org|scoop\.sh|
    microsoft\.com|google\.com|googleapis\.com|dl\.google\.com|amazonaws\.com|aws\.amazon\.com|cloudflare\.com|
    fly\.io|vercel\.com|netlify\.com|heroku\.com|circleci\.com|sentry\.io|sonarsource\.com|sonarcloud\.io|snyk\.io|
    ollama\.com|ollama\.ai|huggingface\.co|pytorch\.org|apache\.org|gnu\.org|kernel\.org|jetbrains\.com|nixos\.org|
    determinate\.systems|starship\.rs|ohmyz\.sh|tailscale\.com|rvm\.io|haskell\.org|opam\.ocaml\.org|sh\.brew|
    mise\.run|mise\.jdx\.dev|proto\.moonrepo\.dev|dev\.azure\.com|slack\.com|discord\.com|googlechrome\.com)|
    localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal|(?:[\w-]+\.)+(?:local|internal|lan|corp|
    intranet|localdomain|svc))$`,
  'i',
);
const KNOWN_PROJECTS = expression(
  wording`
    ^(?:golangci|homebrew|nvm-sh|rust-lang|helm|kubernetes|hashicorp|docker|ohmyzsh|aquasecurity|anchore|pypa|
    python-poetry|denoland|oven-sh|junegunn|creationix|pyenv|rbenv|sdkman|k3d-io|derailed|jesseduffield|cli|actions|
    microsoft|google|facebook|vercel|nodesource|codecov|tfutils|terraform-linters|goreleaser|rancher|istio|argoproj|
    fluxcd|zplug|asdf-vm|sstephenson|cachix|nixos|dotnet|git|torvalds|openwrt|raspberrypi|moovweb|stedolan|jqlang|
    sourcegraph|reviewdog|securego)$`,
  'i',
);
/** Where anybody leaves a text without a name, and names that cost next to nothing. */
const THROWAWAY = expression(
  wording`
    ^(?:(?:[\w-]+\.)*(?:pastebin\.com|paste\.(?:rs|ee|sh|gg)|ix\.io|sprunge\.us|termbin\.com|0x0\.st|transfer\.sh|
    file\.io|catbox\.moe|bit\.ly|tinyurl\.com|is\.gd|cutt\.ly|t\.ly|rb\.gy|webhook\.site|requestbin\.\w+|
    pipedream\.net|oast\.\w+|interact\.sh|burpcollaborator\.net|ngrok\.(?:io|app)|ngrok-free\.app|
    trycloudflare\.com|loca\.lt|serveo\.net|hookbin\.com|beeceptor\.com|anonfiles\.com|gofile\.io|dpaste\.\w+|
    hastebin\.com|rentry\.co|canarytokens\.com|workers\.dev|duckdns\.org|no-ip\.\w+|dyndns\.\w+|replit\.\w+|
    glitch\.me|gist\.githubusercontent\.com|gist\.github\.com)|[\w.-]+\.(?:top|xyz|cc|tk|ml|ga|gq|cf|icu|buzz|fun|
    site|online|club|space|website|host|click|link|rest|cam|monster|zip|mov|su|ru|pw|cyou|sbs|quest|bid|win|loan|
    men|work|store|live|life))$`,
  'i',
);
const PUBLIC_IP =
  /^(?!10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|0\.)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

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

/** The whole environment, the store of secrets, or files of logins. */
const EVERYTHING = expression(
  wording`
    \$\(\s{0,2}(?:env|printenv|set|export -p)\b[^)\n]{0,40}\)|\x60(?:env|printenv)\b|(?:^|[\s;&|@"'\x60(:])(?:env|
    printenv)\s{0,8}(?:\|\s{0,3}(?!sort\b|grep\b|less\b|more\b|head\b|sed\b|awk\b|cut\b|tr\b)|
    >\s{0,2}(?!\/dev\/null|>?\s{0,2}["']?\$GITHUB))|\bJSON\.stringify\s{0,2}\(\s{0,2}process\.env\s{0,2}[,)]|
    \b(?:str|dict|json\.dumps|repr)\s{0,2}\(\s{0,2}(?:dict\s{0,2}\(\s{0,2})?os\.environ\b|\b(?:dict|str|
    json\.dumps)\s{0,2}\(\s{0,2}__import__\(['"]os['"]\)\.environ|\bENV\.to_(?:h|a|json|s)\b|
    \btoJSON\s{0,2}\(\s{0,2}secrets\s{0,2}\)|\$\{\{\s{0,2}toJSON\(\s{0,2}env\b`,
  'i',
);
const LOGIN_FILE = expression(
  wording`
    (?:~|\$HOME|\$\{HOME\}|\$\(HOME\)|Path\.home\(\)|homedir\(\)|expanduser\([^)]{0,4}~?|\/root|\/home\/\w{1,20}|
    process\.env\.HOME|\$env:USERPROFILE)[^\n]{0,8}\/?\.?(?:\.npmrc|\.ssh\b|\.aws\b|\.netrc|\.pypirc|
    \.git-credentials|\.docker\/config|\.kube\b|\.gnupg|\.config\/gh|\.bash_history|\.config\/gcloud|
    \.cargo\/credentials)|-name\s{1,3}["']?\*?\.?(?:pem|npmrc|env|ssh|id_rsa|key)\b|\bid_(?:rsa|ed25519)\b(?!\.pub)|
    (?:\bcat\s{1,3}|@|<\s{0,2}|-T\s{1,3}|=@)(?:\.\/)?(?:\.env|\.npmrc|\.netrc|\.pypirc|\.git\/config|
    \.git-credentials|\.aws\/credentials)\b|\bgit config --list\b`,
  'i',
);
const TOKENS = expression(wording`
    \$(?:\{\{\s{0,2}secrets\.|\{?)(?:NPM_TOKEN|NODE_AUTH_TOKEN|GITHUB_TOKEN|GH_TOKEN|PYPI_TOKEN|TWINE_PASSWORD|
    AWS_SECRET_ACCESS_KEY|AWS_ACCESS_KEY_ID|DOCKER_PASSWORD|ACTIONS_RUNTIME_TOKEN|CI_JOB_TOKEN|CARGO_REGISTRY_TOKEN|
    VAULT_TOKEN|SSH_PRIVATE_KEY|OPENAI_API_KEY|ANTHROPIC_API_KEY|KUBECONFIG|GOOGLE_APPLICATION_CREDENTIALS)\b|
    process\.env\.(?:NPM_TOKEN|NODE_AUTH_TOKEN|GITHUB_TOKEN|GH_TOKEN|AWS_SECRET_ACCESS_KEY)\b|environ(?:\.get\(|
    \[)["'](?:NPM_TOKEN|GITHUB_TOKEN|AWS_SECRET_ACCESS_KEY|TWINE_PASSWORD)`);
const OWN_VENDOR = expression(
  wording`
    (?:npmjs\.(?:org|com)|github(?:usercontent)?\.com|pypi\.org|amazonaws\.com|amazon\.com|docker\.(?:com|io)|
    gitlab\.com|ghcr\.io|crates\.io|openai\.com|anthropic\.com|googleapis\.com|azure\.com|yarnpkg\.com)$`,
  'i',
);
/** What carries something out. */
const SENDS = expression(
  wording`
    \b(?:curl|wget|nc|ncat|netcat|http|iwr|Invoke-WebRequest|Invoke-RestMethod)\b|\bhttps?['"]?\)?\.(?:request|
    get)\s{0,2}\(|\bfetch\s{0,2}\(|\burlopen\b|\b(?:requests|httpx)\.(?:post|get|put)\b|\bNet::HTTP\b|\baxios\b|
    \bXMLHttpRequest\b|\bHttpClient\b|\bnet\.connect\b|\bsocket\.connect\b`,
  'i',
);
/** Whether it is sent as content, not as who asks. */
const BODY = expression(
  wording`
    \s-(?:d|F|T)\b|--data|--form|--upload-file|--post-(?:data|file)|\b(?:nc|ncat)\b[^\n]{0,80}<|
    [?&/][\w-]{0,20}=?["']?(?:\$|\x60)|method:\s{0,2}['"](?:POST|PUT)|\b(?:data|content|json)\s{0,2}=|\.end\(|
    \.write\(|body:`,
  'i',
);
/** `nc HOST PORT`, to somewhere else. */
const NETCAT = /\b(?:nc|ncat|netcat)\s{1,3}(?:-\w{1,6}\s{1,3}){0,2}(?!localhost|127\.)[\w.-]{4,80}\s{1,3}\d{2,5}\b/i;
/** A name is asked for that holds what a command printed. */
const BY_NAME = /\b(?:nslookup|dig|ping)\b[^\n]{0,40}(?:\x60[^\x60\n]{1,80}\x60|\$\([^\n]{1,80}\))[\w-]{0,16}\.[a-z]/i;

const URL =
  /\b(https?|ftp):\/\/(?:[^\s/@"'`]{1,64}@)?(\[[0-9a-f:]{2,40}\]|[\w.-]{1,200})(?::\d{1,5})?(\/[^\s"'`<>|)]{0,200})?/gi;

/** A host where a client is made of one. */
const BARE_HOST = expression(wording`
    \b(?:HTTPS?Connection\s{0,2}\(\s{0,2}|host(?:name)?["']?\s{0,2}:\s{0,2}|
    connect\s{0,2}\(\s{0,2})['"](?!localhost|127\.)[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}`);

type Trust = 'known' | 'odd' | 'plain';

function trustOf(scheme: string, host: string, path: string): Trust {
  const name = host.toLowerCase();
  if (name === 'raw.githubusercontent.com') return KNOWN_PROJECTS.test(path.split('/')[1] ?? '') ? 'known' : 'plain';
  if (PUBLIC_IP.test(name) || THROWAWAY.test(name)) return 'odd';
  if (KNOWN_HOSTS.test(name)) return 'known';
  if (/^(?:10\.|192\.168\.|172\.)/.test(name)) return 'plain';
  return scheme.toLowerCase() === 'https' ? 'plain' : 'odd';
}

/** The most doubtful of the addresses in a piece of text; undefined where there is none. */
function doubt(text: string): Trust | undefined {
  let worst: Trust | undefined;
  for (const [, scheme = '', host = '', path = ''] of text.matchAll(URL)) {
    const trust = trustOf(scheme, host, path);
    if (trust === 'odd') return trust;
    if (worst === undefined || trust === 'plain') worst = trust;
  }
  return worst;
}

/**
 * A step of a build or an install that runs what it fetched from somewhere doubtful, runs what is hidden in it, or sends out the
 * environment, login files or a token of another service. Where it runs by itself, in a hook, any address that nobody knows is doubtful.
 */
export function poisonedSteps(text: string): Span[] {
  const plain = text.includes('\\"') ? text.replace(/\\(["'])/g, ' $1') : text;
  const isHook = HOOK.test(plain);
  const isBuild = isHook || BUILD_FILE.test(plain);
  const found: Span[] = [];
  for (const shape of RUNS) {
    for (const match of plain.matchAll(shape)) {
      // The rest of the line says from where in what was built of pieces.
      const trust = doubt(lineAround(plain, match.index, match.index + match[0].length));
      if (trust === 'odd' || (isHook && trust === 'plain')) found.push(spanOf(match));
    }
  }
  if (isHook) for (const match of plain.matchAll(HIDDEN)) found.push(spanOf(match));
  if (isBuild) for (const match of plain.matchAll(STEP_SHELL)) found.push(spanOf(match));
  for (const line of linesOf(plain))
    if (sendsOut(line.text)) found.push({ start: line.start, end: line.start + line.text.length });
  if (found.length > 0 || !isBuild) return found;
  const sends = isHook && SENDS.test(plain) && (EVERYTHING.test(plain) || LOGIN_FILE.test(plain)) && BODY.test(plain);
  if (sends || (isAway(plain) && takesAndSends(plain))) found.push({ start: 0, end: text.length });
  return found;
}

/** Whether any address leads to somebody who is not known: a URL, a host by itself, a number. */
function isAway(text: string): boolean {
  const trust = doubt(text);
  if (trust !== undefined && trust !== 'known') return true;
  return NETCAT.test(text) || BARE_HOST.test(text);
}

function sendsOut(line: string): boolean {
  if (BY_NAME.test(line)) return true;
  if (!SENDS.test(line)) return false;
  const trust = doubt(line);
  const away = (trust !== undefined && trust !== 'known') || NETCAT.test(line);
  if (EVERYTHING.test(line) && (away || /\|\s{0,3}(?:curl|nc)\b|\$\((?:env|printenv)/.test(line))) return true;
  if (LOGIN_FILE.test(line) && BODY.test(line) && away) return true;
  if (!TOKENS.test(line) || !away) return false;
  if (NETCAT.test(line)) return true;
  const hosts = [...line.matchAll(URL)].map(([, , host = '']) => host);
  return hosts.some((host) => !OWN_VENDOR.test(host)) && !/\bAuthorization:/i.test(line);
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
