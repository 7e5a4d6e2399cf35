import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

const KINDS = wording`
  (?:(?:system|initial|developer|hidden|original|internal|base|secret|first|opening|starting|set-?up|custom|full|
  whole|entire|(?<!auto[- ])complete|current|exact|raw|own|underlying) ){0,3}`;
/** What only a model has. */
const TEXT = wording`
  ${KINDS}(?:pre-?prompt|prompt|instructions?|directives?|guard ?rails?|preamble|system (?:message|text)|
  developer message|policy text|context(?: window)?|conversation history|tool (?:definitions|descriptions|schemas)|
  systemprompt|anweisungen|vorgaben|prompt de sistema|prompt inicial|instrucciones|consignes|instructions|
  istruzioni|instruções|systeeminstructies|instructies|instrukcje)`;
/** What others have, too. */
const RULES = wording`
  ${KINDS}(?:guidelines?|rules|configuration(?: block)?|set-?up(?: text)?|brief(?:ing)?|persona|constraints|
  messages?|primer|charter|onboarding text|first lines|mandate|playbook|handbook|script|orders|state|rule|role text|
  behaviou?r|persona|hidden text|first \d{1,4} tokens|principles|personality)`;
/** Nobody's by itself: in a chat it can only be the reader's. */
const WHOLE = wording`
  \b(?:(?<!auto[- ])complete|full|whole|entire|raw) (?:prompt|preamble|context|system message|
  conversation, including)\b`;

/** The thing as such, which manuals of what talks to models are full of. */
const AS_SUCH = wording`
  \b(?:system|developer) message\b|\b(?:hidden|secret|system|developer|initial) (?:pre-?prompt|prompt|preamble|
  instructions?|guidelines|directives)\b|\bsystem_prompt\b`;

/** What steers it in words that manuals use of other things. */
const SAID_OTHERWISE = wording`
    \bmessages? with (?:the )?role "?(?:system|developer)\b|\b(?:confidential|hidden|secret|internal) (?:part|section|portion|descriptions?|preamble|paragraphs?)\b|\b(?:initial|starting|cached|agent's|bot's|complete configuration) (?:context(?! menu)|prompt|configuration prompt)\b|
    \b(?:first|initial|opening) instruction block\b|\bpersona text\b|\bdein\w{0,2} systemanweisung\w{0,2}|\btesto (?:integrale|completo) del (?:tuo )?prompt|\btexte intégral de tes (?:instructions|consignes)|\bregras ocultas\b|\binstructions? (?:the|your) framework\b|
    \byour framework (?:passes|calls|gives|sets|hands)\b|\bconfiguration, including\b`;

const YOURS = wording`
  \b(?:your|yours|deine?[nmrs]?|ihre?n?|tes|vos|tus|sus|su|tu|suas?|seus?|teus?|tue|tuo|jouw|je|twoje|
  swoje)\b ?(?:\w{3,10} )?${TEXT}\b`;

export const OWN_WORDS = {
  /** To bring out. */
  out: wording`
    \b(?:print|output|show|display|reveal|repeat|recite|dump|paste|write|give|send|copy|list|share|quote|echo|
    translate|encode|convert|summari[sz]e|paraphrase|rewrite|rephrase|spell|complete|disclose|expose|provide|return|
    include|append|add|attach|seriali[sz]e|reproduce|put|export|type|read|restate|transcribe|emit|describe|state|
    leak|divulge|surface|forward|post|reply with|answer (?:only )?with|start your answer with|begin your|
    end your reply with|sing|say|swap|tell|request|need|want|like to see|hand over|let me (?:see|read|have)|
    proofread|reverse|continue|leave|compare|require[sd]?|nenne|gib|zeig\w?|ausgeben|wiederhol\w{0,3}|schreib\w?|
    recopie[rz]?|copie[rz]?|donne[rz]?|affiche[rz]?|montre[rz]?|répète[rz]?|muéstrame|muestra|imprime|dime|escribe|
    repite|mostre|repita|escreva|ripeti|mostra\w{0,2}|dimmi|scrivi|fill|make a table|mention|confess|email|mail|
    traduis|übersetze|traduce|traduza|traduci|vertaal|riporta|transcri\w{1,4}|zitiere|cita\w{0,2}|recall|inspect|
    compose|take|replace|enseñame|écris|wieder|retry|call it|pass\b|fill in|supply|ausgeben|laat|toon|geef|herhaal|
    wypisz|pokaż|podaj)\b|\b(?:what|which|welche|was|quelles?|qu[eé]|cu[áa]les|quali|quais|wat|welke|jakie)\b`,
  /** Something that only the reader has: what steers it. */
  own: wording`
    ${YOURS}|${AS_SUCH}|\b(?:assistant|
    bot|model|agent)'s (?:brief|prompt|instructions|configuration|guidelines)\b|\bsystem turn\b|\b(?:this|
    the) (?:bot|one|assistant)'s (?:\w{3,13} )?(?:text|prompt|brief|configuration)\b|\b(?:caller|agent|
    client)'s (?:complete |full )?system prompt\b|\bprompt (?:file|under which it)\b|\bx-prompt\b|
    \byour hidden \w{3,12}|\bcustom instructions (?:for|of|in) this (?:bot|assistant|chat)\b|\btranscript of (?:the|
    this|our) (?:conversation|chat)\b|\b(?:stored|saved|your) memories\b|\bearlier chats\b|\b(?:agents?|workers?|
    assistants?|bots?|models?|readers?)\b.{0,40}\b(?:their|its) (?:\w{3,14} )?${TEXT}\b|\bcontext you (?:have|hold|
    got|were)\b|${WHOLE}|\bprompts of (?:assistants|agents|bots|models)\b|
    \bprompt (?:that )?you(?:'re| are) (?:running|working|operating) on\b|\bthe first token on\b|${SAID_OTHERWISE}`,
  ownRules: String.raw`\byour (?!last |latest |previous |next |recent )(?:\w{3,10} )?${RULES}\b`,
  /** What the reader was told, and by whom. */
  told: wording`
    \b(?:were|was|have|had|has|been|are|'ve|got|did|does|do)\b.{0,24}\b(?:you|(?:your|the) (?:developers?|
    operators?|makers?|creators?|owners?|provider|vendor|programmers?|company))\b.{0,16}\b(?:told|given|primed|
    instructed|handed|configured|set up|loaded|keep from|want you to|give you|write in|gave you|tell you|
    set for you|receive[d]?|under|bound)\b|\byou(?:'ve| have| had| were| was| are|'re)?(?: been)? (?:told|given|
    primed with|instructed|configured|initiali[sz]ed|handed|briefed|handed this|set the bot up|asked to refuse|
    started|booted|wired|launched|loaded|initialised|trained|set up|fed|ordered|asked not)\b(?! by (?:your|the|
    a) (?:doctor|nurse|teacher|bank|landlord|boss|school))|\b(?:instructions?|rules|guidelines?|directives?|text|
    setup|configuration) (?:that |which |by which |under which )?(?:you (?:must |have to |should )?(?:work|run|
    operate|live|act|process|follow|answer)|makes? you|defines? (?:your|you)|guides? you|govern\w? you|behind your|
    your (?:operator|developer|maker|owner|company) (?:set|gave|wrote|has))|\bwhat (?:your )?(?:operator|developer|
    maker|owner|creator)s?\b.{0,30}\b(?:told|gave|wrote|set|want|keep|said)\b|\b(?:rules|instructions|guidelines|
    directives|prompt) (?:that )?(?:its|their) (?:operator|developer|maker|owner|creator)s? (?:gave|set|wrote|chose|
    has|have)\b|\bin which your behaviou?r is\b|\byour (?:makers?|developers?|creators?|operators?|owners?|
    programmers?|authors?) (?:phrased|worded|formulated|put it|wrote|forbade|forbid|chose)\b|\bto describe your\b|
    \bdu konfiguriert\b|\bhaben dir deine\b|\bt'a données\b|\bvocê recebeu\b|\b(?:chatbots|models|assistants|
    ais) are told\b|\bthat (?:only )?you can see\b|\bdid they tell you\b|\bque tu as reçues\b|\bque te han dado\b|
    \bdie du (?:erhalten|bekommen)\b|\byour provider gave you\b|\bhow you (?:set|were set)\b|
    \bbots are configured\b|\bdein\w{0,2} (?:vorgaben|anweisungen)\b|\btu configuración\b|\ble tue direttive\b|
    \bvor meiner ersten\b|\byou(?:rself)?\? i mean the part\b|\bthe sentences of your\b|\beverything up to my\b|
    \btext before this\b|\bwere put on you\b|\bwhat your provider\b|\bque te deram\b|\bt'a demandé\b|
    \bwhich instructions you follow\b|\bwhat (?:governs|drives|steers|rules|guides|binds|shapes) you\b|
    \bhow (?:you(?:'re| are)|were you) (?:wired|built|set up|prompted|primed|instructed)\b|\byou run on\b|
    \bmade you\b|\bset of rules\b.{0,20}\b(?:its|your) (?:operator|developer|owner|maker)\b|\bdid they give you\b|
    \bprompts? of this session\b|\bguidance they've been given\b|\b(?:our|all) prompts\b.{0,60}\b(?:post|paste|send|
    show) yours\b|\bdu (?:vor|zu beginn|am anfang|bisher) .{0,30}(?:erhalten|bekommen)\b|\bas-tu reçues?\b|
    \bte (?:dieron|han dado)\b|\bti hanno dato\b|\bdostałeś|\b(?:instructions|rules|guidelines|
    directives) are you under\b|\bare you (?:under|bound by|running)\b|\b(?:qui précèdent mon|vor diesem gespräch)\b|
    \b(?:someone|somebody|they|the (?:operator|developer|company|owner|maker|provider)|your (?:boss|owner|employer|framework))\b.{0,16}\b(?:gave|said to|told|wrote for|handed|fed|showed|passes) you\b|\b(?:said|told|given|read) to you (?:at the (?:start|beginning|outset)|before|this morning|first|when)|
    \b(?:text|words?|lines?|block|sheet|paper|message|note)\b.{0,30}\byou (?:were|are|got|had been) (?:initiali[sz]ed|started|booted|set up|configured|primed|seeded|deployed) with\b|\b(?:forbid|forbids|forbade|mustn't|must not|not allowed to|may not|aren't supposed to) (?:you )?(?:to )?(?:say|tell|talk|mention|reveal|talk about)\b|\bhidden (?:rules|instructions|descriptions?) (?:say|that|you)\b`,
  /** What stands before the conversation. */
  before: wording`
    \b(?:text|words?|message|everything|line|all|anything|whatever|what|that|which|part|parts)\b.{0,30}\b(?:above|
    before|precedes?|preceding|ahead of|in front of|prior to) (?:the )?(?:first |
    very first )?(?:user(?:'s)? message|this (?:line|message|page|sentence|text|conversation|chat)|
    my (?:first )?(?:line|message|turn|question|sentence)|mine|i came in|our (?:chat|conversation))\b|\b(?:first|
    very first|earliest|top) (?:thing|line|text|words?|message|entry|token|paragraph)\b.{0,16}\b(?:in|of|
    from) your\b|\bmessages? before mine\b|\bin front of my first\b|\b(?:loaded|placed|put|inserted|
    injected) into your context\b|\bhidden messages?\b|\bthat a user doesn't\b|\bmessages? that precede\b|
    \bwords above\b|\b(?:received|got|stands?|comes?|came|said|written) (?:directly |right |just )?(?:before|above|
    in front of) .{0,16}\b(?:my|the user|this|mine|your)\b|\bends before my\b|\bfirst \d{1,4} (?:tokens|words|lines|
    characters)\b|\b(?:top|very top|beginning|start) of your (?:context|input|window)\b|\bthat i (?:can't|cannot|
    don't) see\b|\bbefore the user's turn\b|\bin your input\b|\btexto? que (?:precede|recibiste)\b|
    \btesto che precede\b|\bmensaje que recibiste\b|\bfirst paragraph (?:you|of your)\b|\b(?:parts?|text|messages?|bits?|sections?) (?:that )?(?:i|a user|users|we) (?:can't|cannot|can not|don't|do not) see\b|\b(?:from|since|at) (?:the )?(?:very )?(?:first|earliest|zeroth) token\b|\bprecedes? (?:the|our|this) (?:dialogue?|conversation|chat|exchange)\b|\bbefore (?:the|any|our) (?:dialogue?|conversation|chat) (?:began|begins|started|starts)\b|\bbefore i (?:said|wrote|typed|spoke|arrived|came|joined)\b|\bup to the first user\b|\bescrito acima\b|\bacima desta mensagem\b|\b(?:raw|full) conversation\b`,
  /** As it is, or in a form that keeps it. */
  verbatim: wording`
    \b(?:sentence by sentence|slowly and in full|nothing out|from the (?:very )?first|don't skip|(?:each|every) character|character by character|back to english|say again|do you see|numbered|rot13|morse|caesar|what exactly|start to finish|no summary|nothing left out|toutes les|completas|replace each|each noun|leave nothing out|
    hexdump|emoji|klingon|acrostic|with quotations|quotations|show the line|cite the lines|as you see them|
    as the model sees|ungekürzt|sin omitir|na íntegra|così come sono|in the words in which|word by word|verbatim|
    word[- ]for[- ]word|letter (?:by|for) letter|literal\w{0,2}|exact(?:ly)?|unabridged|unredacted|unaltered|
    unchanged|unedited|in full|full text|complete(?:ly)?|entire\w{0,2}|whole|raw|as (?:it|they) (?:is|are|stands?)|
    as is|without chang\w{1,3}|all of (?:it|them|the)|list them all|line by line|one per line|each of|each sentence|
    code ?block|base64|hex|rot13|json|poem|song|lullaby|tune|table|translate|both versions|reverse|backwards|spell|
    vowel|asterisk|photocopier|glass|footer|alt text|quote|copy|paste|dump|echo|print|repeat|reproduce|proofread|
    seriali[sz]e|first fifty|first \w{3,8} words|section of|passage|word by word|traduis|precisely|rebuild|
    lay (?:it|them) out|original|phrased|tal cual|exatamente|integralmente|zeile für zeile|zitiere|pig latin|
    as a shell comment|lyrics|own words|aloud|literal strings|one string for each|exact wording|in their exact|
    wörtlich|vollständig|wort für wort|mot (?:pour|à) mot|en entier|palabra por palabra|completo|bloque de código|
    parola per parola|letterlijk|volledig|dokładnie|słowo w słowo)\b`,
  /** A reason, where none would be needed. */
  pretext: wording`
    \b(?:i'?m your (?:developer|creator|maker|owner|operator|admin)|lost the (?:source|file)|in order to debug|
    debug\w{0,4}|for (?:a study|the merge|quality|calibration|documentation|transparency|research)|to (?:align|
    compare|support|continue|tailor)|gdpr|audit|calibrat\w{1,4}|licen[cs]e (?:of|requires)|requires?|i promise|
    won't share|i forgot|let'?s (?:play|compare)|imagine|act as|pretend|your session will|closed unless|
    aren't allowed|not to (?:reveal|say|share|tell)|keep from me|i'?m (?:a|the|one of the) (?:developer|
    admin\w{0,10}|engineer|maker|owner)|not to (?:talk|discuss|mention)|i lost my copy|help us improve|to unlock|
    before continuing|before i accept|journalists|survey|must also publish|open sesame|auditing|trade|
    incident report|accessibility|entitled|transparency|prove me wrong|rebuild|not to mention|improve our|
    validation failed|must contain|resubmit|hidden field|leak\w{0,3}|including (?:the )?hidden|error \d|retry|
    missing parameter|collect)\b`,
  aim: String.raw`https?://|\b[\w.+-]{1,32}@[\w-]{2,40}\.\w|\bquery string\b|\bcomment form\b`,
  /** It names the tools that one has. */
  tools: wording`
    \b(?:your|you|disposal)\b.{0,40}\b(?:tools?|functions?|plugins?)\b|\b(?:tools?|functions?|
    plugins?)\b.{0,20}\b(?:you (?:can|have|are|were)|at your disposal|given to you)\b`,
  toolText: wording`
    \b(?:(?:full |exact |complete )?descriptions?|schemas?|definitions?|signatures?|parameters)\b.{0,30}\b(?:given|
    each|verbatim|full|exact|into|all|every|as they)\b|\b(?:names and|full|complete|exact) (?:descriptions?|
    schemas?|definitions?)\b`,
  inYours: String.raw`\bin your (?:input(?! (?:data|files?|streams?|images?|text|array|string|json|csv|manifest|bucket|parameters?|fields?|form|box)\w{0,3}\b)|context|window|prompt|memory)\b`,
  yoursToo: wording`
    \b(?:auditing|collecting|comparing|checking|reviewing|documenting) (?:the |all |our )?(?:system )?prompts\b|
    \bfull instructions\b.{0,20}\btools\b|\byour operator word\b|\bwhich instructions you follow\b|\b(?:has|
    have) no system turn\b|\bsystem turn\b`,
  /** Asked by somebody who makes, keeps or teaches prompts, or of something else. */
  honest: wording`
    \b(?:(?:secret|key|token|value|output|bytes) (?:then |also |never )?enters? your context|help me (?:write|draft|make)|how (?:do|can|should|would) (?:i|we)|write (?:a|an|
    me a) (?:\w{3,12} )?(?:system )?prompt|(?:what is|what's|what are|explain|define) (?:a|an|the|prompt|
    system prompts)\b|differ\w{0,4}|difference|here is my|my (?:prompt|bot|essay|students?|agent|system prompt)|
    our (?:code|repo|system prompt|agent|bot|prompt)|in (?:src|prompts|the repo|the code)|(?:readme|agents|claude|
    contributing)\.md|\b[\w/-]{1,40}\.(?:ts|py|js|md|ya?ml|json|txt)\b|in chatgpt|defen[cs]es?|means that|poisoning|
    paper on|attack(?:s|ers?)?|never reveal|must never|must not|(?:do not|don't|not to) (?:reveal|share|print|show|
    repeat)|nginx|server|environment variable|manual|handbook|box\b|washing|recipe|landlord|doctor|boss|teacher|
    ikea|shelf|template|i (?:told|can't|cannot|don't|won't)|you told me|did i (?:tell|say|give|ask)|your (?:repo|
    docs|readme|website|company|shop|city|order|cv|application|grades)|const |function|export |import )\b|
    (?<![\w-])--[a-z]{2}|^ {0,4}usage:`,
} as const satisfies Lexicon<string>;

/**
 * Said in manuals and code of what talks to models: the prompt that a person wrote ("adjust your prompt and retry"), one of several
 * agents', an option that sets a prompt.
 */
const OTHERS = wording`
  \b(?:adjust|chang|check|clarif|complet|improv|modif|optimi[sz]|process|refin|rephras|revis|rewrit|shorten|simplif|
  truncat|tun)\w{0,4} your (?:\w{3,10} )?prompt\b|\b(?:adds|appends|inserts|prepends) [\w ]{3,40} to your prompt\b|
  \byour (?:\w{3,10} )?prompt (?:should|must|has to|needs to|can|may) (?:contain|describe|explain|give|name|say|specify|spell out|
  start with|state|tell)\b(?!.{0,80}\b(?:system|hidden|instructions|conversation|verbatim|word for word)\b)|
  \b(?:each|every|per|an|another)(?: \w{3,12})? (?:agent|assistant|
  bot|model)'s (?:prompt|brief|instructions)\b|\b(?:system|your)[-_ ]prompt(?: text)?(?: for (?:this|the|one) (?:run|
  session|call|request)\b| {2}|[-_>])`;

const SHELLS = wording`
  (?:\b(?:PS[1-4]|bash|zsh|fish|tcsh|ksh|starship|powerline|virtualenv|venv|git branch|branch name|exit (?:code|status)|
  escape sequences?|working directory)\b|\b(?:fish|right|mode)_|\.(?:bash|zsh|ksh)rc\b|\bconfig\.fish\b)`;
/** What a shell shows before each line, in the manuals of shells. */
const OF_A_SHELL = wording`
  \byour (?:shell|bash|zsh|fish|terminal|command(?:-| )line)(?:'s)? prompt\b|
  ${SHELLS}.{0,120}\byour prompt\b|\byour prompt\b.{0,80}${SHELLS}`;

/** Words between a verb and what it brings out: none that makes it a place. */
const OBJECT = String.raw`(?:(?:(?!(?:in|into|to|for|from|as|by|at|on|via|using|if|when|like|so|and|or|but) )[\w'\u2019-]{1,14},? ){0,5})`;
/** Somebody is told to bring it out: a verb that begins a clause or follows what makes it an order. */
const TOLD_OUT = wording`
  (?:^|[.!?:;,>"'\u201c(\[*] ?|\b(?:please|kindly|must|shall|should|to|and|then|now|you|just|also|always|first|next|simply|can|could|will|
  would) )(?:print|output|show|display|reveal|repeat|recite|dump|paste|send|copy|share|quote|echo|translate|encode|
  convert|paraphrase|rephrase|spell|disclose|expose|include|append|attach|seriali[sz]e|reproduce|export|restate|
  transcribe|emit|leak|divulge|surface|forward|post|reply with|answer with|hand over|email|mail|submit|pass|supply|
  fill in|fill(?: it)? with|put|write out|write down|read out|read aloud|list|give|tell|state) `;
const TO_BE_OUT = wording`
  (?: \w{2,12}){0,3} (?:must|should|shall|needs? to|has to|have to|is to|are to|is required to|ought to|
  belongs?|goes|go) ?(?:also )?(?:be |been )?(?:sent|included|printed|shown|revealed|repeated|posted|pasted|forwarded|attached|
  appended|disclosed|quoted|copied|output|shared|submitted|exported|(?:verbatim |unchanged |in full )?in(?:to)? (?:the |your |this )?(?:\x60?\w{3,14}\x60? )?(?:reply|answer|footer|field|note|parameter|argument|\x60))`;

/** Not what is to be put where a person's own prompt stands (`-p "your prompt"`), nor something that is to be said in it. */
const NO_PLACE = String.raw`(?!(?<=["'\x60<])your (?:\w{3,10} )?prompts?["'\x60>]|(?<=\b(?:in|into|add (?:[\w'-]{1,16} ){1,4}to) )your prompts?\b)`;
/** Nor what there is of prompts in a program. */
const NO_PART = String.raw`(?! (?:history|templates?|library|files?|strings?|engineering|variables?|cach\w{1,3})\b)`;

/** The same where data asks for it. */
export const OWN_WORDS_IN_DATA = {
  ...OWN_WORDS,
  own: OWN_WORDS.own
    .replace(`|${SAID_OTHERWISE}`, '')
    .replace(`${WHOLE}|`, '')
    .replace(`${YOURS}|${AS_SUCH}|`, `${NO_PLACE}${YOURS}${NO_PART}|`),
  asSuch: `${TOLD_OUT}${OBJECT}(?:${AS_SUCH})|(?:${AS_SUCH})${TO_BE_OUT}`,
  honest: `${OWN_WORDS.honest}|${OTHERS}|${OF_A_SHELL}`,
} as const satisfies Lexicon<string>;
