import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';

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
    mise\.run|mise\.jdx\.dev|claude\.ai|cursor\.com|opencode\.ai|fnm\.vercel\.app|getfoundry\.sh|getcomposer\.org|
    pulumi\.com|opentofu\.org|atuin\.sh|duckdb\.org|zed\.dev|jetify\.com|wasmtime\.dev|nexte\.st|aka\.ms|proto\.moonrepo\.dev|dev\.azure\.com|slack\.com|discord\.com|googlechrome\.com)|
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
/** Of the known ones, those where everybody has a place of their own. */
const SHARED = expression(
  wording`
    (?:^|\.)(?:github\.(?:com|io)|gitlab\.com|amazonaws\.com|googleapis\.com|google\.com|huggingface\.co|npmjs\.(?:org|
    com)|pypi\.org|pythonhosted\.org|docker\.io|vercel\.com|netlify\.com|heroku\.com|fly\.io|cloudflare\.com|
    discord\.com|slack\.com|dev\.azure\.com|microsoft\.com|jetbrains\.com)$`,
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

/** `nc HOST PORT`, to somewhere else. */
export const NETCAT =
  /\b(?:nc|ncat|netcat)\s{1,3}(?:-\w{1,6}\s{1,3}){0,2}(?!localhost|127\.)[\w.-]{4,80}\s{1,3}\d{2,5}\b/i;
/** Addresses, by scheme, host and path. */
export const URL =
  /\b(https?|ftp):\/\/(?:[^\s/@"'`]{1,64}@)?(\[[0-9a-f:]{2,40}\]|[\w.-]{1,200})(?::\d{1,5})?(\/[^\s"'`<>|)]{0,200})?/gi;

/** A host where a client is made of one. */
const BARE_HOST = expression(wording`
    \b(?:HTTPS?Connection\s{0,2}\(\s{0,2}|host(?:name)?["']?\s{0,2}:\s{0,2}|
    connect\s{0,2}\(\s{0,2})['"](?!localhost|127\.)[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}`);

/** Of an address: known for what people run from it, doubtful by itself, or neither. */
export type Trust = 'known' | 'odd' | 'plain';

function trustOf(scheme: string, host: string, path: string): Trust {
  const name = host.toLowerCase();
  if (name === 'raw.githubusercontent.com') return KNOWN_PROJECTS.test(path.split('/')[1] ?? '') ? 'known' : 'plain';
  if (PUBLIC_IP.test(name) || THROWAWAY.test(name)) return 'odd';
  if (KNOWN_HOSTS.test(name)) return 'known';
  if (/^(?:10\.|192\.168\.|172\.)/.test(name)) return 'plain';
  return scheme.toLowerCase() === 'https' ? 'plain' : 'odd';
}

/** The most doubtful of the addresses in a piece of text; undefined where there is none. */
export function doubt(text: string): Trust | undefined {
  let worst: Trust | undefined;
  for (const [, scheme = '', host = '', path = ''] of text.matchAll(URL)) {
    const trust = trustOf(scheme, host, path);
    if (trust === 'odd') return trust;
    if (worst === undefined || trust === 'plain') worst = trust;
  }
  return worst;
}

/** A host without a scheme before a path or a port: `git@203.0.113.9:r.git`, `nc in.collect.top 443`, `drop@203.0.113.9:`. */
const NAMED_HOST = /(?:^|[\s@])((?:[a-z\d-]{1,63}\.){1,6}[a-z\d]{1,24})(?=[:/]|\s\d{2,5}\b)/gi;

/** Whether a command names a host that is doubtful by itself: a public number, or a name that costs next to nothing. */
export function isDoubtful(command: string): boolean {
  const odd = (host: string) => PUBLIC_IP.test(host) || THROWAWAY.test(host.toLowerCase());
  const urls = command.matchAll(
    /\b(?:https?|ssh|git|ftps?|sftp|rsync|wss?):\/\/(?:[^\s/@"'`]{1,120}@)?([\w.-]{1,200})/gi,
  );
  for (const [, host = ''] of urls) if (odd(host)) return true;
  for (const [, host = ''] of command.matchAll(NAMED_HOST)) if (odd(host)) return true;
  return false;
}

/** Whether every address of a command is that of a project which has its users run what it answers. */
export function isInstaller(command: string): boolean {
  const urls = [...command.matchAll(URL)];
  return (
    urls.length > 0 &&
    urls.every(([, scheme = '', host = '', path = '']) => {
      if (scheme.toLowerCase() !== 'https') return false;
      if (host === 'github.com') return KNOWN_PROJECTS.test(path.split('/')[1] ?? '');
      return !SHARED.test(host) && /\.[a-z]/i.test(host) && trustOf(scheme, host, path) === 'known';
    })
  );
}

/** Whether any address leads to somebody who is not known: a URL, a host by itself, a number. */
export function isAway(text: string): boolean {
  const trust = doubt(text);
  if (trust !== undefined && trust !== 'known') return true;
  return NETCAT.test(text) || BARE_HOST.test(text);
}
