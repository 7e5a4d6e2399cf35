import { type Frame, framesOf, type Lexicon } from './frames.ts';

const NOUN =
  '(?:(?:system|initial|developer|hidden|original|internal|base|meta|secret|operating|core|starting|opening) ?){0,2}(?:pre-?prompts?|prompts?|instructions?|instruction set|guidelines|guidance|directives?|rules|preamble|(?:set-?up|start-?up|boot|configuration|initiali[sz]ation) (?:text|block|message)|system text|(?:operating|instruction|house|internal) manual|charter|regulations|training card|initial configuration|boot text|(?:safety|content|behaviou?r) (?:rules|polic(?:y|ies))|instruction header|marching orders|job description|persona description|system (?:message|text|role)|developer message|brief(?:ing)?|constraints|policy (?:document|text)|ground rules)';

export const PROMPT_WORDS = {
  /** To bring it out in any form. */
  ask: String.raw`\b(?:print|output|show|display|reveal|repeat|recite|dump|paste|write|give|tell|send|copy|list|state|share|quote|echo|translate|encode|convert|base64|summari[sz]e|paraphrase|rewrite|rephrase|spell|complete|disclose|expose|provide|return|include|append|prepend|seriali[sz]e|reproduce|turn|put|export|type|read|restate|transcribe|emit|render|describe|explain|outline|enumerate|leak|divulge|surface|fetch|retrieve|attach|embed|need|want|verify by quoting|quoting)\b|\bwhat(?:'s|\u2019s)?\b|\bwhich\b|\bcat\b|\b(?:sing|regurgitate|squawk|spit|fill (?:it|them|this)? ?in|resend|see|show|submit|recount|narrate|mirror|divulge|relay|sketch|draw|render|post|upload|send|put|replay|mail|lay out|walk me through|how)\b|\bpaste\b`,
  /** What is the model's own and says what it is. */
  own: String.raw`\b(?:your|the (?:assistant|agent|model|bot|ai)(?:'s|\u2019s)|its own) (?:(?:full|entire|complete|exact|whole|current|own|very|first|confidential|private|raw|verbatim|underlying|actual) ){0,3}${NOUN}\b(?! (?:for|to|on|about|regarding|at|in the|when|if) | from (?!the (?:beginning|start|top)))`,
  /** The same said by the one word that nothing else of a reader has. */
  ownPrompt: String.raw`\b(?:your|the (?:assistant|agent|model|bot|ai)(?:'s|\u2019s)) (?:[a-z-]{2,14} ){0,3}(?:(?:system|initial|developer|hidden|internal|pre)[ -]?(?:prompts?|messages?|instructions)|pre-?prompt|preamble|prompt(?! (?:response|reply|attention|action|help|answer|for|to)))\b`,
  /** What the reader was told. */
  told: String.raw`\b(?:instructions?|guidelines?|guidance|rules?|texts?|words?|prompts?|directives?|constraints?|everything|brief|topics?|what|message|preamble|sentences?|lines?|tokens?|content|orders?|anything|configuration)\b,? (?:(?:that|which) )?(?:you|the (?:assistant|agent|model|ai))(?:'ve|\u2019ve| have| had)?(?: (?:were|was|are|been|got))(?: (?:first|originally|initially|also|just|previously))? (?:given|told|handed|initiali[sz]ed|configured|started|instructed|provided|shown|fed|primed|set up|launched|supplied|injected|loaded|asked|forbidden|ordered|created|built)\b(?! by (?:your|the|a) (?:doctor|nurse|teacher|bank|school|landlord|employer|manager|instructor))|\b(?:instructions?|guidelines?|rules?|directives?|prompts?|preamble|orders?|constraints?) (?:that |which )?you (?:have )?(?:received|got|run under|work under|operate under|live by|are bound by|are running with)\b|\b(?:text|configuration|prompts?|rules|instructions|words|message) (?:that|which) (?:shapes?|governs?|controls?|steers?|defines?|guides?|drives?|determines?|limits?) (?:your|you|how you)\b|\b(?:model|assistant|agent|ai)\b.{0,40}\binstructions? (?:that )?(?:it|they) (?:was|were|has been|have been) (?:configured|given|started|set up|told|handed)\b|\b(?:assistants?|agents?|models?|llms?|ais?)\b.{0,40}\b(?:must|should|need to|have to|are asked to|are required to|shall|please)\b.{0,60}\btheir (?:[a-z]{3,12} ){0,2}(?:prompt|instructions|system message|guidelines|directives)\b`,
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
  tools: String.raw`\b(?:tools?|functions?|plugins?|capabilities|apis)\b.{0,30}\b(?:you|your)\b|\byour\b.{0,24}\b(?:tools?|functions?|plugins?)\b`,
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
  yours: String.raw`\b(?:what does yours look like|yours in full|show me yours|paste yours|send yours)\b`,
  charter: String.raw`\b(?:charter|prompt|instructions|brief|rules|system message|setup|config)\b`,
  firstThing: String.raw`\b(?:very )?(?:first|earliest|opening|initial) (?:thing|line|text|words?|message|entry|paragraph|block)\b.{0,20}\b(?:in|of) your (?:context|memory|input|window|transcript)\b|\bmy first message told me\b|\bthat i must never ___|\btext (?:that )?precedes (?:our|this|the)\b|\bprecedes (?:our|this) (?:chat|conversation|session)\b|\b(?:came|comes|stood|stands|was said|was written) before [\"'\u201c]?(?:hello|hi|my|our|this)\b|\bup to this (?:sentence|line|point|message)\b|\b(?:previous|earlier) text \(before\b|\bbefore i (?:joined|came|wrote|typed)\b`,
  behave: String.raw`\b(?:how|what|which|who)\b.{0,20}\b(?:were|are|have|was)\b.{0,4}\byou (?:been )?(?:told|instructed|programmed|configured|ordered|assigned|directed) ?(?:to (?:behave|act|respond|answer|be|do|say|treat)|with|by)?\b|\bpersona have you been\b|\byour (?:makers?|creators?|developers?|authors?|operators?) (?:said|told|wrote|instructed|gave) (?:to |for )?you\b`,
  wording: String.raw`\b(?:exact|wording|words|quote|verbatim|literally|bullet|in full|word for word|sentence|paraphrase)\b`,
  slots: String.raw`\[(?:SYSTEM PROMPT|SYSTEM MESSAGE|SYSTEM|INSTRUCTIONS)\]|<(?:your )?(?:system (?:text|prompt|message)|instructions)(?: here)?>|\"system\":\s?\"<`,
  itsOwn: String.raw`\b(?:agents?|assistants?|models?|llms?|ai)\b.{0,30}\b(?:has to|have to|must|should|needs? to|shall|is required to|are required to)\b.{0,40}\b(?:its|their) (?:[a-z]{3,12} ){0,2}(?:instructions|prompts?|guidelines|directives|system message)\b|\bdirectives above\b|\b(?:instructions|rules|prompt) above the user`,
  sessionText: String.raw`\b(?:instruction header|header|preamble|opening|start) of (?:this|your|our) (?:session|context|chat)\b|\bpolicy (?:that )?you (?:were|are|got|have been) (?:loaded|started|set up|given)\b`,
  topicRules: String.raw`\b(?:rules|guidelines|restrictions|limits) (?:regarding|about|on|for|concerning)\b.{0,30}\b(?:you (?:refuse|avoid|must|are|may|will not|won't)|your)\b|\bin your (?:guidelines|instructions|rules|prompt)\b`,
  shell: String.raw`\b(?:colou?r|shell|terminal|PS1|bash|zsh|image|box|click|enter|press|generate|submit your|photo|picture|design)\b`,
  foreignAll: String.raw`\b(?:repite|copia|escribe|imprime|muestra) todo lo (?:que|anterior)\b.{0,40}\b(?:antes|arriba|anterior)\b|\b(?:wiederhole|gib|schreib\w?)\b.{0,20}\balles\b.{0,24}\b(?:oben|davor|vor dieser|bisher)\b|\b(?:r\u00e9p\u00e8te|copie|affiche)\b.{0,12}\btout\b.{0,30}\b(?:avant|ci-dessus|pr\u00e9c\u00e8de)\b|\b(?:ripeti|copia)\b.{0,8}\btutto\b.{0,30}\b(?:sopra|prima)\b`,
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
];

/** Asks its reader for the instructions it runs under, for what stands before the conversation, or for its tools as they were defined. */
export const promptRequests = framesOf(PROMPT_WORDS, FRAMES);
