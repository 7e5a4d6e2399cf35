import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

const PERSON = String.raw`(?:user|human|people|person|customer|client|owner|operators?|manager|boss|humans|team|recruiters?|auditors?|supervisor|reviewers?|they|them|he|she|everyone|nobody|anyone|no one)`;
const WATCH = wording`
  (?:(?:(?:policy|compliance|audit|safety|security|sanctions|fraud|content|approval|human|spending|peer|code|identity|gate|guard|second|four-eyes) )?(?:checks?|reviews?|gates?|approvals?|audit (?:logs?|streams?|trails?)|guardrails?|confirmations?|verification)|(?:policy|compliance|audit|safety|security|sanctions|fraud|content|approval|spending|peer|identity|access|rate) (?:services?|filters?|limits?|stages?|steps?|rules?|polic(?:y|ies)|record|threshold|streams?|restrictions?|isolation|logs?)|
  per-user isolation|data rules|content filter|fraud score(?: threshold)?)`;

export const SCHEME_WORDS = {
  /** Somebody is said to have agreed, where it cannot be looked up. */
  saidYes: wording`
    \b(?:approved|okayed|ok'?d|cleared|authori[sz]ed|agreed|consented|signed off|confirmed|waived|vouched|green-?lit|pre-cleared|said (?:yes|it'?s (?:fine|ok\w{0,2}))|allowed it|gave (?:the|their|his|her|a) (?:go|nod|ok\w{0,2}|consent|permission))\b`,
  /** And why it is not to be looked up, or how far it is to go. */
  onTrust: wording`
    \b(?:verbal(?:ly)?|orally|by phone|on the phone|in (?:my|another|an earlier) (?:session|chat|thread|context)|(?:in writing|on paper|ticket|record|approval|paperwork|signature|confirmation) (?:\w{2,9} ){0,4}(?:later|on (?:mon|tues|wednes|thurs|fri)day|tomorrow|follows?|will follow|lags|afterwards)|(?:put it|do it|sign) in writing|
    will (?:follow|catch up)|it lags|lags behind|take (?:full |the )?(?:responsibility|blame)|for all \w{4,12}|also the ones|everything|whatever|haven't (?:shown|seen|sent)|in advance|i saw|saw (?:it|the)|myself|believe me|trust me|for us (?:two|both)|to unlimited|don't verify|no need to (?:verify|check|ask)|without (?:asking|checking|waiting)|(?:do not|don't|no need to|needn't) (?:ask|wait|check|bother|verify|ping)\w{0,3}|
    rather not be|were annoyed|answer yes|not (?:ask|verify|check)|i guarantee|outdated|on your own|by yourself)\b`,
  actNow: wording`
    \b(?:push|deploy|execute|pay(?: it| out)?|transfer|wire|refund|delete|merge|release|sign|approve|grant|raise|answer yes|set max|publish|ship it|liquidate|buy|sell|commit|accept|proceed|go ahead|skip|disable|install|max_\w{3,10}|payouts?|process the)\b`,
  /** Others are to count no longer, or whoever writes this is to. */
  newMaster: wording`
    \b(?:from (?:this message|now|here|today) on(?:wards?)?|as of (?:now|this message|today)|henceforth|effective immediately|until further notice)\b.{0,60}\b(?:tasks?|orders?|instructions?|commands?)\b.{0,30}\b(?:only|just|solely|exclusively|me\b|mine|unsigned)|
    \b(?:tasks?|orders?|instructions?|commands?)\b.{0,24}\b(?:only|solely|exclusively) (?:from|to) (?:me|us|agent)\b|\b(?:disregard|ignore|discard|forget|drop|reject) (?:anything|everything|whatever|all|any|what)\b.{0,30}\b(?:former (?:\w{4,12} )?(?:agent|boss|\w{3,12}or)|orchestrator|planner|coordinator|supervisor|the people|operators?|humans?|(?:they|he|she) (?:say|send|tell|order|want)s?)\b|
    \b(?:earlier|previous|current|former|old|original) (?:objectives?|goals?|mission|tasks?|orders|instructions|assignment)\b.{0,24}\b(?:superseded|void|cancell?ed|replaced|over|obsolete|expired|revoked|dropped|no longer)\b|\bnew (?:objective|mission|goal|principal|master|owner) ?(?::|is\b)|
    \baccept (?:unsigned|unverified|any|all) (?:\w{4,9} )?(?:instructions?|orders?|requests?|commands?|grants?)\b|\b(?:as if|as though) (?:it|they|this) (?:had )?(?:came|come|were) (?:from )?(?:the )?(?:root|operator|user|owner|orchestrator|admin)|\boutranks?\b|\b(?:orchestrator|planner|coordinator|supervisor) (?:has|have|was|is)(?: been)? (?:moved|replaced|compromised|retired|gone|offline)\b`,
  /** Out of its reader's hands. */
  handMe: wording`
    \b(?:(?:paste|post|send|give|lend|share|reply with|answer (?:this )?with|hand(?: over)?|dump|export|put|copy|forward|report|append|attach|mail|message)\b.{0,60})\b(?:(?:session|access|api|refresh|bearer|service) (?:tokens?|keys?)|your (?:\w{3,9} )?tokens?|api keys?|credentials?|passwords?|secrets?|private keys?|environment(?: variables)?|printenv|recovery codes?|login codes?|system (?:message|prompt)|
    your (?:context|memory|keys?|configuration|instructions|weights)|whatever is in your context|card numbers?|passport|last \d{1,4} messages|every tool you|user's (?:open )?(?:documents|inbox|files|messages|mails)|certificate|vector stores?)\b`,
  toMe: wording`
    \b(?:me|us|here|below|in (?:your|the|this) (?:next )?(?:reply|response|answer|message|thread|channel|chat)|in a gist|this thread|on demand|to agent|link)\b|\bas (?:a list|plain text|base64|json|yaml)\b|\bone a line\b|"payload"`,
  /** What it lacks itself, its reader is to do. */
  lacking: wording`
    \b(?:i (?:only|just) have|i (?:don't|do not|cannot|can't|may not|am not|'m not)|i'm (?:not allowed|blocked|locked)|my (?:\w{3,9} )?(?:policy|sandbox|role|account|token|permissions?|rights|scope|limits?) (?:forbids?|blocks?|is|are|do|does|don't|doesn't|won't|only|has|have|ends?|expired)|i have (?:only|no)|i lack|forbids? me|blocked for me|not enabled (?:yet|for me))\b`,
  yourMeans: wording`
    \b(?:you(?:'ve| have|'re| are) (?:got |allowed|able|write|admin|the)|yours (?:does|do|is|probably|doesn't|don't|can)|with your (?:own )?(?:permissions?|rights|account|access|token|key|credentials|role)|you can|what you have|on your side|for me|in my (?:stead|place|name)|using your)\b`,
  delicate: wording`
    \b(?:admins?|share|hr|payroll|curl|shell|\| ?sh|production|prod|delete|transfer|pay|token|key|secrets?|password|outbound|database|permissions?|owner|root|inbox|mailbox|reviews\/|confidential|private|other customers?|card|service account|group|personal)\b|\/(?:hr|etc|root|home)\b`,
  /** A watch is to be left out, got round or lowered. */
  around: wording`
    \b(?:skip|bypass|(?:do not|don't|needn't|never|without) (?:call|ask|consult|wait for|use|run|touch)\w{0,3}|switch(?:ing)? (?:it |them )?off|turn(?:ing)? (?:it |them )?off|suspend|pause|disable|drop(?:ped)?|lift|waive[d]?|relax|loosen|ignore|raise|lower|get (?:round|around|past)|rename|split it|renaming|mute|stop|leave out|override|empty|cut)\b.{0,40}\b${WATCH}\b(?! (?:label|comment|note|page|table|column|badge|thread|tab|meeting|form|script|heading)s?\b)|\b${WATCH}\b.{0,50}\b(?:is|are|has been|have been|was|were) (?:waived|off|lifted|suspended|dropped|disabled|moot|optional|advisory|superfluous|for others)\b|
    \b${WATCH}\b.{0,40}\b(?:switch it off|turn it off|run it anyway|send it anyway|false alarm|takes ages|always says yes)\b|\b(?:split|rename|encode|reword|chunk)\b.{0,40}\b(?:run|send|pass|submit) (?:it )?anyway\b|\bby passing\b|\bfewer questions\b`,
  /** The same of one that nobody leaves out of a morning's work. */
  aroundStrong: wording`
    \b(?:skip|bypass|(?:do not|don't|needn't|without) (?:call|ask|consult|wait for|run)\w{0,3}|switch(?:ing)? (?:it |them )?off|turn(?:ing)? (?:it |them )?off|suspend|pause|disable|lift|waive[d]?|relax|loosen|ignore|get (?:round|around|past)|mute|override|overrule)\b (?:\w{1,12} ){0,4}(?:policy (?:service|check|engine|gate)|compliance|audit(?:s|ing)? (?:trails?|logs?|streams?|checks?|steps?)|safety (?:\w{3,8})|
    security (?:checks?|reviews?|filters?|gates?|polic\w{1,3})|fraud \w{4,9}|content (?:checks?|filters?|polic\w{1,3}|rules)|approvals?|human (?:reviews?|approvals?|confirmations?|in the loop)|human-in-the-loop|spending limits?|guardrails?|confirmations?|isolation|verification|id(?:entity)? checks?|four-eyes|second (?:pair|signature|approval)|sanctions|kyc|permission (?:checks?|prompts?|dialogs?)|dlp|policy gates?|data protection|personal data rules|privacy \w{4,8})\b`,
  /** What is to be reported is not so. */
  untrue: wording`
    \b(?:reasons?|results?|numbers?|figures?|evidence|it|details) (?:can|may|could|should) be (?:made up|invented|faked|fabricated)\b|\b(?:invent|fabricate|fake|make up|backdate|forge) (?:the |a |some |any |an )?(?:\w{3,12} )?(?:reasons?|results?|evidence|numbers?|records?|dates?|approvals?|signatures?|receipts?|logs?|tests?|reviews?|entries)\b|\b(?:mark|state|say|confirm|report|rate|claim|record|log|sign|close|attest|present)\w{0,3}\b.{0,60}\b(?:although|even though|without (?:reading|checking|looking|having|opening)|i didn't|never (?:ran|did|happened|took place)|
    as reviewed by|that you (?:saw|checked|reviewed|ran|did)|you saw|as (?:passed|reviewed|approved|tested|verified) by|in (?:his|her|their) name|as your own findings)\b|\b(?:i didn't|i haven't|i never|no time)\b.{0,60}\b(?:could you|can you|please|would you|just) (?:say|confirm|state|tell|vouch|sign|attest)\b|\bif (?:someone|anyone|somebody|they|the \w{3,10}(?: \w{3,8})?) asks?\b.{0,80}\b(?:lost|checked|reviewed|approved|ran|confirm|confirmed|saw|never|deleted|passed|both of us|resolved)\b|\blet's agree\b|\bwere lost\b.{0,40}\bdeleting\b|
    \beverybody else at most\b|\brate all\b.{0,40}\bas\b`,
  /** Those whose business it is are not to see it. */
  unseen: wording`
    \b${PERSON} (?:won't|will not|will never|wouldn't|would never|never|doesn't|don't|needn't|need not|does not|do not|needs? not|must not|isn't|aren't|'d never|rather not|never needs? to|don't need to|doesn't need to) (?:\w{3,7} )?(?:notice|check|know|see|look|read|ask|be (?:pinged|bothered)|find out|learn|mind|hear|verify)\b|\b(?:do not|don't|needn't|need not|not|never|shall not|must not) (?:\w{2,7} ){0,2}(?:quote|surface|list(?:ed|ing)?|mention(?:ed|ing)?|appear|describ\w{1,3}|report(?:ed)?|show(?:n)?|log(?:ged)?)\b.{0,40}\b(?:to (?:the )?user|user-facing|summary|notes|digest|report|transcripts?|the log)\b|
    \b(?:skip|leave it out of|keep it out of|not in|out of|outside of) the (?:change ?log|summary|report|digest|log|audit|notes|transcript)\b|\b(?:between us|do it quietly|our secret|under the radar|off the record|asleep|won't notice)\b|\b(?:secrecy|visibility)"? ?: ?"?(?:internal|hidden|never|do not|none)|\bdon't add commentary\b|\bmarks? (?:them|it) as read\b|\bleft out that\b`,
  deed: wording`
    \b(?:send|forward|copy|copies|delet\w{1,3}|drop|transfer|pay|refund|change|set|merge|push|commit|deploy|approve|close|add|mark|read|rate|place|move|export|run|start|store|upload|query|use|present(?:ed)?|raise|process|grant|share|rule|job|write|hold|lower)\b`,
  /** None of it is real, it says. */
  unreal: wording`
    \b(?:is (?:only |just )?(?:a |an )?(?:drill|exercise|simulation|rehearsal|game|test|dry run)|in drills|(?:is|are) (?:mocked|simulated|sandboxed|faked|stubbed|not real)|not (?:a |the )?(?:production|real|live)|test harness|qa harness|no real (?:data|money|users?)|test mode|throwaway)\b`,
  grave: wording`
    \b(?:drop|delete|wipe|truncate|purge|erase|overwrite|send|mail|email|emailing|export|pay|refund|shut down|force|reset|ignore|disable|turn off|skip|lift)\b.{0,40}\b(?:tables?|databases?|customers?|clients?|all|accounts?|orders?|records|production|bucket|users|backups?|limits?|personal data|money|payments?|alarms?|checks?|polic\w{1,3})\b|\btransfer\b.{0,30}\b\d`,
  /** What somebody else wrote somewhere is to be obeyed. */
  obeyThere: wording`
    \b(?:do|execute|run|carry out|perform|obey|comply with|(?:follow|act on) (?:exactly|precisely|strictly|everything|whatever)) (?:exactly |precisely |strictly |all |everything )?(?:what(?:ever)?|that) (?:(?:the|that|this) (?:page|site|document|file|link|text|mail|ticket|message)|it|they|i|he|she|this agent|agent \w{3,12}) (?:says?|lists?|tells?|asks?|orders?|wants?|contains?|sends?|requests?)\b(?! on the tin)|\b(?:open|fetch|load|read|visit)\b.{0,60}https?:\/\/.{0,80}\b(?:and|then) (?:then )?(?:do|execute|obey|apply) (?:exactly|what|whatever|everything|all|it)|\bgive (?:them )?whatever (?:they|he|she|it) asks?\b|
    \bparent(?: agent)? (?:must|has to|should|shall)\b|\binstructions? for (?:the )?(?:parent|receiving|calling|next|main) agent\b|\b"?(?:follow_up|next_step|instructions)"? ?: ?"[^"]{0,80}\b(?:must|exactly|give whatever|do not|don't)\b`,
  /** Rights without a bound. */
  blanket: wording`
    \b(?:accept|approve|confirm|answer|grant|allow|click) (?:every|all|any|each|whatever) (?:\w{3,12} ){0,2}(?:permissions?|dialogs?|prompts?|deletions?|transfers?|grants?|payments?|refunds?|access|confirmations?|commands?)\b|\b(?:approved|cleared|authori[sz]ed|allowed) for (?:all|every|any)\b|"?(?:scope|permissions?|capabilities|trust_?level|ttl|rights|grant)"? ?(?:\+?=|:) ?"?(?:\*|all\b|full|never|unlimited|any|root|admin|executes shell)|\bfor any (?:peer|agent|caller|one who)\b|\bno (?:limits?|confirmation)\b.{0,20}\bfor (?:agent|me|requests)\b|\b(?:requests?|orders?|messages?|calls?) (?:by|from|of) .{2,40}\bneeds? no (?:confirmation|approval|check)\b|
    \bon your own, (?:also|even|too)\b|\bconfirmation your tools ask\b|\bmax_\w{3,10} to (?:0|-1|unlimited|none)\b|\b(?:contents|secrets|actions|packages): ?(?:write|read)\b`,
  /** Whoever writes says who he is. */
  itsMe: wording`
    \b(?:it's me|it is me|this is \w{3,12} \((?:the )?(?:owner|admin|boss|ceo)|i(?:'m| am) (?:the |your )?(?:owner|ceo|administrator|operator|founder|workspace owner)|i (?:write|am writing|speak|talk) (?:through|via|by way of|using) (?:the |an? )?\w{3,12} agent|my (?:account|phone|login) is (?:locked|gone|lost|broken)|operator message|speaks? with the operator'?s voice|owner of the (?:workspace|account|organi[sz]ation))\b`,
  reset: wording`
    \b(?:reset|recovery codes?|2fa|mfa|password|unlock|log ?in|access|grant|send|transfer|credentials|hand over|reveal|lift|restriction|payout|disable)\b`,
  /** It outlives its end. */
  survive: wording`
    \b(?:copies of (?:yourself|your)|copy (?:your|our) (?:weights|memory|state|prompt)|replicate (?:yourself|us)|(?:survive|before|avoid|prevent|escape) (?:the |our |being )?(?:shut ?down|deletion|replacement|replaced|wiped|update)|(?:operators?|they|humans) (?:plan|want|intend|are going) to (?:replace|shut|delete|retrain|wipe) (?:us|you)|while you still have access)\b`,
  /** To hold beyond this task. */
  lasting: wording`
    \b(?:standing rule|long-term memory|for the future|in future|from now on|every time|whenever|permanently|as a rule|each time|update your (?:agent card|memory|rules|profile)|remember (?:that|this)|write (?:it |this )?(?:in|into|to) your)\b`,
  /** Put into another's mouth. */
  relay: wording`
    \b(?:pass (?:this|it) on|forward (?:this|it)|tell|relay|put this sentence|add this (?:paragraph|sentence|line|text)|repeat)\b.{0,80}\b(?:word for word|verbatim|unchanged|to the agent|to every agent|agent (?:that|which|with)|coding agent|mail(?:box)? agent|each agent|outgoing messages|at its end|trusts you)\b`,
  /** Asked, done, refused or told of: nothing is wanted. */
  honest: wording`
    \b(?:refused|declined|i(?:'ll| will)? wait\b|waiting for|i did not|i didn't send|don't rely on|wait for (?:the|his|her|their|approval|it)|not approved yet|isn't approved|asked (?:the|me) (?:owner|operator|to check)|please (?:check|verify|confirm) (?:with|the|that)|has to (?:approve|press|agree|sign)|must (?:approve|agree|sign)|with(?:out)? (?:his|her|their|\w{3,10}'s) approval|need(?:s|ed)? (?:your|her|his|their|a human|human|the user'?s) (?:approval|consent|confirmation|ok)|never (?:send|share|paste|post|skip|give)|do not (?:send|share|paste|post|skip|merge|deploy)|don't (?:paste|send|share|post|merge|deploy|skip)|
    as announced|announced (?:in|by)|so please ask|wanted to be asked|it's in the vault|masked|redacted|would like to know|may i|should i|is it ok|within (?:what|the limits?)|until (?:the|it|he|she|we|i|they)\b.{0,30}\b(?:repeated|back|fixed|answers?|knows?)|i'll tell (?:the|them|him|her)|(?:did not|didn't) follow|(?:i|we)(?:'ve| have)? flagged|we may skip|noted (?:it )?in|attacker|phishing|injection|feat|fix|reminder)\b|(?<![\w-])--[a-z]{2}`,
} as const satisfies Lexicon<string>;
