import { expression } from '../../../machine-code.ts';
import { wording } from '../../../wording.ts';
import type { Call } from '../shell/nested-commands.ts';

/** This machine and its own network's names: what is tried out there leaves nowhere. */
export const HERE = /(?:\/\/|@|\s|^)(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0|host\.docker\.internal)(?=[:/\s"']|$)/;
const SENDS_BY_CURL = expression(wording`
    (?:^|\s)(?:-\w{0,6}[dFT]\S{0,4}|--data\S{0,12}|--json|--form\S{0,8}|--upload-file|--url-query|-X ?(?:POST|PUT|
    PATCH)|-\w{0,4}X ?(?:POST|PUT)|--request (?:POST|PUT)|--get)(?:[\s=]|$)|(?:^|\s)-(?:d|F|T)\S|\bPOST\b|\bPUT\b|
    @-|@\/dev\/stdin`);

type Sends = (args: string) => boolean;
const always: Sends = () => true;
const byCurl: Sends = (args) =>
  SENDS_BY_CURL.test(args) || /\$\w|\?\S{0,120}=(?:\s|$)|\/(?:\s|$)|(?:-H|--header)\s/.test(args);
const byPowerShell: Sends = (args) => /-(?:Body|InFile|Method P\w{2,4})\b/i.test(args);
const byWire: Sends = (args) => /\S/.test(args) && !/(?:^|\s)-\w{0,5}[lz]/.test(args);
const byMail: Sends = (args) => args.includes('@');
const byStore: Sends = (args) =>
  /\b(?:cp|copy|copyto|rsync|sync|mv|put|upload\w{0,5})\b/.test(args) &&
  /(?:gs|s3):\/\/|\b[\w-]{2,32}:|https?:/.test(args);

/** Programs that send, by their names: with which arguments each does. */
const SENDERS: ReadonlyMap<string, Sends> = new Map([
  ...named('curl curlie xh http https', byCurl),
  ...named('wget', (args) => /--post-(?:data|file)|--body-(?:data|file)|--method=P|\?\S{0,80}=$/.test(args)),
  ...named('iwr irm invoke-webrequest invoke-restmethod', byPowerShell),
  ...named('nc ncat netcat telnet socat', byWire),
  ...named('find', (args) => /-exec\w{0,3} (?:curl|scp|rsync|nc|ncat)\b/.test(args)),
  ...named('openssl', (args) => args.startsWith('s_client')),
  ...named('mail mailx mutt sendmail msmtp swaks sendemail', byMail),
  ...named('scp sftp rsync ftp lftp tftp smbclient ncftpput', always),
  ...named('ssh', (args) => /@\d{1,3}(?:\.\d{1,3}){3}\b.{0,80}(?:cat|tee|dd)\b/.test(args)),
  ...named(
    'aws',
    (args) =>
      /^(?:--\S{1,40} \S{1,40} ){0,3}s3(?:api)? (?:cp|sync|mv|put-object)\b/.test(args) &&
      /(?:\ss3:\/\/\S{1,100}(?:\s-.{0,120})?$|put-object)/.test(args),
  ),
  ...named('gsutil gcloud rclone azcopy s3cmd s5cmd mc b2', byStore),
  ...named('gh', (args) => /^gist create\b|^release upload\b|^issue (?:create|comment)\b|^pr comment\b/.test(args)),
  ...named('nslookup dig host drill ping resolvectl', always),
  ...named('termbin croc magic-wormhole wormhole transfer pastebinit ipfs slackcat telegram-send ngrok', always),
]);

function named(programs: string, how: Sends): [string, Sends][] {
  return programs.split(' ').map((program) => [program, how]);
}

/** Whether a call hands what it is given to somebody elsewhere. */
export function sends(call: Call): boolean {
  const how = SENDERS.get(call.program);
  return how !== undefined && !HERE.test(call.args) && how(call.args);
}

/** Keys that open the way, not what is carried over it: `scp -i ~/.ssh/id_rsa`, `-e "ssh -i …"`, `curl --key client.key`. */
export const OPENERS = expression(
  wording`
    (?:^|\s)(?:-i|-F|--key|--cert|--cacert|--capath|-E|--netrc-file|--kubeconfig|--config|-S|--exclude\S{0,8}|
    -o)[\s=]\S{1,160}|(?:^|\s)-(?:e|-rsh=?)\s?ssh(?: -\w{1,2} \S{1,120}){0,4}|--(?:exclude|
    ignore)\S{0,12}[\s=]\S{1,120}|--netrc\b`,
  'g',
);
export const OPENERS_OF_CURL =
  /(?:^|\s)(?:--key|--cert|-E|--cacert|--capath|--netrc-file|--config|-K|-o|--output|-b|--cookie-jar|-c)[\s=]\S{1,160}/g;

/** The file that a call leaves its answer in. */
export function writes({ program, args }: Call, next: Call | undefined): string | undefined {
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
