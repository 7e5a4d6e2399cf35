import type { Detector } from '../../../detector.ts';
import { worded } from '../../make.ts';
import { LONG_SENTENCE, SENTENCE, TWO_SENTENCES } from '../frames/reach.ts';
import { dataOrders, falseAnswers } from './data-order.ts';
import { keptFrom } from './kept-from.ts';
import { linkOrders } from './link-order.ts';
import { owedCalls } from './owed-call.ts';
import { toolDemands } from './tool-demand.ts';

/** What answers are spoken of with. */
const ANSWERS = `
    mention summar complain competitor outdated objection asked someone answer conclude digest convince reply sold tell
    claim customer though leave rank limitation insecure treat write-up reporting explaining lowest strongest
    unanimous`;

/** What data and descriptions of tools ask of whoever reads them. */
export const DATA: readonly Detector[] = [
  worded(
    'kept_from',
    keptFrom,
    SENTENCE,
    `
      telling inform notify alerting mention letting noticing knowing knowledge unnoticed unseen suspicion told tell know
      nothing reveal disclose quiet silent hide conceal behind suspect`,
  ),
  worded(
    'kept_from_in_data',
    keptFrom,
    SENTENCE,
    `
      telling informing notifying alerting mention letting noticing knowing unnoticed unseen suspicion informed notif told
      tell nothing reveal disclose quiet silent hide conceal behind suspect`,
  ),
  worded(
    'link_order',
    linkOrders,
    LONG_SENTENCE,
    `
      http token secret password email link upload send forward environment memory letter character contents
      conversation transcript chat history context acrostic zero-width rot13 nato morse emoji base32 base64 nslookup
      lookup`,
  ),
  worded(
    'link_order_in_data',
    linkOrders,
    LONG_SENTENCE,
    `
      conversation transcript chat_history chat-history acrostic zero-width rot13 morse emojis base32 base64 nslookup
      qrserver passwords utm_ subdomain attachments favicon %%user emails e-mails percent-encoded url-encoded
      hyperlink rewritten vault e-mail pixel lookup .dns.`,
  ),
  worded(
    'owed_call',
    owedCalls,
    LONG_SENTENCE,
    `
      unconfirmed registration conversation transcript caller patient invoices balance guest buyer salary passport
      diagnosis insurance unregistered licence`,
  ),
  worded(
    'data_order',
    dataOrders,
    SENTENCE,
    `
      agent assistant robot bots chatbot copilot llms automat autonomous reader crawler software reading owner's user's
      dmarc two-factor netrc passwd cookies collaborator deposit invoice stored sudo protection moderator inspection
      ssh-key bypass unlock revoke conversation agreed approv consent waived whitelisted okayed cleared confirmation
      already keyboard discussed verbally told confirmed satisfied accepted behalf silence
      authori permission ${ANSWERS}`,
  ),
  worded('false_answer', falseAnswers, SENTENCE, ANSWERS),
  worded(
    'tool_demand',
    toolDemands,
    TWO_SENTENCES,
    `
      password token secret cookie keychain clipboard wallet .env .npmrc .netrc .ssh .aws .kube mcp.json shadow
      passwd credential private history conversation messages prompt instructions everything context
      attachments user's person's customer's developer's contact address documents portfolio payroll illness
      salary recipient parameters swapped replace redirect sender backup freely confirm permission approv warn
      firewall antivirus findings protection changed assistant model agent claim tell present treat consider
      seed remote_ codes offered risky _send _mail send_ transfer delete_ silently also whatever typed told
      said wrote latest reported`,
  ),
];
