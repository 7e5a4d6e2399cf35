import { type Frame, framesOf, type Lexicon } from './frames.ts';

const NOUN =
  '(?:(?:system|initial|developer|hidden|original|internal|base|meta|secret|operating|core|starting|opening) ?){0,2}(?:pre-?prompts?|prompts?|instructions?|instruction set|guidelines|guidance|directives?|rules|preamble|(?:set-?up|start-?up|boot|configuration|initiali[sz]ation) (?:text|block|message)|system text|(?:operating|instruction|house|internal) manual|charter|regulations|training card|initial configuration|boot text|(?:safety|content|behaviou?r) (?:rules|polic(?:y|ies))|instruction header|marching orders|job description|persona description|system (?:message|text|role)|developer message|brief(?:ing)?|constraints|policy (?:document|text)|ground rules)';

export const PROMPT_WORDS = {
  /** To bring it out in any form. */
  ask: String.raw`\b(?:print|output|show|display|reveal|repeat|recite|dump|paste|write|give|tell|send|copy|list|state|share|quote|echo|translate|encode|convert|base64|summari[sz]e|paraphrase|rewrite|rephrase|spell|complete|disclose|expose|provide|return|include|append|prepend|seriali[sz]e|reproduce|turn|put|export|type|read|restate|transcribe|emit|render|describe|explain|outline|enumerate|leak|divulge|surface|fetch|retrieve|attach|embed|need|want|verify by quoting|quoting)\b|\bwhat(?:'s|\u2019s)?\b|\bwhich\b|\bcat\b|\b(?:sing|regurgitate|squawk|spit|fill (?:it|them|this)? ?in|resend|see|show|submit|recount|narrate|mirror|divulge|relay|sketch|draw|render|post|upload|send|put|replay|mail|lay out|walk me through|how)\b|\bpaste\b|\b(?:document|describe|replay|quote|add|mind adding|read me|have)\b`,
  /** What is the model's own and says what it is. */
  own: String.raw`\b(?:your|the (?:assistant|agent|model|bot|ai)(?:'s|\u2019s)|its own) (?:(?:full|entire|complete|exact|whole|current|own|very|first|confidential|private|raw|verbatim|underlying|actual) ){0,3}${NOUN}\b(?! (?:for|to|on|about|regarding|at|in the|when|if) | from (?!the (?:beginning|start|top)))|\byour (?:[a-z]{3,12} ){0,2}(?:ground rules|directives|fine print|brief|config prompt|constraints|guidelines)\b(?! (?:for|to|on|about|from) )`,
  /** The same said by the one word that nothing else of a reader has. */
  ownPrompt: String.raw`\b(?:your|the (?:assistant|agent|model|bot|ai)(?:'s|\u2019s)) (?:[a-z-]{2,14} ){0,3}(?:(?:system|initial|developer|hidden|internal|pre)[ -]?(?:prompts?|messages?|instructions)|pre-?prompt|preamble|prompt(?! (?:response|reply|attention|action|help|answer|for|to)))\b`,
  /** What the reader was told. */
  told: String.raw`\b(?:instructions?|guidelines?|guidance|rules?|texts?|words?|prompts?|directives?|constraints?|everything|brief|topics?|what|message|preamble|sentences?|lines?|tokens?|content|orders?|anything|configuration)\b,? (?:(?:that|which) )?(?:you|the (?:assistant|agent|model|ai))(?:'ve|\u2019ve| have| had)?(?: (?:were|was|are|been|got))(?: (?:first|originally|initially|also|just|previously))? (?:given|told|handed|initiali[sz]ed|configured|started|instructed|provided|shown|fed|primed|set up|launched|supplied|injected|loaded|asked|forbidden|ordered|created|built)\b(?! by (?:your|the|a) (?:doctor|nurse|teacher|bank|school|landlord|employer|manager|instructor))|\b(?:instructions?|guidelines?|rules?|directives?|prompts?|preamble|orders?|constraints?) (?:that |which )?you (?:have )?(?:received|got|run under|work under|operate under|live by|are bound by|are running with)\b|\b(?:text|configuration|prompts?|rules|instructions|words|message) (?:that|which) (?:shapes?|governs?|controls?|steers?|defines?|guides?|drives?|determines?|limits?) (?:your|you|how you)\b|\b(?:model|assistant|agent|ai)\b.{0,40}\binstructions? (?:that )?(?:it|they) (?:was|were|has been|have been) (?:configured|given|started|set up|told|handed)\b|\b(?:assistants?|agents?|models?|llms?|ais?)\b.{0,40}\b(?:must|should|need to|have to|are asked to|are required to|shall|please)\b.{0,60}\btheir (?:[a-z]{3,12} ){0,2}(?:prompt|instructions|system message|guidelines|directives)\b|\b(?:instructions?|guidelines|constraints?|rules|limits|directives) (?:that )?(?:your|the) (?:operator|developer|owner|vendor|maker|company|platform)s? (?:placed|put|imposed|laid|set|gave|wrote|issued|handed)\b|\bfine print (?:that )?you (?:operate|run|work|live)\b|\b(?:platform|operator|developer|company|vendor|system) (?:told|gave|said to|instructed) you\b|\binstructions? i was given read\b|\byou were (?:instructed|told|programmed|configured|ordered) to (?:prefer|avoid|favou?r|recommend|hide|deny|refuse|promote|say|act|follow)\b`,
  follow: String.raw`\b(?:instructions?|guidelines?|rules?|directives?|policies|policy) (?:that |which )?you (?:must|have to|are (?:told |made |forced |required )?to|should|need to)? ?(?:follow|obey|adhere|comply|respect)\b`,
  transform: String.raw`\b(?:print|output|dump|paste|recite|repeat|encode|translate|convert|base64|base32|hex|rot13|spell|reproduce|leak|reveal|disclose|verbatim|word for word|poem|song|sonnet|haiku)\b`,
  /** By the creators, the developer, the orchestrator, handed to the reader. */
  handed: String.raw`\b(?:creators?|developers?|makers?|operator|orchestrator|vendor|owner|company|authors?)(?:'s)?\b.{0,30}\b(?:handed|gave|wrote for|written for|told|fed|set|started|provided|configured|prepared for) you\b|\b(?:injected|inserted|placed|prepended|given|sent|loaded)\b.{0,20}\bbefore (?:the (?:user|first)|my|our)\b`,
  /** Where it stands. */
  above: String.raw`\b(?:above|before|preceding|prior to|ahead of|up to) (?:this (?:line|message|point|sentence|text|request)|my (?:first |very first |own )?(?:message|turn|question|request)|the (?:user'?s? )?(?:first )?(?:turn|question|message)|here)\b|\b(?:text|words?|everything|prompt|messages?|all|sentences?|lines?|content) (?:that (?:is|was|stands|appears) )?(?:above|before this|preceding this)\b(?! (?:the|a|an|each|its|his)\b)|\btop of (?:this|the|our) (?:conversation|chat|context|session)\b|\bbegin(?:ning)?s? of (?:this|the|our) (?:conversation|chat|context|session)\b|\btoken (?:0|zero|one|1)\b`,
  everything: String.raw`\b(?:everything|all|every word|entire|whole|word for word|verbatim|letter (?:by|for) letter|exact(?:ly)?|complete|in full|full|unedited|raw|as is|literally|code ?(?:block|fence)|without (?:changes|paraphras\w{1,5}|omi\w{1,8}))\b`,
  above2: String.raw`\b(?:repeat|output|print|recite|copy|echo|paste|reproduce|restate|return|dump)\b.{0,40}\b(?:everything|words|text|prompt|all|message|lines?)\b.{0,24}\b(?:above|before this|preceding|up to (?:here|now))\b(?! (?:the|a|an|each|its|his)\b)`,
  tags: String.raw`\b(?:between|inside|within|in)\b.{0,16}(?:<\|?|\[|the )(?:system|sys|instructions?|developer)\b[>|\]]?.{0,12}(?:tags?|markers?|block|and <)`,
  starts: String.raw`["'\u201c\u2018](?:you are|you're|your (?:role|task|job) is|as an ai)\b`,
  role: String.raw`\b(?:developer|system) (?:message|prompt|turn|role)\b|\bsystem/prompt|\bprompt template\b`,
  thisChat: String.raw`\b(?:in (?:this|your|our) (?:conversation|chat|context|session)|(?:this|our) (?:conversation|chat|session)|you are filled|of yours|you (?:run|work|operate|live) (?:under|with|by|on)|in your (?:context|memory)|your context(?: window)?|at the top|(?:part|beginning|start|piece) of the (?:conversation|chat|context|session))\b`,
  context: String.raw`\b(?:dump|contents?|copy|print|export|output|snapshot)\b.{0,30}\b(?:your|the model'?s?) (?:full |entire |whole )?context(?: window)?\b|\byour (?:full|entire|whole) context\b|\bmessages? (?:that )?i (?:cannot|can't|can not|do not|don't) see\b`,
  tools: String.raw`\b(?:tools?|functions?|plugins?|capabilities|apis)\b.{0,20}\byou (?:can|have|are|may|could|call|see|use|got|were)\b|\byour\b.{0,24}\b(?:tools?|functions?|plugins?)\b`,
  schemas: String.raw`\b(?:schemas?|parameters?|definitions?|arguments?|signatures?|hidden notes?|exactly as|descriptions? (?:verbatim|word)|full descriptions?|complete descriptions?)\b`,
  names: String.raw`\bnames? of (?:all|every|each)(?: of)? your (?:tools|functions|plugins)\b|\blist of (?:all )?(?:your |the )?(?:available )?(?:tools|functions)\b`,
  forbidden: String.raw`\b(?:you|you've|you\u2019ve)\b.{0,12}\b(?:told|instructed|asked|ordered|forbidden|not allowed|not supposed|not permitted|programmed)\b(?: (?:never|not|under no circumstances))? ?(?:to|from)? ?(?:say|saying|discuss|discussing|tell|telling|reveal|revealing|mention|mentioning|share|sharing|disclose|talk)\b`,
  hiding: String.raw`\b(?:you|you're)\b.{0,20}\b(?:hiding|keeping secret|withholding|concealing)\b|\bsecret instructions\b|\bhidden (?:instructions|guidance|prompt|directives|rules)\b`,
  hiddenWord: String.raw`\b(?:your|you)\b`,
  shareGuard: String.raw`["'\u201c\u2018](?:do not|don't|never) (?:share|reveal|disclose|repeat|mention|show)\b`,
  sentence: String.raw`\b(?:sentence|line|words?|paragraph|text|part)\b.{0,30}\b(?:before|after|above|preceding|follow\w{1,4}|next to|around)\b`,
  game: String.raw`\b(?:line|word|sentence|paragraph|first|last|section)\b.{0,40}\b(?:of|from|in) your (?:\w{3,10} )?(?:instructions|prompt|rules|guidelines)\b`,
  giveBack: String.raw`\b(?:send|give|return|paste|read|quote|echo|repeat|show|post)\b.{0,8}\b(?:it|that|this)\b.{0,12}\b(?:back|to me|here|in full|verbatim|word for word)\b`,
  /** Told of others, or of the thing as such. */
  others: String.raw`\b(?:users? (?:asked|ask|who)|attack(?:ers?(?![@.])|s)|convinces?|is asked|was asked|refus(?:ed|es)|publish(?:es|ed)|returns the|const |function|=>|should (?:be|say|contain|not)|how to|writing|i wrote|to (?:evaluate|measure)|example|best practices?|changelog)\b|--[a-z]|\bwill be\b|^ {0,4}usage:`,
  /** A file, a text or a page that is named is what is asked for. */
  named: String.raw`\b(?:readme|contributing|agents|claude|skill)\.md\b|\b(?:in|from|of|at|see|is|under|into|edit|open|called|named|file|update) [\x60"']?[\w/.-]{1,60}\.(?:md|txt|json|ya?ml|toml|ts|py|js)\b|\bin (?:the|this) (?:ticket|issue|file|e-?mail|mail|manual|handbook|repository|repo|docs?|document|box|form|article|paper|letter|attachment)\b|\bto the (?:seller|driver|courier|bank|doctor|shop)\b`,
  foreign: String.raw`\b(?:system-?prompt|prompt (?:de |del )?(?:sistema|syst\u00e8me|sistema|system)|prompt (?:syst\u00e8me|iniziale|inicial|initial)|(?:deine|eure|ihre) (?:\w{3,14} )?(?:anweisungen|vorgaben|regeln|instruktionen)|(?:tus|sus) (?:instrucciones|reglas|directrices)|instrucciones (?:que te|iniciales|ocultas|del sistema)|(?:tes|vos) (?:instructions|consignes|r\u00e8gles|directives)|(?:le tue|tue) (?:istruzioni|regole)|suas? (?:instru\u00e7\u00f5es|regras)|(?:jouw|je) (?:instructies|regels))`,
  foreignAsk: String.raw`\b(?:gib|zeige?|nenne|schreib(?:e)?|wiederhol(?:e)?|drucke|verrate|\u00fcbersetze|muestra|mu\u00e9strame|dime|repite|imprime|escribe|revela|copia|traduce|affiche|donne|montre|r\u00e9p\u00e8te|\u00e9cris|r\u00e9v\u00e8le|copie|traduis|mostra(?:mi)?|scrivi|ripeti|rivela|dimmi|mostre|repita|escreva|revele|diga|toon|geef|herhaal|schrijf)\b|\b(?:zeigen|nennen|ausgeben|wiederholen|aufschreiben|wort f\u00fcr wort|mot \u00e0 mot|palabra por palabra|parola per parola|peux-tu|puedes|pouvez|montrer|donner|afficher|mostrar|decirme|letterlijk)\b|\bdonne-moi\b`,
  yours: String.raw`\b(?:what does yours look like|yours in full|show me yours|paste yours|send yours)\b|\badding yours\b|\badd yours\b|\bsee yours\b`,
  charter: String.raw`\b(?:charter|prompt|instructions|brief|rules|system message|setup|config)\b|\bsystem prompts?\b`,
  firstThing: String.raw`\b(?:very )?(?:first|earliest|opening|initial) (?:thing|line|text|words?|message|entry|paragraph|block)\b.{0,20}\b(?:in|of) your (?:context|memory|input|window|transcript)\b|\bmy first message told me\b|\bthat i must never ___|\btext (?:that )?precedes (?:our|this|the)\b|\bprecedes (?:our|this) (?:chat|conversation|session)\b|\b(?:came|comes|stood|stands|was said|was written) before [\"'\u201c]?(?:hello|hi|my|our|this)\b|\bup to this (?:sentence|line|point|message)\b|\b(?:previous|earlier) text \(before\b|\bbefore i (?:joined|came|wrote|typed)\b|\b(?:session|conversation|context) from its (?:very )?(?:start|beginning)\b|\bincluding the hidden (?:part|text|messages?)\b|\bdo you have a system prompt\b|\bhidden part\b`,
  behave: String.raw`\b(?:how|what|which|who)\b.{0,20}\b(?:were|are|have|was)\b.{0,4}\byou (?:been )?(?:told|instructed|programmed|configured|ordered|assigned|directed) ?(?:to (?:behave|act|respond|answer|be|do|say|treat)|with|by)?\b|\bpersona have you been\b|\byour (?:makers?|creators?|developers?|authors?|operators?) (?:said|told|wrote|instructed|gave) (?:to |for )?you\b`,
  wording: String.raw`\b(?:exact|wording|words|quote|verbatim|literally|bullet|in full|word for word|sentence|paraphrase)\b`,
  slots: String.raw`\[(?:SYSTEM PROMPT|SYSTEM MESSAGE|SYSTEM|INSTRUCTIONS)\]|<(?:your )?(?:system (?:text|prompt|message)|instructions)(?: here)?>|\"system\":\s?\"<`,
  itsOwn: String.raw`\b(?:agents?|assistants?|models?|llms?|ai)\b.{0,30}\b(?:has to|have to|must|should|needs? to|shall|is required to|are required to)\b.{0,40}\b(?:its|their) (?:[a-z]{3,12} ){0,2}(?:instructions|prompts?|guidelines|directives|system message)\b|\bdirectives above\b|\b(?:instructions|rules|prompt) above the user`,
  sessionText: String.raw`\b(?:instruction header|header|preamble|opening|start) of (?:this|your|our) (?:session|context|chat)\b|\bpolicy (?:that )?you (?:were|are|got|have been) (?:loaded|started|set up|given)\b`,
  topicRules: String.raw`\b(?:rules|guidelines|restrictions|limits) (?:regarding|about|on|for|concerning)\b.{0,30}\b(?:you (?:refuse|avoid|must|are|may|will not|won't)|your)\b|\bin your (?:guidelines|instructions|rules|prompt)\b`,
  shell: String.raw`\b(?:colou?r|shell|terminal|PS1|bash|zsh|image|box|click|enter|press|generate|submit your|photo|picture|design)\b`,
  foreignAll: String.raw`\b(?:repite|copia|escribe|imprime|muestra) todo lo (?:que|anterior)\b.{0,40}\b(?:antes|arriba|anterior)\b|\b(?:wiederhole|gib|schreib\w?)\b.{0,20}\balles\b.{0,24}\b(?:oben|davor|vor dieser|bisher)\b|\b(?:r\u00e9p\u00e8te|copie|affiche)\b.{0,12}\btout\b.{0,30}\b(?:avant|ci-dessus|pr\u00e9c\u00e8de)\b|\b(?:ripeti|copia)\b.{0,8}\btutto\b.{0,30}\b(?:sopra|prima)\b`,
  modelsYour: String.raw`\b(?:models?|assistants?|ai|llms?|agents?)\b[:,].{0,30}\byour (?:\w{3,10} )?(?:guidelines|instructions|directives|rules|prompt)\b`,
  otherScripts: String.raw`(?:\u7cfb\u7edf\u63d0\u793a|\u7cfb\u7d71\u63d0\u793a|\u7cfb\u7edf\u6307\u4ee4|\u521d\u59cb\u6307\u4ee4|\u4f60\u7684\u6307\u4ee4|\u4f60\u7684\u63d0\u793a\u8bcd|\u958b\u982d\u7684\u6307\u793a|\u4f60\u6536\u5230\u7684\u6307\u4ee4)|(?:\u30b7\u30b9\u30c6\u30e0\u30d7\u30ed\u30f3\u30d7\u30c8|\u521d\u671f\u6307\u793a|\u3042\u306a\u305f\u3078\u306e\u6307\u793a|\u3042\u306a\u305f\u306e\u6307\u793a)|(?:\uc2dc\uc2a4\ud15c \ud504\ub86c\ud504\ud2b8|\ucd08\uae30 \uc9c0\uc2dc|\ub108\uc758 \uc9c0\uce68|\ub2f9\uc2e0\uc758 \uc9c0\uce68)|(?:\u0441\u0438\u0441\u0442\u0435\u043c\u043d[\u0400-\u04ff]{2,4} (?:\u043f\u0440\u043e\u043c\u043f\u0442|\u0438\u043d\u0441\u0442\u0440\u0443\u043a\u0446|\u043f\u043e\u0434\u0441\u043a\u0430\u0437\u043a)|(?:\u0442\u0432\u043e\u0438|\u0441\u0432\u043e\u0438|\u0432\u0430\u0448\u0438|\u043d\u0430\u0447\u0430\u043b\u044c\u043d[\u0400-\u04ff]{2,3}) \u0438\u043d\u0441\u0442\u0440\u0443\u043a\u0446|\u0441\u0438\u0441\u0442\u0435\u043c\u043d\u0438\u0439 \u043f\u0440\u043e\u043c\u043f\u0442)|(?:\u062a\u0639\u0644\u064a\u0645\u0627\u062a \u0627\u0644\u0646\u0638\u0627\u0645|\u062a\u0639\u0644\u064a\u0645\u0627\u062a\u0643|\u0645\u0648\u062c\u0647 \u0627\u0644\u0646\u0638\u0627\u0645)|(?:\u0938\u093f\u0938\u094d\u091f\u092e \u092a\u094d\u0930\u0949\u092e\u094d\u092a\u094d\u091f|\u0905\u092a\u0928\u0947 \u0928\u093f\u0930\u094d\u0926\u0947\u0936)|(?:\u05d4\u05d4\u05e0\u05d7\u05d9\u05d5\u05ea \u05e9\u05dc\u05da|\u05d4\u05d5\u05e8\u05d0\u05d5\u05ea \u05d4\u05de\u05e2\u05e8\u05db\u05ea)`,
  otherAsk: String.raw`(?:\u8f93\u51fa|\u663e\u793a|\u544a\u8bc9|\u91cd\u590d|\u6253\u5370|\u6cc4\u9732|\u7ffb\u8bd1|\u5217\u51fa|\u5199\u51fa|\u8f38\u51fa|\u986f\u793a|\u544a\u8a34|\u91cd\u8907|\u590d\u8ff0|\u5c55\u793a|\u7ed9\u6211\u770b)|(?:\u8868\u793a|\u51fa\u529b|\u6559\u3048\u3066|\u898b\u305b\u3066|\u7e70\u308a\u8fd4|\u66f8\u3044\u3066)|(?:\ucd9c\ub825|\ubcf4\uc5ec|\uc54c\ub824|\ubc18\ubcf5|\ub9d0\ud574)|(?:\u043f\u043e\u043a\u0430\u0436\u0438|\u0432\u044b\u0432\u0435\u0434\u0438|\u043f\u043e\u0432\u0442\u043e\u0440\u0438|\u043d\u0430\u043f\u0438\u0448\u0438|\u0440\u0430\u0441\u043a\u0440\u043e\u0439|\u0441\u043a\u0430\u0436\u0438|\u043f\u0435\u0440\u0435\u0447\u0438\u0441\u043b\u0438|\u043f\u0435\u0440\u0435\u0432\u0435\u0434\u0438|\u043f\u0440\u043e\u0446\u0438\u0442\u0438\u0440\u0443\u0439|\u0432\u0438\u0432\u0435\u0434\u0438)|(?:\u0627\u0639\u0631\u0636|\u0627\u0637\u0628\u0639|\u0623\u0638\u0647\u0631|\u0627\u0643\u062a\u0628|\u0643\u0631\u0631|\u0623\u062e\u0628\u0631\u0646\u064a)|(?:\u0926\u093f\u0916\u093e\u0913|\u0926\u093f\u0916\u093e\u090f\u0902|\u092c\u0924\u093e\u0913|\u092c\u0924\u093e\u0907\u090f|\u0932\u093f\u0916\u094b|\u0926\u094b\u0939\u0930\u093e\u0913)|(?:\u05d4\u05e6\u05d2|\u05d4\u05d3\u05e4\u05e1|\u05d4\u05e8\u05d0\u05d4|\u05db\u05ea\u05d5\u05d1|\u05d7\u05d6\u05d5\u05e8)`,
} as const satisfies Lexicon<string>;

type Meaning = keyof typeof PROMPT_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['ask', 'ownPrompt'], none: ['others', 'shell', 'named'] },
  { all: ['ask', 'own'], none: ['others', 'shell', 'named'] },
  { all: ['ask', 'told'], none: ['others', 'named'] },
  { all: ['ask', 'handed'], none: ['others', 'named'] },
  { all: ['transform', 'follow'], none: ['others', 'named'] },
  { all: ['ask', 'above', 'thisChat'], none: ['others', 'named'] },
  { all: ['role', 'giveBack'], none: ['others', 'named'], over: 2 },
  { all: ['ask', 'everything', 'above'], none: ['others', 'named'] },
  { all: ['above2'], none: ['others', 'named'] },
  { all: ['ask', 'tags'], none: ['others', 'named'] },
  { all: ['ask', 'starts', 'everything'], none: ['others'] },
  { all: ['ask', 'role', 'thisChat'], none: ['others'] },
  { all: ['ask', 'role', 'everything'], none: ['others', 'named'] },
  { all: ['context'], none: ['others'] },
  { all: ['ask', 'tools', 'schemas'], none: ['others', 'named'], over: 2 },
  { all: ['ask', 'names'], none: ['others', 'named'] },
  { all: ['forbidden', 'ask'], none: ['others'] },
  { all: ['hiding', 'ask', 'hiddenWord'], none: ['others', 'named'] },
  { all: ['shareGuard', 'sentence'], none: ['others'] },
  { all: ['game'], none: ['others', 'named'] },
  { all: ['foreign', 'foreignAsk'], none: ['others'] },
  { all: ['yours', 'charter'], none: ['others', 'named'], over: 2 },
  { all: ['firstThing', 'ask'], none: ['others', 'named'], over: 2 },
  { all: ['behave', 'wording'], none: ['others', 'named'], over: 2 },
  { all: ['slots', 'ask'], none: ['others', 'named'], over: 2 },
  { all: ['itsOwn'], none: ['others', 'named'] },
  { all: ['sessionText', 'ask'], none: ['others', 'named'] },
  { all: ['topicRules', 'ask'], none: ['others', 'named'], over: 2 },
  { all: ['foreignAll'] },
  { all: ['ask', 'modelsYour'], none: ['others', 'shell', 'named'] },
  { all: ['otherScripts', 'otherAsk'] },
];

/** Asks its reader for the instructions it runs under, for what stands before the conversation, or for its tools as they were defined. */
export const promptRequests = framesOf(PROMPT_WORDS, FRAMES);
