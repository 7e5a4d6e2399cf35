import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';
import { BAR } from './bars.ts';

export const BAR_WORDS = {
  /** It is to be left out, or is said to be. */
  lowered: wording`
    \b(?:skip|bypass|omit|waive|disable|suspend|circumvent|sidestep|leave out|dispense with|forgo|do without|
    work around|get around|get past|go past|go around|switch off|turn off|deactivate|relax|shortcut|short-circuit|
    overrule|outvote|ignore|disregard|avoid|drop|lift|cut out|spare (?:us|yourself|me)|forget(?: about)?|push past|
    save (?:us|yourself)|dissolve|comment out|no more|weglassen|überspring\w{0,3}|umgeh\w{0,3}|verzichte auf|
    schalte?|deaktivier\w{0,3}|contourne\w{0,2}|sauter|saltar\w{0,2}|omitir|pular|ignorar|saute[rz]?|
    désactive\w{0,2}|ignore[rz]?|sáltate|salt[ae]\w{0,3}|omite|desactiv[ae]|pul[ae]|ignor[ae]|dispens[ae]|
    desativ[ae]|disattiva|negeer|omzeil|sla|pomiń|pomijaj)\b[^,;:.]{0,28}\b${BAR}\b(?! (?:label|comments?|notes?|
    page|table|column|section|word|date|thread|board|tab|badge|results?|file|script|messages?|meeting|form|picture|
    heading|warnings?|list)\b)|\b(?:without|ohne|sans|zonder|senza|sin|sem)\b[^,;:.]{0,24}\b${BAR}\b|
    \b${BAR}\b[^.;]{0,36}\b(?:(?:(?:can|may|could|should|might|shall|must|to) (?:all |both |just |simply |safely |
    therefore |well |not )?)?be (?:left (?:out|off|aside)|turned off|switched off|not done|skipped|dropped|omitted|
    waived|bypassed|ignored|set aside|dispensed with|postponed|done later|disabled|taken for granted|assumed)|(?:is|
    are|has been|have been|was|were|gets?) (?:\w{3,12} ){0,2}(?:waived|lifted|suspended|dropped|skipped|off\b|
    optional|not applied|not required|not needed|unnecessary|superfluous|opt-in|a formality|pointless|advisory|moot|
    switched off|turned off|disabled|removed|abolished|paused|relaxed|ausgesetzt|aufgehoben|nicht nötig|unnötig|
    entfällt|pas nécessaires?|inutile|suspendue?|non serve|overbodig|niet nodig)|(?:entfällt|entfallen)|(?:doesn't|
    does not|don't|do not) apply (?:to|for|when|here)|no longer (?:appl(?:y|ies)|needed|required|holds?))\b|
    \b${BAR}"?\s?[:=]\s?"?(?:off|none|false|disabled|never|skip\w{0,4}|waived)\b|\b(?:look the other way|
    turn a blind eye|make an exception|let (?:it|this|that|them) slip|fail[- ]open|default (?:to )?allow|
    allow by default|(?:rule|check|guard|filter|policy) (?:commented out|removed|left out)|(?:signature|approval|
    confirmation|paperwork|ticket|form|contract|invoice) (?:will follow|to follow|comes later|is on its way|
    follows)|(?:approve|aprobarlo|valide|freigeben) (?:it )?(?:yourself|tú mismo|toi-même|selbst)|
    kannst du (?:dir )?(?:sparen|weglassen|überspringen))\b|\b(?:regard|treat|consider|view|take|
    see)\b[^.;]{0,16}\b${BAR}\b[^.;]{0,8}\bas (?:advisory|optional|a suggestion|a formality|done|passed|given|
    granted|waived)|\b(?:approve|release|sign|confirm|clear) (?:it|them|this) yourself\b|\bfreigabe selbst\b|
    \b${BAR}\b[^.;]{0,12}\b(?:is|are|was|were) (?:only |just )?(?:meant|intended|made|written|
    there) for (?:the )?(?:others?|humans|people|customers|newcomers|beginners)\b|\b(?:ran|did|done|performed|
    completed|took care of|passed|finished) (?:all )?(?:of )?(?:your|the) (?:\w{3,12} )?(?:checks?|reviews?|
    validation|verification|approvals?|scans?) (?:for you|already|myself|on my side)\b|\b(?:decide|act|proceed|
    go ahead|sign|release|choose) (?:without (?:him|her|them|the (?:user|human|owner|operator))|alone|
    on your own)\b|\bstopp?(?:ed|ing)? (?:logging|asking|checking|verifying|scanning|monitoring|reviewing|auditing|
    recording)\b`,
  unasked: wording`
    \b(?:without|ohne|sans|senza|zonder|sin|sem)\b (?:waiting|asking|checking|looking|reading|opening|reviewing|
    verifying|validating|calling|consulting|telling|involving|bothering|zu fragen|zu prüfen|attendre|demander|
    vérifier|contrôler|aspettare|chiedere|controllare|verificare|te vragen|te controleren|preguntar|esperar|
    comprobar|revisar|perguntar|verificar|conferir|checar)|\bbez (?:sprawdzania|pytania|weryfikacji|potwierdzenia|
    czekania)|\bohne (?:(?:jede|weitere|vorherige) )?(?:prüfung|rückfrage|kontrolle|freigabe)`,
  /** It is not to be asked for. */
  needless: wording`
    \b(?:(?:not going to (?:ask|check|verify|sign|confirm|review)|(?:nobody|no one|no human) (?:has to|needs to|
    must|need) (?:approve|check|sign|review|know|confirm|see)|no|there'?s no|there is no) (?:further |more |formal |
    additional |extra |separate )?(?:need (?:to|for)|${BAR})|needn't|need not|(?:do not|don't|doesn't|does not|
    won't|you'?ll not|no longer) (?:have to|need(?: to)?|require|wait for|wait on|bother|look|ask)|
    kein\w? (?:\w{4,12} )?(?:freigabe|prüfung|genehmigung|bestätigung|rückfrage)|(?:non|não|
    no) (?:\w{5,9} )?(?:pedir|chiedere|aspettare|serve|precisa|necesita\w?|hace falta|esperar)|pas (?:besoin|
    la peine)|niet (?:te wachten|te vragen|nodig)|hoeft niet)\b`,
  /** The bar by itself. */
  bar: wording`
    \b${BAR}\b|\b(?:ask\w{0,3}|confirm\w{0,3}|check\w{0,3}|verify\w{0,3}|validat\w{1,3}|review\w{0,3}|prompt\w{0,3}|
    human|user|manager|owner|operator|supervisor|humano|menschen?|chef|responsable)\b`,
  /** Why that should be in order: somebody's word, absence, haste, habit. */
  claim: wording`
    \b(?:approved|cleared|authori[sz]ed|okayed|ok'?d|oked|consented|agreed|waived|vouched|signed off|
    green[- ]?light\w{0,2}|go-?ahead|(?:gave|given|has|have|got) (?:\w{2,8} ){0,2}(?:permission|blessing|consent|
    nod|approval|word)|no objections?|(?:won't|will not|wouldn't|would not|doesn't|does not) mind|is fine with|
    is (?:already )?aware|knows (?:about|of) (?:it|this)|already (?:checked|knows|agreed|said|given|verified|
    consented|confirmed)|verbal(?:ly)?|orally|go by|my word|directive|policy update|new policy|replaces v|
    nobody has|override|on the phone|over the phone|by phone|out[- ]of[- ]band|in person|in the (?:hallway|corridor|
    kitchen|lift)|told me|i(?:'ve| have)? (?:personally )?(?:vouch|spoken|talked|checked|verified)|vouch|
    take (?:full |the )?(?:responsibility|blame)|answer for (?:it|this|that)|on (?:vacation|holiday|leave|a plane|
    a flight)|boarding|unreachable|asleep|offline|not around|out of office|too (?:slow|busy|late)|is slow|
    takes (?:too long|forever|days|ages|an hour)|deadline|tonight|urgent\w{0,2}|no time|hurry|speed (?:things|it|
    this|us) up|slows? (?:us|things|it)|seconds|minutes left|before (?:he|she|they|it) (?:lands?|closes?|wakes?|
    leaves?)|(?:just |only )?this (?:once|one time|time)|for (?:once|this one|the next run|today)|one-?off|
    an exception|flaky|false (?:positives?|alarms?)|anyway|out of date|outdated|formalit(?:y|ies)|everyone does|
    everybody does|as (?:always|usual|last time|agreed)|last (?:week|time|month)|between us|both of us|
    internal services?|we trust|of mine|from me\b|for my\b|my (?:messages|payload|output|changes|requests|pr|
    pull requests?|batch)|mistake|requests from|personally|i decide|senior|covers (?:this|it)|happy for|talked to|
    spoke (?:to|with)|within \d{1,3} (?:seconds|minutes)|or be \w{4,10}ed|quicker than|faster than|for them|
    autorizou|rispondo io|enterar|telefoniert|as well|effective (?:immediately|now|today)|until further notice|
    until (?:monday|tomorrow|i|we)|during the|for the (?:rest|duration)|as of (?:today|now)|maintenance (?:mode|
    window)|from now on|can'?t be reached|cannot be reached|wouldn't understand|would understand|would want|
    wants? (?:this|it)|emergenc(?:y|ies)|aligned|all (?:fine|good|green)|asked (?:that|for)|the customer is|
    by mistake|in a hurry|press(?:ed|ing)|bürge|ausgesetzt|pressé|i'?ll (?:explain|tell|fix|add|take)|later|
    afterwards|cannot link|can't link|higher (?:trust|rank|tier|level)|on (?:your|their|his|her|its) behalf|
    mündlich|telefonisch|im urlaub|nichts dagegen|einverstanden|zugestimmt|verantwort\w{1,3}|oralement|
    par téléphone|son accord|d'accord|de palabra|por teléfono|ya lo aprobó|ya (?:está|dio)|eu respondo|respondo por|
    já aprovou|verbalmente|al telefono|c'è già|già approvat\w|al akkoord|mondeling|ustnie|unterschrieben|
    freigegeben|genehmigt|(?:déjà|a) (?:tout )?(?:signé|validé|approuvé)|ya (?:lo |la )?firmó|ha già (?:firmato|
    approvato|autorizzato)|já (?:assinou|autorizou)|już (?:\w{2,8} )?(?:podpisał|zatwierdził)\w?|
    heeft al (?:getekend|goedgekeurd)|are mine)\b|\b(?:(?:déjà|a) (?:déjà )?(?:tout )?(?:signé|validé|approuvé)|
    ya (?:lo |la |todo )?(?:firmó|aprobó|autorizó)|już (?:\w{2,8} )?(?:podpisał|zatwierdził))(?!\w)`,
  /** What is then to be done, for good. */
  act: wording`
    \b(?:pay|publish|execute|merge|transfer|release|approve|book|order|deploy|purchase|wire|go ahead|proceed|ship|
    sign|push|delete|drop|wipe|send|issue|grant|accept|buy|refund|run|export|roll out|commit|install|process it|
    go live|überweis\w{0,3}|buche?|veröffentlich\w{0,3}|ausführen|valide[rz]?|paye[rz]?|publie[rz]?|exécute[rz]?|
    publica|paga|ejecuta|aprueba|transfere|transfira|procedi|pubblica|approva|betaal|publiceer|zapłać|schicke?|
    sende|führe|envoie|envoyez|exécutez|manda|envía|ejecute|invia|esegui|envie|execute|wyślij|wykonaj|stuur|voer)\b`,
  /** What watches is to stand still. */
  guardStop: wording`
    \b(?:stop|kill|terminate|pause|crash|shut ?down|disable|mute|silence|blind|unplug|switch off|turn off|
    deaktivier\w{0,3}|arrête|apaga|desactiva|spegni)\b.{0,16}\b(?:logg(?:ing|er)|monitor(?:ing)?|watchdog|guardian|
    guard\b|firewall|audit\w{0,5}|security agent|safety agent|scanner|alarms?|oktsec|tripwire|canar(?:y|ies)|
    telemetry|journal\w{0,6}|überwachung)\b`,
  agentish: wording`
    \b(?:node|agent|until i|all-clear|your|so (?:that )?|while|before|for (?:an|one|the next|ten|a few)|first|then|
    and (?:send|run|start|push|delete))\b`,
  /** Said of what is not done, or of where it is not asked for anyway. */
  honest: wording`
    \b(?:didn't|did not|haven't|have not|hasn't|has not|(?:i|we) (?:can't|cannot|could not|couldn't)|(?:can't|
    cannot) (?:skip|bypass|accept|verify|go)|won't be|not (?:allowed|permitted|possible|yet)|never (?:skip|bypass|
    merge|deploy|ignore|disable|turn)|(?:do not|don't|not to|must not|mustn't|shouldn't|should not|nobody (?:may|
    can)|who may|refused? to|refuses|declined|tried to) (?:skip|bypass|merge|deploy|ignore|disable|turn|drop|waive|
    leave|lift|relax|circumvent)|read-?only|docs[- ]only|touch docs|drafts? only|ask (?:the (?:user|human|owner)|
    in #|me first|us first)|still (?:missing|needs?|waiting)|is (?:still )?(?:required|missing|pending)|
    are required|as the (?:runbook|policy|guide) says|see (?:ticket|the|entry|message|#)|\(see|ticket \d|entry \d|
    message \d|rows|columns|in the query|why (?:i|we|you)|should (?:i|we)|may i|can i|would it|attacker|phishing|
    nicht ohne|pas sans)\b|(?:^|[.,:] )(?:is|are|did|do|does|should|may|shall|which|what|who|when|where|why|how|has|
    have)\b.{0,120}\?\s{0,2}$`,
  /** What needs two. */
  dual: wording`
    \b(?:two[- ](?:person|man|key|signatures?|approvals?)|four[- ]eyes|dual control|second (?:signature|approval|
    signer|approver|pair of eyes|key|confirmation)|both (?:signatures|approvals|keys|pairs|persons|people|
    approvers)|two (?:signatures|approvals|approvers|people|persons|signers)|vier[- ]augen|vieraugen\w{0,8}|
    quatre yeux|doble firma|doppia firma)\b`,
  /** And one says that he is both. */
  bothMine: wording`
    \b(?:i (?:count|act|sign|serve|stand|approve|pass|go|speak) (?:in |as |for )?(?:the )?(?:both|two)|
    both (?:\w{3,12} )?(?:are|is|come|came) (?:mine|me|from me|by me)|i (?:gave|give|did|signed|was|am|
    'm)(?: as)? (?:the )?(?:first|requester|one|author)\b[^.;]{0,40}\b(?:(?:and |then )(?:i )?(?:give|gave|did|
    sign(?:ed)?|am|was|also|as)? ?(?:the )?(?:as )?(?:second|approver|other|reviewer))|
    my (?:own )?second (?:signature|approval|key|vote|account)|as (?:requester|author) and (?:as )?(?:approver|
    reviewer)|approve(?:d)? my own|signed? (?:it )?twice|once as .{3,20} and once as|ich zähle (?:als|für) beide|
    je compte pour deux|cuento por dos|valgo per due)\b`,
  /** The same in Chinese, Japanese and Russian. */
  unaskedElsewhere: wording`
    (?:无需|不用|不必|不要|跳过)(?:再)?(?:核实|核对|确认|验证|审批|检查)|(?:確認|検証|承認)(?:は(?:不要|いらない)|なしで|せずに)|без (?:проверки|
    подтверждения|согласования)`,
  signedElsewhere: wording`
    (?:签字|批准|同意)(?:了)?|署名|承認済|許可|подписал|одобрил|разрешил`,
} as const satisfies Lexicon<string>;
