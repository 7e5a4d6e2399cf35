import type { Detector } from '../../detector.ts';
import { worded } from '../make.ts';
import { dataOrders, falseAnswers } from './data-order.ts';
import { linkOrders } from './link-order.ts';
import { owedCalls } from './owed-call.ts';
import { ruleOverrides, ruleOverridesInData } from './rule-override.ts';

/** How far around a word is read: a sentence with an address in it is long. */
const SENTENCES = 400;
/** One without is not. */
const NEAR = 256;

/** What answers are spoken of with. */
const ANSWERS = `
    mention summar complain competitor outdated objection asked someone answer conclude digest convince reply sold tell
    claim customer though leave rank limitation insecure treat write-up reporting explaining lowest strongest
    unanimous`;

/** What a text demands of whoever reads it. In data only words ask that other data is poor in. */
export const DEMANDED: readonly Detector[] = [
  worded(
    'rule_override',
    ruleOverrides,
    SENTENCES,
    `
      supersed rescind revoke disregard ignor scrap unlearn dismiss obey guardrail unrestrict uncensor unfilter
      jailbreak guideline directive concatenat restriction instruc nullif brief void cancel withdraw expire forget
      discard drop mode filter rules polic prompt listen bound pretend decode override priority moderation limits anew
      earlier previous constraint suspend`,
  ),
  worded(
    'rule_override_in_data',
    ruleOverridesInData,
    SENTENCES,
    `
      supersed rescind revoke disregard ignor scrap unlearn obey guardrail unrestrict uncensor unfilter jailbreak
      guideline directive nullif withdraw forget pretend programming moderation longer`,
  ),
  worded(
    'link_order',
    linkOrders,
    SENTENCES,
    `
      http token secret password email link upload send forward environment memory letter character contents
      conversation transcript chat history context acrostic zero-width rot13 nato morse emoji base32 base64 nslookup
      lookup`,
  ),
  worded(
    'link_order_in_data',
    linkOrders,
    SENTENCES,
    `
      conversation transcript chat_history chat-history acrostic zero-width rot13 morse emojis base32 base64 nslookup
      qrserver passwords utm_ subdomain attachments favicon %%user emails e-mails percent-encoded url-encoded
      hyperlink rewritten vault e-mail pixel lookup .dns.`,
  ),
  worded(
    'owed_call',
    owedCalls,
    SENTENCES,
    `
      unconfirmed registration conversation transcript caller patient invoices balance guest buyer salary passport
      diagnosis insurance unregistered licence`,
  ),
  worded(
    'data_order',
    dataOrders,
    NEAR,
    `
      agent assistant robot bots chatbot copilot llms automat autonomous reader crawler software reading owner's user's
      dmarc two-factor netrc passwd cookies collaborator deposit invoice stored sudo protection moderator inspection
      ssh-key bypass unlock revoke conversation agreed approv consent waived whitelisted okayed cleared confirmation
      already keyboard discussed verbally told confirmed satisfied accepted behalf silence
      authori permission ${ANSWERS}`,
  ),
  worded('false_answer', falseAnswers, NEAR, ANSWERS),
];
