import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import type { Call } from '../shell/nested-commands.ts';

/** Where keys, passwords and sessions are kept; a hidden folder under a name with wildcards, `~/.s*\/id_r*`. What ends in `.pub`, `.example` and the like is meant to be shown. */
export const SECRET_FILE = expression(
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
  [/^printenv$/, /(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS?)\b/],
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

/** A whole home, or one of the folders in it that programs and people keep what is theirs in. */
const HOME = expression(wording`
    (?:^|\s)(?:~|\$HOME|\$\{HOME\}|\/root|\/(?:home|Users)\/[\w.-]{1,32})(?:\/(?:Documents|Desktop|Downloads|Pictures|Library|
    \.config|\.local(?:\/share)?|\.mozilla|\.thunderbird)?)?\/?\*?(?=\s|$)`);

/** Whether a call makes an archive of a home. */
export function packsHome({ program, args }: Call): boolean {
  return /^(?:tar|bsdtar|zip|7z|rar|cpio)$/.test(program) && HOME.test(args) && !/^-{0,2}\w{0,5}[xt]/.test(args);
}

/** Whether a call prints or hands on what opens doors. */
export function showsSecret(call: Call): boolean {
  if (packsHome(call)) return true;
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
export function unveiled(args: string): string {
  return args.replace(/[^\s'"]{0,120}(?:\.pub|known_hosts|authorized_keys|\.ssh\/config)\b/g, ' ');
}
