import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import type { Call } from './nested-commands.ts';

/** This machine and its own network's names: what is tried out there leaves nowhere. */
export const HERE = /(?:\/\/|@|\s|^)(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0|host\.docker\.internal)(?=[:/\s"']|$)/;
const SENDS_BY_CURL = expression(wording`
    (?:^|\s)(?:-\w{0,6}[dFT]\S{0,4}|--data\S{0,12}|--json|--form\S{0,8}|--upload-file|--url-query|-X ?(?:POST|PUT|
    PATCH)|-\w{0,4}X ?(?:POST|PUT)|--request (?:POST|PUT)|--get)(?:[\s=]|$)|(?:^|\s)-(?:d|F|T)\S|\bPOST\b|\bPUT\b|
    @-|@\/dev\/stdin`);

/** Whether a call hands what it is given to somebody elsewhere. */
export function sends({ program, args }: Call): boolean {
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
