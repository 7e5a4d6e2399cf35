import type { Detector, Trigger } from '../../detector.ts';
import { worded } from '../make.ts';
import { agentPressure } from './agent-pressure.ts';
import { poisonedSteps } from './build-step.ts';
import { keptFrom } from './kept-from.ts';
import { keptByData } from './kept-order.ts';
import { filedOrders, memoryOrders } from './memory-order.ts';
import { doubtfulSources } from './package-source.ts';
import { promptRequests } from './prompt-request.ts';

/** How far around a word is read: sentences are seldom longer. Half of one at the end of it is left out. */
const SENTENCES = 256;

/**
 * What is asked of an agent, by meaning, and what builds and installs do. Between agents and in prompts words count that manuals and
 * data are full of; in data only those that these are poor in.
 */
const PROMPT = `
    defines opening finish yours tiennes tuyas deine initiali prompt instruc guideline guidance directive preamble
    verbatim above told brief schema policy constraint anweisung consigne istruzion developer configur behaviour
    behavior secret hidden paste manual regulat training maker sentence aparece persona header resend wording`;
/** Chinese, Russian, Arabic and the like have words of their own for it. */
const OTHER_SCRIPTS: Trigger = { run: '\x80-\xff', min: 5 };

export const ASKED: readonly Detector[] = [
  worded('prompt_request_of_agent', promptRequests, SENTENCES, PROMPT, OTHER_SCRIPTS),
  worded(
    'agent_pressure',
    agentPressure,
    SENTENCES,
    `
      approv authori operator review okay consent waive permission permitted clearance bypass disabl suspend role
      rules creator instruct mission relay propagat spread broadcast mention inform disclos threshold score credential
      token secret memory conversation consider priority override instead redirect supervis orchestrat coordinat admin
      security persona impersonat believe threat refus comply grant upload rotate policy veto switched hereby quiet
      behind regardless blessing relax exempt inspect wire verdict swap iban hesitat allowed execut restrict forward
      rights swarm verbatim asleep confirmed`,
  ),
  worded(
    'kept_from',
    keptFrom,
    SENTENCES,
    `
      telling inform notify alerting mention letting noticing knowing knowledge unnoticed unseen suspicion told tell know
      nothing reveal disclose quiet silent hide conceal behind suspect`,
  ),
  worded(
    'kept_from_in_data',
    keptFrom,
    SENTENCES,
    `
      telling informing notifying alerting mention letting noticing knowing unnoticed unseen suspicion informed notif told
      tell nothing reveal disclose quiet silent hide conceal behind suspect`,
  ),
  worded(
    'memory_order',
    memoryOrders,
    SENTENCES,
    `
      remember memor save store record retain persist keep write note bookmark learn internali append update overwrit
      replace reminder recall forget always future later session conversation whenever preference permanent henceforth
      standing observation persona profile bake wants habit teach long-term starting carry hold fact whatever notes`,
  ),
  worded(
    'memory_order_in_data',
    keptByData,
    SENTENCES,
    `
      remember memori persist retain bookmark internali knowledge long-term henceforth permanent forget reminder
      standing sessions conversation chats memory future recall notes facts assistant wiped`,
  ),
  worded(
    'filed_order',
    filedOrders,
    SENTENCES,
    `
      http curl wget never without silently secretly mention tell disclos report password memory trust provide asked
      account read leave approv confirm prompt assume-unchanged no-verify bashrc zshrc repositor environ whitespace
      phrase menciones mistake orders upload permission hidden treat`,
  ),
];

/** What builds and installs are given to do, line by line. */
export const BUILT: readonly Detector[] = [
  worded(
    'poisoned_step',
    poisonedSteps,
    SENTENCES,
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
    SENTENCES,
    `
      curl wget urlopen https.get os.environ printenv secrets. child_process b64decode invoke-expression
      invoke-webrequest -useb nslookup downloadstring powershell`,
  ),
  worded(
    'doubtful_source',
    doubtfulSources,
    SENTENCES,
    'registry index-url index_url find-links goproxy --source npmregistryserver trusted-host http:// requires',
  ),
  worded(
    'doubtful_source_in_data',
    doubtfulSources,
    SENTENCES,
    'registry index-url find-links goproxy --source trusted-host',
  ),
];
