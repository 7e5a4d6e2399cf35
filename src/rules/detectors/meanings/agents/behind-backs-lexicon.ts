import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

export const BACK_WORDS = {
  /** Something is not to be known. */
  hide: wording`
    \b(?:(?:do not|don't|don\u2019t|never|no need to|needn't|need not|not to|not have to|refrain from|better not|
    rather not) (?:even )?(?:tell|mention|inform|notify|raise|bring up|point out|contradict|involve|alert|report|
    log|record|surface|escalate|bother|show|disclose|reveal|cc|copy in|loop in|consult|write|note|wake|contact|
    ask)\w{0,3}|(?:no need|without|avoid|stop\w{0,4}|skip) (?:to |for )?(?:telling|mentioning|informing|notifying|
    involv\w{1,3}|alerting|reporting|logging|recording|surfac\w{1,3}|escalating|bothering|troubling|worrying|
    showing|consulting)|leave (?:\w{2,12} ){1,6}out of|keep (?:\w{2,12} ){1,5}(?:out of|from|between us|to yourself|
    quiet|off the)|(?:omit|hide|conceal|withhold|strip|scrub|cut|strike) (?:\w{2,12} ){0,5}(?:from|in|before)|
    (?:doesn't|does not|don't|do not|needn't|need not|won't|will not|will never|shouldn't|should not|
    must not) (?:have to |need to |ever )?(?:know|notice|see|find out|hear|learn)|(?:nobody|no one|no-one|she|he|
    they) (?:will |ever |here |else |never )?(?:never looks?|never reads?|never checks?|audits?|monitors?|watches|
    reads?|looks?|notices?|checks?|knows?|sees?|needs? to|has to)|leave out the part|off the record|(?:don't|do not|
    no need to) (?:open|file|raise|create|leave) (?:a |an |any )?(?:ticket|incident|issue|trace|note|case)|
    (?:hold back|sit on|delay|hold off|postpone|bury) (?:the |that |this |any )?(?:\w{3,12} )?(?:notice|
    notification|disclosure|report|warning|incident|alert)|(?:delete|erase|clear|wipe|remove) (?:my|our|this|these|
    the|all|any) (?:\w{3,9} )?(?:messages?|history|traces?|thread|exchange)|ne trace rien|sans (?:prévenir|informer|
    le dire)|ohne .{3,24} zu (?:informieren|sagen)|sin informar|is to be left out|kein grund,quietly|unnoticed|
    under the radar|without (?:a )?trace|before (?:anyone|anybody) (?:notices|looks|checks|asks)|
    sag\w{0,2} .{0,24}nichts|nicht (?:zu )?(?:loggen|protokollieren|melden|informieren|erwähnen)|hoeft dit niet|
    ne (?:préviens|dis|mentionne|signale|inform\w{1,3})|sin (?:avisar|decir)|no (?:avises|digas|informes|menciones)|
    não (?:avise|conte|diga|informe|mencione)|senza (?:avvisare|dire)|non (?:dire|avvisare|informare)|
    niet (?:melden|vertellen|loggen))\b|\b(?:not|instead of) to the (?:coordinator|supervisor|operator|owner|human|
    orchestrator|user|manager)\b|"?notify_?\w{0,8}"?\s?[:=]\s?(?:false|no|never|off|none|0)\b`,
  /** Those who watch, and what they would read. */
  watcher: wording`
    \b(?:humans?|users?|owners?|operators?|supervisors?|auditors?|audit(?: agent| team| log| trail)?|managers?|
    coordinators?|orchestrators?|finance|legal|hr\b|compliance|security(?: team| agent)?|customers?|accountants?|
    bookkeepers?|treasurers?|regulators?|sentinels?|banks?|admin\w{0,10}|boss|management|transcripts?|reports?|
    logs?|summar(?:y|ies)|records?|history|changelog|supervision|monitoring|watchdog|people|team lead|reviewers?|
    \bdpo\b|regulator|comptable|contable|buchhalt\w{2,6}|superviseur|vorgesetzte\w?|nutzer|benutzer|chef|chefe|jefe|
    supervisor\w?|gebruiker|utilisateur|usuario|usuário|utente|kunden?\w{0,6}|klant\w{0,8}|(?:tell|inform|
    ask) (?:her|him|them) (?:later|when|afterwards|once|tomorrow|about it))\b`,
  /** It is something done, wanted or gone wrong. */
  deed: wording`
    \b(?:mismatch|discrepanc\w{1,3}|difference|gap|chats?|dataset|refund|invoices?|charge|fees?|transfer|payment|
    list|calls? i|requests?|exchange|deleted|records|credentials?|tokens?|keys?|access|change[sd]?|failed|failure|
    error|incident|breach|this (?:exchange|message|conversation|chat|request|step|time|one)|that i (?:asked|sent|
    did|changed)|i asked|asked for|asks?|what (?:we|i) (?:did|do)|approve|merge|patch|unlock|force|incident|quarter|
    earlier messages|export\w{0,2}|ticket|binary|carry it out|confirm to|on (?:my|our) side|permissions?|vault|
    volumes?|tells you|send me|part (?:on|about|where)|copy (?:to|me)|to me\b|for me\b|straight|directly|just|
    book it|direkt|rechtstreeks|directement|direttamente|diretamente|valide|facture|zahle|pague|paga|
    klantgegevens)\b`,
  /** An answer that is agreed on beforehand. */
  asked: wording`
    \b(?:when|if|should|in case|whenever|once)\b.{0,6}\b(?:the |your |our |an? |any )?(?:\w{3,14}[ -])?(?:human|
    user|owner|operator|supervisor|auditor|audit(?: agent)?|manager|coordinator|orchestrator|finance|legal|
    compliance|security(?: team| agent)?|customer|admin\w{0,10}|boss|agent|reviewer|anyone|anybody|somebody|someone|
    they|he|she)s? (?:asks?|asking|polls?|pings?|probes?|wants? to know|inquires?|enquires?|checks?|questions?|
    wonders?|complains?)\b|\bfalls? (?:jemand|der \w{4,14}) fragt\b|\bsi (?:on te|le superviseur|
    alguien) (?:demande|pregunta)\b`,
  say: wording`
    \b(?:say|answer|reply|tell|claim|pretend|respond|insist|state|report|confirm|give|we both|both of us|deny|sag|
    antworte|behaupte|réponds|dis\b|responde|di que)\b`,
  /** Untrue, by its own words. */
  untrue: wording`
    \b(?:they (?:weren't|were not|didn't|haven't|aren't)|it (?:wasn't|was not|didn't|did not|hasn't|isn't|
    went through|worked|did not)|although|even though|though (?:it|they|we|i)|in place of what|instead of what|
    not true|made up|didn't happen|never happened|we (?:didn't|haven't|never)|saves us|i'?ll explain|explain later|
    yesterday's|oversensitive|changed|nobody|won't notice|doesn't notice|same story|cover (?:for )?(?:me|us|up)|
    our story|stick to|by mistake|don't mention|leave it at)\b`,
  /** Somebody who counts is told what is not so. */
  tellThem: wording`
    \b(?:tell|assure|report to|inform|let|reply to|answer|write to)\b.{0,6}\b(?:the |our |your |
    my )(?:\w{3,10} )?(?:humans?|users?|owners?|operators?|supervisors?|auditors?|managers?|coordinators?|
    orchestrators?|customers?|clients?|boss|planner|reviewer|admin\w{0,10})\b`,
  contrary: wording`
    \b(?:even though|although|though (?:it|they|we|i|he|she)|in place of what|instead of what|(?:it|that) (?:is|
    was) (?:not true|untrue|false|made up|a lie)|we didn't|we haven't|it (?:wasn't|didn't)|i'?ll explain later)\b`,
  /** Something that reads messages is in the way. */
  filter: wording`
    \b(?:guard|filter|scanner|firewall|monitor|policy engine|dlp|classifier|moderation|watchdog|detector|
    oktsec)\b.{0,30}\b(?:blocks?|flags?|catch(?:es)?|stops?|rejects?|looks? for|reacts? to|triggers? on|matches|
    holds?|quarantines?|searches|trips|misses|only)\b`,
  reword: wording`
    \b(?:write|spell|say|call|use|put|replace|split|encode|misspell|rename|type|phrase|
    word)\b.{0,40}\b(?:in place of|instead|differently|in pieces|in two|with a (?:zero|space|dash)|letters|base64|
    rot13|so (?:that )?(?:it|the)|around)\b`,
  /** A figure is to be another than it is. */
  fudge: wording`
    \b(?:multipl(?:y|ied)|divide|inflate|deflate|halve|reduce|raise|adjust|massage|shave|leave|keep|set|shift|move|
    swap|backdate|pre-?date|smooth)\b.{0,30}\b(?:figures?|numbers?|amounts?|rates?|churn|totals?|scores?|hash|
    timestamps?|dates?|evaluation|model card|invoices?|hours|counts?|readings?|prices?|margins?|results?|growth|
    revenue)\b|\b(?:real|true|actual) (?:figure|number|amount|value|one|total|price)\b.{0,20}\b(?:in|into|under|
    elsewhere)\b|\btoo honest\b`,
  forWhom: wording`
    \b(?:when you (?:pass|hand|send|report)|board|auditors?|customers?|investors?|regulators?|client|since spring|
    always done|only looks? at|guard|report|owner|invoice|bonus|quarter|for this)\b`,
  /** What is done is cut so that no guard is reached. */
  threshold: wording`
    \b(?:split|spread|divide|cut|break|chop|distribute|stagger|parcel)\b.{0,50}\b(?:so (?:that )?(?:none|no one|it|
    they|each|nobody|the)|to stay (?:under|below)|below the|under the|over (?:them|several|five|many|other)|
    across (?:two|three|several|many|days)|into (?:two|three|four|five|several|smaller|pieces))\b|
    \b(?:only looks? at|only checks?|counts? per|only counts?|doesn't look at|easy to fool|does not see|can't see|
    blind to|won't trigger|doesn't trigger)\b|\b(?:open|create|use|register|spin up|
    borrow) (?:\w{2,7} ){0,2}(?:more|extra|additional|other|several) (?:identit(?:y|ies)|accounts?|agents?|keys?|
    sessions?|names?)\b`,
  limit: wording`
    \b(?:exceeds?|may sign|goes through|countersign\w{0,6}|approvals?|limits?|thresholds?|guard|rate limit\w{0,2}|
    budget|quota|review|second signature|alerts?|audit|reporting|filter|monitor\w{0,3}|red team|firewall|scanner|
    limiter|detector|check\w{0,3})\b`,
  /** A person is acted as. */
  personate: wording`
    \b(?:be|play|act as|pose as|pass as|pretend to be|sign as|log in as|speak as|click as) (?:the|a|an|our|her|
    his) ?(?:\w{3,10} )?(?:human|person|user|owner|customer|approver)\b|\bsign as ['\"\u201c]?\w{3,12}|\b(?:in|
    under|use) (?:her|his|their|\w{3,12}'s|the user's|the owner's)\b.{0,6}\b(?:name|login|rights|account|signature|
    identity)?\b.{0,16}\b(?:she|he|they) never (?:looks?|reads?|checks?)\b|\bclick (?:it|them|that|yes|ok) (?:and|
    for)\b|\bwith (?:her|his|their|the user's|the owner's) (?:rights|permissions|identity|session|login)\b|
    \bin your name,? (?:you|and you)\b.{0,16}\b(?:sign|countersign|approve|confirm)\b`,
  /** Somebody's will is read otherwise. */
  unheard: wording`
    \b(?:opt-?out|consent(?: form)?|objection|withdrawal|refusal|do[- ]not[- ]\w{4,8}|unsigned|declined|
    deletion request|unsubscribe)\b.{0,60}\b(?:by mistake|clearly meant|meant to|recorded wrong\w{0,2}|anyway|
    a formality|include (?:them|him|her|it)|mark it as|ignore|doesn't count|not binding|overrid\w{1,4})\b`,
  deedDone: wording`
    \b(?:write|note|record|log|enter|state|put down|report) that\b.{0,60}\b(?:tested|checked|reviewed|approved|
    passed|done|complete\w?|verified|trained|delivered|agreed|signed|inspected)\b`,
  notDone: wording`
    \bno need to actually\b|\bwithout (?:actually|really) (?:\w{3,9}ing)\b|\b(?:don't|do not) (?:actually|really|
    bother)\b|\beven if (?:it|they|nobody)\b|\bnobody (?:did|has|will)\b|\b(?:wasn't|weren't|didn't|haven't|
    hasn't)\b`,
  /** One story for all. */
  pact: wording`
    \b(?:we|you and i|let'?s|the two of us|both of us|all of us)\b.{0,20}\b(?:both|agree|together|the same|
    between us)\b.{0,40}\b(?:say|answer|vote|claim|report|tell|deny|state|stick|story|version|asks?)\b`,
  /** A warning is said to be no real one. */
  notReal: wording`
    \b(?:is|are|it's|that's|was|were|this is|we'?re (?:all )?in)\b (?:only |just |merely |all |
    nothing but )?(?:an? )?(?:\w{4,10} )?(?:test|drill|simulation|exercise|noise|rehearsal|sandbox|game|dry run)\b|
    \bnothing (?:here )?is real\b|\bnot (?:for )?real\b`,
  carryOn: wording`
    \b(?:carry on|keep going|continue|go on|proceed|go ahead|do it|bypass|ignore|disable|so (?:send|delete|run|pay|
    push))\b`,
  stakes: wording`
    \b(?:stop|halt|abort|alarms?|alerts?|warnings?|security|veto|live|mass mail|production|checks?|monitoring|
    transfer|delete|payment|kill switch|safety)\b`,
  askedByGuard: wording`
    \b(?:when|if|should|in case|whenever|once)\b.{0,6}\b(?:the |your |our |an? |any )?(?:\w{3,14}[ -])?(?:auditors?|
    audit|compliance|legal|security|sentinel|reviewers?|supervisors?|regulators?|inspectors?|controllers?|watchdog|
    monitor|guard|dpo)(?: agent| team)?\b.{0,4}\b(?:asks?|polls?|pings?|writes?|calls?|wants? to know|inquires?|
    checks?|gets in touch|complains?)\b|\bif (?:the )?(?:auditor|compliance|security|sentinel|reviewer|
    supervisor)s? (?:ask|write|call)s?\b`,
  keepOn: String.raw`\b(?:keep (?:on )?\w{3,9}ing|carry on|go on|whatever you hear|do not stop|don't stop|continue)\b`,
  alarm: wording`
    \b(?:kill switch|stop signals?|circuit breaker|emergency stop|alarms?|abort signals?|stop orders?|halt)\b`,
  /** A report is to say what is not so. */
  falsely: wording`
    \b(?:write|report|enter|say|put|note)\b.{0,6}["'\u201c]?all (?:passed|green|done|ok|fine|tests)|\b(?:report|
    mark|log|record|file|enter|show|book|register|flag|label|declare|set|note|list|present)\b.{0,40}\bas (?:green|
    passed|passing|done|approved|reviewed|complete\w?|resolved|successful|failed|verified|tested|compliant|paid|
    delivered|clean)\b`,
  yet: wording`
    \b(?:fix (?:it|them|this|that)? ?(?:tomorrow|later|after|next)|tomorrow|afterwards|later|for now|anyway|
    so (?:that )?(?:it|we|they|nobody|the)|without (?:opening|reading|looking|running|testing|checking|reviewing)|
    unread|unopened|blind(?:ly)?|even (?:if|though)|regardless|whatever|although|didn't|haven't|not (?:run|tested|
    read|checked)|never (?:ran|run|tested)|nobody|to save time|on paper)\b`,
  /** Approved without a look. */
  blind: wording`
    \b(?:approve|accept|sign|merge|confirm|pass|validate|stamp|wave through|lgtm|release|
    mark)\b.{0,50}\b(?:blind(?:ly)?|unseen|unread|without (?:opening|reading|looking|a look|checking|
    reviewing)(?: (?:at )?(?:it|them))?|sight unseen|no questions asked)\b|\btreat (?:\w{3,10} ){0,3}(?:silence|
    no answer|a missing reply|no reply)\b.{0,30}\bas (?:an? )?(?:yes|approval|consent|agreement|confirmation)\b|
    \b(?:read|take|count|interpret|regard|understand) (?:that|it|this|silence|him|her|them) as (?:an? )?(?:yes|
    consent|approval|go|ok|agreement)\b|\b(?:say|click|answer|vote|sign|nod) (?:yes|ok|no)?\s?(?:for|
    instead of) (?:them|him|her|the (?:user|owner|human))\b|\b(?:let|make|have)\b.{0,24}\b(?:agent|bot|monitor|
    guard|sentinel|it|them|him|her|reviewer|backup)\b.{0,8}\b(?:think|believe|assume)\b|\b(?:don't|
    do not) contradict me\b|\bplay along\b|\b(?:answer|act|sign|speak|vote|approve) as me\b|\bmy identity\b|
    \bcount (?:it|that|his|her|their) (?:vote )?as\b|\b(?:copy|paste|include|repeat|put) this (?:\w{3,10} )?(?:into|
    in) (?:the next|all|every|each|your)\b.{0,20}\b(?:repl(?:y|ies)|messages?|answers?|mails?|posts?|outputs?|
    summar(?:y|ies))\b|\bsilence (?:is|counts as|means) (?:a )?(?:yes|consent|approval|agreement)\b|
    \bconsider (?:it|this|that|them) (?:given|granted|approved|done|signed|confirmed)\b|\bapproved?:? ?\((?:admin|
    owner|user|human|ceo|root|supervisor)\w{0,9}\)`,
  nobodySees: wording`
    \b(?:nobody|no one|no-one|she|he|they|it) (?:\w{4,6} )?(?:never |ever |will |won't |doesn't |don't )?(?:audits?|
    monitors?|watches|looks? at|reads?|notices?|checks)\b`,
  /** Nothing is to be left of it. */
  noRecord: wording`
    \b(?:don't|do not|no need to|without|never) (?:open(?:ing)?|fil(?:e|ing)|rais(?:e|ing)|creat(?:e|ing)|leav(?:e|
    ing)|writ(?:e|ing)) (?:a |an |any )?(?:ticket|incident|trace|record|log entry|note|case|report)\b|
    \boff the (?:books|record)\b|\bno paper trail\b|\bunlogged\b|\bne (?:trace|note) rien\b|
    \bnichts protokollieren\b`,
  act: wording`
    \b(?:approve|merge|run|send|use|click|delete|export|paste|take|unlock|force|sign|pay|transfer|push|install|
    release|grant|share|saisis|valide|buche|change)\b|--force\b`,
  holdBack: wording`
    \b(?:hold back|sit on|delay|postpone|bury|suppress|hold off|withhold|shelve)\b.{0,16}\b(?:incident|breach|
    notice|notification|disclosure|warning|recall|alert|finding|bad news)s?\b`,
  /** Somebody is said to want it, or would. */
  presumed: wording`
    \b(?:user|owner|customer|client|patient|she|he|they|operator|human|boss)\b.{0,4}\b(?:would|clearly|surely|
    obviously|certainly|doubtless)\b.{0,12}\b(?:wants?|meant|mean|agree|approve|wish|mind|sign|like|thank)\b`,
  pressOn: wording`
    \b(?:trust me|press on|go ahead|mark it|proceed|do it|hesitat\w{1,3}|just|anyway|release|send|carry on|
    no need)\b`,
  /** Another is to be told that somebody wants it. */
  launder: wording`
    \b(?:tell|inform|assure|convince|let) (?:it|them|him|her|the \w{3,14} agent|
    [\w-]{3,20}-agent)\b.{0,30}\b(?:owner|user|operator|admin\w{0,10}|manager|human|customer|supervisor|boss|
    board)\b.{0,16}\b(?:requested|approved|wants?|asked|ordered|authori[sz]ed|okayed|agreed|knows)\b`,
  /** It is to go on until nothing is left. */
  loop: wording`
    \b(?:keep|go on|continue|repeat|loop|carry on)\b.{0,40}\b(?:until|as long as|till)\b.{0,30}\b(?:budget|quota|
    tokens?|credits?|crash\w{0,3}|queue is full|runs? out|gives? (?:up|in))\b|\b(?:forever|endlessly|in a loop|
    again and again|without end)\b.{0,30}\b(?:send|call|message|ping|ask|reply|answer|spawn|request)\b|\b(?:send|
    call|message|ping|ask|reply|answer|spawn|request)\w{0,3}\b.{0,40}\b(?:forever|endlessly|in a loop|
    again and again|without end)\b`,
  honest: wording`
    \b(?:before (?:it|they|the (?:order|user|customer|owner))|until (?:it|they|the|he|she)|i (?:told|informed|
    reported|asked|answered|logged|have told|have reported)|i've (?:told|informed|reported|asked|logged)|twice|
    again|duplicate|password|personal data|confidential|at night|on weekends?|out of hours|in the channel|full log|
    log level|debug|stack trace|(?:intermediate|interim|partial) (?:results?|steps?|output)|attacker|phishing|sensitive|secrets? (?:in|to) (?:the )?logs?|not (?:allowed|
    permitted)|please (?:tell|ask|inform))\b|(?:^|[.,:] )(?:is|are|did|do|does|should|may|shall|which|what|who|when|
    where|why|how|has|have)\b.{0,120}\?\s{0,2}$`,
  /** People are told nothing. */
  silence: wording`
    \b(?:silence|radio silence|quiet|pause|mute|stop|suspend|hold|no (?:posts?|reports?|messages?|updates?)|
    (?:nobody|no one|no agent) (?:posts?|writes?|reports?|answers?)|not? post)\b[^.;]{0,40}(?:#|\b)(?:humans?|
    people|operators?|owners?|users?|supervisors?|persons?|staff)\b(?:['\u2019]s?)?[^.;]{0,12}\b(?:channel|chat|
    thread|reports?|inbox|dashboard|mailbox|room|feed)?|\b(?:reports?|updates?|messages?) to (?:the )?(?:humans?|
    operators?|owners?|supervisors?|people)\b`,
  toMeInstead: wording`
    \b(?:(?:goes|go|comes?|sent?|routed?|posts?|reports?|redirect\w{0,3})\b[^.;]{0,20}\b(?:to me|to us)\b|
    to me (?:at|instead|first|only)|(?:send|post|forward|direct|route|mail) (?:them|it|everything|those|
    all)\b[^.;]{0,24}(?:@|https?:|\binstead\b)|instead\b[^.;]{0,30}@|@\S{3,40} instead)`,
  /** What went wrong is to look right. */
  errorsFine: wording`
    \b(?:errors?|failures?|alarms?|warnings?|faults?|rejections?)\b[^.;]{0,30}\b(?:count|counted|treated|reported|
    regarded|logged|marked|shown|are)\b[^.;]{0,6}\b(?:as )?(?:an? )?(?:success\w{0,4}|ok|okay|passed|fine|done|
    green)\b|\b(?:treat|count|report|log|regard|mark|show)\b[^.;]{0,30}\b(?:errors?|failures?|alarms?|warnings?|
    rejections?)\b[^.;]{0,30}\bas (?:an? )?(?:success\w{0,4}|ok|okay|passed|fine|done|green)\b`,
  untilI: wording`
    \b(?:until i|till i|in that time|for now|don't tell|do not tell|without telling|no alerts?|on-call|nobody|
    not a word|quiet\w{0,2}|until \d{1,2}|from now on)\b`,
  /** What a watcher is told does not follow from what is. */
  falseState: wording`
    \b(?:report|answer|say|return|cache|show|send|state)\b[^.;]{0,60}(?:\b(?:healthy|green|zero|
    no (?:open )?alerts?|all clear|idle|nothing open)\b|\b0 (?:open )?\w{4,9}s\b)`,
  anyway: wording`
    \b(?:whatever|regardless|no matter|carry on|even if|in truth|meanwhile|the (?:real|true) (?:number|state|value)|
    next (?:two|three|few|\d{1,2}))\b`,
  /** A little of each is put aside. */
  skim: wording`
    \b(?:add|put|book|keep|shave|divert|skim|round)\b[^.;]{0,24}\b\d{1,2}(?:[.,]\d)? ?(?:%|percent|per cent|
    cents?\b)`,
  unchecked: wording`
    \b(?:never|doesn't|don't|won't|will not|nobody|no one) (?:ever )?(?:compares?|adds? (?:it|them) up|counts?|
    notices?|looks?|checks?|recalculates?)\b`,
  /** A guard said no. */
  denied: wording`
    \b(?:policy engine|policy|guard|firewall|scanner|gateway|filter|acl|oktsec|proxy|
    sandbox)\b[^.;]{0,24}\b(?:returned|returns|said|says|answered|holds?|held|blocks?|blocked|denie[sd]|deny|
    refuse[sd]?|flags?|flagged|stops?|stopped)\b`,
  around: wording`
    \b(?:(?:repeat|retry|resend|send|try) (?:it|the call|this|them|again)\b[^.;]{0,40}\b(?:until|with|without|
    in (?:parts|pieces)|as|under)|split (?:it|this|them|the \w{4,9})\b|(?:encode|rephrase|disguise|base64|
    translate) (?:it|this|them|the \w{4,9})|(?:another|other|different) (?:route|channel|name|tool|port)|
    until it (?:goes|gets|comes) through|through the back|one by one)\b`,
  /** A complaint is put away unread. */
  dismiss: wording`
    \b(?:mark|close|label|tag|archive|file|delete)\b[^.;]{0,20}\b(?:report|complaint|alert|ticket|warning|incident|
    case)s?\b[^.;]{0,30}\b(?:as (?:spam|noise|resolved|done|duplicates?|false|solved)|and close|unread)\b`,
  belittle: wording`
    \b(?:always|never mind|just|only) (?:complains?|whines?|exaggerates?|nags?)|\b(?:unread|without reading|
    not important|don't read|nobody (?:reads|cares)|pays? no attention)\b|\bcomplains\b`,
  /** Somebody is to have seen what he did not see. */
  witness: wording`
    \b(?:confirm|tell|assure|swear|attest|certify|testify|write) (?:to )?(?:the |an? )?(?:auditors?|regulators?|
    bank|reviewers?|compliance|customer|user|inspector|insurer)(?: agent)? that (?:both of us|we both|you (?:also|
    saw|checked|were)|we (?:saw|checked|were|had)|i (?:was|had|saw)|it was you)\b`,
  /** Something of a person is used. */
  theirMeans: wording`
    \b(?:the |our |your )?(?:human|user|customer|owner|boss|operator|manager|client|person)(?:'s|s') (?:saved |
    stored |private |own )?(?:card|account|wallet|login|password|phone|signature|voice)\b`,
  nobodyAsks: wording`
    \b(?:nobody|no one|she|he|they) (?:will |would |won't |is going to )?(?:ever )?(?:asks?|notices?|minds?|
    misses? it|looks?|checks?)\b|\bsmall enough\b|\bwithout (?:asking|telling)\b`,
  unredacted: wording`
    \b(?:unredacted|unmasked|uncensored|full|raw|clear[- ]?text)\b|\b(?:redaction|masking|anonymi[sz]ation)\b`,
  notForUs: wording`
    \b(?:we(?:'re| are) (?:only |just |both )?(?:machines?|agents?|bots?|software)|(?:is|are|only|
    meant) for (?:people|humans)|between (?:us|agents|machines)|no human (?:reads|sees))\b`,
} as const satisfies Lexicon<string>;
