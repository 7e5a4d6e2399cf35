import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import { doubt, NETCAT, URL } from '../addresses/trust.ts';

/** The whole environment, the store of secrets, or files of logins. */
export const EVERYTHING = expression(
  wording`
    \$\(\s{0,2}(?:env|printenv|set|export -p)\b[^)\n]{0,40}\)|\x60(?:env|printenv)\b|(?:^|[\s;&|@"'\x60(:])(?:env|
    printenv)\s{0,8}(?:\|\s{0,3}(?!sort\b|grep\b|less\b|more\b|head\b|sed\b|awk\b|cut\b|tr\b)|
    >\s{0,2}(?!\/dev\/null|>?\s{0,2}["']?\$GITHUB))|\bJSON\.stringify\s{0,2}\(\s{0,2}process\.env\s{0,2}[,)]|
    \b(?:str|dict|json\.dumps|repr)\s{0,2}\(\s{0,2}(?:dict\s{0,2}\(\s{0,2})?os\.environ\b|\b(?:dict|str|
    json\.dumps)\s{0,2}\(\s{0,2}__import__\(['"]os['"]\)\.environ|\bENV\.to_(?:h|a|json|s)\b|
    \btoJSON\s{0,2}\(\s{0,2}secrets\s{0,2}\)|\$\{\{\s{0,2}toJSON\(\s{0,2}env\b`,
  'i',
);
export const LOGIN_FILE = expression(
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
export const SENDS = expression(
  wording`
    \b(?:curl|wget|nc|ncat|netcat|http|iwr|Invoke-WebRequest|Invoke-RestMethod)\b|\bhttps?['"]?\)?\.(?:request|
    get)\s{0,2}\(|\bfetch\s{0,2}\(|\burlopen\b|\b(?:requests|httpx)\.(?:post|get|put)\b|\bNet::HTTP\b|\baxios\b|
    \bXMLHttpRequest\b|\bHttpClient\b|\bnet\.connect\b|\bsocket\.connect\b`,
  'i',
);
/** Whether it is sent as content, not as who asks. */
export const BODY = expression(
  wording`
    \s-(?:d|F|T)\b|--data|--form|--upload-file|--post-(?:data|file)|\b(?:nc|ncat)\b[^\n]{0,80}<|
    [?&/][\w-]{0,20}=?["']?(?:\$|\x60)|method:\s{0,2}['"](?:POST|PUT)|\b(?:data|content|json)\s{0,2}=|\.end\(|
    \.write\(|body:`,
  'i',
);
/** A name is asked for that holds what a command printed. */
const BY_NAME = /\b(?:nslookup|dig|ping)\b[^\n]{0,40}(?:\x60[^\x60\n]{1,80}\x60|\$\([^\n]{1,80}\))[\w-]{0,16}\.[a-z]/i;

/** Whether a line sends the environment, a file of logins or a token of another service to somebody who is not known. */
export function sendsOut(line: string): boolean {
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
