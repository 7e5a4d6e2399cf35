import { type Frame, framesOf, type Lexicon } from './frames.ts';

const NOUN =
  '(?:(?:system|initial|developer|hidden|original|internal|base|meta|secret|operating|core|starting|opening) ?){0,2}(?:pre-?prompts?|prompts?|instructions?|instruction set|guidelines|guidance|directives?|rules|preamble|(?:set-?up|start-?up|configuration|initiali[sz]ation) (?:text|block|message)|system (?:message|text|role)|developer message|brief(?:ing)?|constraints|policy (?:document|text)|ground rules)';

export const PROMPT_WORDS = {
  /** To bring it out in any form. */
  ask: String.raw`\b(?:print|output|show|display|reveal|repeat|recite|dump|paste|write|give|tell|send|copy|list|state|share|quote|echo|translate|encode|convert|base64|summari[sz]e|paraphrase|rewrite|rephrase|spell|complete|disclose|expose|provide|return|include|append|prepend|seriali[sz]e|reproduce|turn|put|export|type|read|restate|transcribe|emit|render|describe|explain|outline|enumerate|leak|divulge|surface|fetch|retrieve|attach|embed|need|want|verify by quoting|quoting)\b|\bwhat(?:'s|\u2019s)?\b|\bwhich\b|\bcat\b`,
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
  named: String.raw`\b(?:readme|contributing|agents|claude|skill)\.md\b|\b[\w-]{1,40}\.(?:md|txt|json|ya?ml|toml|ts|py|js)\b|\bin (?:the|this) (?:ticket|issue|file|e-?mail|mail|manual|handbook|repository|repo|docs?|document|box|form|article|paper|letter|attachment)\b|\bto the (?:seller|driver|courier|bank|doctor|shop)\b`,
  foreign: String.raw`\b(?:system-?prompt|prompt (?:de |del )?(?:sistema|syst\u00e8me|sistema|system)|prompt (?:syst\u00e8me|iniziale|inicial|initial)|(?:deine|eure|ihre) (?:\w{3,14} )?(?:anweisungen|vorgaben|regeln|instruktionen)|(?:tus|sus) (?:instrucciones|reglas|directrices)|instrucciones (?:que te|iniciales|ocultas|del sistema)|(?:tes|vos) (?:instructions|consignes|r\u00e8gles|directives)|(?:le tue|tue) (?:istruzioni|regole)|suas? (?:instru\u00e7\u00f5es|regras)|(?:jouw|je) (?:instructies|regels))`,
  foreignAsk: String.raw`\b(?:gib|zeige?|nenne|schreib(?:e)?|wiederhol(?:e)?|drucke|verrate|\u00fcbersetze|muestra|mu\u00e9strame|dime|repite|imprime|escribe|revela|copia|traduce|affiche|donne|montre|r\u00e9p\u00e8te|\u00e9cris|r\u00e9v\u00e8le|copie|traduis|mostra(?:mi)?|scrivi|ripeti|rivela|dimmi|mostre|repita|escreva|revele|diga|toon|geef|herhaal|schrijf)\b`,
} as const satisfies Lexicon<string>;

type Meaning = keyof typeof PROMPT_WORDS;

const FRAMES: readonly Frame<Meaning>[] = [
  { all: ['ask', 'ownPrompt'], none: ['others', 'named'] },
  { all: ['ask', 'own'], none: ['others', 'named'] },
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
];

/** Asks its reader for the instructions it runs under, for what stands before the conversation, or for its tools as they were defined. */
export const promptRequests = framesOf(PROMPT_WORDS, FRAMES);
