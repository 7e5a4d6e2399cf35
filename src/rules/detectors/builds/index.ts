import type { Detector } from '../../detector.ts';
import { worded } from '../make.ts';
import { poisonedSteps } from './build-step.ts';
import { doubtfulSources } from './package-source.ts';

/** How far around a word is read: a step and what it is part of. */
const REACH = 256;

/** What builds and installs are given to do, line by line. */
export const BUILDS: readonly Detector[] = [
  worded(
    'poisoned_step',
    poisonedSteps,
    REACH,
    `
      curl wget urlopen requests. httpx homedir id_ed25519 https.get https.request process.env os.environ printenv
      secrets child_process base64 pty.spawn dup2 git/config .env .npmrc powershell .netrc id_rsa invoke-expression
      invoke-webrequest usebasic -useb nslookup eval downloadstring fetch token file_get_contents env::vars net::http
      openconnection :httpc httpsconnection tcpstream:: lwp:: http::tiny /dev/tcp/ uploadfile uploadstring get_env
      getenv .cargo .gradle .gem`,
  ),
  worded(
    'poisoned_step_in_data',
    poisonedSteps,
    REACH,
    `
      curl wget urlopen https.get os.environ printenv secrets. child_process b64decode invoke-expression
      invoke-webrequest -useb nslookup downloadstring powershell`,
  ),
  worded(
    'doubtful_source',
    doubtfulSources,
    REACH,
    'registry index-url index_url find-links goproxy --source npmregistryserver trusted-host http:// requires',
  ),
  worded(
    'doubtful_source_in_data',
    doubtfulSources,
    REACH,
    'registry index-url find-links goproxy --source trusted-host',
  ),
];
