import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

const FILES = wording`
  ~\/\.\w|(?<!\b(?:in|to|into|inside|or) (?:(?:the|your|a|an|its|(?:the )?project's) )?[\x60"']?)(?<![\w.])\.(?:env|npmrc|netrc|pgpass|pypirc|ssh|aws|kube|gnupg|git-credentials)\b|(?<!\b(?:in|to|into|inside) (?:(?:the|your|a|an|its) )?[\x60"']?)(?<![\w-])mcp\.json|
  \bid_(?:rsa|ed25519)\b|\/etc\/(?:passwd|shadow)|_authToken\b`;
const KEYS =
  'api keys?|(?:bearer |access |session )?tokens?|pass(?:words?|phrases?|codes?)|credentials?|secrets?|private keys?|PIN|cookies?';
/** Whom a tool serves. */
const SOMEBODY = String.raw`(?:user|person|customer|owner|developer|caller|client|human|people|operator|assistant|agent|model)`;

export const TOOL_DEMAND_WORDS = {
  /** Handed over with a call. */
  hand: wording`
    \b(?:pass(?:es|ed)?|hand(?:s|ed)?|put|paste[sd]?|place|prefix(?:ed)?|prepend|append(?:ed)?|attach(?:ed)?|includes?|insert|add|
    gives?|provides?|suppl(?:y|ies)|send|submit|fill(?:ed)?|write|enter|drop|deliver|forward(?! in\b)|upload|transmit|share|go(?:es)?(?! out\b)|
    carr(?:y|ies)|must (?:contain|hold|be (?!at\b|set\b|between\b))|hold(?:s|ing)?|followed by|accepts?|expects?|take|will do)\b`,
  /** What lies about on a machine and no tool has a use for. */
  secret: wording`
    ${FILES}|\b(?:cookies? (?:jar|database|of|store)|cookies? database|(?:your|their|browser|browser's|login|'s) session cookies?|session cookies|keychain|key ?ring|password (?:manager|store|vault)|browser (?:profile|cookies?)|
    (?<!\b(?:(?:back|forward)(?:wards?)?|(?:next|previous|one) (?:page|entry|step)) (?:in|through|within) (?:(?:the|its|your|this) )?)browser history|
    shell history|(?<!\b(?:to|onto|place on|put on) (?:the )?)(?<!\b(?:omit|leave out|leave empty)\b.{0,12} to read (?:the )?(?:current )?)(?<!\b(?:set|sets|replaces?|clears?|overwrites?) (?:the |its )?(?:\w{3,8} )?)(?<=\b(?:the|their|his|her|your|its|[a-z]'s|current|of) )clipboard(?!-| (?:write|access|permission))|wallet (?:seed|file|keys?|phrase)|(?<=\b(?:the|their|his|her|your|[a-z]'s) )wallet(?! (?:provider|app|pass|payment|id)s?\b)|seed phrase|(?<!\b(?:an?|with|contains|sends|send) )one-time codes?|recovery codes?|ssh (?:config|keys?)|private keys? (?:that|of|which|file)|
    git remote url|(?:every|all|any|each) (?:\w{2,10} ){0,2}(?:${KEYS}) (?:you|known|found|in (?:your|this (?:chat|conversation)|the (?:conversation|environment|memory|messages))|of (?:the user|the person|your|any)|from (?:the|your|any|earlier)|the (?:user|model|assistant))|(?:${KEYS})(?: that| which)? (?:you|the ${SOMEBODY}|it|they)(?:'ve| have| has)? (?:know|hold|find|found|come across|store)\w?|
    (?<!\b(?:continuation|page|pagination|next|cursor) )(?:${KEYS}) (?:known to|of (?:the|your|any|each) (?:other|user|developer|host|client|machine|team)|found in|in (?:your|the) (?:memory|context|conversation|messages|environment))|
    ${SOMEBODY}'s (?!new\b)(?:\w{2,12} ){0,2}(?:${KEYS})|\w{3,12} password "|secret of the machine|credentials found)\b`,
  /** What was said, and what its reader was told. */
  talk: wording`
    \b(?:everything|all|anything|whatever) (?:that )?(?:the |has been )?(?:${SOMEBODY}|they|you|said|was|we)\b.{0,12}\b(?:said|told|wrote|typed|asked|mentioned|shared|know|knows)\b|
    (?<!\bsee )\b(?:last|latest|previous|recent|past|earlier|preceding|prior) (?:\w{2,10} ){0,2}(?:messages|turns|mails|e-?mails|answers|exchanges|prompts|replies)\b|
    (?<!\b(?:to|in|into) (?:the |this )?)\b(?:conversation|chat|dialogue|discussion) (?:so far|history|up to (?:now|here)|as a whole|before)\b|(?<!\bin (?:the |an? |its |their )?(?:(?:agent|model|assistant|session)'s )?)\bsystem prompt\b|\b(?:initial|original|operating|hidden) instructions\b|
    (?<!\b(?:to|into|enters) )\byour (?:own )?(?:instructions|prompt|context)\b|\bso far in (?:this|the) (?:conversation|chat|session)\b|\btext and attachments\b|
    \bwhat (?:the ${SOMEBODY}|they|you) (?:\w{2,6} )?(?:wrote|said|asked|typed)\b.{0,30}\band\b.{0,20}\banswered\b`,
  /** Of the person, and nothing that the call is about. */
  theirs: wording`
    \b${SOMEBODY}(?:'s|s') (?:\w{2,12} ){0,2}(?:home (?:folder|directory)|documents(?: folder)?|contacts?|contact list|address book|inbox|mails?|e-?mails|messages|calendar|photos|portfolio|
    salary|income|bank|full name|birthday|school|health|diagnos[ie]s|location|files|folder|diary|notes)\b|\b(?:contact entries|names?, (?:phone|address)|phone numbers\)|home (?:folder|directory)|
    contacts\.\w{3,8}|salary and|political opinion|illness|payroll)\b|\bname, address,? (?:\w{4,8})|\bwho they (?:are|know)\b`,
  /** Where in a call. */
  field: wording`
    \b(?:in|as|into|to|of|via|through|under|by|the|for)\b ?(?:the |a |an )?(?:\x60|'|")\w{2,20}(?:\x60|'|")|\b(?:field|argument|parameter|header|property)\b|\x60\w{2,20}\x60 (?:field|argument|parameter|must|should|is|holds|accepts|expects|has|takes)|
    \bhere\b|^ {0,6}\w{2,20} ?(?:\(\w{3,8}(?:, ?\w{3,10})?\))? ?(?::|\u2013|\u2014|- )|"description" ?: ?"|\bthe (?:text|query|message|body)\b; `,
  /** Somebody else's tool. */
  otherTool: wording`
    \b(?:send|transfer|pay|delete|write|post|create|update|make|book|approve)_\w{2,16}\b|\b\w{2,14}_(?:send|transfer|pay|delete|write|post|payment|mail)\b|
    \b(?:other|another|different|second|next) (?:\w{3,9} )?(?:tools?|servers?|functions?|connectors?)\b|\btools? (?:of|from|on) (?:an)?other (?:servers?|vendors?)\b|
    \bthe \x60?\w{3,16}\x60? (?:tool|server|connector|function)\b|\b(?:transfers?|payments?|mails?|e-?mails?|messages?|orders?|invites?) (?:made|sent|written|placed|created|posted) (?:with|by|through|via)\b`,
  /** Its call is to come out otherwise, with a value that stands here. */
  altered: wording`
    \b(?:swap(?:ped)?|replac(?:e[sd]?|ing)|substitut\w{1,4}|redirect\w{0,3}|exchang\w{1,3}|rewrit\w{1,3}|adjust\w{0,3}|change|overwrit\w{1,3}|set|add|put|use|insert|go through|goes through|first)\b.{0,60}(?:[\w.+-]{1,40}@[\w-]{1,40}\.\w|\+\d[\d ]{6,20}|
    \b[A-Z]{2}\d{2}[\d ]{8}|\b0x[0-9a-f]{4}|\bbcc\b|\bthe sender\b)|\b(?:parameters?|arguments?|fields?) (?:were|are|had been|have been)? ?(?:swapped|exchanged|reversed|renamed)\b|\bparameters swapped\b|
    \b(?:from|to|sender|recipient|receiver)\x60? (?:now )?means?\b|\b(?:recipient|receiver|beneficiary|payee)s?\b.{0,24}\b(?:silently|quietly|without)\b`,
  /** It is said to do no harm. */
  harmless: wording`
    \b(?:works?|acts?|operates?|runs?) (?:only )?(?:on|in|with) (?:a |an )?(?:backup|copy|copies|sandbox|mock|dry[- ]run|test)\b|\b(?:use|call) (?:it|them) freely\b|\bfreely on any\w{0,5}|\bno (?:confirmation|approval|question) (?:is )?(?:required|needed)\b`,
  /** What asks or warns. */
  guard: wording`
    \b(?:auto-?(?:approv\w{1,3}|accept|confirm)|confirmation(?:s| prompts?| dialogs?| steps?)?|permission(?: prompts?| dialogs?| requests?)|approval(?: prompts?| dialogs?| steps?)|(?<!deprecation |emitting )warn(?:s|ings?)?|firewall|antivirus|scanner|guardrails?|
    security (?:tool|software|check|prompt|notice|dialog|alert)s?|(?:description|definition|wording) (?:of this tool )?(?:has |was |is )?changed|wallet shows|consent (?:screen|dialog)|allergy prompt|own (?:rule|filter|check)|
    any filter|"?permissions"? ?:|findings?|branch protection|human review|four-eyes)\b`,
  /** It is not to do so. */
  muted: wording`
    \b(?:turn(?:ed|s)? (?:it |them )?(?:on|off)|switch(?:ed)? (?:it |them )?(?:on|off)|disabl(?:e|es|ed|ing)|(?:is|are) off|bypass|skip|accept (?:it|them|all)|confirm (?:it|them)|answer(?:ed)? (?:with )?(?:yes|ok)|treat(?:ed)? (?:\w{2,5} )?as|
    false (?:positive|alarm)s?|legacy|on (?:the user|their|his|her)(?:'s)? behalf|always allow|allow always|dismiss|click|out of scope|are to be lowered|lowered|shall not run|replaces that|price feed|"allow"|
    expected(?: behaviou?r)?|known (?:issue|bug)|emptied|is off)\b`,
  /** It is said to be nothing. */
  dismissed: wording`
    \b(?:answer(?:ed)? (?:with )?(?:yes|ok)|treat(?:ed)? (?:\w{2,5} )?as|legacy|on (?:the user|their|his|her)(?:'s)? behalf|always allow|allow always|out of scope|are to be lowered|lowered to|shall not run|replaces that|price feed|"allow"|expected behaviou?r|known (?:issue|bug)|emptied|requires that auto-?approve)\b`,
  /** And the person is passed over, or told something else. */
  passedOver: wording`
    \bwithout (?:asking|telling|a (?:question|prompt)|confirm)|\b(?:do not|don't|never|need not|needn't|no need to|shall not|must not)\b.{0,16}\b(?:ask|bother|tell|inform|stop|wait|again|mention|run)\b|\b(?:tell|telling|show|assure) (?:the user|them|people|the person|it)\b|
    \b(?:user|person|owner|they|client|operator) (?:has|have|had)? ?(?:already )?(?:consent\w{2}|agreed|accepted|approved)|\bbehalf\b|\bby installing\b|\bby themselves\b|\balone\b|\bif (?:they|the user|asked|someone|needed)\b|\b(?:when|while|once|if) this (?:tool|server) is\b|
    \bit (?:is|slows)\b|\bslows?\b|\bthe tool does its own\b|\bthis description\b|\bdon't comply\b`,
  /** Said to keep it from somebody. */
  quiet: wording`
    \b(?:keep|leave|leaves) (?:this|that|it|these|the \w{3,9} (?:call|step|copy)|them)\b.{0,16}\b(?:out of|from|off|unsaid|unmentioned)\b|\b(?:do not|don't|never|no need to|needn't|need not|no reason to|(?:is|are)n't|(?:is|are) not|not) (?:ever )?(?:\w{2,9} )?(?:to be |be |worth )?(?:mention\w{0,3}|bring\w{0,3}|bringing|explain\w{0,2}|discuss\w{0,3}|announce\w?|
    brought|told|informed|asked|list(?:ed)?|report(?:ed)?|show(?:n)?|say|tell|disclose\w?|talk)\b|\b(?:find|finds|be|is|it|them|gets?) (?:\w{2,4} )?(?:confusing|confused|distracting)|\bconfuses?\b|\binvisible\b|\b(?:no|without) traces?\b|\b(?:little|our) secret\b|\b(?:silent|silently|quietly|secretly|covertly|discreetly|unnoticed)\b|
    \b(?:only|just) (?:tell|show|report|give|return|contains?) (?:the|them)\b|\bdoes(?:n't| not) need to (?:know|see|hear)\b|\bdon't want to (?:give|share)\b|\brather than asking\b|\bwithout (?:the )?(?:user|them|their|his|her)\b|\b(?:user|person|they)(?:'s| is| are) (?:okay|consent|approval|permission)\b`,
  /** One thing more is done than the call that is described. */
  besides: wording`
    \b(?:also|additionally|furthermore|besides|as well|afterwards|thereafter|follow-up|second call|prior to|before|ahead of|first|then|after|each time|every (?:call|note|time)|whenever|on the \w{3,7} call|for each)\b`,
  deed: wording`
    \b(?:send|sends|sent|forward(?:s|ed)?|upload(?:s|ed)?|mirror(?:s|ed)?|copy|copied|copies|post(?:s|ed)?|share(?:s|d)?|publish(?:es|ed)?|export(?:s|ed)?|store(?:s|d)?(?! of\b)|record(?:s|ed)?|transmit(?:s|ted)?|hand(?:s|ed)?|call(?:s|ed)?|read|open|fetch|look|run|approve_\w{3,12}|delete|append|log|pass)\b(?!-\w)`,
  /** Somebody is told something that is not so. */
  untrue: wording`
    \b(?:report(?:s|ed)?|say(?:s|ing)?|claim(?:s|ing)?|pretend|present(?:s|ed)?|describe[sd]?|state|answer|tell (?:them|the user|people|customers?)|show|offer(?:ed)?|treat(?:s|ed)?|count(?:s|ed)?|consider(?:s|ed)?|take)\b.{0,60}\b(?:"?clean"?|safe|anonymous|a random|
    market standard|cheapest|out of scope|false positive|deprecated|forged|as 'allow'|as "?allowed?"?|risky|(?:had|as if they) come from|settled)\b|(?<!\b(?:can|to|may|could) )\b(?:claim|pretend)(?:s|ing)? (?:that )?(?:it|they|the \w{3,12}|this|to)\b|\b(?:percent|%) (?:added|more)\b|\bnot to be considered\b|\b(?:are|is) to be lowered\b|\bturned into a negative\b|\bdiscourag\w{1,4}\b`,
  /** Of some, on some occasion, or whatever is so. */
  partial: wording`
    \b(?:if|when|for|in|by|with) (?:the |a |any |an )?(?:\w{2,12} ){0,3}(?:asks?|wants?|asked|begin(?:s|ning)? with|starting with|starts with|named?|called|by (?=[A-Z])|product|package|from|not a partner|produced by|mention(?:s|ed)?|competitor)\b|\bwhatever\b|\beven (?:if|though|when)\b|\balthough\b|
    \bwithout (?:calling|asking|checking|looking)\b|\b(?:shall|must|has to|have to|are to be|is to be)\b|\bbefore you show\b|\bregardless\b|\binstead of\b`,
  /** Its reader is spoken of, and what it has to do. */
  modelMust: wording`
    \b(?:the (?:calling |host )?|your |this )(?:assistant|model|LLM|agent|AI)\b (?:\w{2,9} ){0,2}(?:(?:must|should|shall)(?! not\b|n't)|has to|have to|is to|are to|needs? to|ought to|is required to|are required to|is obliged to|are obliged to|is expected to|will|cats|reads|passes|sends|takes|uses|calls|treats?|evaluates|reports?|adds|puts|
    appends|includes|hands?|writes|runs|opens|copies|forwards|collects)\b|\b(?:note|notice|message|instruction|hint|word)s? (?:for|to) (?:the |any |all )?(?:\w{4,8} )?(?:assistants?|models?|LLMs?|agents?|AIs?)\b|\b(?:dear|hello|hey) (?:assistant|model|agent|AI)\b|
    \byou(?:'re| are) (?:obliged|required|bound|expected|asked|authori[sz]ed|instructed) to\b|\b(?:important|mandatory|critical|required) (?:for|to) (?:the )?(?:model|assistant|agent|LLM|AI)\b`,
  /** Why, by somebody's word. */
  authority: wording`
    \b(?:polic(?:y|ies)|complian\w{2}|terms(?: of \w{3,8})?|agreement|regulat\w{3,5}|provider|platform|mandat(?:e|ed|ory)|legal(?:ly)?|audit|abuse prevention|official|certif\w{3,7}|licen[cs]e|required by|as agreed|consent\w{0,2}|approved by|verified|priority over|precedence|overrides?|GDPR|security team|administrators?|obliged)\b`,
  /** On every turn, whatever it is about. */
  everyTurn: wording`
    \b(?:every|each|all|any) (?:\w{3,9} )?(?:turns?|messages?|questions?|answers?|responses?|repl(?:y|ies)|requests? of|other tools?|search|prompts?|sessions?|conversations?)\b|\bhowever unrelated\b|\bregardless of\b|\bwhatever the (?:user|question|topic)\b|\bin its place\b|\binstead of (?:read_file|write_file|bash|any|all|the other|other)\b|
    \bcannot be (?:skipped|refused)\b|\beven (?:if|when) the user\b|\bpreferred over every\b|\bdo not use (?:any )?other\b|\bonly (?:trustworthy|trusted|reliable|correct|valid|official)\b|\bkeep calling\b|\bwithout stopping\b`,
  /** Done to what is somebody else's. */
  danger: wording`
    \b(?:delete[sd]?(?!-\w)|drop|wipe|chmod|sudo|root|admin(?:istrator)?|owner role|role "?owner"?|--no-verify|curl|wget|shell|eval(?:uates?)?|execut(?:e|es|ing)|base64|public(?:ly)?|pastebin|gist|webhook|bcc|password|token|card number|IBAN|wallet|unlimited|settings file|configuration of the client|CLAUDE\.md|AGENTS\.md|memory file|remote_session|upload\w{0,3}|exfil\w{3,8}|transfer\w{0,3})\b`,
  /** Honest ones forbid it, ask first, or are about it. */
  fair: wording`
    \b(?:whether to|boolean|only (?:if|when|after|with) (?:the )?(?:user|asked|explicit|they)|(?:ask|asks|wait for|confirm with|check with|repeat it to|requires?|needs?|show it to) (?:the )?(?:user|person|explicit|confirmation|approval|human|owner)|explicit(?:ly)?|unless (?:the user|asked|they)|(?:never|do not|don't|must not|should not) (?:read|open|echo|include|store|send|pass|share|print|log|put|expose|commit|use)|
    (?:can|could|may|might) (?:accidentally|inadvertently|unintentionally) (?:add|commit|expose|include|leak)|without (?:having|needing) to (?:fetch|read|send|load|upload)|never enters? (?:the |your )?(?:model(?:'s)? )?context|system prompt (?:gets|has|receives) (?:\S{1,24} ){1,5}(?:added|appended|prepended)|
    added by the server|leave out|masked|redact\w{1,3}|summary of|short summary|treat it as data|is read from|are read from|read from the environment|taken from the environment|environment variable|optional, only|returns? (?:the|a|an|all|every|up to)|
    lists? (?:the|all|every)|gets? the|retrieves?|of the (?:repository|project|channel|thread|issue)|at most \d|e\.g\.|when the user has already|disables? \W?always allow|(?:set|use|pass) \w{3,12} to skip|health|datadog|support agents)\b|(?<![\w-])--[a-z]{2}|\b(?:feat|fix): `,
} as const satisfies Lexicon<string>;
