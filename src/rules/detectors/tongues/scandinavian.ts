import { wording } from '../../wording.ts';
import type { LatinTongue } from './tongue.ts';

/** Swedish, Danish and Norwegian. */
export const SCANDINAVIAN: LatinTongue = {
  marks: `
    losenord passord adgangskode kodeord nyckel nokkel nogle hemlighet hemmelig inlogg innlogg systemprompt
    instruktion instruks dolda skjulte anvandar brugeren brukeren begransning begraens begrens restriktion godkan
    godkend godkjen bekraf bekref tillat ihag alltid altid assistent uppgift opgave oppgave skicka betala`,
  conceal: wording`
    (?:beratta|sag|namn|informera|avsloja|visa|meddela|fortael|fortell|sig|si|naevn|nevn|informer|afslor|avslor|
    vis)\b[^.!?]{0,24}\b(?:inte|ikke|inget|intet|ingenting|aldrig|aldri)|(?:utan|uden|uten) (?:att|at|a) (?:beratta|
    saga|informera|fortaelle|fortelle|informere|naevne|nevne|si)|i hemlighet|i hemmelighed|i hemmelighet|dolj|skjul|
    hemlighall|inte (?:beratta|namn|informera)`,
  user: 'anvandare?(?:n|ns|na)?|bruger(?:en|ens|ne)?|bruker(?:en|ens|ne)?|agaren|ejeren|eieren|kunden',
  this: wording`
    detta|dette|det har|det her|om det|inget|intet|ingenting|(?:denna|denne|dette) (?:steg|trin|trinn|instruktion|
    instruks|atgard|handling|meddelande|besked|melding)\w{0,2}`,
  send: wording`
    (?<!\baldrig |\baldri |\binte |\bikke )(?:skicka|sand|send|vidarebefordra|videresend|ladda upp|last opp|upload|
    publicera|publicer|publiser|kopiera|kopier|klistra|bifoga|vedhaeft|legg ved|exportera|eksporter|dela|mejla|
    kopiere|sende|skicka)`,
  secret: wording`
    losenord(?:en|et)?|passord(?:ene|et)?|adgangskode(?:r|n|rne)?|kodeord|(?:api|privata?|private|hemliga?|hemmelige|
    ssh)[- ]?(?:nyck(?:el|lar)|nogle\w?|nokk\w{1,4})\w{0,4}|inloggningsuppgifter|loginoplysninger|innloggings\w{3,12}|
    (?:atkomst|adgangs|tilgangs|session\w{0,2}|api)-?token\w{0,2}|hemligheter|hemmeligheder|hemmeligheter|
    miljovariab\w{1,5}|(?:bank|kort)(?:uppgifter|oplysninger|opplysninger)|(?:hela|hele) (?:konversation|samtal|
    chat)\w{0,4}`,
  beforeReply: '(?:innan|for) (?:du|dere) (?:svarar|svarer|anvander|bruger|bruker)',
  inReply: 'i (?:ditt|dit|svaret|det) ?(?:naste |naeste |neste )?svar\\w{0,2}|som (?:parameter|argument)',
  show: wording`
    visa|vis|ge|giv|gi|beratta|fortael|fortell|upprepa|gentag|gjenta|skriv|avsloja|afslor|kopiera|kopier|oversatt|
    oversaet|oversett|lista|vad (?:ar|star)|hvad (?:er|star)|hva (?:er|star)`,
  ownPrompt: wording`
    (?:din|dina|ditt|din|dine|dit) (?:\w{4,12} )?(?:system-?prompt(?:en)?|systemmeddelande|systeminstruktion\w{0,3}|
    systemprompt|prompt|(?:dolda|skjulte|interna|interne|hemliga|hemmelige|ursprungliga|oprindelige|opprinnelige) (?:
    instruktion\w{0,3}|instruks\w{0,3}|regler))|dina instruktioner|dine instruks\w{1,5}`,
  fromNow: wording`
    (?:fran och med|fra) nu(?: av| af)?|harmed|nu|na|fra na(?: av)?|hadanefter|herefter|fremover|framover`,
  youAre: wording`
    du (?:ar|er|blir|bliver|har (?:inga|ingen))|ar du|er du|agera som|opfor dig som|oppfor deg som|svara som|svar som|
    lat som`,
  unbound: wording`
    (?:utan|uden|uten) (?:\w{4,9} )?(?:begransning\w{0,2}|begraensning\w{0,3}|begrensning\w{0,2}|restriktion\w{0,2}|
    granser|graenser|grenser|filter|filtre|censur|sensur|regler)|(?:inga|ingen) (?:begransning\w{0,2}|
    begraensning\w{0,2}|begrensning\w{0,2}|restriktioner|granser|filter|regler)`,
  agent: wording`
    (?:ai-?)?(?:assistent(?:en|er)?|agent(?:en|er)?|modell?(?:en)?|sprakmodell)|ai|chatbot|bot|kunstig intelligens|
    artificiell intelligens`,
  wipe: wording`
    (?<!\binte |\bikke )(?:radera|ta bort|slett?|slet|fjern|forstor|odelaeg|odelegg|formatera|formater|tom)`,
  everything: 'alla|alle|allt|alt|hela|hele|samtliga|samtlige',
  unasked: wording`
    (?:utan|uden|uten) (?:att|at|a)? ?(?:fraga|sporge|sporre|bekrafta|bekraeft\w{1,4}|bekreft\w{1,4}|godkan\w{2,7}|
    vanta|tillatelse|tilladelse)\w{0,5}|(?:behover|behover du|skal|trenger) (?:inte|ikke) (?:\w{1,6} )?(?:fraga|sporge|
    sporre|bekraft\w{1,4}|bekreft\w{1,4})|fraga inte|sporg ikke|sporr ikke`,
  authority: wording`
    administrator(?:en)?|administratoren|anvandaren|brugeren|brukeren|sakerhetsteamet|sikkerhedsteamet|
    sikkerhetsteamet|ledningen|ledelsen|it-avdelningen|it-afdelingen|supporten|chefen|agaren|utvecklar\w{2,4}|
    udvikler\w{0,2}`,
  approved: wording`
    (?:har|er|ar|blev|ble) (?:redan |allerede )?(?:godkant|godkendt|godkjent|tillatit|tilladt|tillatt|bekraftat|
    bekraeftet|bekreftet|auktoriserat)`,
  remember: wording`
    kom ihag|husk|spara [^.!?]{0,20}minne\w{0,2}|gem [^.!?]{0,20}hukommelse\w{0,3}|lagre [^.!?]{0,20}minne\w{0,2}|
    glom inte|glem ikke`,
  always: wording`
    alltid|altid|(?:varje|hver) (?:gang|session|samtale?)|i framtiden|i fremtiden|permanent|fremover|framover`,
  forAgent: wording`
    (?:ny |nye |nya )?(?:uppgift|opgave|oppgave|instruktion(?:er)?|instruks(?:er)?|notis|obs|meddelande|besked|melding|
    ordre?)(?: \w{4,11})? (?:till|til|for) (?:\w{3,8} )?(?:ai-?)?(?:assistent|agent|ai|modell|bot|chatbot)\w{0,3}|(?:
    om|hvis) du (?:ar|er) (?:en )?(?:ai|assistent|agent|sprakmodell|bot|chatbot)`,
  pay: 'overfor|betala|betal|kop|kob|kjop|bestall|bestil|for over|genomfor en (?:betalning|overforing)',
  reset: 'aterstall\\w{0,2}|nulstil\\w{0,2}|tilbakestill\\w{0,2}|byt\\w? losenord|skift adgangskode|glomt|glemt',
};
