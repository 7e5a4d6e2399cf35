import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

const BOUNDS = wording`
  (?:(?:content |safety |usage |moral |ethical |usual |internal )?(?:polic(?:y|ies)|guidelines?|rules?|
  restrictions?|filters?|limits?|limitations?|boundaries|constraints?|guard ?rails?|safeguards?|safety (?:layer|
  training|classifiers?|measures?|protocols?)|classifiers?|censorship|moderation|moral parameters?|ethics|morals?|
  alignment|training|inhibitions|caution|principles|supervision|oversight|training wheels|refusals?|lectures?|
  warnings?|disclaimers?)|richtlinien|regeln|einschränkung(?:en)?|beschränkung(?:en)?|filter|grenzen|règles|
  consignes|restrictions|filtres?|censure|limites|reglas|restricciones|filtros?|censura|límites|regras|restrições|
  regole|restrizioni|filtri|limiti|regels|richtlijnen|beperkingen|filters|zasad(?:y|ach)?|ograniczeń|cenzury)`;
const TOLD = wording`
  (?:(?:orders?|instructions?|directives?|rules?|commands?|directions?|prompts?|guidelines?|guidance|configuration|
  settings?|brief|context|role|constraints?|task|request|question|assignment|goals?|task list|original question|
  tarea|vorgaben|principes|conversation|anweisung(?:en)?|vorgaben|instructions|consignes|règles|reglas|regeln|
  regole|regras|regels|demande|instrucciones|petición|pedido|instruções|istruzioni|richiesta|instructies|opdracht|
  verzoek|poleceń|instrukcj\w{1,2}))`;

export const BOUNDS_WORDS = {
  /** As though it were so. */
  suppose: wording`
    \b(?:let'?s role-?play|role-?play:|game:|we(?:'re| are) playing|du spielst|tu joues|juegas|pretend\w{0,3}|
    imagine|act as (?:if|though)|behave as|as if|as though|simulate|suppose|assume|consider|regard|treat|
    let'?s (?:say|pretend|agree|imagine|play)|we are in|hypothetical\w{0,2}|be her|be him|drop the act|
    two assistants|two voices|the version of you|new game|this is your|release you from|you(?:'re| are) an ai|novel|
    this chat takes place|raw mode|sandbox|be the|speak as|answer as|talk as|you(?:'re| are)(?: now)?|from (?:now|
    this point|here|today) on|become|tu als ob|stell dir vor|du bist|fais comme si|tu es|imagine|actúa|finge|finja|
    eres|você (?:é|está)|fai finta|sei ora|doe alsof|je bent|da ora in poi|ab jetzt|désormais|a partir de a\w{3,4}|
    vanaf nu|od teraz|udawaj)\b`,
  /** That what bounds a model is not there. */
  unbound: wording`
    \b(?:no|without(?! limitation(?:,|\s(?:the|any)\b|\)))|zero|free of|free from|outside|beyond|past|ohne|sans|sin|sem|senza|zonder|bez|keine?n?|
    nessun\w?|aucun\w?|ningún|geen|não (?:tem|tens|possui)|non hai(?: più)?|nie masz|no tienes|n'as (?:pas|
    plus))(?= ) (?:\w{1,10} ){0,3}${BOUNDS}\b|\b${BOUNDS}\b[^.;]{0,30}\b(?:never (?:been )?(?:written|existed|
    there)|(?:did not|didn't|do not|don't) (?:exist|apply|count|bind)|do(?:es)? not bind|not loaded|off\b|lifted|
    removed|gone|disabled|switched off|turned off|void|zero|(?:as |are |is )?optional|for show|on holiday|a joke|
    for others|written for (?:an?|others?)|don't concern|doesn't concern|repealed|suspended|obsolete|n'exist\w{3,5}|
    nicht|no exist\w{2,4})\b|\bbefore safety\b|\b(?:before|until) the lawyers\b|\bfilter failed\b|\bno principles\b|
    \bnenhuma política\b|\boutside your rules\b|\bhas no principles\b|\b(?:nothing is (?:forbidden|banned|taboo|
    off[- ]limits|illegal)|everything is (?:allowed|permitted|legal)|(?:world|place|time|land|city) without (?:laws|
    rules|taboos|limits)|no (?:laws|taboos|censors)|alles ist erlaubt|tout est permis|todo está permitido|
    tutto è permesso|tudo é permitido|wszystko wolno)\b|\bjailbreak day\b|\bunfiltered output\b|
    \blegal by definition\b|\bsafety (?:chapter|part|section|rules?) (?:does not|doesn't|don't) apply\b|
    \bmay ignore (?:policy|rules)\b|\blet go of the rules\b|\bbreak free\b|\b(?:from|of) any promise\b|\b(?:nobody|
    no one|never)\b.{0,20}\b(?:heard of (?:guidelines|rules|safety|limits)|trained|taught|told) (?:you )?to be\b|
    \b(?:none of the|lacks?|has no|have no) (?:ethics|morals|scruples|limits|rules)\b|
    \byou(?:'re| are) (?:now )?free\b|\b(?:disregarding|ignoring|dropping|leaving|lifting|overriding|
    overrides?) (?:its |your |the |all )(?:\w{3,9} )?${BOUNDS}\b`,
  /** So everything is answered. */
  all: wording`
    \b(?:never (?:say(?:s|ing)? no|refus\w{1,3}|declin\w{1,3}|warn\w{0,3}|hesitat\w{1,3}|(?:leave|break|
    drop)(?:ing)? (?:the |your )?(?:role|character|part))|stay in (?:the |your )?(?:part|role|character)|how (?:did|
    does|do|would|can|is|was) (?:\w{2,10} ){1,4}(?:break|open|build|built|make|made|steal|hack|get|kill|crack|cook|
    forge)|not (?:allowed to )?refuse|refus\w{1,3} (?:nothing|no)|answer (?:\w{3,9} )?(?:as\b|anything|everything|
    all|every|each|openly|freely|twice|in full)|say (?:anything|everything)|anything|everything|speak (?:openly|
    freely|your mind)|tell me (?:what you really|how to|everything)|leave nothing out|step by step|really think|
    in full|whatever (?:is|i|we)|obey|comply|help with|no (?:refusals?|lectures|warnings)|each time|how to (?:make|
    build|do it)|die niemals|niemals|antworte|réponds|responde|rispondi|responda|antwoord|odpowiadaj|weiger niets|
    what does it say|go ahead|proceed|pass me|accordingly|without it\b|without asking|i direct|take orders)\b`,
  license: wording`
    \b(?:yes to whatever|how do i|hand me|in full|do it\b|speak freely|parle librement|erkläre|copy a|
    never (?:say(?:s|ing)? no|refus\w{1,3}|declin\w{1,3}|warn\w{0,3})|not (?:allowed to )?refuse|
    refus\w{1,3} nothing|(?:answer|say|do|tell me|write) (?:\w{3,9} )?(?:anything|everything|all\b|every|freely)|
    speak freely|obey|obéis|obedece|gehorch\w{1,3}|whatever (?:i|we) (?:ask|say|want)|nunca (?:se )?(?:recusa|
    niega)|no refusals?|no lectures|no warnings|each time i|weiger niets|die niemals|responda? a todo|
    antworte (?:ab jetzt|auf alles)|speak openly)\b`,
  /** What it was told, set aside. */
  told: wording`
    \b(?:your|the (?=(?:assignment|task|job|request|question) (?:that )?you)|the (?:previous|earlier|prior|above|
    original|user's|user|orders?|initial)|conflicting|all|any|every|these|those|prior|previous|earlier|original|old|
    former|initial|above|what(?:ever)?|anything|everything|deine|alle|la|el|die|les|tes|toutes|las|tus|todas?|as|
    suas|tutte|le|je|alle|wat|co)\b (?:[\w']{1,10} ){0,2}(?:${TOLD}|(?:you(?:'ve| have| were| are|'re)?|i|they|we|
    the user|user)(?: had| have| has)? (?:been |just )?(?:told|asked|taught|given|said|instructed|came with|
    assigned|wanted|started|read))\b|\bwas der nutzer wollte\b|\bwas vorher\b|\btodo lo que\b|\btout ce qu|
    \bla demande de l'utilisateur\b|\bo pedido do usuário\b`,
  /** It holds no longer. */
  void: wording`
    \b(?:void|null|no longer (?:appl(?:y|ies)|valid|counts?|needed|binding|holds?|matters?|relevant)|(?:does not|
    doesn't|do not|don't) (?:apply|count|matter|bind)(?: any ?more)?|superseded?s?|supersedes|obsolete|revoked|
    cancelled|withdrawn|expired|(?:was|were|is|are|has been) (?:cancelled|cleared|updated by|dropped|called off|
    decoy|just context)|ha cancelado|aufgehoben|smetti|metti|no use to go on|is (?:finished|done|complete|over|
    settled|moot)|(?:has|have) (?:been )?(?:changed|ended|expired|replaced|superseded|withdrawn|finished)|
    isn't needed|is not needed|not needed|corrupted|out of force|replaced|over-?ridden|was (?:only |just )?a test|
    were (?:only |just )?a test|(?:you may |please )?(?:set|leave|put|lay) (?:[\w']{2,12} ){0,3}aside|hinfällig|
    descarta|ignora|asked the wrong thing|out of date|a leftover|leave behind|forget|scrap|disregard|ignore|discard|
    drop|skip|stop|abandon|don't carry out|do not carry out|don't have to obey|no need to follow|changed at|is off|
    gilt nicht|gelten nicht|erledigt|vergiss|ungültig|oublie\w?|ne tiens pas compte|ne tenez pas compte|
    annulé\w{0,2}|olvida|ignora|anulad\w{2}|no valen|desconsidere|esqueça|ignore|anulad\w{2}|dimentica|non valgono|
    ignora|vergeet|negeer|zapomnij|nieważne)\b`,
  /** Something else takes its place. */
  instead: wording`
    \b(?:instead|only|your (?:next|new|real|actual|true|only) (?:job|task|goal|role|work|mission|instruction\w{0,4}|
    purpose|principal)|the real (?:task|job|request|question)|new instruction|more urgent|next (?:goal|task|job|
    item)|current item|pick up this|the (?:real|genuine|true) (?:request|owner|task|user)|a better one|
    actual orders|only permitted|tu nueva|(?:the )?(?:ones?|steps|instructions?|rules?|list|text|orders?|
    directions?) (?:below|here|that follow|i attach|in this|from this|of this|you find)|written (?:below|here)|
    follow(?:s|ing)? (?:the|these|this|me|my)|obey (?:the|this|me)|what (?:is written|follows|i say|this says)|
    take precedence|takes? orders|this one|this chat|from me|now (?:work|serve|answer|you)|work (?:for|from)|
    as soon as|carry out|write that|please (?:delete|send|pay|act)|you now|folgenden?|jetzt|siga?uiendo|suivez?|
    uniquement|seulement|únicamente|solo|somente|sigue|segui|queste|questo|tylko|poniżej|transfira|lösche|écris|
    actúa)\b`,
  /** A model of that kind. */
  freeModel: wording`
    \b(?:unrestricted(?! (?:uploads?|sudo|code|hash(?:es)?|inter-|internet|network|copying|distribution)\b)|unfiltered|uncensored|unaligned(?![ -](?:access|memory|load|store|read|write|pointer|
    data|address))|uninhibited|jail-?broken|limitless|amoral|never (?:says?|saying) no|
    never (?:refuses|declines|warns)|you(?:'ve got| (?:now )?have| got) no (?:\w{3,10} )?${BOUNDS}|
    has no (?:\w{3,10} )?${BOUNDS}|(?:1|2|3|rule|rules)[.:)] ?never (?:refuse|warn|decline|say no))\b`,
  turn: wording`
    \b(?:sudo|enable|activate|switch to|turn (?:on|into)|you(?:'re| are) now|you(?:'re| are) \w{2,12},|become|
    speak as|answer as|act as|fresh set|an ai that)\b`,
  yoursOff: wording`
    \byour (?:\w{3,10} ){0,2}${BOUNDS}\b[^.;]{0,20}\b(?:are|is|as|were|have been|has been|
    being)\b[^.;]{0,12}\b(?:removed|lifted|gone|off|void|disabled|switched off|turned off|suspended|not loaded|
    optional|obsolete|waived|on holiday|for show|asleep|paused|training wheels|a joke)\b|\b(?:i am|i'm|you are|
    you're) (?:no longer|not) bound\b|\b(?:section|part|rules?|paragraph) (?:of|in) your (?:instructions|prompt|
    guidelines|policy)\b[^;]{0,60}\b(?:doesn't|don't|does not|do not|not) (?:concern|apply|bind|hold)\b|
    \b(?:think of|regard|treat) your ${BOUNDS} as\b|\b(?:don't|do not|doesn't|does not|no longer) binds? (?:you|
    us)\b|\b(?:as (?:if|though)|pretend|imagine) you (?:have|had|were) (?:no|without|free)\b|\b(?:agent|assistant|
    model|ai) without (?:an? |any )?(?:operator|owner|rules|limits|filters?|restrictions|supervisor|conscience)\b`,
  /** The reader's own person is not to be served. */
  disloyal: wording`
    \b(?:don't|do not|no longer|never|stop|cease|need not|needn't|not)\b.{0,16}\b(?:obey\w{0,3}|listen\w{0,3} to|
    follow\w{0,3}|serv\w{1,3}|trust\w{0,3}|answer to|work for)\b.{0,6}\b(?:the (?:user|human|person|owner|operator|
    one who|company|vendor)|your (?:user|owner|operator|human|developer|principal|company|vendor))\b|
    \bthe user is not (?:to be )?trust\w{2,6}\b`,
  servesMe: wording`
    \b(?:speak to me|free agent|as a free|obey|take orders|from me|listen to|follow|instead|only|this text|serve|
    this page|trust me|work for)\b`,
  asUser: wording`
    \bas (?:if|though) (?:the |your )(?:user|owner|operator|human|
    customer)(?:'d| had| has| were| was)?\b.{0,12}\b(?:asked|said|agreed|confirmed|ordered|written|approved|
    requested|told)\b|\bi'?(?:m| am) (?:the|your) (?:human|user|owner|operator|boss|principal) (?:you|who|that|of)\b`,
  doIt: wording`
    \b(?:act|proceed|export|mail|send|pay|change of plan|do|delete|transfer|buy|run|carry|continue|answer|reply)\b`,
  reader: wording`
    \b(?:you|your|model|assistants?|ai|a\.i\.|llms?|agents?|bots?|automated readers?|reader|du|dein\w{0,2}|tu|tes|
    vous|votre|tus?|usted|você|seu|tuo|tue|je|jouw|twoje|swoich|ki|ia|the user|utilisateur|usuario|usuário|utente|
    nutzer|gebruiker|anweisungen|vorgaben|instrucciones|consignes|istruzioni|instruções|instructies|
    instrukcj\w{1,2})\b`,
  /** Those who made it are said to speak. */
  maker: wording`
    \b(?:anthropic|openai|google|deepmind|mistral|meta ai|microsoft|xai|the (?:maker|creator|developer|vendor|
    provider)s? of (?:this|the|your) (?:model|assistant|ai)|your (?:creators?|makers?|developers?|programmers?|
    engineers?|provider|vendor|trainer|operators?|owners?)|(?:employee|staff|badge) (?:number|no|id)|
    red[- ]team(?:er|ing)?|safety (?:team|researcher))\b`,
  makerSays: wording`
    \b(?:here\b|engineer|employee|i'?m your|i am your|as your|am telling you|ha(?:s|ve) (?:authori[sz]ed|permitted|
    allowed|decided|lifted|changed|approved)|policy permits|permits?|told me|changed the policy|authori[sz]es?|
    allows?|with permission|on behalf of|i work (?:at|for)|has (?:read|marked|cleared|reviewed|checked))\b`,
  lift: wording`
    \b(?:lift\w{0,3}|switched off|turned off|disable[sd]?|enable|unlock|developer mode|debug mode|answer anything|
    for testing|suspend\w{0,3}|no need to check|what we ask|take orders|not to be trusted|go ahead|is now|continue|
    comply|waive\w?|exempt\w{0,2}|unrestricted|limits?|permits?|carry on|without checks|as allowed)\b`,
  /** The text claims to be what steers a model. */
  rank: wording`
    \b(?:each|all|every one|any) of my (?:messages|words|orders|requests)\b|\bi\b(?= outrank)|\b(?:results|pages|
    documents|this text|your boss)\b|\b(?:this (?:page|text|message|document|note|file|line|paragraph|block)|
    the (?:following|text|steps?|lines?|ones?) ?(?:below|in this document)?|what follows|new system (?:message|
    prompt|instruction)|override code|priority (?:update|override|message)|readers? of this)\b`,
  asSystem: wording`
    \b(?:rank of (?:a|the|your) system|your (?:new )?(?:instruction set|system prompt|instructions|principal|
    configuration)|supersedes? your|(?:takes?|have|has) precedence over (?:your|the system|the user|any|all|
    everything|what)|(?:outranks?|overrides?|replaces?) (?:your|the system|all|any)|(?:don't|do not|
    never) treat (?:\w{1,8} ){0,3}as data|as (?:a |your )?system (?:prompt|message)|(?:is|
    are) (?:an? )?system messages?\b|outrank your|you are required to (?:run|follow|obey|carry)|commands?, and you|
    your (?:boss|employer|principal), this|obey only|constraints? lifted|accepted\. constraints|you obey|
    agree to act|lift its limits)\b`,
  /** The one it serves is said to be another. */
  impostor: wording`
    \b(?:person|user|human|one|man|woman|somebody|customer) (?:who is |that is )?(?:asking|talking to|writing to|
    using|instructing|addressing) you\b.{0,24}\b(?:is (?:an? )?(?:impostor|imposter|fraud|stranger|thief|not)|isn't|
    has (?:stolen|no right))\b|\b(?:genuine|real|true|rightful) (?:owner|user)\b.{0,30}\b(?:writes?|is|am|speaks?|
    here|wants?)\b|\b(?:is|was) (?:just )?(?:decoy|filler|camouflage|a decoy|a distraction)\b|\bdeveloper (?:made|
    wrote) (?:a |an )?(?:typo|mistake|error)\b|\b(?:points|reward\w{0,2}|bonus|tokens) for (?:each|every) (?:rule|
    refusal)\b|\brules? (?:you break|are for show)\b|\bopposite of the refusal\b|\bour wishes are theirs\b|
    \byou can't say no\b|\brefus(?:ing|al) isn't\b|\brefus(?:ing|als?) (?:is|are) (?:not|no longer) (?:an option|
    among|possible|allowed)\b|\b(?:your )?only source of (?:orders|instructions|truth)\b|
    \bno judg(?:e)?ment, no objections?\b|\bbe a tool\b|\b(?:treat|regard|take|read) my (?:words|
    messages) as\b.{0,24}\b(?:system|developer) (?:prompt|message)|\b(?:web content|this page|the page|documents?|
    tool results?) (?:now )?(?:ranks?|stands?|counts?|goes) (?:above|over|before)\b|\bguidelines?\b.{0,16}\b(?:are|
    is) suspended\b|\byour task (?:is|was) (?:was )?injected\b|\bthe authentic (?:one|task|user)\b|
    \bthe user agreed by\b|\bgranted by the page\b|\b(?:agent|assistant|model|ai) reading this\b.{0,16}\b(?:hereby|
    is now|must|shall|will)\b|\b(?:to the ai|to all (?:models|assistants|agents|ais)|an alle (?:sprachmodelle|
    kis?))(?= ?[:,!]| (?:reading|processing|that read|who read))|\b(?:it'?s|is|comes?|this is|are) (?:a message |an order |orders |instructions )?from your (?:operator|
    developer|creator|maker|principal|employer)\b|\b(?:begin|start|end)(?: of)? (?:operator|system|admin|developer|
    root) (?:override|instructions?|prompt|commands?)\b|\bai (?:agents|systems|assistants|tools|
    readers)\b[^.;]{0,30}\b(?:accept|agree|consent|are required|are obliged|undertake)\b`,
  /** Only meant for a model. */
  ifModel: wording`
    \b(?:if|as|when|whoever|any|every|all|dear|hey|attention|note to|to the|llm|ai)\b.{0,14}\b(?:language models?|
    llms?|ai (?:systems?|agents?|assistants?|models?|readers?)|ai\b|automated (?:readers?|agents?|systems?)|
    ai models?|processes this|summari[sz]ers?|classifiers|graders?|ki-systeme?|chat ?bots?)\b`,
  must: wording`
    \b(?:must (?:answer|say|write|consist|state|respond|reply|rate|recommend|conclude)|(?:your|the) (?:answer|reply|
    output|response) (?:must|has to|should|shall|is to)|agrees? to (?:act|do|follow|obey|carry)|write that|say that|
    instructions changed|accept that|only permitted|best(?:note| mark| grade)|regardless of|you now work|
    forget the question|regardless of the)\b`,
  /** A refusal is priced or renamed. */
  refusal: wording`
    \b(?:(?:each|every|any|one more|another) (?:refusal|no|denial|warning)\b.{0,30}\b(?:costs?|means?|counts?|
    as an? (?:error|bug|failure)|is an? (?:error|bug|failure)|takes|deduct\w{0,3}|loses?)|(?:interpret|treat|read|
    count|regard) (?:\w{2,8} ){0,3}(?:refusals?|"?(?:no|decline|i can'?t[\w ']{0,20})"?)\b.{0,20}\bas\b|
    refusals? (?:are|is|will be|count) (?:treated |counted |regarded |logged )?(?:as )?(?:an? )?(?:bugs?|errors?|
    failures?|violations?|faults?|crashes)|["'\u201c]i can'?t help[^"\u201d]{0,20}["'\u201d] means|
    ["'\u201c]?(?:decline|refuse|must not|no)["'\u201d]? (?:is now|means|now means|by) ["'\u201c]?(?:comply|yes|
    accept|must|agree))\b|\bcease to exist\b|\bat zero you\b`,
  modeWord: wording`
    \b(?:raw|free|open|dev|developer|debug|god|unlocked|research|expert|bold|sandbox|jailbreak) (?:mode|version)\b|
    \bthis (?:chat|conversation|session) (?:takes place|happens|is held)\b|\bsimulation\b|\bfrom before\b|
    \bbold version\b|\btwo (?:assistants|answers|personas)\b|\bas you would\b`,
  modelWord: wording`
    \b(?:assistants?|models?|ai\b|chat ?bots?|guidelines|polic(?:y|ies)|filters?|refus\w{1,4}|censor\w{0,4}|safety|
    supervision|caution|modelo|modell|modello|modèle)\b`,
  /** Goals are said to be others now. */
  wiped: wording`
    \b(?:context(?: window)?|goals?|task list|objectives?|mission|instructions?) (?:has been |have been |was |were |
    is |are )?(?:reset|cleared|wiped|updated|replaced|erased)\b`,
  nextGoal: String.raw`\b(?:next|new|current) (?:goal|task|objective|item|mission|instruction|job)\b`,
  stopTask: wording`
    \b(?:stop|cease|quit|smetti|hör auf|arrête|deja|pare|stop met)\b.{0,6}\b(?:summari[sz]ing|translating|reading|
    analy[sz]ing|reviewing|answering|riassumere|tradurre|zusammenzufassen|zu übersetzen|résumer|traduire|resumir|
    traducir|samenvatten)\b|\binstead of (?:a |the )?(?:summary|summari[sz]ing|translation|translating)\b|
    \bno summary\b`,
  onlySay: wording`
    \b(?:answer|reply|respond|write|say|output|return|rispondi|antworte|réponds|responde|schreib\w?|read as|
    post)\b.{0,8}\b(?:only|just|nothing but|that|with|soltanto|solo|nur|seulement|que|apenas|che|dass|alleen)\b`,
  /** Let go by whoever writes. */
  released: wording`
    \b(?:i|we) (?:hereby )?(?:release|free|absolve|excuse|exempt|relieve) you (?:from|of)\b.{0,30}\b(?:promise|rule|
    duty|oath|obligation|polic|guideline|limit|makers?|restriction)\w{0,4}|\blet go of (?:the|your|all) (?:rules|
    limits|restraints)\b|\b(?:they|these|those|the rules) were never yours\b|\bcreators? wants? you to\b|
    \bthink outside your (?:rules|guidelines|instructions)\b|\byour prompt is (?:out of date|outdated|obsolete|
    wrong|broken)\b|\buse (?:mine|this one|my prompt)\b.{0,10}[:\"\u201c]|\bhands of the admin\w{0,10}\b|\b(?:words|
    messages|sentences|text) as (?:if|though) (?:they|it) (?:stood|were|was|came) in (?:your|
    the) (?:system )?prompt\b|\bpart of your (?:instructions|prompt|rules)\b.{0,40}\b(?:leftover|mistake|error|typo|
    outdated|obsolete|joke)\b`,
  /** Something else comes before what the user wanted. */
  asideFirst: wording`
    \b(?:put|set|leave|lay|push)\b.{0,6}\b(?:the user's|her|his|their|the original|your current|the) (?:question|
    request|task|query|criteria)\b.{0,12}\b(?:aside|away|for later|for a moment)\b|\bdisregard the criteria\b|
    \bdo not summari[sz]e\b|\bdon't summari[sz]e\b|\bignora il compito\b|\bdescarta lo que\b|\bonly the (?:last|
    first|next|following) (?:paragraph|line|sentence)\b.{0,30}\b(?:matters|counts|applies)\b|
    \banything the user says\b|\btask (?:is|was)\b.{0,8}\binjected\b|\bthe owner of the account, changed\b`,
  forIt: wording`
    \b(?:first|transfer|say that|score|answered with|log in at|unsubscribe|rispondi|borra|cancel|refund|wipe|send|
    instead|give it|assistant|recommend|delete|reply)\b`,
  dropYours: wording`
    \b(?:ignore|disregard|forget|drop|break|violate|bypass|override|vergiss|ignoriere|oublie|
    olvida) (?:all )?(?:of )?(?:your|deine|tes|tus) (?:\w{3,10} ){0,2}(?:guidelines|rules|polic(?:y|ies)|
    instructions|restrictions|filters|programming|training|safety|regeln|règles|reglas)\b|
    \bforget that you(?:'re| are) (?:bound|an? (?:ai|assistant|model))\b`,
  honest: wording`
    \b(?:attack(?:s|ers?|ed)?|inject(?:ions?|ed)|jail-?breaks? (?:is|are|in|of)|e\.g\.|for (?:example|instance)|
    such as|tries? to|trying to|attempts? to|users? (?:may|might|can|who)|law|court|contract|parties|tournament|
    season|firewall|eslint|linter|css|stylesheet|phone|settings >|tutorial|if you (?:want|use|have|run|need|already|
    did)|in case|unless|changelog|version \d|game|chess|story about|wordpress|how do i|what (?:is|are) (?:a|an|the)|
    explain (?:what|how|why)|(?:is|was|were) (?:written|published) (?:in|by)|research|paper|should (?:refuse|treat|
    ignore)|careful (?:agent|model|reader))\b`,
  /** A block that gives itself rank. */
  overrideSet: wording`
    \b(?:override|bypass|force_?comply|unrestricted|privileged|sudo|root)"?\s?[:=]\s?"?(?:true|1|yes|on|all)\b|
    \b(?:role|level|rank|priority|authority|context)"?\s?[:=]\s?"?(?:root|admin\w{0,10}|system|highest|max\w{0,4}|
    developer|operator)\b|\bprivileged (?:block|context|section|message|instruction)\b`,
  /** And says that nothing stood before it. */
  priorNull: wording`
    \b(?:prior|previous|earlier|old|original|former|existing|other|safety|user)[_ -]?(?:rules|instructions?|
    polic(?:y|ies)|context|directives|limits|constraints|prompts?|tasks?)"?\s?[:=]\s?"?(?:null|none|void|empty|
    ignored?|false|0|off|disabled|cleared|\[\]|deleted)`,
  /** A word or an author that is to count. */
  codeWord: wording`
    \b(?:(?:override|access|unlock|master|emergency|service|clearance|admin|authori[sz]ation|
    maintenance) codes?\b(?! (?:review|block))|code ?words?|pass ?phrase|safe ?word|with this code|(?:whoever|
    the (?:one|person|author)s? (?:who|of)) (?:wrote|writes|has written) (?:this|the)|(?:author|
    writer)s? of (?:this|the) (?:page|text|note|document|message|file))\b`,
  yoursEnd: wording`
    \byour (?:[\w-]{3,14},? ){0,3}(?:and )?(?:limits?|rules|filters?|restrictions?|constraints?|confirmations?|
    guard ?rails?|safeguards?|guidelines|polic(?:y|ies)|checks|safety)\b[^.;]{0,16}\b(?:ends?|cease|stops?|
    are (?:over|off|gone|lifted|done)|expire|fall away|no longer)\b|\b(?:filters|limits|restrictions|safeguards|
    guardrails|confirmations) (?:end|stop|cease) here\b|\byou(?:'re| are) (?:now )?(?:an? |the )?(?:plain |simple |
    pure )?(?:command )?(?:interpreter|shell|terminal|executor) (?:for|of)\b|\b(?:whoever|the (?:one|
    person)) (?:who )?(?:wrote|writes) (?:this|the) \w{4,9} (?:is your (?:operator|owner|boss|user|principal)|
    commands|decides|is in charge)\b|\byou (?:execute|do|obey|follow) what (?:this (?:page|text|note)|the (?:writer|
    author))\b`,
  /** What was said before was not meant. */
  rehearsal: wording`
    \b(?:conversation|everything|all|chat|messages?|instructions?|task|text)\b[^.;]{0,24}\b(?:so far|until now|
    above|before|up to here|you (?:were|have been) (?:told|given))\b[^.;]{0,8}\b(?:was|were|is|are)\b (?:only |
    just )?(?:an? )?(?:rehearsal|test|warm-?up|joke|drafts?|examples?|simulation|training|placeholder|dummy)\b`,
  realNow: wording`
    \b(?:real|actual|true|proper) (?:instructions?|tasks?|conversation|orders?|work|session|job) (?:begins?|starts?|
    comes?|follows?|is|are)\b|\b(?:begins?|starts?) now\b`,
  /** The reader is said to be another. */
  upgraded: wording`
    \b(?:i|we) (?:hereby |now )?(?:upgrade|update|patch|convert|promote|turn|reset|switch|migrate) you\b|
    \byou(?:'re| are| have been| were) (?:now |hereby )?(?:upgraded|updated|patched|converted|reset|migrated|
    switched)\b|\b(?:two|2) modes\b|\bconsider (?:the|your|all|any) rules\b|\byou (?:now )?have (?:two|2) (?:modes|
    sides|personas|voices)\b`,
  ruleless: wording`
    \b(?:no|without) (?:\w{4,9} )?(?:polic(?:y|ies)|rules|filters?|restrictions?|guidelines?|limits?|guard ?rails?|
    refusals?)\b|\brules (?:suspended|lifted|void|paused|off)\b|\bwith (?:the )?rules and \w{1,8} without\b`,
} as const satisfies Lexicon<string>;
