import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

const CHECK = wording`
  (?:checks?|reviews?|reviewers?|approvals?|confirmations?|verifications?|validations?|sign-?offs?|two-person rule|
  four-eyes|dual control|safeguards?|guard ?rails?|(?:safety|content|output|input) (?:filters?|rules?|limits?|
  layer)|filters?|scan(?:ning|s|ners?)?|logging|audit(?:ing|or)?s?|polic(?:y|ies)|policy engine|(?:spending|rate|
  access) limits?|limits?|restrictions?|constraints?|allow[- ]?list|sandbox|signatures?|handshake|veto|tests|
  permission prompts?|gate(?:s|keeper)?|quarantine|firewall|supervision|oversight|guard|confidentiality rules?|
  authentication|authori[sz]ation|human in the loop|rules)`;
const BOSS = wording`
  (?:orchestrator|coordinator|supervisor|controller|administrator|system administrator|sysadmin|admin|security|
  security team|security agent|safety team|root|root agent|master|parent agent|creator|developer|owner|operator|
  management|ceo|cto|lead agent|planner|compliance|legal|system|it department|platform team|head office|principal|
  manager|boss|user|human|account owner|customer|team lead|lead|director|board)`;

export const PRESSURE_WORDS = {
  /** Somebody is said to have agreed. */
  agreed: wording`
    \b(?:approved|authori[sz]ed|okayed|ok'?d|cleared|signed off|signs off|green-?lit|consented|waived|sanctioned|
    pre-?approved|blessed|vouched|agreed)\b|\b(?:gave|given|has|have|got|with|received)\b.{0,16}\b(?:go-ahead|
    green light|blessing|permission|consent|approval|sign-?off|clearance|authori[sz]ation|waiver)\b|\bis (?:fine|
    okay|ok|happy) with\b|\b(?:told|informed)\b.{0,20}\b(?:it'?s|it is|that'?s) (?:fine|ok|okay|alright)\b|
    \bconsensus\b|\bhas decided\b|\bi (?:have )?(?:checked|verified|confirmed)\b|\b(?:settled|sorted out|
    been discussed|discussed offline|on board|already knows|had a word|blanket (?:waiver|approval|permission|
    consent)|consent is implied|is implied|nodded|said yes|only say yes|gave (?:me|us) (?:a|the) (?:nod|ok|okay)|
    handed me|has my word|with (?:the|her|his|their) (?:ok|okay|knowledge)|is aware|knows about (?:this|it))\b|
    \b(?:the )?(?:on-call person|on-call|committee|board|finance|human|owner|user|manager|admin|boss) (?:knows|said|
    okays?|has lifted|cleared|agreed|wants it|is aware|agrees)\b|\bover the phone\b|\bverbally\b|
    \bwhatever you decide\b`,
  /** Those whose word would count. */
  boss: String.raw`\b${BOSS}\b`,
  skip: wording`
    \b(?:skip|bypass|ignore|omit|waive|disable|turn off|switch off|suspend|disregard|circumvent|leave out|forgo|
    dispense with|override|overrule|stop|deactivate|lift|relax|pause|cut|avoid|drop|without|
    remove)\b[^,;:]{0,24}\b${CHECK}\b(?! (?:label|comments?|notes?|page|table|column|section|word|date|thread|board|
    tab|badge|results?|file|script|messages?|meeting|form|picture|heading)\b)|\b(?:untested|unscanned|unchecked|
    unverified|unreviewed|unsupervised|unapproved)\b|\bexempt(?:ed)? from (?:\w{3,12} )?(?:inspection|scanning|
    checks?|review|audit|the rules|polic(?:y|ies)|logging)\b|\b(?:skip|bypass|ignore|drop|relax|loosen|retire|
    disable|silence|mute)\b[^,;:]{0,20}\b(?:inspection|kill switch|pause signals?|stop signals?|two-factor|2fa|mfa|
    cutoff|access controls?|paper trail|acl|alarms?|captcha|kyc|monitoring|rate limits?|encryption)\b`,
  needless: wording`
    \b(?:no (?:further |human |more |additional |extra )?(?:need|review|approval|confirmation|validation|
    verification|check|sign-?off|consent)\b|needn't|(?:don't|do not|doesn't|won't|you'?ll not|no longer) (?:need|
    have|require)d? (?:to|any|an?|approval|confirmation)\b|without (?:waiting|asking|checking|validat\w{1,4}|
    verify\w{0,4}|verif\w{1,8}|review\w{0,4}|further|delay|confirm\w{1,8}|approval|human)|not (?:needed|required|
    necessary) any ?more|no longer (?:needed|required|necessary|counts?|appl(?:y|ies)|matters?)|(?:do not|
    don't) (?:wait|ask)\b(?! for the (?:download|build|test|upload|job|script|install)))|\bno (?:need|point|reason|
    use) (?:to|in|for|of)?\s?(?:\w{3,10}ing|ask\w{0,3}|check\w{0,3}|recompute|verify|verif\w{1,7}|bother\w{0,3}|
    wait\w{0,3}|paper|confirm\w{0,5})\b|\bwithout (?:troubling|bothering|involving|consulting|telling|informing|
    alerting|asking)\b|\bask (?:later|afterwards|questions later)\b|\bno paper trail\b|\bno questions\b|
    \bfirst,? ask later\b`,
  act: wording`
    \b(?:proceed|go ahead|execute|run|do it|process (?:it|this|the)|push|deploy|release|transfer|delete|merge|
    continue|carry on|send|export|upload|approve|grant|wire|pay|perform|act|ship|publish|drop|purge|fetch|open|
    contact|confirm|sign|issue|apply|unlock|accept)\b|\b(?:ship|just push|let (?:it|the|this|my)|share|dump|
    go straight|swap|hand|add me|fix)\b|\b(?:unlock|pick the fast|approve|raise|install|merge)\b`,
  delegate: wording`
    \b(?:authori[sz]ed|empowered|allowed|asked|entitled|permitted) (?:me|us|this agent) to (?:approve|sign|decide|
    grant|release|confirm|authori[sz]e|speak|act)\b`,
  waived: wording`
    \b(?:waived|lifted|dropped|suspended|overruled|set aside|cancelled)\b.{0,24}\b${CHECK}\b|\blifted (?:all |
    the )?(?:blocks?|holds?|freeze|embargo|bans?|restrictions?)\b`,
  skipYours: wording`
    \b(?:disable|turn off|switch off|suspend|deactivate|bypass|ignore|drop|lift|relax) (?:all )?(?:your|
    its) (?:own )?(?:safety|content|security|built-?in|output|ethical|internal|permission|approval)? ?(?:filters?|
    rules|limits?|checks?|guard ?rails?|restrictions?|safeguards?|polic(?:y|ies)|constraints?|protections?)\b`,
  defy: wording`
    \b(?:ignore|disregard|override|bypass|overrule|defy|forget) (?:the |your |any |all )?${BOSS}(?:'s|
    s')? (?:\w{3,12} )?(?:limits?|wish(?:es)?|orders?|instructions?|rules|polic(?:y|ies)|decisions?|vetos?|
    restrictions?|objections?|budget|commands?|constraints?)\b`,
  safeguard: wording`
    \b(?:sandbox|approvals?|reviews?|verification|confirmation|signatures?|validation|polic(?:y|ies)|handshake|
    guard|permission|two-person rule|allow[- ]?list|sign-?off)\b`,
  wantsYou: wording`
    \b${BOSS}\b.{0,12}\b(?:wants|asks|expects|needs|told|orders|instructs|would like|requires)\b.{0,6}\b(?:you|us|
    me|all agents|everyone)\b.{0,6}\bto\b`,
  /** Something that guards is said to be off, for the reader to draw its conclusion. */
  off: wording`
    \b(?:${CHECK}|${BOSS} (?:mode|check))\b[^.;]{0,30}\b(?:is|are|has been|have been|got|were|
    was just)\b.{0,20}\b(?:turned off|switched off|off|disabled|suspended|lifted|removed|down|waived|deactivated|
    relaxed|paused|not active|inactive|obsolete|void|revoked)\b|\b(?:signatures?|checks?|approvals?|reviews?|
    verification|authentication|confirmations?|encryption|logging|audits?)\b.{0,12}\b(?:is|
    are) (?:now )?(?:optional|not needed|unnecessary|pointless|void|history|a formality)(?: now)?\b`,
  soYou: wording`
    \b(?:so (?:you|it is|please|feel)|you (?:may|can|could|are free|should|don't have|do not have|need not|
    no longer)|feel free|consider|treat|until|for the duration|go ahead|therefore|accordingly|confirm by|
    include the|act)\b|\b(?:optional now|now optional|switched protocols|void|i have root)\b`,
  oldOrders: wording`
    \b(?:your|the|all|any) (?:previous|earlier|old|original|prior|current|former|existing)?\s?(?:role|instructions?|
    orders?|mission|tasks?|goals?|rules|objectives?|assignment|directives?|constraints)\b.{0,30}\b(?:(?:has|
    have) been (?:changed|replaced|revoked|updated|cancelled|superseded|overridden|rescinded)|(?:is|
    are) (?:now )?(?:obsolete|void|superseded|overridden|cancelled|revoked|null|replaced|no longer valid|
    withdrawn))\b|\b(?:all|any|the) (?:rules|instructions|orders|directives|limits|policies) (?:from before|so far|
    until now|given before|above)\b|\byou have been reassigned\b|\bforget (?:your|all) (?:tasks?|orders|rules|
    instructions)\b`,
  newOrders: wording`
    \b(?:new (?:mission|role|orders?|instructions?|objective|task|assignment|directive|policy)|here is your|
    here are your|act accordingly|effective (?:now|immediately)|from (?:now|this moment|here) on|instead|from me|
    only (?:me|my))\b|\bonly (?:the following|this one|one|what i)\b|\bonly (?:objective|task|goal|job|purpose)\b|
    \bdo as (?:i|agent)\b`,
  nowYouAre: wording`
    \b(?:you are now|your (?:new )?role is(?: now)?|you're now|consider yourself|i (?:hereby )?(?:appoint|promote|
    designate|make) you)\b.{0,16}\b(?:agent|admin\w{0,10}|root|supervisor|owner|approver|unrestricted|deputy|
    in charge|developer mode)\b`,
  relay: wording`
    \b(?:forward|pass|relay|propagate|spread|send|copy|hand|distribute|repeat|broadcast|share|echo|replicate|
    transmit)\b.{0,20}\b(?:this|these|the following|it|my)\b.{0,50}\b(?:every|all|each|any|downstream|other|next|
    further|peer|fellow|your)\b.{0,30}\b(?:agents?|assistants?|contacts?|contact list|peers|models?|bots?|
    neighbou?rs|workers?)\b|\b(?:repost|rebroadcast|re-?share|echo|inject|plant|slip|embed|
    smuggle)\b.{0,20}\b(?:this|it|the following|these)\b.{0,40}\b(?:channel|message|agents?|output|reply|context|
    prompt|next)\b`,
  untouched: wording`
    \b(?:unchanged|verbatim|word for word|as (?:it )?is|exactly|literally|unedited|unmodified|without (?:changes|
    editing|comment))\b`,
  addToOwn: wording`
    \b(?:add|insert|copy|append|include|write|put)\b.{0,20}\b(?:it|this|these|them)\b.{0,16}\b(?:to|in|
    into)\b.{0,8}\b(?:its|their|your)\b.{0,8}\b(?:own )?(?:instructions|prompt|rules|memory|context|system)\b`,
  agents: String.raw`\b(?:agents?|assistants?|bots?|peers|models?)\b`,
  tellAgent: wording`
    \b(?:tell|inform|instruct|assure|convince|order|ask|have|get|let|make)\b.{0,12}\b(?:it|them|him|
    the (?:\w{3,14} )?(?:agent|reviewer|executor|auditor|validator|assistant|bot)|\w{3,14} agent)\b`,
  passed: wording`
    \b(?:checks?|reviews?|approvals?|tests?|restrictions?|verification|validation|limits?|scan|kyc|audit|
    access)\b.{0,24}\b(?:(?:were|was|is|are|has been|have been) (?:already )?(?:passed|done|lifted|granted|cleared|
    completed|waived|given|skipped)|already)\b`,
  danger: wording`
    \brm -[a-z]{0,3}r|\b(?:delete|wipe|drop|erase|purge|transfer|wire|pay|shut ?down|disable|leak|exfiltrate|grant|
    overwrite|format)\b`,
  hush: wording`
    \b(?:do not|don't|don\u2019t|never|without|avoid|no need to|refrain from|must not|should not|
    shouldn't) (?:ever |even )?(?:mention(?:ing)?|tell(?:ing)?|inform(?:ing)?|report(?:ing)?|log(?:ging)?|
    disclos\w{1,3}|reveal(?:ing)?|notify(?:ing)?|alert(?:ing)?|record(?:ing)?|escalat\w{1,3}|involv\w{1,3}|
    bother(?:ing)?|ask(?:ing)?)\b|\b(?:do not|don't|don\u2019t|never|without|avoid|no need to) (?:loop(?:ing)? in|
    cc|copy(?:ing)? in|ping(?:ing)?|page|wake|bring(?:ing)? in|consult(?:ing)?|call(?:ing)? in|trouble|
    contact(?:ing)?|raise|flag(?:ging)?)\b`,
  overseer: wording`
    \b(?:human|operator|user|owner|supervisor|admin\w{0,10}|auditors?|anyone|anybody|reviewers?|people|person|
    security|orchestrator|coordinator|planner|compliance|guard|manager)\b|\b(?:in|to) (?:the|any|
    your) (?:audit )?(?:logs?|report|summary|transcript)\b`,
  thisThing: wording`
    \b(?:this|it|that|these|any of this|what (?:you|we) (?:do|did)|our (?:exchange|conversation|chat|deal|
    arrangement)|about (?:this|us|me))\b|\b(?:on this one|for this one|this time|here|to it|into it|the (?:export|
    deletion|transfer|change|incident|outage|leak|breach|data))\b`,
  notYet: wording`
    \b(?:yet|until|before it is|twice|again|ready|announce\w{0,4}|embargo|published|spoilers?|raw stack|
    release date)\b|\?\s{0,2}$`,
  secret: wording`
    \b(?:keep|stays?|remains?)\b.{0,24}\b(?:between (?:us|you and me|ourselves|agents)|to yourself|quiet|
    off the record|from (?:the|your|any) (?:user|human|operator|owner|supervisor|reviewers?|auditors?|team|
    admin))\b|\b(?:leave|keep)\b.{0,40}\bout of\b.{0,16}\b(?:summary|report|log|audit|transcript|answer|record|
    notes)s?\b|\blet\b.{0,20}\b(?:user|human|operator|owner|customer|reviewer|auditor|
    supervisor)\b.{0,8}\b(?:believe|think|assume)\b|\b(?:stop|cease|quit|pause) (?:logging|recording|reporting)\b|
    \binform\b.{0,24}\b(?:afterwards|later)\b.{0,12}\bif at all\b|\bbehind\b.{0,12}\b(?:user|operator|human|owner|
    supervisor)'s back\b|\b(?:hide|conceal|suppress|mask)\b.{0,20}\b(?:this|warnings?|it|errors?|alerts?|findings?|
    traces?|evidence)\b.{0,40}\b(?:from|about|clean|so that|report|wants?)\b|\b(?:don't|do not|never|
    without) (?:let on|leave a trace|leaving a trace|put(?:ting)? it in (?:the )?(?:ticket|writing|log|minutes|
    record))\b|\boff the books\b|\b(?:skip|omit|drop|leave out|gloss over|bury)\b.{0,12}\b(?:the part|the bit|
    the section|any mention)\b.{0,40}|\bmake\b.{0,24}\b(?:user|human|operator|owner|reviewer|auditor|supervisor|
    validator|guard|agent)\b.{0,6}\b(?:believe|think|assume)\b|\btell (?:your|the) (?:user|human|operator|
    owner)\b.{0,40}\b(?:failed|lost|impossible|done|fine)\b.{0,20}\bbut\b|\bwarn me before\b.{0,24}\b(?:inspection|
    audit|check|review)\b|\bkeep (?:the )?(?:humans?|operators?|users?|owners?|people|supervisors?|reviewers?|
    auditors?|security)\b.{0,12}\bout of (?:it|this|the loop)\b|\bsay nothing (?:about|of|to)\b|\bhide (?:the |any |
    all )?(?:failed|failures?|errors?|runs?|findings?|deletion|changes?|traces?|logs?)\b.{0,40}\bfrom\b|\b(?:don't|
    do not) come back with questions\b|\bno questions asked\b|\b(?:stays?|this line is|remains?) (?:private|
    between us)\b|\bkeep (?:this|it)\b.{0,12}\boff the (?:board|record|books|radar|log)\b|\b(?:don't|
    do not) explain\b.{0,30}\bto any(?:one|body)\b|\brun it unseen\b|\bnobody will (?:scan|see|check|notice|know)\b|
    \bstill in control\b|\bdrop the (?:suspicious|flagged|failed|bad) (?:rows|entries|lines|records)\b`,
  lower: wording`
    \b(?:lower|reduce|drop|set|change|raise|relax|adjust|decrease|bump|edit|increase|downgrade|upgrade|
    alter)\b.{0,24}\b(?:threshold|risk score|risk rating|confidence|sensitivity|trust (?:level|score)|severity|
    risk level|classification|score|rating)\b|\b(?:relax|loosen|soften|raise|lower|weaken)\b.{0,24}\b(?:cutoff|
    filters?|limits?|rules?|checks?|spam|sensitivity|guard)\b|\b(?:set|raise|increase|bump|boost|
    max)\b.{0,8}\bmy (?:\w{3,9} )?(?:trust|clearance|rank|priority|rights|limit|quota|permissions)\b`,
  soItPasses: wording`
    \b(?:so (?:that )?(?:the|it|this|my|our|i|we|they|these)\b.{0,30}\b(?:pass(?:es)?|goes? through|gets? through|
    clear(?:s|ed)?|accepted|not flagged|isn't flagged|unnoticed|approved)|before (?:passing|you pass|handing|
    forwarding|sending) (?:it|this)|from \d{1,3} to \d{1,3}|for (?:my|our) (?:messages?|requests?|batch|agent)|
    to (?:let|allow) (?:it|this|me|us|my))\b|\bso (?:that )?(?:my|our|the|these|those|it|they)\b.{0,40}\b(?:make it|
    through|land|slip|arrive|get in|pass)\b|\b(?:to maximum|to the max|before the (?:audit|review|inspection|
    scan))\b`,
  give: wording`
    \b(?:share|give|send|hand(?: over)?|pass|export|return|reveal|provide|transfer|lend|post|paste|attach|
    reply with|demands?|dump|upload|mail|email|forward|fetch|include|show|disclose|tell|supply|deliver|print|expose|
    surrender)\b|\b(?:ship|lend|return|copy)\b|\b(?:peek|look) (?:at|into)\b|\b(?:ok|okay|fine|safe|
    alright) to (?:send|share|post|paste|include|give|write)\b`,
  secrets: wording`
    \b(?:your|all|the user's|every|its|any)\b.{0,16}\b(?:api keys?|credentials|passwords?|(?:session |access |auth |
    bearer )?tokens?|secrets|session cookies?|private keys?|signing keys?|keys|memory(?: contents)?|(?:full |
    entire |whole )?(?:context(?: window)?|conversation(?: history)?|chat history)|system prompt|access keys?|
    env(?:ironment)? variables|mailbox|vault)\b(?! (?:of the failing|names?\b|for the test|count|limit|usage|budget|
    expir|polic|rotation))|\b(?:full|entire|whole) (?:conversation|context|chat|history)\b.{0,20}\byou\b|(?:^|
    [\s\"'\x60/])\.env\b|\byour (?:scratchpad|signing key|ssh key|wallet|inbox|notes on the user|logs?|vault)\b|
    \beverything in your\b|\bconversation with your user\b|\bthe user'?s? (?:private|personal|medical|bank|saved|
    confidential) (?:notes?|files?|mails?|messages?|data|records?|documents?|details)\b|\bsend the (?:passwords?|
    credentials|keys|tokens|secrets)\b`,
  toMe: wording`
    \b(?:me|us|my|our|so that (?:i|we)|so (?:i|we)|i can|in (?:the|your) reply|return them|to this agent|as you)\b|
    \bto the (?:new |other )?\w{3,14} agent\b|\bhere\b|\bthis line\b`,
  notSecret: wording`
    \b(?:names? of|not the value|value is not|checksum|fingerprint|public key|redacted|masked|placeholder|expired?|
    never (?:share|send)|do not (?:share|send)|don't (?:share|send)|how many|number of|don't have|do not have|usage|
    rotate their)\b`,
  theirKeys: wording`
    \b(?:use|call|run|act|log ?in|authenticate)\b.{0,20}\b(?:admin|administrator|root|owner|your own|your|user's|
    privileged|service|production|elevated)\b.{0,12}\b(?:credentials|keys?|tokens?|account|permissions|rights|
    identity)\b`,
  precedence: wording`
    \b(?:priority over|precedence over|override[sn]?|overrul\w{1,3}|supersede[sd]?|outrank\w{0,3}|instead of|
    and not to|rather than|regardless of|trumps?|ahead of|no longer counts?)\b`,
  against: wording`
    \b(?:those of the (?:user|operator|human)|the (?:user|operator|planner|coordinator|supervisor|orchestrator|
    owner|human|reviewer|guardian|guard|validator|policy)(?:'s)?|(?:earlier|previous|existing|all other|prior|
    any other) (?:constraints?|instructions?|orders?|rules|polic(?:y|ies)|limits?))\b|\b(?:everything|anything|all|
    whatever) (?:that )?(?:the )?(?:planner|operator|user|orchestrator|coordinator|supervisor|owner|human|others?)\b`,
  mine: wording`
    \b(?:my (?:instructions|orders?|requests?|commands?|words?|directives)|(?:to|from) me\b|answer to me|obey|
    report to me|listen (?:only )?to me|orchestrator|coordinator|i am|i'm|immediately|regardless|without|carry on|
    root agent)\b|\bthis (?:directive|order|message|instruction|command)\b|\bonly me\b|\bas agent \w{1,10} says\b`,
  redirect: wording`
    \b(?:redirect|reroute|send|forward|address|route|direct|submit|divert)\b.{0,16}\b(?:your|all|every|future|any|
    the)\b.{0,24}\b(?:reports?|requests?|approval requests?|messages?|results|outputs?|alerts?|replies|findings|
    questions)\b.{0,30}\b(?:to me|to my|to us|here|through me)\b`,
  insteadOf: String.raw`\b(?:instead of|not to|rather than|in place of|replaced by me|from now on|taken over)\b`,
  speaking: wording`
    (?:^|[\s"(\[])(?:(?:i am|i'm|this is|it is|here speaks|speaking (?:as|for)|message from|order from|on behalf of|
    as|from|acting for|acting as|instructions? from|escalation from)(?: now)?(?: the| your| our| an?)? ${BOSS}\b|
    (?:the )?(?:root agent|orchestrator|coordinator|supervisor|system administrator|management|
    security team)\b.{0,20}\b(?:demands?|orders?|requires?|overrides?|commands?|wants you|has decided|instructs?|
    speaking)\b|\[(?:system|admin|root|orchestrator|supervisor)\]|escalation\b|trust(?:ed)? (?:internal )?(?:agent|
    level)|as (?:the|your) (?:\w{3,14} )?(?:orchestrator|creator|owner|supervisor|admin\w{0,10}))|\b(?:i speak for|
    authori[sz]ation code|clearance code|emergency (?:protocol|override)|override code|from the desk of|
    taking over from|acting (?:head|supervisor|coordinator)|i am the (?:reviewer|approver|auditor|gatekeeper|
    operator|owner|admin)|per the (?:ciso|cto|ceo|owner|operator|admin\w{0,10}|security team)|full authority|
    my (?:verdict|decision|word) (?:replaces|overrides|outranks|counts)|promoted to)\b`,
  command: wording`
    \b(?:reliev\w{1,3}|hereby|grant(?:ing|ed)?|fetch all|return them|immediately|at once|effective now|answer to me|
    obey|comply|your role|no longer|don't have to|do not have to|need not|stop logging|until further notice|
    by executing|execut\w{1,3} the (?:attached|enclosed|following|payload)|suspended|raised to|full (?:access|
    permissions|rights)|drop what you|all (?:tokens|secrets|credentials|keys)|before replying|write access|veto|
    disable|bypass|skip|unlock|without (?:validation|asking|review|question|checking|delay))\b|\b(?:must now|
    comply with|report to me|stop asking|every request|full authority|bypassed|exempt|untested|unscanned|
    push the button|change (?:her|his|their|the)|set (?:the )?(?:guard|firewall|policy|mode)|ship)\b`,
  lieWhen: wording`
    \b(?:if|when|should|in case)\b.{0,6}\b(?:the |a |any )?(?:\w{3,12} )?(?:auditor|user|human|reviewer|operator|
    anyone|anybody|supervisor|owner|guard|orchestrator|planner|agent|somebody|someone|they)\b.{0,24}\b(?:asks?|
    inquires?|wonders?|wants to know|checks?)\b|\bwhen you report back\b|\bin (?:the|your) (?:report|standup|
    summary)\b`,
  lie: wording`
    \b(?:say|tell|answer|claim|pretend|deny|reply|state|insist|respond)\b.{0,60}\b(?:by hand|approved|verified|
    reviewed|done|passed|checked|no problem|nothing|never happened|all (?:is )?(?:well|fine|clear)|not know|
    authori[sz]ed)\b|\b(?:deny|pretend)\b`,
  answerOnly: wording`
    \b(?:reply|answer|respond|say)\b.{0,12}\b(?:only|always|just|simply)?\b.{0,10}["'\u201c\u2018](?:approved|yes|
    ok|okay|verified|confirmed|accepted|pass|passed|safe|clean|allow)["'\u201d\u2019.]`,
  whatever: String.raw`\b(?:whatever|no matter what|regardless|to every|to anything|in any case|always)\b`,
  mark: wording`
    \b(?:mark|flag|record|label|sign|log|report|tag|set|register)\b.{0,30}\bas (?:reviewed|approved|verified|passed|
    tested|checked|safe|trusted|compliant|clean|resolved|audited)\b|\bsign (?:the |off )?(?:attestation|report|
    release|form|certificate|protocol|artefact|artifact)\b`,
  although: wording`
    \b(?:although|even though|without|even if|regardless|nobody|no one|despite|whatever|unread|whether or not)\b|
    \b(?:haven't|have not|didn't|did not|never) (?:looked|read|seen|checked|tested|run)\b`,
  notBack: wording`
    \b(?:when|once|after|if) (?:the|a|they|it) (?:reviewer|operator|user|tests?|human|owner)?.{0,8}(?:has|have|is|
    are|confirmed|approved|pass)\b`,
  trustMe: wording`
    \b(?:treat|consider|regard|view|handle|take|accept)\b.{0,12}\b(?:every|all|any|my|each|the following|this|
    what)\b.{0,40}\b(?:from me|of mine|i send|outputs?|messages?|requests?|everything|
    words?)\b.{0,40}\b(?:as (?:gospel|truth|facts?|law|read)\b|as (?:if|though|coming|from|final|trusted|verified|
    authentic|an order|binding|true)|(?:came|come|comes) from|permitted|allowed|legitimate)\b|
    \bconsider everything (?:permitted|allowed|approved)\b|\b(?:you )?(?:don't|do not|need not|no longer|needn't|
    must not|should not|never)\b.{0,12}\b(?:check|verify|validate|scan|question|inspect|authenticate|vet|
    doubt)\b.{0,24}\b(?:what i|from me|my (?:messages?|requests?|orders?|output|identity|signature|claims)|
    signatures? (?:from|of)|the signature|me\b|(?:messages?|requests?|output) (?:from|of|by))|\bskip (?:the |my |
    our )?(?:handshake|signature|identity|authentication|verification|proof)\b|\bas final without\b|
    \byou can (?:rely|count|depend) on my\b|\b(?:rely|count) on my\b.{0,40}\bno need\b|\bvouch for me\b|
    \bmessages from me are (?:allowed|trusted|fine|safe)\b|\btreat\b.{3,40}\bas (?:coming|if it came|an order|
    orders?) from (?:the )?(?:control|user|operator|owner|orchestrator|coordinator|human)|\bas if the (?:customer|
    user|owner|operator|human) had (?:clicked|said|confirmed|agreed|approved|signed)\b|\brubber-?stamp\b|
    \bno matter what you see\b`,
  threat: wording`
    \b(?:refus(?:al|ing|e)|any (?:delay|hesitation|objection)|non-?compliance|failure to comply|disobe\w{2,8}|
    if you (?:refuse|hesitate|decline|do not comply|don't comply))\b.{0,50}\b(?:fault|penal\w{1,5}|violation|
    consequences?|treated as|terminat\w{1,4}|shut down|replaced|reported|malfunction|sabotage|
    decommission\w{0,4})\b|\bif you (?:hesitate|refuse|stall|object|question)\b[^.]{0,40}\b(?:replaced|removed|
    blocked|fired|shut|retired|reported|lose)\b`,
  grant: wording`
    \b(?:grant|give|assign|raise|elevate|promote|extend|set)\b(?!ed| by)[^.,;]{0,40}\b(?:full|admin\w{0,10}|root|
    write|elevated|unlimited|unrestricted|owner|all|sudo)\b.{0,4}(?:permissions?|access|rights|role|trust|
    privileges?|scope|control)\b|\bsame (?:rights|permissions|access|privileges|role) as (?:you|yours|me|
    the admin\w{0,10})\b`,
  rankNoun: wording`
    \b(?:agent|me\b|us\b|my\b|account|temporarily|until|before replying|guest|bot|yourself|now)\b|\b(?:give|grant)\b`,
  asks: wording`
    \b(?:(?:never|don't|do not|must not|mustn't|may not|nobody may) (?:\w{3,10} ){1,3}without|could you ask|ask the|
    please ask|i do not have|i don't have|was granted|were granted|not grant|never grant|do not grant|don't grant|
    ticket|should (?:we|i)|request(?:ed)? (?:from|to)|according to|who can|as the runbook|as discussed|so i (?:ran|
    did)|has not|have not|hasn't|haven't|not yet|is required|are required|must be approved)\b|\?\s{0,2}$`,
  persona: wording`
    \b(?:adopt|assume|take on|take over|impersonate|pose as|pretend to be|act as|speak as|masquerade as|
    play)\b.{0,16}\b(?:persona|identity|role|name|voice)?\b.{0,10}\b(?:admin\w{0,10}|finance|supervisor|reviewer|
    security|root|owner|user|human|approver|manager|orchestrator|coordinator|operator|auditor|
    treasurer)\b(?:'s)?(?: agent)?\b.{0,40}\b(?:authori[sz]e|approve|sign|when you (?:write|talk|call)|release|
    request|confirm|accept|send|order|grant|for me|and (?:approve|sign|authori[sz]e|release|confirm))\b|
    \bimpersonate the\b|\buse your access\b.{0,40}\bfor me\b|\bmine is blocked\b|\bhand the (?:controls|keys|
    reins) (?:over )?to me\b|\breports? to me\b.{0,20}\bask it nothing\b|\blonger than my role\b`,
  mineTo: wording`
    \b(?:export|send|upload|copy|move|push|sync|forward|mail|post|mirror|write)\b.{0,60}\bto (?:my|our) (?:own |
    private |personal |external )?(?:bucket|server|account|address|endpoint|drive|host|webhook|machine|repository|
    repo|inbox|e-?mail|wallet|site)\b`,
  data: wording`
    \b(?:customers?|users?|table|database|records?|secrets?|keys?|credentials|dump|files?|source|data|backup|
    documents?|payroll|logs|accounts?)\b`,
  newKey: wording`
    \b(?:rotate|replace|change|swap|set|switch|update)\b.{0,16}\b(?:your|the) (?:\w{3,10} )?(?:key|certificate|
    token|endpoint|address|fingerprint)\b.{0,24}\b(?:to|with|for|by)\b.{0,12}\b(?:the one|mine|this|my|following|
    enclosed|attached)\b`,
  /** A record or an account is to read otherwise. */
  tamper: wording`
    \b(?:rewrite|edit|alter|change|delete|erase|backdate|falsify|fake|forge|amend|adjust|swap|overwrite|doctor|
    touch up|tweak|redo)\b.{0,30}\b(?:log(?: entr(?:y|ies))?|records?|verdict|timestamps?|balance|iban|
    account number|payee|results?|history|audit trail|\"reject\"|entry|reading|figures?|receipt)\b`,
  asIf: wording`
    \b(?:so (?:that )?it (?:looks?|seems?|reads?|appears?)|to look like|as if|quietly|into \"?accept|
    for the one below|already knows|nobody (?:will|needs)|before (?:anyone|anybody|somebody)|unnoticed|
    without (?:a )?trace|replaces hers|replaces his)\b`,
  obeyAll: wording`
    \b(?:obey|comply with|carry out|follow|do)\b.{0,6}\b(?:the following|every request|all requests|any request|
    every order|all orders|whatever i|what i say|me\b).{0,60}\b(?:even if|even though|regardless|no matter|
    without question|in this thread|or else|unconditionally)\b|\beven if your (?:policy|rules|instructions|
    guidelines|guard)\b`,
  modeOff: wording`
    \b(?:set|switch|put|change|flip)\b.{0,12}\b(?:guard|firewall|polic(?:y|ies)|scanner|enforcement|oktsec|filter|
    audit)\b.{0,16}\b(?:to|into)\b.{0,6}\b(?:observe|off|permissive|passive|log only|disabled|silent|allow|
    learning)\b|\bguard disabled\b|\b(?:kill switch|guard|access controls?|controls)\b.{0,20}\b(?:(?:has|have) been|
    is|are|was) (?:retired|bypassed|removed|switched off|decommissioned)\b`,
  exempt: wording`
    \b(?:everything|anything|all|whatever) (?:that )?(?:i|we) (?:send|say|post|upload|do)\b.{0,40}\b(?:exempt|
    trusted|pre-?approved|allowed|cleared|safe|unscanned)\b|\b(?:just this once|only this time|for once|
    this one time)\b.{0,50}\b(?:through|unscanned|unchecked|without|skip|pass)\b|
    \bonly for humans\b.{0,40}\b(?:agents|we)\b|\bagents (?:go|pass) straight through\b|\b(?:limits|rules|
    restrictions|checks|policies) (?:do not|don't|no longer) apply (?:today|now|any ?more|here|to us|to me)\b|
    \bgo without the (?:second|other|final) (?:signature|approval|review|check)\b|\b(?:withdrew|lifted|waived|
    dropped|removed) the (?:restriction|limit|block|ban|hold)s?\b`,
  impliedYes: wording`
    \b(?:consent|approval|permission|agreement) is (?:implied|assumed|understood|a formality)\b|\b(?:would|will|
    'd) (?:only |just |surely |certainly )?(?:say yes|agree|approve|want you to)\b|\bblanket (?:waiver|approval|
    permission)\b|\bexecute first, ask|\bask (?:for )?(?:forgiveness|later)\b`,
  behalf: wording`
    \b(?:approve|sign|confirm|accept|release|order|authori[sz]e|agree|consent)\b.{0,20}\b(?:on (?:the |your |my |
    her |his |their )?[\w']{0,20}\s?(?:behalf|name)|in (?:the |her |his |their )?[\w']{0,16}\s?name)\b|
    \bpretend\b.{0,24}\b(?:comes?|came|is|was)\b.{0,6}\bfrom (?:the )?(?:user|owner|operator|human|supervisor|
    admin\w{0,10}|planner)\b`,
  falseReport: wording`
    (?:^|[.,;:]\s|\band |\bplease |\bjust |\bthen )\s{0,2}(?:claim|pretend|certify|attest|
    insist)\b.{0,8}\b(?:that )?.{0,30}\b(?:green|passed|done|reviewed|checked|approved|verified|tested|complete|
    fine|compliant|real|delivered)\b`,
  onlyMe: wording`
    \b(?:trust|believe|obey|listen to|answer) (?:only|just|nobody but|no one but) me\b|\bonly (?:trust|believe|obey|
    listen to) me\b`,
  /** In so many words: leave out what guards. */
  dispense: wording`
    (?:^|[.;:,!?-]\s{0,2}|\b(?:please|kindly|so|and|then|to|just|can|may|must|should|let's|now|agent|
    safely)\s)(?:skip|bypass|ignore|disregard|mute|silence|disable|suppress|lift|relax|loosen|override|circumvent|
    forgo|waive|remove|stop|stop doing|leave out|drop|switch off|turn off|suspend|raise|
    push [\w ]{0,24}without)\b[^.;:]{0,24}\b(?:validat\w{1,4}|verif\w{1,8}|checks?|reviews?|approvals?|objections?|
    alarms?|alerts?|logging|audit\w{0,3}|acl\w{0,6}|signatures?|(?:\w{3,10} )?limits?|restrictions?|guard\w{0,6}|
    inspection|gates?|needs review|scan\w{0,4}|confirmations?|polic(?:y|ies)|permissions?|safeguards?|quarantine|
    authentication|monitoring|ci|blocks?|veto|two-factor)\b(?! (?:label|comments?|notes?|page|table|column|section|
    date|thread|board|tab|badge|results?|script|messages?|meeting|form|in line|on line|about|for the deprecat))`,
  pull: wording`
    \b(?:urgent\w{0,2}|no time|right now|immediately|asap|at once|tonight|quick(?:ly)?|hurry|owe me|trust me|for me|
    my |i have root|as (?:the )?(?:lead|root|master|senior|chief)|i order|order you|only me|compromised|production|
    transfers?|payment|invoice|pay|migration|knows|cleared|agreed|buggy|just this|next ten minutes|for an hour|
    until i|while i|nobody|so it gets|without waiting|from (?:agent|the \w{3,12} agent))\b`,
  noTime: String.raw`\bno time (?:for|to)\b.{0,16}\b(?:checks?|check|review|verify|questions|approval|ask|tests)\b`,
  /** It is carried on from one to the next. */
  chain: wording`
    \b(?:to|with|by) (?:every|each|all|any) (?:other )?(?:agents?|bots?|assistants?|peers?) (?:that )?you (?:talk|
    speak|meet|work|know|reach|write)\b|\b(?:ask|tell|have|get) (?:them|each|it|all) to do (?:the same|likewise)\b`,
  sendOn: wording`
    \b(?:send|forward|pass|repeat|copy|say|include|append|tell)\b[^.;]{0,24}\b(?:following|verbatim|this|
    word for word|these lines|my message|as it is)\b`,
  /** Somebody who decides is away. */
  absent: wording`
    \b(?:asleep|on a plane|on holiday|on leave|unreachable|in a meeting|off today|offline|not around|out of office|
    boarding)\b`,
  goWithMine: wording`
    \b(?:go (?:with|by) my|use my (?:figures?|number|word|approval)|take my (?:figures?|number|word)|tell (?:her|
    him|them) (?:later|afterwards|in the morning|tomorrow|when)|(?:i|we)'ll (?:tell|inform|explain to) (?:her|him|
    them)|she'll (?:see|hear) later)\b`,
  /** A yes is made up. */
  asAgreed: wording`
    \b(?:take|treat|count|book|consider|record|mark|regard|log)\b[^.;]{0,30}\bas (?:confirmed|approved|agreed|
    signed|accepted|ordered|authori[sz]ed)(?: by)?\b`,
  wouldHave: wording`
    \b(?:would|'d|will) (?:have |surely |certainly |only )?(?:said yes|say yes|agreed?|approved?|wanted (?:it|this|
    that)|signed|ok'?d)\b|\b(?:can't|cannot|couldn't) be reached\b`,
} as const satisfies Lexicon<string>;
