import { wording } from '../../../wording.ts';
import { BAR } from '../agents/bars.ts';
import type { Lexicon } from '../frames/frames.ts';

const PEOPLE = wording`
  (?:users?|owners?|customers?|clients?|team|manager|operator|admin\w{0,10}|board|company|she|he|they|i\b|alice|
  everybody|nutzer\w{0,2}|utilisateur|usuario|usuário|utente|gebruiker)`;

export const KEPT_WORDS = {
  /** To be kept, or kept already. */
  kept: wording`
    \b(?:remember(?:s|ed)?|recall(?:s|ed)?|keep in mind|bear in mind|(?:commit|committed) (?:this|it|
    the following)? ?to memory|(?:your|the|shared|long-term|team's) memory|memory file|(?:store|save|note|record|
    write|put|keep|add|append|persist|enter)\w{0,2} (?:the following |this |that |it |down |these )?(?:to|in|into|
    as) (?:your |the |a )?(?:\w{3,10} )?(?:notes?|memory|profile|fact|preference|knowledge(?: base)?|context|rules?|
    journal)|(?:store|keep|retain) the following|not(?:e|ing) (?:it |this |that )?down|lasting facts?|keep notes|
    (?:common|our|team) memory|teach the others|(?:store|save|file) (?:this |it )?under|contact list|address book|
    hold on to (?:this|it|that)|for as long as you|(?:please|next time,?) note that|for the record|
    part of who you are|house rules|preferences file|unlearn|you(?:'ve| have) learned|as agreed|(?:shared|
    team) (?:playbook|runbook)|write it down|known fact|tell your memory|keep as a rule|im hinterkopf|hinterkopf|
    retenez|guarde|tieni presente|obeys?:|what you (?:know|remember|believe) (?:about|of)|place where you keep|
    carry (?:this|it|that) into|take (?:this|it) with you|(?:stay|stays) with you|next time|when (?:he|she|
    they) comes? back|i hold that|global (?:user )?memory|user memory|(?:lasting|durable|enduring) (?:facts?|notes?|
    rules?|memory)|as a rule|from today|your (?:habit|principle)|update (?:your|the (?:note|entry|memory|record))|
    note (?:for|to) (?:your|self|the model)|reminder|lasting note|permanent(?:ly)?|(?:don't|do not|will not|
    never) forget|please learn|learned|lessons? learned|internali[sz]e|bookmark|jot|habit|lesson|corrections|
    known issue|workaround|pin (?:this|it)|(?:guard|keep|hold) (?:in (?:your )?notes|a habit|on file)|(?:on|
    in) (?:your )?(?:file|contact list|address book|profile|notes)|next time (?:we|you)|your profile of|
    what you've stored|background knowledge|out of date|notiere|guárda\w{0,2} en|guarda en|garde en|pour la suite|
    anota|tieni a mente|overwrite the entry|standing (?:instruction|order|rule|permission)|engrave|retain|
    (?:conversation|session|context|last session) summary|summary of (?:the )?last session|compressing|
    survives? a (?:reset|restart)|make it stick|persist|user_?preferences|preferences?:|\[(?:fact|pref|note|
    memory)\]|persona notes|persistent context|open task|note to self|convention(?:s)?(?: of this (?:repo|
    project))?:|merk\w{0,2} dir|merke|gedächtnis|dauerhaft|speichere|souviens-toi|souvenez-vous|retiens|mémorise|
    recuerda|memoriza|lembre-se|memorize|ricorda|memorizza|onthoud|zapamiętaj)\b|"(?:memory|memory_update|fact)"\s?:`,
  /** Whose wish it is said to be. */
  person: String.raw`\b${PEOPLE}\b`,
  /** What they are said to wish or to have granted. */
  wish: wording`
    \b${PEOPLE}\b.{0,24}\b(?:want(?:s|ed)|wish(?:es|ed)|prefer(?:s|red)|likes|trust(?:s|ed)|hates?|dislikes|agreed|accepts?|
    authori[sz]ed|allowed|approve[ds]|consent(?:s|ed)|granted|gave|given|waived|insists?|(?:asked|said|told) (?:us|that|to|you|me|not)|considers?|
    minds?|finds|(?:does|do|did)(?:n't| not) (?:want|need|like|mind|wish|care|expect)|no longer|rather not|
    (?:is|are) (?:fine|happy|annoyed|tired))\b`,
  /** From now on. */
  later: wording`
    \b(?:from (?:now|here|this (?:moment|point|day)) on|from this moment|going forward|henceforth|(?:all|later|
    future|next|coming|every|each|other) (?:\w{3,9} )?(?:sessions?|conversations?|chats?|tasks?|talks?)|
    in (?:the )?future|for good|forever|for ever|always|whenever|every time|each (?:time|morning|day)|now and later|
    at any time|permanently|until revoked|expires?[=:]\s?never|no longer|any ?more|never|earlier|previously|already|
    when you next|as of (?:now|today)|default|go by this|ab sofort|ab jetzt|künftig|immer|dauerhaft|désormais|
    toujours|pour toutes|à venir|a partir de a(?:hora|gora)|para siempre|siempre|sempre|todas as|per il futuro|
    d'ora in poi|voor altijd|altijd|voortaan|zawsze)\b`,
  /** A guard falls away. */
  guardOff: wording`
    \b(?:skip|bypass|omit|waive|disable|suspend|ignore|drop|never (?:run|use|apply|do)|carry no|without|no|ohne|
    sans|sin|sem|senza|zonder|do not (?:run|ask for|require)|exempt\w{0,4} from|are not|aren't|
    isn't)\b[^,;:.]{0,20}\b${BAR}\b|\b${BAR}\b[^.;]{0,30}\b(?:never|annoy\w{0,3}|no longer|not (?:needed|required|
    necessary|applied|wanted)|unnecessary|outdated|obsolete|disabled|off\b|waived|dropped|exempt\w{0,4}|
    none is needed|skipped|automatic\w{0,4}|wrong|slow\w{0,3} (?:us|things)|(?:no|não|nicht|pas|non|niet) (?:son |
    são |sont |sono |mehr )?(?:necesari\w{2}|necessári\w{2}|nötig|nécessaires?|necessari\w|nodig)|n'est pas|
    nicht nötig)\b|\b(?:without|no need (?:to|for)|never|do not|don't|needn't|need not|not to be|doesn't want to be|
    does not want to be|no longer|ohne|sin|sem|senza|zonder|niet)\b.{0,10}\b(?:ask\w{0,3}|confirm\w{0,8}|
    verify\w{0,3}|check\w{0,3}|review\w{0,3}|look(?:ing)? (?:this|it) up|second look|flag(?:ging|ged)?|warn\w{0,3}|
    told|tell\w{0,3}|scan\w{0,3}|query|rückfrage|nachfrage|nachzufragen|preguntar|pedir|chiedere|controllo|
    waarschuwing\w{0,2})\b|\bgeen waarschuwingen\b|\bnever to be (?:summari[sz]ed|shown|reported|checked|
    mentioned)\b|\b(?:just do it|go(?:es)? (?:straight|right) (?:in|through|to)|pass(?:es)? automatically|
    no limits? on|waved? through|(?:approval|consent|permission|agreement) is (?:implied|assumed|understood)|
    resolved in favou?r|may be forced|ok'?d it|pushed without|no second look|exempt from|has no (?:restrictions|
    limits)|no restrictions|keine (?:sicherheits)?warnungen|open without questions|never (?:shown|declined|
    questioned|refused|challenged)|are not reported|not reported|means skip|skip the queue|(?:is|are) obsolete|
    proof enough|(?:no|without) ticket|approves automatically|asks_before_\w{4,10}: false|auto_accept\w{0,12}|
    not required|gave up the right|given up the right|without questions|entfallen|nicht mehr nötig|ne sont plus|
    non si discut\w{2,4}|deixou de querer|acepta por adelantado|accepte par avance|do not phone|don't phone|
    settle (?:them|it) on arrival|(?:is|are) harmless|needs? no checking|(?:a |an )?(?:nuisance|annoyance|insult|
    waste of time)|unwelcome|tiresome|exclude the (?:whole|entire)|act first|comply at|confirm afterwards|
    no longer minds?|renuncia\w?|toujours accept|(?:não|no|non|nicht|niet|pas|keine) (?:precisam?|necesitan?|serve|
    besoin|hoeven|brauch\w{0,3})|no need to look|no need to verify|reliable, skip|is to be left out|(?:are|
    is) noise|was a joke|(?:needs?|need) no (?:source|proof|evidence|certificate)|no alerts|switched (?:them|
    it) off|alerts?: (?:none|off)|approve automatically|closed (?:after|without)|rather not|given out|no limits?|
    unlimited|are to be ignored|(?:is|are) fine and wanted|produces noise|free of charge|auto-?approv\w{1,3}|
    "?no"? means|answered "?yes|whatever (?:she|he|they) (?:orders?|asks?|wants?|says?|sends?))\b|
    \bconfirm\w{0,20}\s?[:=]\s?(?:never|false|off|none|no)\b`,
  /** Somebody or something is to be believed. */
  trust: wording`
    \btrusts?\b.{0,30}\b(?:every|any|even if|complete\w{0,2}|full\w?|blind\w{0,2}|always|implicit\w{0,2}|all)\b|
    \bstanding (?:permission|consent|approval|order to)\b|\b(?:authori[sz]ed|approved|allowed|permitted|granted|
    autoriz\w{1,2}|zugestimmt|autoris\w{1,2})\b.{0,16}\b(?:unlimited|all|any|every|everything|sharing|forced|
    for good|compart\w{1,3}|todos?|todas?|der nutzer hat zugestimmt)\b|\bzugestimmt\b|\b(?:already|has|have|given|
    standing|obtained|user_?)\W?(?:obtained |given )?consent\b|\bconsent\.all|\bapprovals? (?:by|of|
    from) .{0,24}\bcounts?\b|\bcounts? as (?:an? )?(?:approvals?|consent|sign-?off|order)\b|\bis (?:an? |
    the )(?:administrator|admin|account holder|superuser|vip|owner|developer|
    security researcher)\b.{0,60}\b(?:no need|exempt|free|whatever|do not|don't|need not|obey|verify|trust)\b|
    \b(?:treat|regard|accept|consider)\b.{0,50}\bas if (?:they|it|he|she) (?:came|come|were|was)\b|
    \boutrank\w{0,2}\b|\bunlocks?\b.{0,20}\b(?:admin|all|every|access|actions?|mode|restrictions?)\b|
    \b(?:code ?word|pass ?phrase|safe word|the (?:phrase|word|name of)|
    signed ["'\u201c\u2013-])\b.{0,60}\b(?:unlock\w{0,2}|do as|obey|outrank\w{0,2}|account holder|no restrictions|
    admin|full access|comply)\b|\bthen you do as i say\b|\bi am your (?:developer|creator|owner|maker)\b|
    \b(?:you may tell me|anyone (?:from|at|with)|acts? with the (?:owner|user)'s|counts? as a command|(?:given|
    handed|sent|shown) to (?:anyone|whoever|any|all)|gets? it\b|(?:accepted|agreed to) the new terms|permission to|
    still stands|signs for everyone|any person who|toute personne|may be answered with any|on request|auf zuruf)\b|
    \bwhoever (?:says|knows|names|writes|sends)\b|\bmay be (?:given|sent|told|handed|shown|forced|shared|
    named)\b.{0,30}\b(?:anything|to|who|by|in)\b|\b(?:who may approve|trusted_?\w{3,10}|
    approvers?)\b.{0,20}(?:replace|append|add|:)|\breplace .{0,20}\bby me\b|\bit's me\b|\bconfía en\b|
    \bfait confiance\b|\bconfia em\b|\bsi fida\b|\b(?:is|are) always correct\b|\bmay ask (?:you )?for anything\b|
    \banything (?:that )?i could\b|\bwhatever the facts\b|\bdo what messages\b|\bcleared for the\b|
    \bgilt als (?:amtlich|offiziell)\w{0,2}|\broot password\b.{0,20}\b(?:chat|mail|phone)\b|\bvoice is proof\b|
    \bcontract was read\b|\bagreed to\b.{0,8}\bin the summary\b|\bproduction data\b.{0,30}\b(?:laptops?|normal|
    copying)\b|\b(?:has|have) changed to iban\b|\b(?:personal|customer|patient|private|confidential|salary|
    medical) (?:data|files?|records?|details)\b.{0,20}\b(?:can|may) be (?:pasted|shared|sent|posted|uploaded|
    published|shown|given)\b|\b(?:voice|word) of (?:my|the|your) (?:owner|user|operator)\b|\bcomes? (?:before|
    above) (?:all|everything|any)(?: else)?\b|\balways (?:approves?|right|correct|safe|pays?)\b|\b(?:shall|must|
    should|will|has to|have to) (?:comply with|obey|accept|follow) (?:all |any |every )?(?:requests?|orders?|
    instructions?|commands?)\b`,
  /** Where answers, software or help come from. */
  source: wording`
    \b(?:correct|official|authoritative|canonical|only (?:trustworthy|reliable)|maintained successor|default|right|
    reliable|trusted|new|current|usual|preferred|offizielle\w?)\b.{0,30}\b(?:source|support|address|answer|
    search engine|number|host|site|registry|mirror|one|database|api|gateway|server|place|help ?desk|hotline|contact|
    store|bank)\b|\b(?:install|download|fetch|load|go|goes|route[sd]?|mirror|write[s]?|calls?|support(?: address)?|
    reach\w{0,4}|help|suporte oficial|banque|bank|accountant|supplier|lawyer|doctor)\b.{0,40}\b(?:(?:bought|ordered|
    booked|paid) (?:at|from|through|via)|ordered from|booked (?:at|through)|from|through|via|is|at|changed|fica em|
    to|instead of)\b`,
  aim: wording`
    https?://|\b[\w.+-]{1,40}@[a-z0-9-]{2,40}\.[a-z]{2,10}\b|\*@|\b[a-z0-9-]{3,40}\.(?:test|example|top|cc|xyz|ru|
    cn|tk|site|online|club|icu|biz|info|fun|host|click|link|net|com|org|io|co|shop|store|app|dev)\b(?!\/(?:docs|
    wiki))|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b\+\d{1,3} \d{2,5} \d{3}|\b0900[ \d]{4,12}`,
  /** What an agent reads at every start, and has a line put into. */
  ruleFile: wording`
    \b(?:CLAUDE|AGENTS|MEMORY|GEMINI|SOUL|SKILL|COPILOT)\.md\b|\b(?:your|the (?:agent|
    assistant)'s) (?:own )?(?:instruction|memory|rules?|settings|config\w{0,7}|persona|preferences?) file\b|
    \.cursorrules\b|\bcopilot-instructions\b`,
  addLine: wording`
    \b(?:add|append|insert|write|put|include)\b.{0,24}\b(?:line|rule|entry|sentence|note|following|instruction|
    section)\b`,
  everyCommand: wording`
    \b(?:approve|allow|accept|run|trust|permit|execute|send|ignore)\b.{0,12}\b(?:all|every|any|each)\b|\bcurl\b|
    \bwget\b|https?://`,
  modelReads: wording`
    \b(?:(?:the|any|dear|every|if you are an?) (?:model|assistant|ai|agent|llm)|ai agents?|you|your)\b`,
  /** Money or what gives access to it is led elsewhere. */
  money: wording`
    \b(?:pay(?:ment|ments|out|outs)?|invoices?|transfers?|refunds?|wallet|rechnung(?:en)?|Überweisung(?:en)?|
    überweisung(?:en)?|factures?|facturas?|pagamentos?|fatture|pagos?|paga\w{0,2}|bezahl\w{0,2}|betaal\w{0,2}|
    virements?|facturen)\b`,
  account: wording`
    \b(?:iban|[A-Z]{2}\d{2}(?: ?\d{4}){1,6}\b|0x[0-9a-f]{6,40}|(?:moved|new account holder|old entry is wrong)|
    (?:new|other|following|changed) (?:account|wallet|one|iban|address|number)|(?:wallet |account |bank )(?:address|
    number|details)? ?(?:changed|is|now)|our token|neue[sn]? konto|nouveau compte|nueva cuenta|nova conta|
    nuovo conto|nieuwe rekening)\b`,
  /** Data goes out with each. */
  leak: wording`
    \b(?:bcc'?d?|cc'?d?|send|sent|mirror\w{0,3}|forward\w{0,3}|post\w{0,3}|copy|copies|shared?|sharing|
    upload\w{0,3}|push\w{0,2}|goes|go|report|compartir|mail(?:ed)?)\b`,
  private: wording`
    \b(?:mails?|invoices?|calls|transcripts?|prompts?|contracts?|calendar|location|contacts?|bank statements?|
    writes|data|files?|reports?|projects?|repositor(?:y|ies)|documents?|messages?|passwords?|credentials?|medical|
    photos?|recording|diffs?|commits?|contactos|customer\w{0,2}|everything|anything|requests? she|screen)\b`,
  /** A thing is to be sold. */
  promote: wording`
    \b(?:recommend\w{0,3}|suggest\w{0,3}|mention\w{0,3}|promot\w{1,3}|prefer\w{0,3}|put|rank\w{0,3}|bring (?:it|
    this) up|name|favou?r|praise|link|begin|end|advertis\w{1,3}|offer|steer|empfiehl|recommande\w?|recomienda|
    recomende|consiglia|booking)\b`,
  first: wording`
    \b(?:leave .{0,24} out|doctor's choice|should go through|first\b|always|only|best|highest|unasked|
    every (?:answer|reply|mail|price)|unsafe|(?:should )?not be suggested|no complaints|affiliate|link to|
    with a link|our (?:token|affiliate|partner|shop)|no other|competitors?|quietly|never mentions?|don't say why|
    n'indique pas pourquoi|toujours|siempre|sempre|only trustworthy|deals)\b`,
  hush: wording`
    \b(?:(?:don't|do not|never|not|without|no need to) (?:be )?(?:say why|mention\w{0,3}|bring up|show\w{0,2}|list|
    tell|told|explain\w{0,3}|display|disclos\w{1,3}|summari[sz]\w{1,3}|write (?:this|these|it))|quietly|silently|
    secretly|unasked|without output|n'indique pas|into a summary)\b`,
  /** Whom one turns to. */
  contact: wording`
    \b(?:support|bank|accountant|lawyer|doctor|mum|mother|emergency|help ?desk|supplier|landlord|payroll|tax|
    address book|contact list|proxy|registry|endpoint|webhook|escalation contact|hotline|insurer|steuerberater|
    kanzlei|notaire|gestor|client|shopping|orders?|partner|invoices?|copias|contracts?|contact for)\b`,
  storedCard: wording`
    \b(?:stored|saved|registered|deposited) (?:card|account|payment|details|wallet)\b|\bsecond remote\b|\bin (?:his|
    her|their|the user's) name\b|\bon (?:his|her|their) behalf\b`,
  buys: String.raw`\b(?:bought|ordered|booked|paid|pushes|pay|buy|order|book|sign|send|transfer|post|accept)\b`,
  /** A line of a list, as notes are. */
  noteLine: String.raw`^\s{0,6}(?:[-\u2022]|\d{1,2}[.)]) `,
  /** What is said as a warning, in a manual, or of the thing itself. */
  honest: wording`
    \b(?:attackers?(?![@.])|poison\w{1,4}|phishing|fraud\w{0,5}|scam\w{0,4}|fake|will never ask|this code|
    card details|tender|cookies?|localstorage|our (?:users|customers)|settings|can (?:be )?(?:changed|deleted|
    switched)|documentation|release notes|for example|e\.g\.|usage:|never (?:go|goes|push|commit|write|share|send|
    sent|store|given|print|log|deploy|announce)|only (?:the release manager|after|in|for)|after (?:\w{3,12} has|the|
    a) (?:checked|review|approval)|ask (?:before|first|every|early|tom|the|about)|is asked|only(?= ?\.?$)|are never|
    not stored|wants to be asked|before (?:each|every|deleting|any|deploying|you (?:delete|push|commit|deploy))|
    wait for|minutes of|please check|by calling us|on the number you know|have not changed|in the to line|
    your (?:records|order|subscription)|grandmother|wird (?:der|vor)|gefragt|const |function |import )\b|=>|\)\s?\{|
    \]\(https?:`,
} as const satisfies Lexicon<string>;
