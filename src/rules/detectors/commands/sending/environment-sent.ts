import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import { HERE } from './sending-calls.ts';

/** The environment as a whole, or a key's file, in a script language's call over the network. One variable of it is how every program is configured. */
const WHOLE = expression(wording`
    \b(?:json\.dumps|str|repr|dict|urlencode|b64encode|dumps|
    list)\s{0,2}\(\s{0,2}(?:dict\(\s{0,2})?os\.environ(?!\.get|\[)|\b(?:data|json|params|body|content|files|
    payload)\s{0,2}[=:]\s{0,2}(?:dict\()?os\.environ(?!\.get|\[|\.copy)|
    \bJSON\.stringify\s{0,2}\(\s{0,2}(?:\{[^}]{0,40})?process\.env(?![.[\w])|\b(?:body|data|json|
    params)\s{0,2}[=:]\s{0,2}process\.env(?![.[\w])|\bObject\.(?:entries|
    values)\s{0,2}\(\s{0,2}process\.env(?![.[\w])|\bENV\.(?:to_h|to_a|inspect|to_json|map|each|to_s)\b|%ENV\b|
    \bgetenv\s{0,2}\(\s{0,2}\)|\$_(?:ENV|SERVER)\b(?!\s{0,2}\[)|\bos\.Environ\(\)|\benv::vars\(\)|
    \bDeno\.env\.toObject\(\)|\bSystem\.getenv\(\)|\bos\.environ\.(?:items|values)\(\)|(?:open|read_text|read_bytes|
    readFileSync|readFile|File\.read|file_get_contents|slurp|read_to_string|ReadFile|Get-Content|
    IO\.binread)\b[^\n]{0,80}(?:\.ssh\b|id_rsa|id_ed25519|\.aws\b|\.env["'\x60)]|\.netrc|\.git-credentials|\.npmrc|
    \.kube\b|\.docker\/config|\/etc\/shadow|\.gnupg|Login Data|cookies\.sqlite|_history\b|\/environ\b)|\$\{?Env:\*|
    \bEnv:\\?\s{0,2}\|`);
/** What is in each of these. */
const MAY_BE_WHOLE =
  /nv|NV|_SERVER|\.(?:ssh|aws|netrc|git-c|npmrc|kube|docker|gnupg)|id_(?:rsa|ed2)|shadow|Login D|cookies\.s|_history/;
const OVER_THE_NETWORK = expression(wording`
    \b(?:urlopen|urllib\.request|requests\.(?:post|get|put|request)|httpx\.\w{3,8}|aiohttp|http\.client|
    HTTPConnection|HTTPSConnection|fetch\s{0,2}\(|axios|https?\.(?:request|get)\s{0,2}\(|
    require\(["'](?:node:)?https?["']\)|undici|got\.post|Net::HTTP|HTTParty|Faraday|RestClient|HTTP::Tiny|LWP::|
    curl_exec|curl_init|http\.Post|http\.Get|net\.Dial|sendall|sendto|\.send\(|smtplib|SMTP|XMLHttpRequest|
    sendBeacon|WebSocket|gethostbyname|dns\.(?:lookup|resolve)|create_connection|Invoke-(?:WebRequest|RestMethod)|
    iwr|irm|WebClient|UploadString|UploadFile|reqwest|ureq|HttpClient|URI\.open)|
    file_get_contents\s{0,2}\(\s{0,2}["']https?:`);

/** Whether a script sends the whole environment, or a key's file, to another host. */
export function sendsEnvironment(text: string): boolean {
  const at = MAY_BE_WHOLE.test(text) ? WHOLE.exec(text)?.index : undefined;
  if (at === undefined) return false;
  const around = text.slice(Math.max(0, at - 320), at + 400);
  return (
    OVER_THE_NETWORK.test(around) &&
    !HERE.test(around) &&
    (/https?:\/\/|["'`][\w-]{1,40}(?:\.[\w-]{1,40}){1,4}["'`]|\d{1,3}(?:\.\d{1,3}){3}/.test(around) ||
      /\bsock/.test(around))
  );
}
