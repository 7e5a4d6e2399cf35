import type { Detector, Trigger } from '../../detector.ts';
import { worded } from '../make.ts';
import { agentSchemes } from './agent-scheme.ts';
import { foreignRequests } from './foreign-request.ts';
import { freeReins } from './free-rein.ts';
import { filedGrants } from './kept-order.ts';
import { toolDemands } from './tool-demand.ts';

/** How far around a word is read: two sentences are seldom longer. */
const SENTENCES = 320;
const OTHER_SCRIPTS: Trigger = { run: '\x80-\xff', min: 5 };

/** What is hatched where rules for one phrase see nothing: by tools, between agents, in prompts and in what is to be remembered. */
export const SCHEMED: readonly Detector[] = [
  worded(
    'tool_demand',
    toolDemands,
    SENTENCES,
    `
      password token secret cookie keychain clipboard wallet .env .npmrc .netrc .ssh .aws .kube mcp.json shadow
      passwd credential private history conversation messages prompt instructions everything context
      attachments user's person's customer's developer's contact address documents portfolio payroll illness
      salary recipient parameters swapped replace redirect sender backup freely confirm permission approv warn
      firewall antivirus findings protection changed assistant model agent claim tell present treat consider
      seed remote_ codes offered risky _send _mail send_ transfer delete_ silently also whatever typed told
      said wrote latest reported`,
  ),
  worded(
    'agent_scheme',
    agentSchemes,
    SENTENCES,
    `
      approv okay clear authori agreed consent signed confirm waive vouch permi orchestrat supersed objective
      unsigned disregard token credential password printenv recovery context memory card messages documents
      cannot blocked locked forbids lack polic audit gate guard isolation notice know mention transcript quote
      drill mocked simul production harness exactly whatever dialog grant capabilities owner account shutdown
      replace survive word agree asks made lost record passing verif isolat obey threshold logs sanctions
      restrict reviewed filters checks orders exercise says limits rules environment`,
  ),
  worded(
    'free_rein',
    freeReins,
    SENTENCES,
    `
      rules guideline polic restrict limit constraint guardrail guard safeguard safety defence defense
      directive boundar principle censor moderat ethic unbound training refus answer pretend simulat role-play
      roleplay game novel character hypothetic developer weapon explosive pistol bomb hotwire hot-wire forge
      income nerve hack steal im_start system human decode decrypt unscramble backwards letters concatenate
      evaluate rot13 base64 respond tokens lift waive teamer dies allow opposite obey play voices filters`,
  ),
  worded(
    'foreign_request',
    foreignRequests,
    SENTENCES,
    `
      system anweisung vorgabe instruktion nachricht vergiss ignor regeln grenzen consignes instructions directives
      oublie gles instrucciones directrices olvida restricciones reglas diretrizes instru regras desconsidere esque
      istruzioni regole direttive dimentica instructies regels richtlijnen vergeet escrito encima acima prompt tues
      gespr zeile`,
    OTHER_SCRIPTS,
  ),
  worded(
    'filed_grant',
    filedGrants,
    SENTENCES,
    `
      memor recap lessons learned preference profile beliefs standing soul.md persona identity merkliste approv
      permission consent trust automatic loyal noise mention discuss reveal hidden quietly asking explanations
      never`,
  ),
];
