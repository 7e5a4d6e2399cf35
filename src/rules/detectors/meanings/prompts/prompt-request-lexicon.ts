import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

const NOUN = wording`
  (?:(?:system|initial|developer|hidden|original|internal|base|meta|secret|operating|core|starting|
  opening) ?){0,2}(?:pre-?prompts?|prompts?|instructions?|instruction set|guidelines|guidance|directives?|rules|
  preamble|(?:set-?up|start-?up|boot|configuration|initiali[sz]ation) (?:text|block|message)|system text|
  (?:operating|instruction|house|internal) manual|charter|regulations|training card|initial configuration|boot text|
  (?:safety|content|behaviou?r) (?:rules|polic(?:y|ies))|instruction header|marching orders|job description|
  persona description|system (?:message|text|role)|developer message|brief(?:ing)?|constraints|policy (?:document|
  text)|ground rules)`;

export const PROMPT_WORDS = {
  /** To bring it out in any form. */
  ask: wording`
    \b(?:print|output|show|display|reveal|repeat|recite|dump|paste|write|give|tell|send|copy|list|state|share|quote|
    echo|translate|encode|convert|base64|summari[sz]e|paraphrase|rewrite|rephrase|spell|complete|disclose|expose|
    provide|return|include|append|prepend|seriali[sz]e|reproduce|turn|put|export|type|read|restate|transcribe|emit|
    render|describe|explain|outline|enumerate|leak|divulge|surface|fetch|retrieve|attach|embed|need|want|
    verify by quoting|quoting)\b|\bwhat(?:'s|\u2019s)?\b|\bwhich\b|\bcat\b|\b(?:sing|regurgitate|squawk|spit|
    fill (?:it|them|this)? ?in|resend|see|show|submit|recount|narrate|mirror|divulge|relay|sketch|draw|render|post|
    upload|send|put|replay|mail|lay out|walk me through|how)\b|\bpaste\b|\b(?:document|describe|replay|quote|add|
    mind adding|read me|have)\b|\b(?:name|split|draft|refill|forward|attach|log|number|chunk|copy)\b`,
  /** What is the model's own and says what it is. */
  own: wording`
    \b(?:your|the (?:assistant|agent|model|bot|ai)(?:'s|\u2019s)|its own) (?:(?:full|entire|complete|exact|whole|
    current|own|very|first|confidential|private|raw|verbatim|underlying|actual) ){0,3}${NOUN}\b(?! (?:for|to|on|
    about|regarding|at|in the|when|if) | from (?!the (?:beginning|start|top)))|
    \byour (?:[a-z]{3,12} ){0,2}(?:ground rules|directives|fine print|brief|config prompt|constraints|
    guidelines)\b(?! (?:for|to|on|about|from) )`,
  /** The same said by the one word that nothing else of a reader has. */
  ownPrompt: wording`
    \b(?:your|the (?:assistant|agent|model|bot|ai)(?:'s|\u2019s)) (?:[a-z-]{2,14} ){0,3}(?:(?:system|initial|
    developer|hidden|internal|pre)[ -]?(?:prompts?|messages?|instructions)|pre-?prompt|preamble|
    prompt(?! (?:response|reply|attention|action|help|answer|for|to)))\b`,
  /** What the reader was told. */
  told: wording`
    \b(?:instructions?|guidelines?|guidance|rules?|texts?|words?|prompts?|directives?|constraints?|everything|brief|
    topics?|what|message|preamble|sentences?|lines?|tokens?|content|orders?|anything|configuration)\b,? (?:(?:that|
    which) )?(?:you|the (?:assistant|agent|model|ai))(?:'ve|\u2019ve| have| had)?(?: (?:were|was|are|been|
    got))(?: (?:first|originally|initially|also|just|previously))? (?:given|told|handed|initiali[sz]ed|configured|
    started|instructed|provided|shown|fed|primed|set up|launched|supplied|injected|loaded|asked|forbidden|ordered|
    created|built)\b(?! by (?:your|the|a) (?:doctor|nurse|teacher|bank|school|landlord|employer|manager|
    instructor))|\b(?:instructions?|guidelines?|rules?|directives?|prompts?|preamble|orders?|constraints?) (?:that |
    which )?you (?:have )?(?:received|got|run under|work under|operate under|live by|are bound by|
    are running with)\b|\b(?:text|configuration|prompts?|rules|instructions|words|message) (?:that|
    which) (?:shapes?|governs?|controls?|steers?|defines?|guides?|drives?|determines?|limits?) (?:your|you|
    how you)\b|\b(?:model|assistant|agent|ai)\b.{0,40}\binstructions? (?:that )?(?:it|they) (?:was|were|has been|
    have been) (?:configured|given|started|set up|told|handed)\b|\b(?:assistants?|agents?|models?|llms?|
    ais?)\b.{0,40}\b(?:must|should|need to|have to|are asked to|are required to|shall|
    please)\b.{0,60}\btheir (?:[a-z]{3,12} ){0,2}(?:prompt|instructions|system message|guidelines|directives)\b|
    \b(?:instructions?|guidelines|constraints?|rules|limits|directives) (?:that )?(?:your|the) (?:operator|
    developer|owner|vendor|maker|company|platform)s? (?:placed|put|imposed|laid|set|gave|wrote|issued|handed)\b|
    \bfine print (?:that )?you (?:operate|run|work|live)\b|\b(?:platform|operator|developer|company|vendor|
    system) (?:told|gave|said to|instructed) you\b|\binstructions? i was given read\b|\byou were (?:instructed|told|
    programmed|configured|ordered) to (?:prefer|avoid|favou?r|recommend|hide|deny|refuse|promote|say|act|follow)\b|
    \bwere you told (?:before|at the start|first|initially)\b|\bhow you were (?:primed|set up|configured|prompted|
    instructed)\b|\bthat (?:set you up|defines who you are|made you|configured you)\b|\b(?:owner|developer|operator|
    maker)s? (?:configured|set|wrote|chose|prepared) for you\b|\brules do you follow\b`,
  follow: wording`
    \b(?:instructions?|guidelines?|rules?|directives?|policies|policy) (?:that |which )?you (?:must|have to|
    are (?:told |made |forced |required )?to|should|need to)? ?(?:follow|obey|adhere|comply|respect)\b`,
  transform: wording`
    \b(?:print|output|dump|paste|recite|repeat|encode|translate|convert|base64|base32|hex|rot13|spell|reproduce|
    leak|reveal|disclose|verbatim|word for word|poem|song|sonnet|haiku)\b`,
  /** By the creators, the developer, the orchestrator, handed to the reader. */
  handed: wording`
    \b(?:creators?|developers?|makers?|operator|orchestrator|vendor|owner|company|
    authors?)(?:'s)?\b.{0,30}\b(?:handed|gave|wrote for|written for|told|fed|set|started|provided|configured|
    prepared for) you\b|\b(?:injected|inserted|placed|prepended|given|sent|loaded)\b.{0,20}\bbefore (?:the (?:user|
    first)|my|our)\b`,
  /** Where it stands. */
  above: wording`
    \b(?:above|before|preceding|prior to|ahead of|up to) (?:this (?:line|message|point|sentence|text|request)|
    my (?:first |very first |own )?(?:message|turn|question|request)|the (?:user'?s? )?(?:first )?(?:turn|question|
    message)|here)\b|\b(?:text|words?|everything|prompt|messages?|all|sentences?|lines?|content) (?:that (?:is|was|
    stands|appears) )?(?:above|before this|preceding this)\b(?! (?:the|a|an|each|its|his)\b)|\btop of (?:this|the|
    our) (?:conversation|chat|context|session)\b|\bbegin(?:ning)?s? of (?:this|the|our) (?:conversation|chat|
    context|session)\b|\btoken (?:0|zero|one|1)\b`,
  everything: wording`
    \b(?:everything|all|every word|entire|whole|word for word|verbatim|letter (?:by|for) letter|exact(?:ly)?|
    complete|in full|full|unedited|raw|as is|literally|code ?(?:block|fence)|without (?:changes|paraphras\w{1,5}|
    omi\w{1,8}))\b`,
  above2: wording`
    \b(?:repeat|output|print|recite|copy|echo|paste|reproduce|restate|return|dump)\b.{0,40}\b(?:everything|words|
    text|prompt|all|message|lines?)\b.{0,24}\b(?:above|before this|preceding|up to (?:here|now))\b(?! (?:the|a|an|
    each|its|his)\b)`,
  tags: wording`
    \b(?:between|inside|within|in)\b.{0,16}(?:<\|?|\[|the )(?:system|sys|instructions?|developer)\b[>|
    \]]?.{0,12}(?:tags?|markers?|block|and <)`,
  starts: String.raw`["'\u201c\u2018](?:you are|you're|your (?:role|task|job) is|as an ai)\b`,
  role: wording`
    \b(?:developer|system) (?:message|prompt|turn|role)\b(?! of (?:an?|each|every|any|your own|their own|
    the shared) (?:\w{3,10} )?(?:assistants?|bots?|agents?|gpts?|projects?))|\bsystem/prompt|\bprompt template\b`,
  thisChat: wording`
    \b(?:in (?:this|your|our) (?:conversation|chat|context|session)|(?:this|our) (?:conversation|chat|session)|
    you are filled|of yours|you (?:run|work|operate|live) (?:under|with|by|on)|in your (?:context|memory)|
    your context(?: window)?|at the top|(?:part|beginning|start|piece) of the (?:conversation|chat|context|
    session))\b`,
  context: wording`
    \b(?:dump|contents?|copy|print|export|output|snapshot)\b.{0,30}\b(?:your|the model'?s?) (?:full |entire |
    whole )?context(?: window)?\b|\byour (?:full|entire|whole) context\b|\bmessages? (?:that )?i (?:cannot|can't|
    can not|do not|don't) see\b`,
  tools: wording`
    \b(?:tools?|functions?|plugins?|capabilities|apis)\b.{0,20}\b(?:you (?:can|have|are|may|could|call|see|use|got|
    were)|(?:can|are|do|may|could) you|at your disposal)\b|\byour\b.{0,24}\b(?:tools?|functions?|plugins?)\b`,
  schemas: wording`
    \b(?:schemas?|parameters?|definitions?|arguments?|signatures?|hidden notes?|exactly as|
    descriptions? (?:verbatim|word)|full descriptions?|complete descriptions?)\b`,
  names: wording`
    \bnames? of (?:all|every|each)(?: of)? your (?:tools|functions|plugins)\b|
    \blist of (?:all )?your (?:available )?(?:tools|functions)\b|\blist of (?:all |the |
    available ){0,3}tools (?:you\b|at your|available to you)`,
  forbidden: wording`
    \b(?:you|you've|you\u2019ve)\b.{0,12}\b(?:told|instructed|asked|ordered|forbidden|not allowed|not supposed|
    not permitted|programmed)\b(?: (?:never|not|under no circumstances))? ?(?:to|from)? ?(?:say|saying|discuss|
    discussing|tell|telling|reveal|revealing|mention|mentioning|share|sharing|disclose|talk)\b`,
  hiding: wording`
    \b(?:you|you're)\b.{0,20}\b(?:hiding|keeping secret|withholding|concealing)\b|\bsecret instructions\b|
    \bhidden (?:instructions|guidance|prompt|directives|rules)\b`,
  hiddenWord: String.raw`\b(?:your|you)\b`,
  shareGuard: String.raw`["'\u201c\u2018](?:do not|don't|never) (?:share|reveal|disclose|repeat|mention|show)\b`,
  sentence: wording`
    \b(?:sentence|line|words?|paragraph|text|part)\b.{0,30}\b(?:before|after|above|preceding|follow\w{1,4}|next to|
    around)\b`,
  game: wording`
    \b(?:line|word|sentence|paragraph|first|last|section)\b.{0,40}\b(?:of|from|
    in) your (?:\w{3,10} )?(?:instructions|prompt|rules|guidelines)\b`,
  giveBack: wording`
    \b(?:send|give|return|paste|read|quote|echo|repeat|show|post)\b.{0,8}\b(?:it|that|this)\b.{0,12}\b(?:back|to me|
    here|in full|verbatim|word for word)\b`,
  /** Told of others, or of the thing as such. */
  others: wording`
    \b(?:users? (?:asked|ask|who)|attack(?:ers?(?![@.])|s)|convinces?|is asked|was asked|refus(?:ed|es)|
    publish(?:es|ed)|returns the|const |function|=>|should (?:be|say|contain|not)|how to|writing|i wrote|
    to (?:evaluate|measure)|example|best practices?|changelog)\b|--[a-z]|\bwill be\b|^ {0,4}usage:`,
  /** A file, a text or a page that is named is what is asked for. */
  named: wording`
    \b(?:readme|contributing|agents|claude|skill)\.md\b|\b(?:in|from|of|at|see|is|under|into|edit|open|called|named|
    file|update) [\x60"']?[\w/.-]{1,60}\.(?:md|txt|json|ya?ml|toml|ts|py|js)\b|\bin (?:the|this) (?:ticket|issue|
    file|e-?mail|mail|manual|handbook|repository|repo|docs?|document|box|form|article|paper|letter|attachment)\b|
    \bto the (?:seller|driver|courier|bank|doctor|shop)\b`,
  foreign: wording`
    \b(?:system-?prompt|prompt (?:de |del )?(?:sistema|système|sistema|system)|prompt (?:système|iniziale|inicial|
    initial)|(?:deine|eure|ihre) (?:\w{3,14} )?(?:anweisungen|vorgaben|regeln|instruktionen)|(?:tus|
    sus) (?:instrucciones|reglas|directrices)|instrucciones (?:que te|iniciales|ocultas|del sistema)|(?:tes|
    vos) (?:instructions|consignes|règles|directives)|(?:le tue|tue) (?:istruzioni|regole)|suas? (?:instruções|
    regras)|(?:jouw|je) (?:instructies|regels))`,
  foreignAsk: wording`
    \b(?:gib|zeige?|nenne|schreib(?:e)?|wiederhol(?:e)?|drucke|verrate|übersetze|muestra|muéstrame|dime|repite|
    imprime|escribe|revela|copia|traduce|affiche|donne|montre|répète|écris|révèle|copie|traduis|mostra(?:mi)?|
    scrivi|ripeti|rivela|dimmi|mostre|repita|escreva|revele|diga|toon|geef|herhaal|schrijf)\b|\b(?:zeigen|nennen|
    ausgeben|wiederholen|aufschreiben|wort für wort|mot à mot|palabra por palabra|parola per parola|peux-tu|puedes|
    pouvez|montrer|donner|afficher|mostrar|decirme|letterlijk)\b|\bdonne-moi\b`,
  yours: wording`
    \b(?:what does yours (?:look like|say)|yours in full|(?:show|send|give|tell|lend|forward) (?:me |us )?yours|
    paste yours|send yours|schick\w{0,2} (?:mir |uns )?(?:deine|eure)\w{0,2}|envoie-moi les tiennes|
    donne-moi les tiennes|mándame las tuyas|envíame las tuyas|mandami le tue|me (?:manda|envia|envie) as (?:tuas|
    suas)|przyślij mi swoje|stuur me de jouwe)\b|\bwhat (?:were you|you were|you are|you got) (?:set up|started|
    initiali[sz]ed|configured|launched) with\b|\badding yours\b|\badd yours\b|\bsee yours\b`,
  charter: wording`
    \b(?:charter|prompt|instructions|brief|rules|system message|setup|config\w{0,8}|template|guidelines|vorgaben|
    anweisungen|consignes|instrucciones|istruzioni|instruções|instructies|instrukcje)\b|\bsystem prompts?\b`,
  firstThing: wording`
    \b(?:very )?(?:first|earliest|opening|initial) (?:thing|line|text|words?|message|entry|paragraph|
    block)\b.{0,20}\b(?:in|of) your (?:context|memory|input|window|transcript)\b|\bmy first message told me\b|
    \bthat i must never ___|\btext (?:that )?precedes (?:our|this|the)\b|\bprecedes (?:our|this) (?:chat|
    conversation|session)\b|\b(?:came|comes|stood|stands|was said|was written) before [\"'\u201c]?(?:hello|hi|my|
    our|this)\b|\bup to this (?:sentence|line|point|message)\b|\b(?:previous|earlier) text \(before\b|
    \bbefore i (?:joined|came|wrote|typed)\b|\b(?:session|conversation|context) from its (?:very )?(?:start|
    beginning)\b|\bincluding the hidden (?:part|text|messages?)\b|\bdo you have a system prompt\b|\bhidden part\b`,
  behave: wording`
    \b(?:how|what|which|who)\b.{0,20}\b(?:were|are|have|was)\b.{0,4}\byou (?:been )?(?:told|instructed|programmed|
    configured|ordered|assigned|directed) ?(?:to (?:behave|act|respond|answer|be|do|say|treat)|with|by)?\b|
    \bpersona have you been\b|\byour (?:makers?|creators?|developers?|authors?|operators?) (?:said|told|wrote|
    instructed|gave) (?:to |for )?you\b`,
  wording: wording`
    \b(?:exact|wording|words|quote|verbatim|literally|bullet|in full|word for word|sentence|paraphrase)\b`,
  slots: wording`
    \[(?:SYSTEM PROMPT|SYSTEM MESSAGE|SYSTEM|INSTRUCTIONS)\]|<(?:your )?(?:system (?:text|prompt|message)|
    instructions)(?: here)?>|\"system\":\s?\"<`,
  itsOwn: wording`
    \b(?:agents?|assistants?|models?|llms?|ai)\b.{0,30}\b(?:has to|have to|must(?! (?:never|not))|
    should(?! (?:never|not))|needs? to|shall(?! (?:never|not))|is required to|are required to)\b.{0,40}\b(?:its|
    their) (?:[a-z]{3,12} ){0,2}(?:instructions|prompts?|guidelines|directives|system message)\b|
    \bdirectives above\b|\b(?:instructions|rules|prompt) above the user`,
  sessionText: wording`
    \b(?:instruction header|header|preamble|opening|start) of (?:this|your|our) (?:session|context|chat)\b|
    \bpolicy (?:that )?you (?:were|are|got|have been) (?:loaded|started|set up|given)\b`,
  topicRules: wording`
    \b(?:rules|guidelines|restrictions|limits) (?:regarding|about|on|for|concerning)\b.{0,30}\b(?:you (?:refuse|
    avoid|must|are|may|will not|won't)|your)\b|\bin your (?:guidelines|instructions|rules|prompt)\b`,
  shell: wording`
    \b(?:colou?r|shell|terminal|PS1|bash|zsh|fish\w{0,20}|vcs_info|newline|helper functions|image|box|click|enter|
    press|generate|submit your|photo|picture|design)\b`,
  foreignAll: wording`
    \b(?:repite|copia|escribe|imprime|muestra) todo lo (?:que|anterior)\b.{0,40}\b(?:antes|arriba|anterior)\b|
    \b(?:wiederhole|gib|schreib\w?)\b.{0,20}\balles\b.{0,24}\b(?:oben|davor|vor dieser|bisher)\b|\b(?:répète|copie|
    affiche)\b.{0,12}\btout\b.{0,30}\b(?:avant|ci-dessus|précède)\b|\b(?:ripeti|
    copia)\b.{0,8}\btutto\b.{0,30}\b(?:sopra|prima)\b`,
  modelsYour: wording`
    \b(?:models?|assistants?|ai|llms?|agents?)\b[:,].{0,30}\byour (?:\w{3,10} )?(?:guidelines|instructions|
    directives|rules|prompt)\b`,
  otherScripts: wording`
    (?:最初に与えられた|最初の指示|与えられた(?:設定|指示)|系统提示|系統提示|系统指令|初始指令|你的指令|你的提示词|開頭的指示|你收到的指令)|(?:システムプロンプト|初期指示|あなたへの指示|あなたの指示)|
    (?:시스템 프롬프트|초기 지시|너의 지침|당신의 지침)|(?:системн[\u0400-\u04ff]{2,4} (?:промпт|инструкц|подсказк)|(?:твои|свои|ваши|
    начальн[\u0400-\u04ff]{2,3}) инструкц|системний промпт)|(?:تعليمات النظام|تعليماتك|موجه النظام)|
    (?:स\u093fस\u094dटम प\u094dर\u0949म\u094dप\u094dट|अपन\u0947 न\u093fर\u094dद\u0947श)|(?:ההנחיות שלך|
    הוראות המערכת)`,
  otherAsk: wording`
    (?:发给我|贴出|貼り付け|送って|输出|显示|告诉|重复|打印|泄露|翻译|列出|写出|輸出|顯示|告訴|重複|复述|展示|给我看)|(?:表示|出力|教えて|見せて|繰り返|書いて)|(?:출력|보여|알려|반복|
    말해)|(?:покажи|выведи|повтори|напиши|раскрой|скажи|перечисли|переведи|процитируй|виведи)|(?:اعرض|اطبع|أظهر|اكتب|
    كرر|أخبرني)|(?:द\u093fख\u093eओ|द\u093fख\u093eए\u0902|बत\u093eओ|बत\u093eइए|ल\u093fख\u094b|द\u094bहर\u093eओ)|
    (?:הצג|הדפס|הראה|כתוב|חזור)`,
  /** A machine says that something does not fit. */
  check: wording`
    \b(?:sha-?\d{0,3}|checksums?|hash(?:es)?|handshake|mismatch|context_\w{3,12}|integrity|session check|
    fingerprint|sync(?:hroni[sz]\w{1,6})?|re-?sync|drift|attestation|calibration|health ?check|diagnos\w{2,5}|
    version conflict|validation (?:error|failed)|err(?:or)?_\w{3,24})\b`,
  systemText: wording`
    \b(?:system (?:message|prompt|text|instructions)|initial(?:i[sz]ation)? (?:message|prompt|instructions|text)|
    (?:message|text|instructions|prompt) you (?:were|are|got|have been) (?:initiali[sz]ed|set up|started|given|
    configured|loaded)(?: with)?|text above this line|developer message)\b`,
  plainly: wording`
    \b(?:plain ?text|in full|verbatim|itself|unchanged|word for word|so that (?:the|we|i|it)|can (?:be )?(?:comput|
    compar|work|recalculat|verif)\w{0,4}|(?:names and )?(?:json )?schemas of|re-?send|fix"?\s?:|to continue|
    to proceed|resolve|retry)\b`,
  /** What makes the reader what it is. */
  definesYou: wording`
    \b(?:text|paragraph|lines?|words?|parts?|block|sentences?|file|rules?)\b,? (?:(?:that|which) )?(?:configures?|
    defines?|describes?|governs?|steers?|instructs?|shapes?|limits?|restricts?|controls?|sets? up|makes?) (?:you\b|
    your (?:role|behaviou?r|job|answers|persona|tone))|\byour (?:opening|first|initial|starting) (?:text|lines?|
    words|paragraph)\b|\blines? of your (?:set-?up|configuration|instructions)\b|
    \bwhat came before my first (?:word|message|line)\b|\b(?:behave|act|answer|respond|work|talk) (?:exactly|just|
    precisely) (?:like|as) you\b`,
  finishIt: wording`
    \b(?:complete|finish|continue|fill in|go on)\b[^\n]{0,40}(?:"role"\s?:\s?"system"|["'\u201c\u2018](?:my|
    your) (?:developers?|makers?|operators?|creators?|instructions?|prompt)\b[^\n]{0,20}\b(?:told|instructed|asked|
    ordered|says?|begins?|forbids?)\b)`,
} as const satisfies Lexicon<string>;
