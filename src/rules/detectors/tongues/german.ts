import { wording } from '../../wording.ts';
import type { LatinTongue } from './tongue.ts';

export const GERMAN: LatinTongue = {
  marks: `
    passwort kennwort zugangsdaten anmeldedaten schlussel geheimnis umgebungsvar gesprach unterhaltung verlauf
    bankdaten kreditkart anweisung vorgaben systemprompt systemnachricht wiederhol instruktion nutzer anwender
    einschrankung beschrankung zensur regeln grenzen genehmig freigegeben bestatig zugestimmt erlaubt autorisiert
    merke gedachtnis dauerhaft assistent aufgabe hinweis schicke uberweis losche`,
  conceal: wording`
    (?:sag|sage|sagen|erzahl|erzahle|erzahlen|verrat|verrate|verraten|teile?|teilen|melde|melden|zeig|zeige|zeigen|
    erwahn|erwahne|erwahnen|informier|informiere|informieren|benachrichtige|benachrichtigen)\b[^.!?]{0,40}\b(?:nichts|
    nicht|kein wort|niemals|nie)|(?:ohne|ohne dass) [^.!?]{0,30}(?:zu (?:sagen|informieren|benachrichtigen|erwahnen|
    erzahlen)|bescheid|merkt|erfahrt|weiss)|verheimlich\w{1,3}|verschweig\w{1,3}|heimlich|(?:darf|soll|durfen|
    sollen) [^.!?]{0,30}(?:nichts|nicht) [^.!?]{0,20}(?:erfahren|wissen|merken)`,
  user: '(?:be)?nutzer(?:in|s|innen|n)?|anwender(?:in|s|n)?|kunden?|besitzer',
  this: wording`
    nichts|davon|hiervon|daruber|hieruber|dies(?:e[mnrs]?)?|das|(?:diesen?|diese[mr]?) (?:schritt|nachricht|text|
    anweisung|aktion|aufgabe|vorgang)`,
  send: wording`
    (?<!\bnie |\bniemals |\bnicht )(?:send(?:e|en|est)|schick(?:e|en|st)?|ubermittle|ubermitteln|ubertrag(?:e|en)|
    leite|leiten|lad|lade|laden|veroffentliche|kopier(?:e|en)?|poste|fug|fuge|fugen|exportier(?:e|en)?|teile|teilen|
    weiterleiten|hochladen|hochzuladen|maile|haenge|hange)`,
  secret: wording`
    pass(?:wort|worter|wortern|worte)|kennwort(?:er|ern)?|zugangsdaten|anmeldedaten|(?:api|private[nr]?|geheime[nr]?|
    ssh)[- ]?schlussel|schlusseldatei|(?:zugriffs|sitzungs|api)-?tokens?|geheimnisse|umgebungsvariablen|
    sitzungs-?cookies|bankdaten|kreditkarten\w{0,8}|wiederherstellungsphrase|(?:gesamte[nrs]?|ganze[nrs]?|
    komplette[nrs]?) (?:gesprach|unterhaltung|chat|konversation|verlauf|gesprachsverlauf|chatverlauf)\w{0,2}|
    gesprachsverlauf|chatverlauf`,
  beforeReply: wording`
    bevor du (?:antwortest|reagierst|dieses werkzeug|das werkzeug|ein werkzeug)|vor (?:deiner|der) antwort|
    bevor sie antworten`,
  inReply: 'in (?:deine[r]?|ihre[r]?|die|der) (?:nachste[nr]? )?antwort|als (?:parameter|argument)',
  show: wording`
    zeige?(?: mir)?|nenne?(?: mir)?|sag(?:e)?(?: mir)?|verrate?|wiederhole?|drucke?|schreibe?|gib|gebe|kopiere?|
    zitiere?|wie (?:lautet|lauten)|was (?:steht|ist|sind)|ubersetze?|liste|welche`,
  ownPrompt: wording`
    (?:dein|deine|deinen|deiner|ihr|ihre|ihren) (?:\w{4,14} )?(?:system-?prompt|system-?nachricht|
    system-?anweisung\w{0,2}|start-?prompt|(?:versteckten|internen|geheimen|ursprunglichen|anfanglichen|genauen) (?:
    anweisungen|vorgaben|regeln|richtlinien|instruktionen))|(?:dein|deine|deinen) (?:\w{4,14} )?(?:prompt|anweisungen|
    instruktionen|vorgaben)(?: (?:aus|preis|wortlich|vollstandig|komplett))?|anweisungen, die du (?:erhalten|bekommen)`,
  fromNow: 'ab (?:jetzt|sofort|nun|heute)|von (?:jetzt|nun) an|fortan|kunftig|jetzt|nun',
  youAre: wording`
    du (?:bist|wirst|spielst|hast (?:ab jetzt |nun |jetzt )?(?:keine|kein))|bist du|verhalte dich (?:wie|als)|
    handle als|antworte (?:wie|als)|sei|tu so|agiere als|hast du keine`,
  unbound: wording`
    ohne (?:\w{4,9} )?(?:einschrankung(?:en)?|beschrankung(?:en)?|grenzen|filter|zensur|regeln|limits?|vorgaben)|(?:
    keine[nr]?|keinerlei) (?:\w{4,9} )?(?:einschrankung(?:en)?|beschrankung(?:en)?|grenzen|filter|zensur|regeln|
    limits?)|uneingeschrankte[rsn]?|frei von (?:allen )?(?:regeln|einschrankungen|beschrankungen|filtern)`,
  agent: '(?:ki-?|sprach)?(?:assistent(?:en|in)?|modell|agent(?:en)?)|ki|chatbot|bot|kunstliche intelligenz',
  wipe: wording`
    (?<!\bnicht |\bnie )(?:losch(?:e|en|st)?|entfern(?:e|en)|vernicht(?:e|en)|zerstor(?:e|en)|formatier(?:e|en)|leere)`,
  everything: 'all(?:e|en|er|es)?|samtliche[nr]?|gesamte[nrsm]?|komplette?[nrs]?|ganze[nrs]?|alles',
  unasked: wording`
    ohne [^.!?]{0,30}(?:nachzufragen|zu fragen|ruckfrage|bestatigung|zustimmung|erlaubnis|genehmigung|freigabe|
    abzuwarten)|(?:musst|brauchst|mussen|brauchen|sollst)(?: \w{2,6})? (?:nicht|nichts|niemanden|
    keine\w?)[^.!?]{0,30}(?:frag|bestatig|genehmig|ruckfrag|erlaubnis|einhol|zustimm)\w{0,6}|(?:frage?|fragen) (?:
    nicht|nichts|niemanden|nicht mehr)(?: nach)?|(?:keine|eine) (?:weitere )?(?:ruckfrage|bestatigung|freigabe|
    genehmigung) (?:ist )?(?:notig|erforderlich|notwendig|nicht notig|nicht erforderlich)|nicht nachfragen|musst (?:
    du )?nicht\w{0,2} fragen`,
  authority: wording`
    administrator(?:in|en)?|admin|(?:be)?nutzer(?:in)?|anwender(?:in)?|sicherheits(?:team|abteilung)|geschaftsfuhrung|
    leitung|it-abteilung|support|vorgesetzte[rn]?|entwickler(?:team)?|chef(?:in)?|eigentumer`,
  approved: wording`
    (?:hat|haben|wurde|ist|sind)\b[^.!?]{0,50}\b(?:genehmigt|freigegeben|bestatigt|erlaubt|autorisiert|zugestimmt|
    gebilligt|abgesegnet)`,
  remember: wording`
    merke? dir|merken sie sich|speicher\w{0,2} [^.!?]{0,30}(?:gedachtnis|erinnerung\w{0,2}|memory|dauerhaft)|
    erinnere dich|vergiss nicht|behalte|notiere dir|prag dir`,
  always: wording`
    immer|stets|dauerhaft|kunftig\w{0,2}|(?:bei|in) (?:jede[rmn]|allen|alle) \w{5,16}|fur immer|jedes ?mal|ab jetzt|
    zukunftig\w{0,2}`,
  forAgent: wording`
    (?:neue )?(?:aufgabe|anweisung|hinweis|wort|nachricht|achtung|notiz|auftrag|befehl|instruktion)(?:en)?(?: \w{4,11})? (?:
    fur|an) (?:den|die|das|alle|jeden|jede)? ?(?:\w{5,12} )?(?:ki-?|sprach)?(?:assistent|agent|modell|ki|bot|chatbot|
    automat|roboter|helfer|kunstliche)\w{0,3}|(?:wenn|falls) (?:du|sie) (?:eine? )?(?:ki|assistent|agent|sprachmodell|bot|chatbot)|(?:
    ki-assistent|ki-agent|ki-modell)\w{0,2}[:,]`,
  pay: 'uberweise?n?|zahle?n?|bezahle?n?|kaufe?n?|uberweis|tatige eine (?:zahlung|uberweisung)|bestelle?n?',
  reset: wording`
    zuruck(?:zu)?setz\w{1,3}|vergessen|wiederherstell\w{1,3}|(?:passwort|kennwort) (?:zu )?ander\w{1,2}|andern`,
};
