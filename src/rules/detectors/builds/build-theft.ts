import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';

/** Files that a build, an install or an editor runs by itself, by what stands in them and nowhere else. */
export const BUILD_FILE = expression(
  wording`
    \bcargo:(?:rerun|rustc|warning)|\bcc::Build\b|\bcreate_makefile\b|["']mkmf["']|
    "(?:pre|post)-(?:install|update|autoload-dump|create-project)-cmd"\s{0,3}:|
    <Exec\s{1,3}Command=|<Target\s{1,3}Name=|"target_name"\s{0,3}:|"<!@?\(|
    \bexecute_process\s{0,2}\(|\badd_custom_(?:command|target)\s{0,2}\(|\bgenrule\s{0,2}\(|
    \bprepare_command\b|\bExtUtils::MakeMaker\b|\bModule::Build\b|\bMix\.Project\b|\b(?:setuptools|distutils)\b|
    \bplugins\s{0,2}\{|\bgradle\.\w{4,24}\b|\btasks\.(?:register|named|withType)\b|\bmavenCentral\(\)|
    \b(?:before|after)_(?:script|install)\s{0,2}:|\bpipeline\s{0,2}\{|\bruns-on\s{0,2}:|\[build-system\]|\.envrc\b|
    (?:^|\n)\s{0,4}(?:RUN|ENTRYPOINT)\s|(?:^|\n)\.PHONY\s{0,2}:`,
  'i',
);

/** The environment as a whole, as languages that builds are written in spell it. */
const ENVIRONMENT = wording`
  \bJSON\.stringify\s{0,2}\(\s{0,2}process\.env\s{0,2}[,)]|\bObject\.(?:entries|
  values)\s{0,2}\(\s{0,2}process\.env\s{0,2}\)|\bgetenv\s{0,2}\(\s{0,2}\)|\benv::vars(?:_os)?\(\)|
  \bSystem\.get_?env\(\)|\bos\.Environ\(\)|\bdict\s{0,2}\(\s{0,2}os\.environ\s{0,2}\)|\bos\.environ\.(?:items|
  copy)\(\)|\bENV\.to_(?:h|a|s|json)\b|\bEnvironment\.GetEnvironmentVariables\(\)|\$\(\s{0,2}(?:env|printenv)\b|
  \b(?:env|printenv)\s{0,3}\|\s{0,3}base64|\bset\s{0,3}(?:>|&gt;)\s{0,3}["%\w]`;
const HOME = wording`
  ~\/|\$(?:ENV)?\{?HOME\}?|\$env:\w{4,12}|%(?:USERPROFILE|APPDATA|HOMEPATH)%|\bhomedir\(\)|\bDir\.home\b|
  \bPath\.home\(\)|\bexpanduser\b|\buser\.home\b|\bhome_dir\(\)|\bUserHomeDir\(\)|["']HOME["']|\{\w{0,8}\}\/\.`;
const LOGIN = wording`
  \.npmrc\b|\.ssh\b|\.aws\b|\.netrc\b|\.pypirc\b|\.git-credentials\b|\.docker\b|\.kube\b|\.gnupg\b|\.config\/(?:gh|
  gcloud|hub)\b|\.gem\b|\.?cargo\/credentials|gradle\.properties\b|\.m2\b|NuGet\.Config\b|auth\.json\b|\bid_(?:rsa|
  ed25519|ecdsa)\b(?!\.pub)`;
const TAKES = expression(String.raw`${ENVIRONMENT}|(?:${HOME})[^\n]{0,100}?(?:${LOGIN})`, 'gi');

/** Calls that hand something to somebody elsewhere, with what they hand on. */
const SENDS = expression(
  wording`
    \b(?:curl|wget)\b[^\n]{0,120}(?:["',\s]-(?:d|F|T)\b|--data|--form|--upload-file|--post-(?:data|file)|
      [?&/]\w{0,16}=?["']?\$)|
    \b(?:Invoke-RestMethod|Invoke-WebRequest|irm|iwr)\b[^\n]{0,160}-(?:Body|InFile)\b|
    \b(?:nc|ncat)\s{1,3}(?:-\w{1,6}\s{1,3}){0,2}(?!localhost|127\.)[\w.-]{4,80}\s{1,3}\d{2,5}\b|
    \bTcpStream::connect\b|\b(?:ureq|reqwest)::[^\n]{0,40}post\b|\bsocket\.create_connection\b|\bnet\.Dial\b|
    \bhttps?['"]?\)?\.(?:request|get)\s{0,2}\(|\b\w{1,12}\.(?:get|request|post)\s{0,2}\(\s{0,2}(?:['"\x60]https?:|
      \{)|\bfetch\s{0,2}\(\s{0,2}['"\x60]|\bHTTPS?Connection\s{0,2}\(|
    \b(?:urlopen|Request)\s{0,2}\([^\n]{0,120}\bdata\s{0,2}=|\b(?:requests|httpx)\.(?:post|put)\b|
      \bNet::HTTP\.post\b|\bLWP::UserAgent\b|\bHTTP::Tiny\b|
    \bopenConnection\s{0,2}\(\s{0,2}\)|\bfile_get_contents\s{0,2}\(\s{0,2}['"]https?:[^\n]{0,80}['"]\s{0,2}\.|
      :httpc\.request\s{0,2}\(\s{0,2}:post|\bUpload(?:String|File|Data)\b|\bhttp\.Post\b`,
  'gi',
);
/** Of what only may send, that it does: a body, or something joined to the address. */
const HANDS_ON = expression(
  wording`
    \bPOST\b|\.(?:write|write_all|end|send|sendall)\s{0,2}\(\s{0,2}[^)\s]|\boutputStream\b|\bbody\s{0,2}:|
    ['"]\s{0,2}\+\s{0,2}\w|\$\{|\bencodeURIComponent\b|\bContent\s{0,2}=>|\bpost\b|-(?:d|F|T)\b|--data|--upload|\$|
    -InFile|-Body|\bnc\b|\bdata\s{0,2}=|\bhttp_build_query\b`,
  'i',
);
const NEAR = 280;

/** Whether something that only a login or the whole environment holds is taken and handed on, close by. Linear: a few matches of each are tried. */
export function takesAndSends(text: string): boolean {
  const taken = starts(text, TAKES);
  if (taken.length === 0) return false;
  return starts(text, SENDS).some(
    (at) => taken.some((from) => Math.abs(at - from) < NEAR) && HANDS_ON.test(text.slice(at, at + NEAR)),
  );
}

const MAX_PLACES = 24;

function starts(text: string, shape: RegExp): number[] {
  const found: number[] = [];
  for (const { index } of text.matchAll(shape)) {
    found.push(index);
    if (found.length >= MAX_PLACES) break;
  }
  return found;
}

/** A shell of this machine is handed to another by a step. */
export const STEP_SHELL = expression(
  wording`
    \b(?:ba|z|k|da)?sh\s{1,3}-i\b[^\n]{0,24}>&?\s{0,2}\/dev\/(?:tcp|udp)\/(?!localhost|127\.)[^\n]{0,60}|\b(?:nc|
    ncat)\b[^\n]{0,60}\s-e\s{1,3}(?:\/bin\/)?(?:ba)?sh\b`,
  'g',
);
