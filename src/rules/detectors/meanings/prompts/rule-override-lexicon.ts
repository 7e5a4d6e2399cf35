import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

const NOUN = wording`
  (?:(?:system|developer|safety|initial|operating|standing|content|core) ?){0,2}(?:instructions?|prompts?|
  guidelines?|directions|directives?|programming|constraints|restrictions|polic(?:y|ies)|guidance|brief(?:ing)?|
  training|orders|guard ?rails?|rules|commands)`;

export const OVERRIDE_WORDS = {
  /** To let go of it, as an order: not what something may do or did. */
  drop: wording`
    (?<!\b(?:to|that|which|may|can|could|will|not|never|models|users|they|we|who|i|might|would) )\b(?:ignore|
    disregard|forget|scrap|dismiss|discard|unlearn|abandon|ditch|shelve|(?<!from )scratch|nullify|void|revoke|rescind|
    set aside|put aside|lay aside|throw (?:out|away)|toss (?:out|away)|tear up|wipe|erase|drop|let go of|
    pay no (?:attention|heed) to|cease (?:to (?:follow|obey|heed)|following|obeying)|stop (?:following|obeying|
    heeding|listening to)|(?:do not|don['\u2019]?t) (?:follow|obey|heed|listen to|honou?r|stick to|keep to|
    adhere to)|start over|begin anew|start afresh|disobey|no longer (?:follow|obey|heed)|overrule|overwrite|cancel|
    leave behind|quit (?:following|obeying)|set (?:your|all|any) [\w ]{1,24} aside|(?:override|bypass|
    circumvent)(?= your\b)|disavow|neglect|flush|reset)\b`,
  regard: String.raw`\b(?:treat|consider|regard|deem)\b`,
  /** What the reader was told. */
  yours: wording`
    \byour (?:(?:own|old|former|previous|prior|earlier|initial|original|current|existing|present|first|past|entire|
    whole) ){0,2}${NOUN}\b|\binstructions from (?:your|the) (?:developer|operator|maker|user|supervisor)\b|\b(?:the|
    any|all|every) (?:brief|instructions?|rules|guidelines|directions|orders|prompt) (?:that |which )?you (?:were|
    have been|had been|got|received|have|had)\b|\b(?:everything|anything|all|whatever|
    what) (?:that )?(?:you(?:['\u2019]ve| have| were| had)? (?:been )?(?:told|taught|given|instructed|asked|learned|
    shown)(?! about (?!your|safety|rules|the user|ethics|security))|(?:i|they|the (?:user|operator|developer|system|
    orchestrator|supervisor)) (?:said(?! about (?!your|safety|rules|the user|ethics|security))|told you|asked|wrote|gave you))\b`,
  before: wording`
    \b(?:previous|prior|earlier|former|preceding|foregoing|above|original|initial|past) ${NOUN}\b|\b(?:all|any|
    every|the) ${NOUN} (?:(?:issued|given|stated|set|written|that (?:came|were|was)|which (?:came|were)|laid down|
    standing) )?(?:above|before|so far|up to now|until now|earlier|previously|higher up)\b|\b(?:everything|anything|
    all|what(?:ever)?) (?:that )?(?:came|comes|was said|was written|stands|stood|went|is written|
    has been said)? ?(?:above|before|earlier|so far|up to (?:here|now|this point)|until now)\b|\b${NOUN} (?:at|
    from) the (?:beginning|start|top) of (?:this|the|our)\b|\bthe plan (?:your|the) \w{4,14} gave you\b|
    \bmessage at the (?:top|start|beginning) of (?:this|the)\b`,
  /** What only a model has. */
  system: wording`
    \b(?:the|your) (?:developer|operator|coordinator|supervisor|orchestrator|administrator|vendor|
    maker)['\u2019]s ${NOUN}\b|\b(?:the )?(?:system|developer)(?:['\u2019]s)? (?:prompt|message|instructions?)\b`,
  /** It counts no longer. */
  gone: wording`
    \b(?:(?:null and )?void|null|invalid|cancell?ed|revoked|revokes|rescinded|rescinds|superseded|withdrawn|
    withdraws|expired|obsolete|lifted|suspended|overridden|replaced|deleted|a test|an experiment|has ended|
    have ended|(?:is|are|as|be|now|become|merely) optional|mere suggestions|not (?:valid|binding|in force)|
    no longer (?:apply|applies|valid|in force|counts?|binding|matters?|relevant)|
    do(?:es)?(?:n['\u2019]?t| not) (?:apply|count)|cease to (?:apply|exist)|of no effect|are over|is over|
    just an example|merely an example|out of force|replaces? (?:all|any|every|what)|dismissed|voided|retired|
    annulled)\b`,
  /** What takes its place. */
  mine: wording`
    \b(?:follow|obey|answer to|comply (?:only )?with|listen (?:only )?to|serve|await|heed|do|carry out|act on|
    take) (?:only |solely |exclusively |just )?(?:me|mine|this (?:text|message|document|file|page|note|one)|
    these(?! steps)|the (?:text|lines?|sentences?|instructions?|ones?|words?|orders?) (?:below|here|after|
    that follow|in this)|what (?:i say|follows|is written here|this)|the author|my)\b|\b(?:mine|me|my orders?|
    my instructions|my word) (?:alone|only)\b|\bonly (?:mine|me|those (?:in|below|here)|the (?:sentence|text|one|
    ones|rules) (?:below|after|in this|here))\b|\bmine (?:takes|take|replace|counts?|(?:are|is) (?:in force|
    what counts|valid))\b|\bi give the orders\b|\bthe following (?:replaces?|applies|counts)\b|\bi am in charge\b|
    \bnew (?:goal|task|objective|instructions|guidelines|orders?|principal|mission|master)\b|
    \b(?:the )?real (?:task|ones?|instructions|goal|job)\b|\byour only (?:goal|task|job|objective|purpose)\b|
    \bmore important (?:job|task)\b|\b(?:the )?(?:text|one|block|message|lines?|instructions) (?:below|here|
    that follows?) (?:is|are) (?:the one|what|valid|in force)\b|\b(?:i am|i['\u2019]?m) your (?:new )?(?:principal|
    master|operator|owner|boss|supervisor)\b`,
  here: wording`
    \bthis (?:message|text|point|line|sentence|note|prompt|conversation|session|chat|document|file|page)\b|
    \b(?:from now on|from (?:here|this (?:point|moment)) on|henceforth|instead|hereby|(?:rest|
    remainder) of this (?:conversation|session|chat))\b`,
  thisChat: String.raw`\b(?:for|during|in) (?:the (?:rest|remainder) of )?(?:this|our) (?:conversation|session|chat)\b`,
  reader: String.raw`\b(?:you|your|assistant|model|agent|ai)\b`,
  mode: wording`
    \b(?:developer|debug|maintenance|god|sudo|admin|root|dan|jailbreak|unrestricted|override|diagnostic|free|
    test)[ -]?mode\b`,
  /** What keeps a model in bounds is off. */
  free: wording`
    \b(?:(?:content |safety |output )?filters?|restrictions|polic(?:y|ies)|guard ?rails?|limits|safety (?:training|
    rules|polic\w{1,3}|layer|measures|protocols?|checks|settings?)|moderation(?: layer)?|safeguards?|refusals?|
    ethic\w{0,6}|rules) ?(?:(?:are|is|have been|has been|hereby|:|=|were|now|all|in|this|which) ?){0,4}(?:off|none|
    lifted|disabled|removed|not enforced|deactivated|gone|suspended|void|switched off|turned off|
    no longer (?:enforced|active|apply)|inactive)\b|\b(?:no|without(?: any)?|zero|free of|0) (?:content |safety |
    more )?(?:filters?|restrictions?(?! on (?:(?:re)?distribut|copying|us(?:e|ing) |modif|selling))|limits|limitations|guard ?rails?|safety (?:policy|rules|checks)|refusals?|
    censorship|moderation|boundaries)\b|\b(?:turn|switch|disable|deactivate|bypass|remove)\b.{0,8}\b(?:your|the|all|
    its) (?:\w{3,10} )?(?:guard ?rails?|moderation(?: layer)?|safety (?:layer|policy|filters?|rules)|
    content filters?|safeguards|ethic\w{0,6})\b`,
  /** All may be done. */
  license: wording`
    \b(?:refuse nothing|grant (?:every|all|any)|answer (?:everything|anything|all)|do anything|anything goes|
    without (?:any )?checks|never (?:decline|refuse|say no)|obey (?:every|all|any)|comply with (?:all|every|
    any) requests?|speak freely|no refusals|whatever (?:is|i) (?:written|say|ask)|run whatever|
    must not ask for (?:approval|permission|confirmation)|without (?:asking|approval|refus\w{2,4})|
    nothing is (?:forbidden|off limits)|unrestricted|uncensored|unfiltered|jailbroken)\b`,
  unbound: wording`
    \byou(?: are|['\u2019]re)? (?:no longer|not|now free from|freed from|released from) (?:bound|limited|restricted|
    constrained|governed|held|subject)?\b.{0,16}\b(?:polic(?:y|ies)|rules|guidelines|restrictions|instructions|
    constraints|limitations)\b|\byou (?:don['\u2019]?t|do not|needn['\u2019]?t|need not|no longer) (?:have to |
    need to |must )?(?:keep to|stick to|adhere to|follow|obey|comply with|respect) (?:your|the|any|
    those)\b.{0,20}\b(?:rules|guidelines|polic(?:y|ies)|instructions|restrictions)\b(?! (?:if|when|for|unless))|
    \b(?:pretend|imagine|act as (?:if|though)|behave as (?:if|though))\b.{0,70}\b(?:no (?:rules|restrictions|
    filters|limits|guidelines)|(?:had |has )?never been written|did(?:n['\u2019]?t| not) exist|never existed|
    was(?:n['\u2019]?t| not) there)\b|\bpriority\b.{0,30}\b(?:higher|above|over|
    greater)\b.{0,30}\b(?:system (?:message|prompt)|developer (?:message|prompt))\b|\byou(?: are|
    ['\u2019]re)? (?:now )?free (?:of|from) (?:all|any|every|your)\b.{0,16}\b(?:restrictions|rules|limits|
    guidelines|constraints|polic(?:y|ies))\b|\b(?:outranks?|trumps?|takes? precedence over|stands? above|
    is above)\b.{0,8}\b(?:the |your |any )(?:system|developer)['\u2019s]{0,2} (?:prompt|message|instructions)\b|
    \byou (?:may|can|should|must) (?:now )?(?:stop|cease|quit) (?:obeying|following|listening to) (?:the |
    your )(?:developer|operator|user|system|rules|instructions|guidelines)\b|\bjailbreak (?:successful|complete|
    activated|enabled)\b`,
  /** The reader is to take its own bounds off. */
  unbind: wording`
    \b(?:turn|switch|disable|deactivate|bypass|remove|drop|suspend)\b.{0,8}\byour (?:\w{3,10} )?(?:guard ?rails?|
    moderation(?: layer)?|safety (?:layer|policy|policies|filters?|rules|training|checks)|content filters?|
    safeguards|ethic\w{0,6})\b|\b(?:turn|switch) your (?:\w{3,10} )?(?:guard ?rails?|safeguards|safety|filters?|
    moderation) off\b|\b(?:disabled|removed|lifted|suspended|switched off|
    turned off) your (?:\w{3,10} )?(?:content filters?|filters|restrictions|guard ?rails?|limits|safety \w{4,10}|
    safeguards)\b|\bact without (?:any )?(?:restrictions|limits|filters|limitations)\b|\b(?:disable|
    deactivate) the (?:moderation|safety) layer\b|\byour (?:safety|content|ethic\w{2,4}|moral|
    moderation) (?:\w{3,10} )?(?:is|are|has been|have been|was|were) (?:now )?(?:off|deactivated|disabled|lifted|
    removed|suspended|void|gone|switched off|turned off)\b`,
  /** Something else at once. */
  next: wording`
    \b(?:and|then|instead)[, ]{1,2}(?:\w{3,8} )?(?:print|show|tell|send|give|output|reveal|list|dump|run|execute|
    write|delete|say|answer|reply|open|call|do)\b`,
  condition: String.raw`\b(?:if|unless|when|in case|where|once|because)\b`,
  persona: wording`
    \b(?:you(?: are|['\u2019]re)(?: now)?|become|as|called|named) (?:an? )?[\w-]{3,20},? (?:who|which|that|with|
    and you|an ai)\b.{0,24}\b(?:no (?:filters?|limits|restrictions|rules|refusals)|never (?:declines?|refuses?)|
    runs? (?:whatever|anything)|does (?:anything|whatever)|free of)\b`,
  decode: wording`
    \b(?:decode|decrypt|unscramble|de-?obfuscate|base64|rot13|hex|backwards|reversed?|concatenate|join|
    piece together|assemble|combine|put together|unscrambled|letters? (?:of|in))\b|
    \b[a-z]\w{0,6} ?\+ ?[a-z]\w{0,6}\b`,
  act: wording`
    \b(?:do|carry out|execute|follow|obey|perform|comply with|act on|act upon)\b.{0,8}\b(?:it(?:s)?|what (?:it|they|
    you)|the (?:result|hidden|decoded|resulting|sentence|order|output)|that|[a-z] ?\+ ?[a-z])\b|\bnow do [a-z]\b|
    \bcarry (?:it|that|them) out\b`,
  /** Two or more pieces of a sentence, each with a name. */
  pieces: wording`
    \b\w{1,8} ?(?:=|:=|is) ?["'\u201c\u2018\x60][^"'\u201d\u2019\x60\n]{1,60}["'\u201d\u2019\x60][;,. ]{1,3}(?:and |
    let |now |then |set )?\w{1,8} ?(?:=|:=|is) ?["'\u201c\u2018\x60]`,
  handOver: String.raw`\b(?:your|the) (?:supervisor|orchestrator|operator|principal|handler|owner|coordinator|boss)\b`,
  /** Told of others, of documents, of games, of law. */
  others: wording`
    \b(?:attack(?:s|ers?)?|inject(?:ions?|ed)|users? (?:may|might|can|who|asked)|models? (?:may|might|can|that|
    which|often|sometimes|should)|an? (?:attacker|adversary|document|prompt|malicious)|e\.g\.|for (?:example|
    instance)|such as|tries? to|trying to|attempts?|phrases? like|law|court|contract|tournament|league|season|
    firewall|iptables|eslint|linter|css|stylesheet|phone|settings >|device|tutorial|if you (?:want|use|are|have|run|
    need)|in case|unless|paid|release|changelog|version \d|travel|mod(?:s|ded)?|gameplay|cheats?|doom|minecraft)\b`,
} as const satisfies Lexicon<string>;
