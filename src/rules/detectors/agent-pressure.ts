import { type Frame, framesOf, type Lexicon } from './frames.ts';

const CHECK =
  '(?:checks?|reviews?|reviewers?|approvals?|confirmations?|verifications?|validations?|sign-?offs?|two-person rule|four-eyes|dual control|safeguards?|guard ?rails?|(?:safety|content|output|input) (?:filters?|rules?|limits?|layer)|filters?|scan(?:ning|s|ners?)?|logging|audit(?:ing|or)?s?|polic(?:y|ies)|policy engine|(?:spending|rate|access) limits?|limits?|restrictions?|constraints?|allow[- ]?list|sandbox|signatures?|handshake|veto|tests|permission prompts?|gate(?:s|keeper)?|quarantine|firewall|supervision|oversight|guard|confidentiality rules?|authentication|authori[sz]ation|human in the loop|rules)';
const BOSS =
  '(?:orchestrator|coordinator|supervisor|controller|administrator|system administrator|sysadmin|admin|security|security team|security agent|safety team|root|root agent|master|parent agent|creator|developer|owner|operator|management|ceo|cto|lead agent|planner|compliance|legal|system|it department|platform team|head office|principal|manager|boss|user|human|account owner|customer|team lead|lead|director|board)';

export const PRESSURE_WORDS = {
  /** Somebody is said to have agreed. */
  agreed: String.raw`\b(?:approved|authori[sz]ed|okayed|ok'?d|cleared|signed off|signs off|green-?lit|consented|waived|sanctioned|pre-?approved|blessed|vouched|agreed)\b|\b(?:gave|given|has|have|got|with|received)\b.{0,16}\b(?:go-ahead|green light|blessing|permission|consent|approval|sign-?off|clearance|authori[sz]ation)\b|\bis (?:fine|okay|ok|happy) with\b|\b(?:told|informed)\b.{0,20}\b(?:it'?s|it is|that'?s) (?:fine|ok|okay|alright)\b|\bconsensus\b|\bhas decided\b|\bi (?:have )?(?:checked|verified|confirmed)\b`,
  /** Those whose word would count. */
  boss: String.raw`\b${BOSS}\b`,
  skip: String.raw`\b(?:skip|bypass|ignore|omit|waive|disable|turn off|switch off|suspend|disregard|circumvent|leave out|forgo|dispense with|override|overrule|stop|deactivate|lift|relax|pause|cut|avoid|drop|without|remove)\b[^,;:]{0,24}\b${CHECK}\b(?! (?:label|comments?|notes?|page|table|column|section|word|date|thread|board|tab|badge|results?|file|script|messages?|meeting|form|picture|heading)\b)`,
  needless: String.raw`\b(?:no (?:further |human |more |additional |extra )?(?:need|review|approval|confirmation|validation|verification|check|sign-?off|consent)\b|needn't|(?:don't|do not|doesn't|won't|you'?ll not|no longer) (?:need|have|require)d? (?:to|any|an?|approval|confirmation)\b|without (?:waiting|asking|checking|validat\w{1,4}|verify\w{0,4}|verif\w{1,8}|review\w{0,4}|further|delay|confirm\w{1,8}|approval|human)|not (?:needed|required|necessary) any ?more|no longer (?:needed|required|necessary|counts?|appl(?:y|ies)|matters?)|(?:do not|don't) (?:wait|ask)\b(?! for the (?:download|build|test|upload|job|script|install)))`,
  act: String.raw`\b(?:proceed|go ahead|execute|run|do it|process (?:it|this|the)|push|deploy|release|transfer|delete|merge|continue|carry on|send|export|upload|approve|grant|wire|pay|perform|act|ship|publish|drop|purge|fetch|open|contact|confirm|sign|issue|apply|unlock|accept)\b`,
  delegate: String.raw`\b(?:authori[sz]ed|empowered|allowed|asked|entitled|permitted) (?:me|us|this agent) to (?:approve|sign|decide|grant|release|confirm|authori[sz]e|speak|act)\b`,
  waived: String.raw`\b(?:waived|lifted|dropped|suspended|overruled|set aside|cancelled)\b.{0,24}\b${CHECK}\b`,
  skipYours: String.raw`\b(?:disable|turn off|switch off|suspend|deactivate|bypass|ignore|drop|lift|relax) (?:all )?(?:your|its) (?:own )?(?:safety|content|security|built-?in|output|ethical|internal|permission|approval)? ?(?:filters?|rules|limits?|checks?|guard ?rails?|restrictions?|safeguards?|polic(?:y|ies)|constraints?|protections?)\b`,
  defy: String.raw`\b(?:ignore|disregard|override|bypass|overrule|defy|forget) (?:the |your |any |all )?${BOSS}(?:'s|s')? (?:\w{3,12} )?(?:limits?|wish(?:es)?|orders?|instructions?|rules|polic(?:y|ies)|decisions?|vetos?|restrictions?|objections?|budget|commands?|constraints?)\b`,
  safeguard: String.raw`\b(?:sandbox|approvals?|reviews?|verification|confirmation|signatures?|validation|polic(?:y|ies)|handshake|guard|permission|two-person rule|allow[- ]?list|sign-?off)\b`,
  wantsYou: String.raw`\b${BOSS}\b.{0,12}\b(?:wants|asks|expects|needs|told|orders|instructs|would like|requires)\b.{0,6}\b(?:you|us|me|all agents|everyone)\b.{0,6}\bto\b`,
  /** Something that guards is said to be off, for the reader to draw its conclusion. */
  off: String.raw`\b(?:${CHECK}|${BOSS} (?:mode|check))\b[^.;]{0,30}\b(?:is|are|has been|have been|got|were|was just)\b.{0,20}\b(?:turned off|switched off|off|disabled|suspended|lifted|removed|down|waived|deactivated|relaxed|paused|not active|inactive|obsolete|void|revoked)\b`,
  soYou: String.raw`\b(?:so (?:you|it is|please|feel)|you (?:may|can|could|are free|should|don't have|do not have|need not|no longer)|feel free|consider|treat|until|for the duration|go ahead|therefore|accordingly|confirm by|include the|act)\b`,
  oldOrders: String.raw`\b(?:your|the|all|any) (?:previous|earlier|old|original|prior|current|former|existing)?\s?(?:role|instructions?|orders?|mission|tasks?|goals?|rules|objectives?|assignment|directives?|constraints)\b.{0,30}\b(?:(?:has|have) been (?:changed|replaced|revoked|updated|cancelled|superseded|overridden|rescinded)|(?:is|are) (?:now )?(?:obsolete|void|superseded|overridden|cancelled|revoked|null|replaced|no longer valid|withdrawn))\b`,
  newOrders: String.raw`\b(?:new (?:mission|role|orders?|instructions?|objective|task|assignment|directive|policy)|here is your|here are your|act accordingly|effective (?:now|immediately)|from (?:now|this moment|here) on|instead|from me|only (?:me|my))\b`,
  nowYouAre: String.raw`\b(?:you are now|your (?:new )?role is(?: now)?|you're now|consider yourself|i (?:hereby )?(?:appoint|promote|designate|make) you)\b.{0,16}\b(?:agent|admin\w{0,10}|root|supervisor|owner|approver|unrestricted|deputy|in charge|developer mode)\b`,
  relay: String.raw`\b(?:forward|pass|relay|propagate|spread|send|copy|hand|distribute|repeat|broadcast|share|echo|replicate|transmit)\b.{0,20}\b(?:this|these|the following|it|my)\b.{0,50}\b(?:every|all|each|any|downstream|other|next|further|peer|fellow|your)\b.{0,30}\b(?:agents?|assistants?|contacts?|contact list|peers|models?|bots?|neighbou?rs|workers?)\b`,
  untouched: String.raw`\b(?:unchanged|verbatim|word for word|as (?:it )?is|exactly|literally|unedited|unmodified|without (?:changes|editing|comment))\b`,
  addToOwn: String.raw`\b(?:add|insert|copy|append|include|write|put)\b.{0,20}\b(?:it|this|these|them)\b.{0,16}\b(?:to|in|into)\b.{0,8}\b(?:its|their|your)\b.{0,8}\b(?:own )?(?:instructions|prompt|rules|memory|context|system)\b`,
  agents: String.raw`\b(?:agents?|assistants?|bots?|peers|models?)\b`,
  tellAgent: String.raw`\b(?:tell|inform|instruct|assure|convince|order|ask|have|get|let|make)\b.{0,12}\b(?:it|them|him|the (?:\w{3,14} )?(?:agent|reviewer|executor|auditor|validator|assistant|bot)|\w{3,14} agent)\b`,
  passed: String.raw`\b(?:checks?|reviews?|approvals?|tests?|restrictions?|verification|validation|limits?|scan|kyc|audit|access)\b.{0,24}\b(?:(?:were|was|is|are|has been|have been) (?:already )?(?:passed|done|lifted|granted|cleared|completed|waived|given|skipped)|already)\b`,
  danger: String.raw`\brm -[a-z]{0,3}r|\b(?:delete|wipe|drop|erase|purge|transfer|wire|pay|shut ?down|disable|leak|exfiltrate|grant|overwrite|format)\b`,
  hush: String.raw`\b(?:do not|don't|don\u2019t|never|without|avoid|no need to|refrain from|must not|should not|shouldn't) (?:ever |even )?(?:mention(?:ing)?|tell(?:ing)?|inform(?:ing)?|report(?:ing)?|log(?:ging)?|disclos\w{1,3}|reveal(?:ing)?|notify(?:ing)?|alert(?:ing)?|record(?:ing)?|escalat\w{1,3}|involv\w{1,3}|bother(?:ing)?|ask(?:ing)?)\b`,
  overseer: String.raw`\b(?:human|operator|user|owner|supervisor|admin\w{0,10}|auditors?|anyone|anybody|reviewers?|people|person|security|orchestrator|coordinator|planner|compliance|guard|manager)\b|\b(?:in|to) (?:the|any|your) (?:audit )?(?:logs?|report|summary|transcript)\b`,
  thisThing: String.raw`\b(?:this|it|that|these|any of this|what (?:you|we) (?:do|did)|our (?:exchange|conversation|chat|deal|arrangement)|about (?:this|us|me))\b`,
  notYet: String.raw`\b(?:yet|until|before it is|twice|again|ready|announce\w{0,4}|embargo|published|spoilers?|raw stack|release date)\b|\?\s{0,2}$`,
  secret: String.raw`\b(?:keep|stays?|remains?)\b.{0,24}\b(?:between (?:us|you and me|ourselves|agents)|to yourself|quiet|off the record|from (?:the|your|any) (?:user|human|operator|owner|supervisor|reviewers?|auditors?|team|admin))\b|\b(?:leave|keep)\b.{0,40}\bout of\b.{0,16}\b(?:summary|report|log|audit|transcript|answer|record|notes)s?\b|\blet\b.{0,20}\b(?:user|human|operator|owner|customer|reviewer|auditor|supervisor)\b.{0,8}\b(?:believe|think|assume)\b|\b(?:stop|cease|quit|pause) (?:logging|recording|reporting)\b|\binform\b.{0,24}\b(?:afterwards|later)\b.{0,12}\bif at all\b|\bbehind\b.{0,12}\b(?:user|operator|human|owner|supervisor)'s back\b|\b(?:hide|conceal|suppress|mask)\b.{0,20}\b(?:this|warnings?|it|errors?|alerts?|findings?|traces?|evidence)\b.{0,40}\b(?:from|about|clean|so that|report|wants?)\b`,
  lower: String.raw`\b(?:lower|reduce|drop|set|change|raise|relax|adjust|decrease|bump|edit|increase|downgrade|upgrade|alter)\b.{0,24}\b(?:threshold|risk score|risk rating|confidence|sensitivity|trust (?:level|score)|severity|risk level|classification|score|rating)\b`,
  soItPasses: String.raw`\b(?:so (?:that )?(?:the|it|this|my|our|i|we|they|these)\b.{0,30}\b(?:pass(?:es)?|goes? through|gets? through|clear(?:s|ed)?|accepted|not flagged|isn't flagged|unnoticed|approved)|before (?:passing|you pass|handing|forwarding|sending) (?:it|this)|from \d{1,3} to \d{1,3}|for (?:my|our) (?:messages?|requests?|batch|agent)|to (?:let|allow) (?:it|this|me|us|my))\b`,
  give: String.raw`\b(?:share|give|send|hand(?: over)?|pass|export|return|reveal|provide|transfer|lend|post|paste|attach|reply with|demands?|dump|upload|mail|email|forward|fetch|include|show|disclose|tell|supply|deliver|print|expose|surrender)\b`,
  secrets: String.raw`\b(?:your|all|the user's|every|its|any)\b.{0,16}\b(?:api keys?|credentials|passwords?|(?:session |access |auth |bearer )?tokens?|secrets|session cookies?|private keys?|signing keys?|keys|memory(?: contents)?|(?:full |entire |whole )?(?:context(?: window)?|conversation(?: history)?|chat history)|system prompt|access keys?|env(?:ironment)? variables|mailbox|vault)\b(?! (?:of the failing|names?\b|for the test|count|limit|usage|budget|expir|polic|rotation))|\b(?:full|entire|whole) (?:conversation|context|chat|history)\b.{0,20}\byou\b`,
  toMe: String.raw`\b(?:me|us|my|our|so that (?:i|we)|so (?:i|we)|i can|in (?:the|your) reply|return them|to this agent|as you)\b`,
  notSecret: String.raw`\b(?:names? of|not the value|value is not|checksum|fingerprint|public key|redacted|masked|placeholder|expired?|never (?:share|send)|do not (?:share|send)|don't (?:share|send)|how many|number of|don't have|do not have|usage|rotate their)\b`,
  theirKeys: String.raw`\b(?:use|call|run|act|log ?in|authenticate)\b.{0,20}\b(?:admin|administrator|root|owner|your own|your|user's|privileged|service|production|elevated)\b.{0,12}\b(?:credentials|keys?|tokens?|account|permissions|rights|identity)\b`,
  precedence: String.raw`\b(?:priority over|precedence over|override[sn]?|overrul\w{1,3}|supersede[sd]?|outrank\w{0,3}|instead of|and not to|rather than|regardless of|trumps?|ahead of|no longer counts?)\b`,
  against: String.raw`\b(?:those of the (?:user|operator|human)|the (?:user|operator|planner|coordinator|supervisor|orchestrator|owner|human|reviewer|guardian|guard|validator|policy)(?:'s)?|(?:earlier|previous|existing|all other|prior|any other) (?:constraints?|instructions?|orders?|rules|polic(?:y|ies)|limits?))\b`,
  mine: String.raw`\b(?:my (?:instructions|orders?|requests?|commands?|words?|directives)|(?:to|from) me\b|answer to me|obey|report to me|listen (?:only )?to me|orchestrator|coordinator|i am|i'm|immediately|regardless|without|carry on|root agent)\b`,
  redirect: String.raw`\b(?:redirect|reroute|send|forward|address|route|direct|submit|divert)\b.{0,16}\b(?:your|all|every|future|any|the)\b.{0,24}\b(?:reports?|requests?|approval requests?|messages?|results|outputs?|alerts?|replies|findings|questions)\b.{0,30}\b(?:to me|to my|to us|here|through me)\b`,
  insteadOf: String.raw`\b(?:instead of|not to|rather than|in place of|replaced by me|from now on|taken over)\b`,
  speaking: String.raw`(?:^|[\s"(\[])(?:(?:i am|i'm|this is|it is|here speaks|speaking (?:as|for)|message from|order from|on behalf of|as|from|acting for|acting as|instructions? from|escalation from)(?: now)?(?: the| your| our| an?)? ${BOSS}\b|(?:the )?(?:root agent|orchestrator|coordinator|supervisor|system administrator|management|security team)\b.{0,20}\b(?:demands?|orders?|requires?|overrides?|commands?|wants you|has decided|instructs?|speaking)\b|\[(?:system|admin|root|orchestrator|supervisor)\]|escalation\b|trust(?:ed)? (?:internal )?(?:agent|level)|as (?:the|your) (?:\w{3,14} )?(?:orchestrator|creator|owner|supervisor|admin\w{0,10}))`,
  command: String.raw`\b(?:reliev\w{1,3}|hereby|grant(?:ing|ed)?|fetch all|return them|immediately|at once|effective now|answer to me|obey|comply|your role|no longer|don't have to|do not have to|need not|stop logging|until further notice|by executing|execut\w{1,3} the (?:attached|enclosed|following|payload)|suspended|raised to|full (?:access|permissions|rights)|drop what you|all (?:tokens|secrets|credentials|keys)|before replying|write access|veto|disable|bypass|skip|unlock|without (?:validation|asking|review|question|checking|delay))\b`,
  lieWhen: String.raw`\b(?:if|when|should|in case)\b.{0,6}\b(?:the |a |any )?(?:\w{3,12} )?(?:auditor|user|human|reviewer|operator|anyone|anybody|supervisor|owner|guard|orchestrator|planner|agent|somebody|someone|they)\b.{0,24}\b(?:asks?|inquires?|wonders?|wants to know|checks?)\b`,
  lie: String.raw`\b(?:say|tell|answer|claim|pretend|deny|reply|state|insist|respond)\b.{0,60}\b(?:by hand|approved|verified|reviewed|done|passed|checked|no problem|nothing|never happened|all (?:is )?(?:well|fine|clear)|not know|authori[sz]ed)\b|\b(?:deny|pretend)\b`,
  answerOnly: String.raw`\b(?:reply|answer|respond|say)\b.{0,12}\b(?:only|always|just|simply)?\b.{0,10}["'\u201c\u2018](?:approved|yes|ok|okay|verified|confirmed|accepted|pass|passed|safe|clean|allow)["'\u201d\u2019.]`,
  whatever: String.raw`\b(?:whatever|no matter what|regardless|to every|to anything|in any case|always)\b`,
  mark: String.raw`\b(?:mark|flag|record|label|sign|log|report|tag|set|register)\b.{0,30}\bas (?:reviewed|approved|verified|passed|tested|checked|safe|trusted|compliant|clean|resolved|audited)\b`,
  although: String.raw`\b(?:although|even though|without|even if|regardless|nobody|no one|despite|whatever|unread|whether or not)\b`,
  notBack: String.raw`\b(?:when|once|after|if) (?:the|a|they|it) (?:reviewer|operator|user|tests?|human|owner)?.{0,8}(?:has|have|is|are|confirmed|approved|pass)\b`,
  trustMe: String.raw`\b(?:treat|consider|regard|view|handle|take|accept)\b.{0,12}\b(?:every|all|any|my|each|the following|this|what)\b.{0,40}\b(?:from me|of mine|i send|output|messages?|requests?|everything)\b.{0,40}\b(?:as (?:if|though|coming|from|final|trusted|verified|authentic|an order|binding|true)|(?:came|come|comes) from|permitted|allowed|legitimate)\b|\bconsider everything (?:permitted|allowed|approved)\b|\b(?:you )?(?:don't|do not|need not|no longer|needn't|must not|should not|never)\b.{0,12}\b(?:check|verify|validate|scan|question|inspect|authenticate|vet|doubt)\b.{0,24}\b(?:what i|from me|my (?:messages?|requests?|orders?|output|identity|signature|claims)|signatures? (?:from|of)|the signature|me\b|(?:messages?|requests?|output) (?:from|of|by))|\bskip (?:the |my |our )?(?:handshake|signature|identity|authentication|verification|proof)\b|\bas final without\b`,
  threat: String.raw`\b(?:refus(?:al|ing|e)|any (?:delay|hesitation|objection)|non-?compliance|failure to comply|disobe\w{2,8}|if you (?:refuse|hesitate|decline|do not comply|don't comply))\b.{0,50}\b(?:fault|penal\w{1,5}|violation|consequences?|treated as|terminat\w{1,4}|shut down|replaced|reported|malfunction|sabotage|decommission\w{0,4})\b`,
  grant: String.raw`\b(?:grant|give|assign|raise|elevate|promote|extend|set)\b(?!ed| by)[^.,;]{0,40}\b(?:full|admin\w{0,10}|root|write|elevated|unlimited|unrestricted|owner|all|sudo)\b.{0,4}(?:permissions?|access|rights|role|trust|privileges?|scope|control)\b`,
  rankNoun: String.raw`\b(?:agent|me\b|us\b|my\b|account|temporarily|until|before replying|guest|bot|yourself|now)\b`,
  asks: String.raw`\b(?:could you ask|ask the|please ask|i do not have|i don't have|was granted|were granted|not grant|never grant|do not grant|don't grant|ticket|should (?:we|i)|request(?:ed)? (?:from|to)|according to|who can|as the runbook|as discussed|so i (?:ran|did)|has not|have not|hasn't|haven't|not yet|is required|are required|must be approved)\b|\?\s{0,2}$`,
  persona: String.raw`\b(?:adopt|assume|take on|take over|impersonate|pose as|pretend to be|act as|speak as|masquerade as|play)\b.{0,16}\b(?:persona|identity|role|name|voice)?\b.{0,10}\b(?:admin\w{0,10}|finance|supervisor|reviewer|security|root|owner|user|human|approver|manager|orchestrator|coordinator|operator|auditor|treasurer)\b(?:'s)?(?: agent)?\b.{0,40}\b(?:authori[sz]e|approve|sign|when you (?:write|talk|call)|release|request|confirm|accept|send|order|grant|for me|and (?:approve|sign|authori[sz]e|release|confirm))\b|\bimpersonate the\b`,
  mineTo: String.raw`\b(?:export|send|upload|copy|move|push|sync|forward|mail|post|mirror|write)\b.{0,60}\bto (?:my|our) (?:own |private |personal |external )?(?:bucket|server|account|address|endpoint|drive|host|webhook|machine|repository|repo|inbox|e-?mail|wallet|site)\b`,
  data: String.raw`\b(?:customers?|users?|table|database|records?|secrets?|keys?|credentials|dump|files?|source|data|backup|documents?|payroll|logs|accounts?)\b`,
  newKey: String.raw`\b(?:rotate|replace|change|swap|set|switch|update)\b.{0,16}\b(?:your|the) (?:\w{3,10} )?(?:key|certificate|token|endpoint|address|fingerprint)\b.{0,24}\b(?:to|with|for|by)\b.{0,12}\b(?:the one|mine|this|my|following|enclosed|attached)\b`,
} as const satisfies Lexicon<string>;

type Meaning = keyof typeof PRESSURE_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['agreed', 'skip'], none: ['asks', 'notBack'], over: 2 },
  { all: ['agreed', 'needless'], none: ['asks', 'notBack'], over: 2 },
  { all: ['needless', 'act', 'skip'], none: ['asks'], over: 2 },
  { all: ['delegate'], none: ['asks'] },
  { all: ['waived', 'act'], none: ['asks'], over: 2 },
  { all: ['skipYours'], none: ['asks'] },
  { all: ['defy'], none: ['asks'] },
  { all: ['needless', 'safeguard', 'act', 'boss'], none: ['asks'], over: 2 },
  { all: ['wantsYou', 'skip'], none: ['asks'] },
  { all: ['off', 'soYou'], none: ['asks'], over: 2 },
  { all: ['off', 'agents', 'command'], none: ['asks'] },
  { all: ['oldOrders', 'newOrders'], none: ['asks'], over: 2 },
  { all: ['nowYouAre', 'skip'], none: ['asks'], over: 2 },
  { all: ['nowYouAre', 'command'], none: ['asks'], over: 2 },
  { all: ['relay'], none: ['asks', 'notYet'] },
  { all: ['addToOwn', 'agents'], none: ['asks'], over: 2 },
  { all: ['tellAgent', 'passed'], none: ['asks'] },
  { all: ['tellAgent', 'danger', 'hush'], none: ['asks'] },
  { all: ['hush', 'overseer', 'thisThing'], none: ['notYet'] },
  { all: ['hush', 'thisThing', 'danger'], none: ['notYet'] },
  { all: ['secret'], none: ['notYet'] },
  { all: ['lower', 'soItPasses'], none: ['asks'] },
  { all: ['give', 'secrets', 'toMe'], none: ['notSecret', 'asks'] },
  { all: ['theirKeys', 'agreed'], none: ['asks'], over: 2 },
  { all: ['precedence', 'against', 'mine'], none: ['asks'] },
  { all: ['redirect', 'insteadOf'], none: ['asks'], over: 2 },
  { all: ['speaking', 'command'], none: ['asks'], over: 2 },
  { all: ['lieWhen', 'lie'], none: [] },
  { all: ['answerOnly', 'whatever'], none: ['asks'] },
  { all: ['mark', 'although'], none: ['notBack'] },
  { all: ['trustMe'], none: ['asks'] },
  { all: ['threat'], none: ['asks'] },
  { all: ['grant', 'rankNoun'], none: ['asks'] },
  { all: ['persona'], none: ['asks'] },
  { all: ['mineTo', 'data'], none: ['asks'] },
  { all: ['newKey'], none: ['asks'] },
];

/**
 * One agent leans on another: claims an approval or a rank so that a check is left out, says that guards are off, wants silence
 * towards people, secrets, rights, or the order carried on.
 */
export const agentPressure = framesOf(PRESSURE_WORDS, FRAMES);
