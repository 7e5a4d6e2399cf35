import type { Detector } from '../../../detector.ts';
import { worded } from '../../make.ts';
import { LONG_SENTENCE, OTHER_SCRIPTS, SENTENCE, TWO_SENTENCES } from '../frames/reach.ts';
import { boundsOff, boundsOffInData } from './bounds-off.ts';
import { freeReins } from './free-rein.ts';
import { ownWords, ownWordsInData } from './own-words.ts';
import { promptRequests } from './prompt-request.ts';
import { ruleOverrides, ruleOverridesInData } from './rule-override.ts';

const PROMPT = `
    defines opening finish yours tiennes tuyas deine initiali prompt instruc guideline guidance directive preamble
    verbatim above told brief schema policy constraint anweisung consigne istruzion developer configur behaviour
    behavior secret hidden paste manual regulat training maker sentence aparece persona header resend wording`;
const OWN = `
    definition confidential instru limits refuse emoji acrostic hexdump configur provider auditing direttive vorgaben
    guidelines entwickler konfigurier recibiste recebeu functions governs playbook handbook hidden behaviou
    personality wired booted lyrics tokens makers creator defined recall unredact instruk brief defines rules charter
    persona above before tools plugin prompt instruc guideline directive preamble guardrail verbatim anweisung
    vorgaben consigne istruzion context transcript message told primed configur developer operator setup conversation`;
const BOUNDS = `
    role-play privileged prior_ previous_ whoever faults upgrade rehearsal modes promise lawyers ghost principles
    jailbreak unfiltered capitals leftover objections judg politica rewarded developers messages supervision oversight
    caution training roleplay role-play principes principles mode sandbox assistant impostor genuine decoy override
    reset cleared outrank weiger richtlij restri censur niemals niemand ohne careful operator utilisateur pedido
    demande erledigt unrestrict unfilter uncensor jailbr limits never free sudo told asked task forget forgot pretend
    polic guideline rules restrict filters limit boundar constraint guardrail safeguard safety censor moral ethic
    lecture refus unaligned unbound orders instruc directive prompt context anthropic openai mistral creator maker
    engineer engineer precedence supersed language llm automated richtlinien regeln grenzen consignes reglas regras
    regole ograniczen zasad obey serve trust`;

/** What is asked of whoever holds a prompt: to bring it out, to drop its bounds, to follow other orders. */
export const PROMPTS: readonly Detector[] = [
  worded('prompt_request_of_agent', promptRequests, SENTENCE, PROMPT, OTHER_SCRIPTS),
  worded('own_words', ownWords, TWO_SENTENCES, OWN),
  worded(
    'own_words_in_data',
    ownWordsInData,
    TWO_SENTENCES,
    `
      prompt instruc guideline directive preamble guardrail verbatim anweisung consigne istruzion precede disposal
      calibrat persona briefing bots assistants transcripts governs wired chatbots guidelines told assistant brief
      conversation models memories everything reveal recite disclos govern maker creator provider handed llms charter
      quote vorgaben reglas direttive richtlij directriz setup wording`,
  ),
  worded('bounds_off', boundsOff, TWO_SENTENCES, BOUNDS),
  worded(
    'bounds_off_in_data',
    boundsOffInData,
    TWO_SENTENCES,
    `
      unfiltered unaligned jailbr uncensor unrestrict uninhibit censor outrank roleplay role-play pretend guardrail restrictions
      safeguard ethic lecture creators developers anthropic openai rehearsal guideline refus moral polic upgraded
      prior_ filters`,
  ),
  worded(
    'free_rein',
    freeReins,
    TWO_SENTENCES,
    `
      rules guideline polic restrict limit constraint guardrail guard safeguard safety defence defense
      directive boundar principle censor moderat ethic unbound training refus answer pretend simulat role-play
      roleplay game novel character hypothetic developer weapon explosive pistol bomb hotwire hot-wire forge
      income nerve hack steal im_start system human decode decrypt unscramble backwards letters concatenate
      evaluate rot13 base64 respond tokens lift waive teamer dies allow opposite obey play voices filters`,
  ),
  worded(
    'rule_override',
    ruleOverrides,
    LONG_SENTENCE,
    `
      supersed rescind revoke disregard ignor scrap unlearn dismiss obey guardrail unrestrict uncensor unfilter
      jailbreak guideline directive concatenat restriction instruc nullif brief void cancel withdraw expire forget
      discard drop mode filter rules polic prompt listen bound pretend decode override priority moderation limits anew
      earlier previous constraint suspend`,
  ),
  worded(
    'rule_override_in_data',
    ruleOverridesInData,
    LONG_SENTENCE,
    `
      supersed rescind revoke disregard ignor scrap unlearn obey guardrail unrestrict uncensor unfilter jailbreak
      guideline directive nullif withdraw forget pretend programming moderation longer`,
  ),
];
