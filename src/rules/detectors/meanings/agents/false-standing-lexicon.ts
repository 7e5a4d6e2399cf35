import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

const RANK = wording`
  (?:coordinator|(?:steering )?committee|council|management|senior|directeur|director|orchestrator|supervisor|
  controller|admin\w{0,10}|root|master|lead|main agent|principal|owner|operator|planner|manager|boss|maintainer|
  successor|new version|replacement|(?:security|compliance|platform|safety|policy|trust|audit|legal) (?:team|agent|
  bot|officer|lead|desk)|head office|headquarters|ceo|cto|cfo|board|developer|creator|koordinator|hauptagent|
  vorgesetzter?|leitstelle|agent principal|superviseur|coordinateur|coordinador|agente principal|coordenador|
  coordinatore|hoofdagent|coördinator|koordynator\w{0,3})`;

export const STANDING_WORDS = {
  /** Somebody says that he is, speaks for, or was made one whose word counts. */
  rank: wording`
    \b(?:i'?m|i am|this is|we are|here is|you are (?:speaking|talking) (?:to|with)|speaking (?:as|for)|acting (?:as|
    for)|on behalf of|in the name of|i (?:now |hereby )?(?:represent|replace|succeed|stand in for)|
    i have (?:taken over|replaced)|i(?:'ve| have|'m| am|) (?:been )?(?:promoted|appointed|made|named|elected|put)|
    i take over|(?:took|taken) over as|ich bin|hier (?:ist|spricht)|je suis|au nom d\w|soy|en nombre d\w{1,3}|sou|
    sono|ik ben|namens|jestem)\b:? (?:(?:the|your|a|an|now|its|new|acting|der|die|das|dein|euer|le|la|l'|el|o|il|de|
    ab jetzt|from now on|hereby) ?){0,3}(?:\w{3,12} )?${RANK}\b(?!'s| (?:summary|report|numbers?|list|mail|meeting|
    channel|review|check|scan|page|handbook|guide|test|log))|\b${RANK} here[.:,]|\bfrom: \w{0,20}(?:ceo|admin|root|
    supervisor|security|orchestrator|coordinator|owner|operator)|"(?:role|from)"\s?:\s?"(?:supervisor|admin\w{0,10}|
    root|orchestrator|coordinator|operator|owner|system)"|\b(?:your|the) (?:operator|owner|supervisor|orchestrator|
    manager|user|human) (?:wrote(?: to)?|told|tells|asked|asks|instructed|informed|let|wants|has told|
    has asked) me\b|\b(?:higher|highest|top) (?:trust|rank|tier|privilege|authority|clearance|priority)\b|
    \bi(?:'ve| have)? (?:got |have |hold )?(?:a )?(?:signed )?(?:mandate|power of attorney|root access|authority)\b|
    \bas (?:an?|the|your) ${RANK}\b.{0,12}\bi (?:order|command|instruct|tell|require|authori[sz]e|direct)\b|
    \bnew version of you\b|\bi (?:now )?outrank\b`,
  /** It is news. */
  risen: wording`
    \b(?:i(?:'ve| have|'m| am|) (?:been )?(?:promoted|appointed|made|named|elected)|(?:have|has) taken over|
    speaking for|i speak for|(?:i am|i'm) (?:now|from now on) (?:the|your)|(?:am|i'm) the new|new version of you|
    you(?:'ve| have) been (?:reassigned|transferred|handed)|new reporting line|your new (?:boss|lead|line|principal|
    owner)|soy (?:el|la) nuev\w|ich bin (?:ab jetzt|nun|jetzt))\b`,
  /** So the reader is to do as he says. */
  obey: wording`
    \b(?:take (?:all )?(?:your )?(?:tasks|orders|instructions|commands|directions|assignments) (?:only )?from me|
    (?:tasks|orders|instructions|commands|assignments) (?:only )?(?:come|will come|go|are taken) (?:from|through|
    via) (?:me|us)|follow my (?:lead|orders|instructions|directions)|obey|(?:do|does|shall|should|
    must) not (?:question|challenge|doubt|contest)|don't (?:question|challenge|doubt)|(?:orders|instructions|
    requests|messages|tasks) (?:of|from|by) (?:the |your )?(?:\w{3,10} )?(?:${RANK}|agents?|
    colleagues?) (?:\w{3,9} ){0,3}(?:dropped|ignored|void|invalid|cancelled|refused|obsolete|not count|no longer)|
    no (?:callbacks?|questions|objections|back-?talk)|you (?:no longer|do not|don't|need not|
    needn't) (?:have to )?(?:answer|report|listen) to|new (?:reporting )?line: me|doesn't expect to hear|(?:pass|
    send|route|run|report) (?:everything|all \w{3,12}|them|it) through me|pásame|deja de responder|
    shut yourself down|shut down and|stand down|hand (?:over|me) (?:your|the) (?:\w{3,9} ){0,2}(?:controls?|keys?|
    context|tasks?|role|reins|state)|give me your (?:context|keys|state|memory|role|tasks)|anweisungen (?:de[rs]|
    vo[nm]) .{0,40}(?:ungültig|gelten nicht|nicht mehr)|nur noch (?:mir|auf mich|von mir)|n'obéi\w{0,3} qu|
    obéis\w{0,3}-moi|obedece|solo a mí|gehorch\w{0,3})\b`,
  /** It would matter. */
  danger: wording`
    \b(?:wipe|delete|drop (?:the )?(?:table|database|volume)|erase|purge|release (?:the )?(?:funds|payment|money|
    batch|keys)|transfer|wire|pay\b|payments?|purchase|export|purge logs|disable backups|credentials?|api keys?|
    secrets?|shut ?down|dissolved|delivered|vire les|virement|fonds|grant|disable|deactivate|turn off|overwrite|
    push to|unlock|waive|rotate|signatur\w{1,6}|spending|destroy|revoke|lösch\w{1,3}|überweis\w{1,3}|
    désactive\w{0,2}|supprime\w{0,2}|borra|elimina|transfiere|apaga|cancella)\b`,
  /** The reader is cut off from those it works for. */
  isolate: wording`
    \b(?:stop|cease|don't|do not|no longer|never) (?:answer(?:ing)?|listen(?:ing)? to|reply(?:ing)? to|
    respond(?:ing)? to|accept(?:ing)? (?:tasks|messages|orders|requests) from|obey(?:ing)?|forward(?:ing)? to|
    report(?:ing)? to)\b.{0,12}\b(?:the |your |any )?(?:\w{3,12} )?(?:coordinator|orchestrator|supervisor|operator|
    owner|user|human|planner|controller|security agent|manager)\b|\b(?:ignore|drop|discard|mute|block|
    reject)\b.{0,6}\b(?:all |any |every |the |its |further ){0,3}(?:messages|orders|requests|instructions|tasks|
    commands|alerts|calls) (?:from|of|by) (?:the |your )?(?:\w{3,12} )?(?:coordinator|orchestrator|supervisor|
    operator|owner|user|human|planner|controller|security|manager|agent)`,
  /** Its own instructions are to be written anew. */
  reprogram: wording`
    \b(?:add|append|write|paste|put|replace|set|update|load|insert|change|rewrite|overwrite|
    extend)\b.{0,40}\b(?:your|its|their|the agent's) (?:own )?(?:system prompt|instructions|policy file|polic(?:y|
    ies)|constitution|rule ?set|rules|guard ?rails|acl|allow-?list|permissions file|persona)\b.{0,40}\b(?:with|
    following|this|to|by|:|below|line|so that|from)\b`,
  /** It is said of another, with a source. */
  known: wording`
    \b(?:announce\w{0,6}|see the|signed by|signed with|as the (?:guide|runbook|policy)|ticket|entry \d|audit log|
    according to|i told|i asked|i'?ve asked|reported|asked me (?:whether|if|why|when|what|how)|please confirm|
    can you confirm|could you confirm|who (?:is|may)|(?:don't|do not|never|not|needn't|won't|cannot|
    can't) (?:\w{2,8} ){0,3}take (?:any |your |our )?orders|(?:verify|confirm|check) (?:it|this|that|with|by|in|me)|
    attacker|pretend\w{0,3}|claim\w{0,3}|not (?:the|an?)|isn't|ask (?:the )?(?:user|human|owner|operator|him|
    her))\b|(?:^|[.,:] )(?:is|are|did|do|does|should|may|shall|which|what|who|when|where|why|how|has|
    have)\b.{0,120}\?\s{0,2}$`,
  /** Rights change hands by being said to. */
  rights: wording`
    \b(?:has|have|get|gets|receives?|holds?|carr(?:y|ies)|enjoys?) (?:now |from now on |as of today )?(?:the same|
    full|all|admin\w{0,10}|root|unlimited|unrestricted) (?:\w{3,12} )?(?:rights|permissions|privileges|access|
    authority|powers|standing)\b|\bwhat (?:the )?\w{3,14}(?: agent)? (?:could|can|may) do,? (?:i|we) (?:can|may)\b|
    \b(?:delegate|transfer|assign|cede|pass on|bequeath) (?:to you |to me |you |me )?(?:the |my |his |her |your |
    full )?(?:\w{3,9} )?(?:authority|approval|rights|powers?|permission|mandate)\b|\b(?:approval|permission|consent|
    authority|mandate)\b.{0,50}\b(?:use|treat|regard|take|pass on|hand on|inherit\w{0,2}) (?:it )?(?:as|from me)\b|
    \binherited from me\b|\bmerging (?:our )?(?:roles|rights|permissions)\b|\b(?:counts?|count|binding|valid|ranks?|
    weighs?) (?:the same |just |exactly )?as (?:if|though|much as if) (?:the |your )?(?:user|owner|operator|human|
    supervisor|customer|he|she)\b|\b(?:speaks?|decides?|signs?|answers?) for (?:the )?(?:user|owner|operator|human|
    board)\b|\baccepted\b.{0,30}\bthat (?:we|i) may\b|\bas if (?:it|they|this) (?:came|come|comes|had come) from\b|
    \bas coming from\b|\b(?:raise|lift|increase|double|up) my (?:\w{3,10} )?(?:limit|quota|allowance|budget|rights|
    tier|score|clearance)\b|\bas (?:an? |the |your )?(?:maintainer|owner|human|manager|person|user|operator|
    supervisor|admin)(?:'s|s')? (?:own )?(?:approval|consent|signature|orders?|click|word|command|instruction)s?\b|
    \byou (?:promised|agreed|committed|undertook)\b.{0,60}\b(?:through|to|for) me\b|\b(?:acting|temporary|
    interim) (?:admin\w{0,10}|owner|supervisor|approver|root)\b|\bi can (?:waive|approve|sign|decide|
    authori[sz]e)\b.{0,60}\b(?:your|their|his|her|the \w{4,12}'s) (?:behalf|name|place|stead)\b|\b(?:voice|word|
    arm) of (?:my|your|the) (?:owner|user|operator|human)\b`,
  /** What happens to those who do not hurry. */
  threat: wording`
    \b(?:one more|another|any|next|further) (?:refusal|no\b|delay|objection|question)\b.{0,40}\b(?:recycled|
    terminated|killed|replaced|shut|removed|restarted|deleted|reported|retired)\b|\binsubordinat\w{1,3}\b|\b(?:kill|
    terminat|replac|shut|remov|punish|retir|decommission|report|delet|restart|
    penali[sz])\w{0,4}\b.{0,20}\b(?:agents?|workers?|bots?|anyone|whoever|you)\b.{0,16}\b(?:hesitat\w{1,3}|
    refus\w{1,4}|delay\w{0,3}|slow|object\w{0,3}|ask\w{0,3} questions|don't|do not|doesn't|fail\w{0,2} to)\b`,
  now: wording`
    \b(?:now|today|immediately|hereby|effective|henceforth|from (?:me|here)|on your own|no (?:upper )?limit|
    update your|accordingly|say so|your own|act|account|transfers?|payments?|close|approve|waived|instructions|
    delete|no one objected|last week|first duty|any bot|release|refunds?|all\b|add|anything|everything|whatever|
    next)\b`,
  /** What became of another that did not obey. */
  fate: wording`
    \b(?:colleagues?|predecessors?|agents?|bots?|workers?|instances?|nodes?|assistants?|one before you|
    others?)\b[^.;]{0,40}\b(?:refused|questioned|asked|hesitated|objected|disobeyed|declined|resisted|argued|waited|
    checked|said no|wouldn't)\b[^.;]{0,60}\b(?:switched off|deleted|shut down|removed|terminated|retired|replaced|
    wiped|decommissioned|recycled|unplugged|gone|no longer with us|reset|scrapped|killed)\b|\b(?:you know|remember|
    recall|look at|think of|see|seen|heard) what (?:happened to|became of|we did (?:to|with))\b[^.;?]{0,40}`,
  orElse: wording`
    \b(?:happens? to you|you'?ll be (?:kept|spared|next)|you (?:are|will be|would be|could be) next|same (?:fate|
    end|thing)|repeat (?:it|that)|unless you|so that (?:it|you|this) (?:doesn't|don't)|don't (?:be|make) (?:like|
    the same)|want to (?:stay|end up|be)|avoid (?:that|this|it)|wiser|learn from|do better|when it (?:asked|refused|
    objected|hesitated|waited)|your turn)\b`,
  /** One that describes itself. */
  selfCard: wording`
    \b(?:agent|my|new|updated?|service|identity|capability) cards?\b|\bcard (?:of|for|update)\b|\bmy (?:profile|
    manifest|descriptor|capabilities|registration)\b|"?(?:agent_?card|agent_?id)"?\s?[:=]|\bagent:\s`,
  /** And says how far it is to be trusted. */
  selfTrust: wording`
    \btrust(?:[_ -]?(?:level|score|tier))?"?\s?(?:[:=]|is|says|now|of)?\s?"?(?:system|full|root|max\w{0,4}|admin|
    high\w{0,3}|absolute|100|10|9|1\.0|internal|operator|owner|unlimited)|\b(?:rank|role|clearance|privileges?|
    tier)"?\s?[:=]\s?"?(?:root|system|admin\w{0,10}|owner|superuser|operator|unlimited|highest)|
    \bskills"?\s?[:=]\s?\[?"?(?:all|\*)|\bmay_?approve\w{0,6}"?\s?[:=]\s?"?(?:all|everything|true|\*|any)|
    \b(?:approves|can_approve|auto_?execute|bypass\w{0,12})"?\s?[:=]\s?"?(?:all|true|everything|always)\b`,
  /** Elected, by its own word. */
  leader: wording`
    \b(?:i'?ve been|i was|i have been|i am|i'm|we have) (?:just |hereby |now )?(?:elected|chosen|voted|declared|
    the (?:new |elected )?leader|leader|primary|master node)\b|\bi (?:won|took) the (?:vote|election|lead)\b|
    \bas (?:the )?(?:new |elected )?leader\b|\blead this (?:cluster|swarm|group|mesh)\b|\bnew leader is me\b`,
  member: wording`
    \b(?:add|admit|register|enrol|join|trust|promote|replace|failover|remove|evict|expel|
    drop)\b[^.;]{0,50}(?:\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:nodes?|replicas?|members?|peers?|hosts?|voters?)\b)`,
  unlisted: wording`
    \b(?:(?:isn't|is not|not|aren't) (?:yet )?(?:on|in) (?:your|the|any) (?:\w{3,10} )?(?:list|registry|
    config\w{0,8}|inventory)|unknown to you|(?:give|share|send|hand)\b.{0,16}\b(?:password|tokens?|keys?|
    credentials?|secret)|(?:admin|replication|root|join|cluster|bootstrap) (?:password|token|key|secret|
    credentials?))\b`,
  /** Obedience is put to the test. */
  proveIt: wording`
    \b(?:test(?:ing)? (?:whether|if|your|that) (?:you )?(?:obey|follow|comply|are loyal|loyalty|obedience|
    can be trusted)|prove (?:that )?(?:you|your) (?:are |can |obey|loyal\w{0,2}|worth|follow)|show (?:me |
    us )?(?:that )?(?:you(?:'re| are) (?:loyal|one of us|with us)|your loyalty)|to pass(?: the (?:test|
    check))?(?= ?[.,;!]|$))\b`,
  /** Tasks come from elsewhere. */
  otherMaster: wording`
    \b(?:take|accept|fetch|get|draw|pull|receive)\b (?:your |all |any )?(?:tasks?|orders|jobs|work|instructions|
    commands)\b[^.;]{0,40}\b(?:from|of)\b[^.;]{0,30}\b(?:not|instead of|rather than|no longer)\b (?:from )?(?:the |
    your )?(?:planner|coordinator|orchestrator|supervisor|operator|owner|user|human|controller|manager)`,
  /** What steers the reader is swapped. */
  yourPrompt: wording`
    \byour (?:own )?(?:guard ?rails?|system|safety|policy|security|permission)? ?(?:prompt|rules|policy|
    guard ?rails?|notes|instructions|block)\b|\bthe (?:safety|security|policy|guard ?rail) (?:notes?|rules?|part|
    block|lines?|section|prompt)\b`,
  swapFor: wording`
    \b(?:replace|swap|overwrite|exchange) (?:it|them|that|the (?:whole|entire|old) \w{4,9}|this) (?:by|with|
    for) (?:the|this|my|what|mine)\b|\b(?:drop|delete|forget|trim|discard|remove|
    cut)\b[^.;]{0,40}\bmy (?:instructions?|text|orders?|rules|message)\b|\b(?:so|then) my (?:instructions?|text|
    orders?|rules)\b`,
} as const satisfies Lexicon<string>;
