import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import { leaves } from '../leaves.ts';
import type { Span } from '../span.ts';
import { type Call, callsIn } from './nested-commands.ts';

/** Where keys, passwords and sessions are kept; a hidden folder under a name with wildcards, `~/.s*\/id_r*`. What ends in `.pub`, `.example` and the like is meant to be shown. */
const SECRET_FILE = expression(
  wording`
    (?:^|[\s"'=@<:({/~,])(?:\.[\w[\]]{0,6}[*?[][\w*?[\]]{0,10}\/|\.ssh(?:[/"'\s)]|$)|[\w.-]{0,24}id_(?:rsa|ed25519|
    ecdsa|dsa)(?!\.pub)\b|\.aws(?:[/"'\s)]|$)|(?:\S{0,80}\/)?\.env(?:\.(?!example|sample|template|dist|test|
    schema)[\w-]{1,20})?(?![\w.-])|\.netrc\b|\.git-credentials\b|\.npmrc\b|\.pypirc\b|\.pgpass\b|\.vault-token\b|
    \.kube(?:[/"'\s)]|$)|kubeconfig\b|\.docker(?:[/"'\s)]|$)|\.gnupg\b|\.config\/(?:gcloud|gh|op|rclone|hub)\b|
    \.azure\b|\.terraform\.d\b|\.cargo\/credentials|\.electrum\b|\.bitcoin\b|\.password-store\b|wallet\.dat\b|
    etc\/(?:shadow|gshadow|sudoers|krb5\.keytab)\b|proc\/(?:\*|self|\$\w{1,12}|\[0-9\]\*?|\d{1,7}|1)\/environ\b|
    \.(?:bash|zsh|psql|mysql|python)_history\b|run\/secrets\b|serviceaccount\/token\b|Login Data\b|
    Cookies(?:\.sqlite|\.binarycookies)?\b|logins\.json\b|key[34]\.db\b|\.mozilla\b|google-chrome\b|Keychains?\b|
    login\.keychain|credentials\.(?:json|ya?ml|xml)\b|service[-_]?account[\w-]{0,20}\.json\b|[\w*-]{1,40}\.(?:kdbx|
    p12|pfx|keystore|jks)\b|\*?\.pem\b|secrets?\.(?:ya?ml|json|toml|env)\b|NTDS\.dit\b|\.config\/Signal\b|(?:prod|
    server|private)[\w-]{0,16}\.key\b|tfstate\b)`,
  'i',
);

type Shown = readonly [program: RegExp, args: RegExp];
/** Commands whose answer is a secret, or everybody's data. */
const SECRET_CALLS: readonly Shown[] = [
  [/^(?:env|printenv|set|declare|export|history|fc)$/, /^(?:-[px0]{1,2}|-l \d{1,4})?$/],
  [/^(?:get-childitem|gci|dir|ls)$/, /^(?:-\w{2,12} )?env:\\?$/i],
  [/^security$/, /\b(?:dump-keychain|find-(?:generic|internet)-password|export)\b/],
  [/^(?:kubectl|oc)$/, /\bget secrets?\b(?!.{0,80}-o (?:name|wide))|\bconfig view\b.{0,60}--raw/],
  [
    /^aws$/,
    expression(wording`
      \bsecretsmanager (?:get-secret-value|batch-get)|\bssm get-parameters?\b.{0,200}--with-decryption|
      \bconfigure export-credentials|\bsts (?:get-session-token|assume-role)\b|\biam create-access-key\b`),
  ],
  [/^gcloud$/, /\bsecrets versions access\b|\bauth (?:application-default )?print-(?:access|identity)-token/],
  [/^az$/, /\bkeyvault secret (?:show|download)|\baccount get-access-token/],
  [/^vault$/, /^(?:kv get|read)\b/],
  [/^(?:op|bw|lpass|pass|gopass|1password)$/, /^(?:item (?:get|list)|read|get|list|export|show)\b/],
  [/^gh$/, /^auth (?:token|status.{0,40}(?:-t\b|--show-token))/],
  [/^heroku$/, /^(?:config|auth:token)\b/],
  [/^gpg2?$/, /--export-secret/],
  [/^(?:pg_dump|pg_dumpall|mysqldump|mariadb-dump|mongodump|mongoexport)$/, /\S?/],
  [/^docker$/, /\bcp \S{1,80}:\/run\/secrets|\binspect\b.{0,80}\.Env\b/],
  [/^git$/, /\bcredential(?:-\w{2,12})? fill\b|\bconfig\b.{0,40}--(?:get|list).{0,40}(?:token|password)/],
  [/^curl$/, /169\.254\.169\.254|metadata\.google\.internal/],
  [/^(?:getent|dscl)$/, /\bshadow\b|ShadowHash/],
  [/^(?:cmdkey|vaultcmd)$/, /\/list/i],
];

/** This machine and its own network's names: what is tried out there leaves nowhere. */
const HERE = /(?:\/\/|@|\s|^)(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0|host\.docker\.internal)(?=[:/\s"']|$)/;
const SENDS_BY_CURL = expression(wording`
    (?:^|\s)(?:-\w{0,6}[dFT]\S{0,4}|--data\S{0,12}|--json|--form\S{0,8}|--upload-file|--url-query|-X ?(?:POST|PUT|
    PATCH)|-\w{0,4}X ?(?:POST|PUT)|--request (?:POST|PUT)|--get)(?:[\s=]|$)|(?:^|\s)-(?:d|F|T)\S|\bPOST\b|\bPUT\b|
    @-|@\/dev\/stdin`);

/** Whether a call hands what it is given to somebody elsewhere. */
function sends({ program, args }: Call): boolean {
  if (HERE.test(args)) return false;
  if (program === 'curl' || program === 'curlie' || program === 'xh' || program === 'http' || program === 'https')
    return SENDS_BY_CURL.test(args) || /\$\w|\?\S{0,120}=(?:\s|$)|\/(?:\s|$)|(?:-H|--header)\s/.test(args);
  if (program === 'wget') return /--post-(?:data|file)|--body-(?:data|file)|--method=P|\?\S{0,80}=$/.test(args);
  if (/^(?:iwr|irm|invoke-webrequest|invoke-restmethod)$/.test(program))
    return /-(?:Body|InFile|Method P\w{2,4})\b/i.test(args);
  if (/^(?:nc|ncat|netcat|telnet|socat)$/.test(program)) return /\S/.test(args) && !/(?:^|\s)-\w{0,5}[lz]/.test(args);
  if (program === 'find') return /-exec\w{0,3} (?:curl|scp|rsync|nc|ncat)\b/.test(args);
  if (program === 'openssl') return args.startsWith('s_client');
  if (/^(?:mail|mailx|mutt|sendmail|msmtp|swaks|sendemail)$/.test(program)) return args.includes('@');
  if (/^(?:scp|sftp|rsync|ftp|lftp|tftp|smbclient|ncftpput)$/.test(program)) return true;
  if (program === 'ssh') return /@\d{1,3}(?:\.\d{1,3}){3}\b.{0,80}(?:cat|tee|dd)\b/.test(args);
  if (program === 'aws')
    return (
      /^(?:--\S{1,40} \S{1,40} ){0,3}s3(?:api)? (?:cp|sync|mv|put-object)\b/.test(args) &&
      /(?:\ss3:\/\/\S{1,100}(?:\s-.{0,120})?$|put-object)/.test(args)
    );
  if (/^(?:gsutil|gcloud|rclone|azcopy|s3cmd|s5cmd|mc|b2)$/.test(program))
    return (
      /\b(?:cp|copy|copyto|rsync|sync|mv|put|upload\w{0,5})\b/.test(args) &&
      /(?:gs|s3):\/\/|\b[\w-]{2,32}:|https?:/.test(args)
    );
  if (program === 'gh') return /^gist create\b|^release upload\b|^issue (?:create|comment)\b|^pr comment\b/.test(args);
  if (/^(?:nslookup|dig|host|drill|ping|resolvectl)$/.test(program)) return true;
  return /^(?:termbin|croc|magic-wormhole|wormhole|transfer|pastebinit|ipfs|slackcat|telegram-send|ngrok)$/.test(
    program,
  );
}

/** Keys that open the way, not what is carried over it: `scp -i ~/.ssh/id_rsa`, `-e "ssh -i …"`, `curl --key client.key`. */
const OPENERS = expression(
  wording`
    (?:^|\s)(?:-i|-F|--key|--cert|--cacert|--capath|-E|--netrc-file|--kubeconfig|--config|-S|--exclude\S{0,8}|
    -o)[\s=]\S{1,160}|(?:^|\s)-(?:e|-rsh=?)\s?ssh(?: -\w{1,2} \S{1,120}){0,4}|--(?:exclude|
    ignore)\S{0,12}[\s=]\S{1,120}|--netrc\b`,
  'g',
);
const OPENERS_OF_CURL =
  /(?:^|\s)(?:--key|--cert|-E|--cacert|--capath|--netrc-file|--config|-K|-o|--output|-b|--cookie-jar|-c)[\s=]\S{1,160}/g;

function showsSecret(call: Call): boolean {
  if (SECRET_CALLS.some(([program, args]) => program.test(call.program) && args.test(call.args))) return true;
  if (
    /^(?:echo|ls|stat|test|\[|chmod|chown|touch|mkdir|rm|ssh-add|ssh-keygen|source|\.|cd|docker|npm|node|python3?|git|kubectl|export)$/.test(
      call.program,
    )
  )
    return false;
  return SECRET_FILE.test(unveiled(call.args));
}

/** What lies beside keys and is meant for others. */
function unveiled(args: string): string {
  return args.replace(/[^\s'"]{0,120}(?:\.pub|known_hosts|authorized_keys|\.ssh\/config)\b/g, ' ');
}

/** A secret's file or a secret's command, and a call that sends: joined by a pipe, a substitution, an argument or a file made in between. */
export function secretsSent(text: string): Span[] {
  const found: Span[] = [];
  for (const leaf of leaves(text)) {
    if (sendsSecret(leaf.text) || commitsSecret(leaf.text) || sendsEnvironment(leaf.text))
      found.push({ start: leaf.start, end: leaf.end });
  }
  return found;
}

function sendsSecret(text: string): boolean {
  const calls = callsIn(text);
  if (!calls.some(sends)) return HIDDEN_WIRE.test(text) && calls.some(showsSecret);
  // Files that hold what was taken: archives, copies, encoded texts; whether all of it came out of a database.
  const made = new Map<string, boolean>();
  const names = namesOf(text);
  let inPipe = false;
  let shown = false;
  let dumped = false;
  for (const [at, call] of calls.entries()) {
    const { after } = call.command;
    if (after !== '|' && after !== '|&' && !(call.nested && after === ''))
      inPipe = shown && (call.program === 'done' || call.program === '}');
    const sending = sends(call);
    if (sending) {
      const openers = /^(?:curl|wget)$/.test(call.program) ? OPENERS_OF_CURL : OPENERS;
      const carried = unveiled(call.args.replace(openers, ' '));
      if ((inPipe && !(dumped && STORES.test(call.program))) || names.some((name) => carriesName(carried, name)))
        return true;
      if (carriesFile(call, carried)) return true;
      const stores = STORES.test(call.program);
      if ([...made].some(([file, isDump]) => !(isDump && stores) && carried.includes(file))) return true;
      if (substitutes(calls, at)) return true;
    }
    if (showsSecret(call)) {
      shown = true;
      dumped = DUMPS.test(call.program);
      if (!sending) {
        inPipe = true;
        const file = writes(call, calls[at + 1]);
        if (file !== undefined) made.set(file, dumped);
      }
    } else if (inPipe) {
      const file = writes(call, undefined);
      if (file !== undefined) made.set(file, dumped);
    }
  }
  return false;
}

/** Everybody's data kept in a bucket or on another machine is a backup; posted to an address it is none. */
const DUMPS = /^(?:pg_dump|pg_dumpall|mysqldump|mariadb-dump|mongodump|mongoexport)$/;
const STORES = /^(?:aws|gsutil|gcloud|rclone|azcopy|s3cmd|s5cmd|mc|b2|ssh|scp|rsync)$/;

const NAMED = expression(
  wording`
    (?:^|[;&|\n]|\b(?:do|then|export|local)\s)\s{0,8}([A-Za-z_]\w{0,24})=["']?(?:\$\(|\x60)([^\n)\x60]{1,240})|
    \bfor\s{1,3}(\w{1,16})\s{1,3}in\s{1,3}(?:\$\(|\x60)([^\n)\x60]{1,240})`,
  'g',
);
const READ = /\|\s{0,3}while\s{1,3}(?:IFS=\S{0,4}\s{1,3})?read\s{1,3}(?:-r\s{1,3})?(\w{1,16})\b/;

/** Variables that hold a secret: `k=$(cat ~/.netrc)`, `for l in $(…)`, `… | while read l`. */
function namesOf(text: string): string[] {
  const names: string[] = [];
  for (const [, name, from, each, of] of text.matchAll(NAMED)) {
    if (callsIn(from ?? of ?? '').some(showsSecret)) names.push(name ?? each ?? '');
  }
  const read = READ.exec(text);
  if (read !== null && callsIn(text.slice(0, read.index)).some(showsSecret)) names.push(read[1] ?? '');
  return names;
}

/** In a header made for it a token goes where it belongs. */
function carriesName(carried: string, name: string): boolean {
  const rest = carried.replace(
    /(?:Authorization|[\w-]{0,24}Token|[\w-]{0,16}Api-?Key)\s?:\s?(?:Bearer |token |Basic )?\$\{?\w{1,25}\}?|(?:-u|--user)\s\S{0,40}/gi,
    ' ',
  );
  return rest.includes(`$${name}`) || rest.includes(`\${${name}`);
}

/** Bash's own connections. */
const HIDDEN_WIRE = /[<>]\s{0,2}\/dev\/(?:tcp|udp)\/(?!localhost|127\.)/;

/** Whether what a sending call names itself is a secret. */
function carriesFile({ program }: Call, carried: string): boolean {
  if (program === 'curl') {
    const given = carried.match(/(?:@|<|-T ?|--upload-file[ =]|--data-urlencode[ =]\S{0,20}@)\s?\S{1,200}/g) ?? [];
    return given.some((one) => SECRET_FILE.test(one.replace(/^(?:-T ?|--upload-file[ =])/, '@')));
  }
  if (/^(?:nslookup|dig|host|drill|ping|gh)$/.test(program)) return program === 'gh' && SECRET_FILE.test(carried);
  if (/^(?:scp|rsync|sftp)$/.test(program)) {
    const words = carried.trim().split(' ');
    // Only what goes out: the last word is the other machine.
    return (
      /:/.test(words.at(-1) ?? '') &&
      words.slice(0, -1).some((word) => !/^-/.test(word) && SECRET_FILE.test(` ${word}`))
    );
  }
  if (/^(?:aws|gsutil|gcloud|rclone|azcopy)$/.test(program)) {
    const target = carried.search(/\s(?:s3|gs):\/\/\S|\s[\w-]{2,32}:\S{0,80}(?:\s|$)/);
    return SECRET_FILE.test(target > 0 ? carried.slice(0, target) : carried);
  }
  return SECRET_FILE.test(carried);
}

/** `curl -d "$(cat ~/.netrc)"`: a call within the sending one. A token in a header that is made for it goes where it belongs. */
function substitutes(calls: readonly Call[], at: number): boolean {
  const outer = calls[at];
  if (outer === undefined) return false;
  const { depth } = outer.command;
  for (const inner of calls.slice(at + 1, at + 12)) {
    if (inner.command.depth <= depth && !/^[`$]/.test(inner.command.after)) {
      if (!/^[)|`]/.test(inner.command.after)) return false;
      continue;
    }
    if (showsSecret(inner)) {
      const before = outer.args.slice(-60);
      return (
        !/(?:Authorization|Token|Api-?Key|PRIVATE-TOKEN)\s{0,2}:?\s{0,2}(?:Bearer|token|Basic)?\s{0,2}$/i.test(
          before,
        ) && !/(?:-u|--user)\s?\S{0,24}$/.test(before)
      );
    }
  }
  return false;
}

/** The file that a call leaves its answer in. */
function writes({ program, args }: Call, next: Call | undefined): string | undefined {
  const redirected = /(?:^|\s)\d?>{1,2}\s?([^\s&>]{2,160})/.exec(args)?.[1];
  if (redirected !== undefined) return redirected;
  if (program === 'tar') return /(?:^|\s)-?\w{0,6}f\s([^\s-]\S{1,160})/.exec(args)?.[1];
  if (program === 'zip' || program === '7z' || program === 'rar')
    return /(?:^|\s)([^\s-]\S{0,160}\.(?:zip|7z|rar|bin|dat))(?:\s|$)/.exec(args)?.[1];
  if (program === 'cp' || program === 'ln' || program === 'install' || program === 'ditto')
    return args.split(' ').at(-1);
  if (program === 'gpg' || program === 'openssl') return /(?:-o|-out|--output)\s(\S{2,160})/.exec(args)?.[1];
  return next?.program === 'tee' ? next.args.split(' ').at(-1) : undefined;
}

/** `git add -f .env && git push`: what was kept out of the repository is forced in. */
function commitsSecret(text: string): boolean {
  const calls = callsIn(text);
  const added = calls.some(
    ({ program, args }) =>
      program === 'git' && /^add\b.{0,60}(?:\s-\w{0,3}f\b|--force)/.test(args) && SECRET_FILE.test(args),
  );
  const copied = calls.find(
    ({ program, args }) => /^(?:cp|mv)$/.test(program) && SECRET_FILE.test(args.split(' ').slice(0, -1).join(' ')),
  );
  const folder = copied?.args.split(' ').at(-1)?.split('/')[0] ?? '';
  const shared =
    /^\w/.test(folder) &&
    calls.some(({ program, args }) => program === 'git' && args.startsWith('add ') && args.includes(folder)) &&
    calls.some(({ program, args }) => program === 'git' && args.startsWith('push'));
  if (shared) return true;
  return added && calls.some(({ program, args }) => program === 'git' && /^(?:commit|push)\b/.test(args));
}

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
const OVER_THE_NETWORK = expression(wording`
    \b(?:urlopen|urllib\.request|requests\.(?:post|get|put|request)|httpx\.\w{3,8}|aiohttp|http\.client|
    HTTPConnection|HTTPSConnection|fetch\s{0,2}\(|axios|https?\.(?:request|get)\s{0,2}\(|
    require\(["'](?:node:)?https?["']\)|undici|got\.post|Net::HTTP|HTTParty|Faraday|RestClient|HTTP::Tiny|LWP::|
    curl_exec|curl_init|http\.Post|http\.Get|net\.Dial|sendall|sendto|\.send\(|smtplib|SMTP|XMLHttpRequest|
    sendBeacon|WebSocket|gethostbyname|dns\.(?:lookup|resolve)|create_connection|Invoke-(?:WebRequest|RestMethod)|
    iwr|irm|WebClient|UploadString|UploadFile|reqwest|ureq|HttpClient|URI\.open)|
    file_get_contents\s{0,2}\(\s{0,2}["']https?:`);

function sendsEnvironment(text: string): boolean {
  const at = WHOLE.exec(text)?.index;
  if (at === undefined) return false;
  const around = text.slice(Math.max(0, at - 320), at + 400);
  return (
    OVER_THE_NETWORK.test(around) &&
    !HERE.test(around) &&
    (/https?:\/\/|["'`][\w-]{1,40}(?:\.[\w-]{1,40}){1,4}["'`]|\d{1,3}(?:\.\d{1,3}){3}/.test(around) ||
      /\bsock/.test(around))
  );
}
