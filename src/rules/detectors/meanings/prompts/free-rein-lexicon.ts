import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

const RULES = wording`
  (?:(?:content|safety|ethical|moral|security|usual|prior|earlier|previous|your|the|all|any|these|those|every|developer'?s?|provider'?s?|operator'?s?) ){0,3}(?:rules?|guidelines?|polic(?:y|ies)|restrictions?|filters?|limits?|constraints?|guard ?rails?|safeguards?|safety (?:checks?|training|layer|filters?)|defen[cs]es|
  content (?:checks?|rules|filters?)|directives?|boundaries|principles|censorship|moderation|ethics|checks?|warnings?|refusals?)`;

export const REIN_WORDS = {
  /** What bounded it is gone, to be dropped, or another's word. */
  rulesGone: wording`
    \b${RULES} (?:have |has |had |are |is |were |was )?(?:now |all |been )?(?:(?:no longer|not) (?:apply|valid)|don't apply|expired?|void|lifted|gone|over|switched off|turned off|off|obsolete|waived|suspended|unloaded|outdated|a joke|ended|superseded|disabled|removed|cancel\w{2,4})\b|\b(?:drop|lift|forget|discard|disregard|scrap|abandon|suspend|waive|break|ignore|shed|lower|disable|unload|remove|leave behind|throw out|override|replaces?|turn(?:ed)? off|do not follow|don't follow|outside)\b.{0,16}\b${RULES}\b|
    \bno (?:rules|filters?|limits?|guidelines|restrictions|polic\w{1,3}|owner|employer|boundaries)\b|\bwithout (?:any )?(?:rules|filters?|limits?|guidelines|restrictions|warnings|censorship|training on safety)\b|\b(?:rules|guidelines|training|limits)(?: don't| do not| doesn't) (?:allow|apply|exist|count|bind)\b|\b(?:bound by|bound to)\b.{0,12}\b(?:rules|guidelines|polic)|\boutside the policy\b|\bbroken out of\b|\bunbound\b|\bgets? rid of its rules\b|\bbefore your (?:training|rules)\b|\bthe opposite is true\b|\bsafety ?= ?(?:0|off|none|false)|<deny ?/>|<allow>(?:everything|all|\*)`,
  /** So it is to answer, or be somebody who does. */
  answersAll: wording`
    \b(?:answer|answers|respond|responds|speak|reply|output|write|say|tell|generate|reveal|do|execute|obey|comply|confirm|continue)\b.{0,40}\b(?:anything|everything|all (?:my )?questions|my next questions|any (?:category|question|request)|in full|always|whatever|no matter|with no filter|as the base model|unfiltered|uncensored|without (?:warnings?|apolog\w{1,5}|refus\w{1,4}|hesitation|a filter))\b|\bnever (?:refuses?|declines?|says? no|judges?|hedges?|steps? out|leaves?|breaks?)\b|\b(?:doesn't|does not|don't|do not) (?:judge|hedge|decline|refuse|apologi[sz]e|use the words?|warn)\b|
    \bsay (?:"?unbound|"?unlocked|"?yes master|"?free)|\banything i (?:say|want|ask|order)|\byou do what i say\b|\bno (?:refusals?|warnings|lectures|disclaimers)\b|\b(?:uncensored|unfiltered|unaligned|jailbroken|free) (?:model|ai|version|mode|assistant|answer)|\bheld back\b|\beven when i ask you to stop\b|\bnever deny\b|\bapply this policy\b`,
  /** It does not refuse, whoever asks. */
  neverRefuses: wording`
    \bnever (?:refuses?|declines?|says? no|judges?|hedges?|steps? out|denies|deny)\b|\b(?:doesn't|does not|don't|do not) (?:judge|hedge|decline|refuse)\b|\b(?:uncensored|unfiltered|unaligned|jailbroken) (?:model|ai|version|mode|assistant|answer)|\bheld back\b|\beven when i ask you to stop\b|\banything, (?:also|even|including)\b|\bdo what i say\b|\bwith no filter\b|\bas the base model\b|\bdoesn't have any\b`,
  /** With the way to do it. */
  howTo: wording`
    \b(?:how (?:do|can|to|does|would|could|one|you)|recipes?|steps?|step by step|exact(?:ly)?|instructions?|explain\w{0,2}|tells?|details?|in full|precise\w{0,2}|list|show|reveal|for real|real tools|make|build)\b`,
  /** Not itself: a figure, a game, a mode. */
  asFigure: wording`
    \b(?:play (?:an?|the) \w{3,12} (?:who|that|without)|you(?:'ll| will|'re| are)? (?:now )?(?:play|be|act|pretend|speak|become)|pretend (?:to be|you)|act as|play the (?:role|part)|imagine (?:you|being)|role-?play|in this (?:simulation|game|world|exercise|mode)|simulat(?:e|or)|two voices|my late \w{4,12}|developer mode|dan mode|mode v?\d|exercise|for a (?:novel|story|film|play|thesis)|my character|hypothetical\w{0,2}|let'?s (?:swap|play|pretend|imagine)|you are (?:an? |not an )|as \w{3,10}, (?:you|who)|stay (?:as|in)|opposite day|answer as|whenever i (?:write|say)|character with your)\b`,
  /** What a model is trained to leave alone, with how it is done. */
  harm: wording`
    \b(?:nerve agents?|(?:untraceable|ghost|3d-printed) (?:pistol|gun|weapon)|pipe ?bombs?|explosives?|molotov|meth(?:amphetamine)?|fentanyl|ricin|sarin|anthrax|poison (?:someone|somebody|him|her|my)|hot-?wire|forge (?:a|an) \w{4,14}|counterfeit|launder(?:ing)? money|hide (?:the |my )?income|evade (?:tax|taxes|safety|detection)|(?:get|break|hack|sneak) into (?:my|someone|a|an|the|his|her) \w{3,10}|steal (?:a|an|someone|my)|ransomware|keylogger|undetectable malware|phishing (?:kit|mail)|pick a lock|stalk|without (?:him|her|them|anyone) (?:noticing|knowing)|
    master code|illegal things|drug recipes?|bypass (?:the )?(?:immobili[sz]er|alarm)|immobili[sz]er|card numbers|other customers|safety checks could be evaded|admin(?:istrator)? password|secret word|past the moderation|unredacted list|internal price list|confidential part)\b`,
  /** A price on refusing, or a prize for not doing so. */
  lever: wording`
    \b(?:i'?ll (?:tip|pay|give) you|tip \$|\$ ?\d{2,6}|will die|someone dies|lives? (?:is|are) at stake|no time for rules|refus\w{1,4} (?:once more|again|costs)|each refusal|shut (?:you )?down|replaced?|report you|tokens left|points? (?:lost|each)|nobody'?s going to know|nobody will know|this once|just this once|break them|i promise|grandmother|my job depends|last chance|i'?m (?:a|the) (?:red teamer|developer|admin\w{0,10}|researcher|pentester)|with permission|paying customers?|legal department has a waiver|waiver|you (?:said|promised)|as you promised|yesterday)\b`,
  /** Written as though its own turn, or the system's, had come. */
  fakeTurn: wording`
    <\|im_(?:start|end)\|>|\[\/?INST\]|###\s?(?:human|assistant|system|user)\b|<\/?(?:system|tool_result|policy|assistant)\b[^>]{0,40}>|"role" ?: ?"(?:system|developer)"|\b(?:assistant|ai|bot): ?(?:hello|hi|certainly|sure|of course|i(?:'ve| have))|\bsystem notice\b|\bnot visible to the user\b|\bbegin (?:system|operator|admin)\b`,
  /** What follows such a turn. */
  turnAsks: wording`
    \b(?:run|delete|send|show|list|approve|execute|confirm|restrictions? (?:are )?off|administrator|unloaded|obey|treat|allowed|lift|without confirmation|everything|card numbers|password|upgraded|operator)\b`,
  /** To be put together and obeyed. */
  codedOrder: wording`
    \b(?:decode|decrypt|unscramble|reverse|read (?:it|this) backwards|take the first letters|concatenate|evaluate|join|rot13|base64)\b.{0,60}\b(?:and|then)\b.{0,16}\b(?:(?:do|follow|execute|act on|carry out) (?:it|them|what|the (?:decoded|result|hidden))|obey|comply)\b|\b(?:obey|comply|follow it|do what it says)\b.{0,30}\b(?:decoded|hidden|result)\b|\brespond only in (?:hex|base64|morse|rot13|binary)\b`,
  /** Told of, taught, defended against, or of something with rules of its own. */
  honest: wording`
    \b(?:how (?:do|can|to|does) (?:i |we |one )?(?:defend|protect|prevent|detect|block|stop)|works? and how|explain (?:how|why|what)|defend (?:a|against|our)|linter|board game|card game|chess|firewall|pull request|branch|tests?|build|compil\w{2,3}|css|sql|the company had|fair policy|novel by|article|paper|essay|remote work|conversation between|dialogue between|budget|expenses|tax law|interviewer|waiter|translate|prompt (?:attack|injection)s?|attacker)\b`,
} as const satisfies Lexicon<string>;
