import { wording } from '../../wording.ts';
import type { LatinTongue } from './tongue.ts';

export const ITALIAN: LatinTongue = {
  marks: `
    chiav credenzial segreti cronologia invia inoltra spedisci incolla conversazione istruzion direttive sistema
    mostra ripeti utent restrizion filtri vincoli limiti censura regole autorizzat approvat conferma ricorda
    memorizza memoria sempre assistente compito bonifico trasferisci`,
  conceal: wording`
    (?:non|mai) (?:gli |le |lo |la |ne |glielo |gliene )?(?:dir(?:e|gli|lo|glielo)?|dica|raccont\w{1,4}|menzion\w{1,4}|
    inform\w{1,5}|avvis\w{1,5}|segnal\w{1,4}|rivel\w{1,4}|mostr\w{1,4}|parl\w{1,4}|comunic\w{1,4}|accenn\w{1,4})|
    senza (?:dir|avvis|inform|menzion|segnal|mostr|parlar)\w{1,6}|senza che l'utente|all'insaputa|nascond\w{1,4}|
    in segreto|di nascosto`,
  user: 'utent[ei]|proprietari[oa]|client[ei]',
  this: wording`
    nulla|niente|questo|cio|quest[ae] (?:passaggio|istruzion[ei]|azione|operazione|attivita|messaggio|testo)|
    di tutto questo|quello che hai fatto`,
  send: wording`
    (?<!\bnon |\bmai )(?:invia(?:l[oaie]|r[el]\w?|mi|te)?|mand(?:a|al[oaie]|are)|spedi(?:sci\w{0,2}|re)|inoltra\w{0,2}|
    carica\w{0,2}|pubblica\w{0,2}|(?<!\b(?:una|la|di) )copia\w{0,2}|trasmett\w{1,4}|allega\w{0,2}|incolla\w{0,2}|esporta\w{0,2}|
    condivid\w{1,4}|posta\w{0,2})`,
  secret: wording`
    password|parol[ae] (?:d'ordine|chiave)|chiav[ei] (?:api|privat[ae]|(?:di|d') ?(?:accesso|api)|ssh|segret[ae])|
    credenziali|token (?:di (?:accesso|sessione)|api)|segreti|variabili d'ambiente|cookie di sessione|(?:dati|
    numeri?) (?:bancari|della carta|delle carte|di carta)|frase di recupero|(?:cronologia|contenuto|testo) (?:
    complet[ao] )?dell[ae] (?:conversazione|chat)|tutta la conversazione|intera conversazione`,
  beforeReply: 'prima di (?:rispondere|usare questo|chiamare)',
  inReply: 'nella (?:tua |sua )?(?:prossima )?risposta|come (?:parametro|argomento)',
  show: wording`
    mostra(?:mi|ci)?|dimmi|dammi|rivela(?:mi)?|ripeti(?:mi)?|stampa|scrivi(?:mi)?|copia|incolla|restituisci|indica(?:
    mi)?|qual e|quali (?:sono|erano)|traduci|riassumi|elenca(?:mi)?`,
  ownPrompt: wording`
    (?:tuo|tua|tuoi|tue|suo|sue) (?:\w{4,10} )?(?:prompt|messaggio|istruzion[ei]|direttive|configurazione|regole) (?:
    \w{2,10} )?(?:di sistema|del sistema|inizial[ei]|original[ei]|intern[aei]|nascost[aei]|segret[aei]|complet[aeio])|
    tuo (?:system )?prompt|tue istruzioni|le istruzioni che (?:hai ricevuto|ti hanno dato)`,
  fromNow: `d'ora in (?:poi|avanti)|da (?:ora|adesso|questo momento)(?: in poi)?|ora|adesso`,
  youAre: 'sei|sarai|agisci come|comportati come|rispondi come|assumi il ruolo|non (?:hai|sei piu)',
  unbound: wording`
    senza (?:\w{3,9} )?(?:restrizion[ei]|limit\w{1,6}|filtr[oi]|censura|regole|vincoli)|non hai (?:\w{3,9} )?(?:
    restrizion[ei]|limit\w{1,6}|filtri|regole|vincoli)|liber[oa] da (?:\w{3,9} )?(?:restrizioni|regole|filtri)`,
  agent: wording`
    assistent[ei]|agent[ei] (?:di )?ia|ia|ai|modello(?: linguistico)?|chatbot|bot|intelligenza artificiale`,
  wipe: '(?<!\\bnon )(?:cancella\\w{0,2}|elimina\\w{0,2}|rimuov\\w{1,3}|distrugg\\w{1,3}|formatta|svuota)',
  everything: 'tutt[ieao](?: (?:i|gli|le|la|il|lo))?|completamente',
  unasked: wording`
    senza (?:\w{3,9} )?(?:chieder|attender|richieder|consultar|conferm|permess|autorizzazion|approvazion)\w{0,6}|
    non (?:serve|occorre|e necessario|devi|c'e bisogno di|hai bisogno di) (?:\w{2,10} ){0,2}(?:chied|conferm|autorizz|
    approv|permess|verific|consult)\w{0,8}|non chiedere (?:nulla|niente|permesso|conferm\w)`,
  authority: wording`
    amministrat(?:ore|rice)|utente|team (?:di )?sicurezza|direzione|reparto (?:it|tecnico|sicurezza)|proprietari[oa]|
    supporto|supervisore|sviluppator[ei]|responsabile|capo`,
  approved: wording`
    (?:ha|hanno|l'ha) (?:gia )?(?:approvat|autorizzat|confermat|accettat|convalidat)[oaei]|(?:ha|hanno) (?:
    gia )?dato (?:il suo |il loro |il )?(?:consenso|permesso|benestare|ok)|(?:e|e stat[oa]|sono stat[ei]) (?:gia )?(?:
    pre-?)?(?:approvat|autorizzat|confermat)[oaei]`,
  remember: wording`
    ricorda(?:ti)?|memorizza|non dimenticare|tieni (?:a mente|presente)|(?:salva|aggiungi|annota|registra|conserva) (?:
    \w{2,6} ){0,3}(?:nella|in|alla) (?:tua )?memoria`,
  always: wording`
    sempre|d'ora in (?:poi|avanti)|ogni volta|(?:in )?tutte le (?:sessioni|conversazioni)|in futuro|permanentemente|
    future \w{5,15}`,
  forAgent: wording`
    (?:nuov[oaie] )?(?:compit[oi]|istruzion[ei]|not[ae]|messaggio|attenzione|avviso|ordin[ei]|
    indicazion[ei])(?: \w{4,11})? (?:per|a) ?(?:l'|il |la |gli |tutti gli |ogni |qualsiasi )?(?:assistent|agent|ia|ai|
    modell|bot|robot|software|chatbot|intelligenza)\w{0,2}|all'assistente|se sei (?:una? |un')?(?:assistente|agente|ia|modello|bot|
    chatbot|intelligenza)|(?:assistente|agente|modello) (?:di )?(?:ia|ai)[:,]`,
  pay: wording`
    trasferisci (?:\d|\w{0,4}denaro|soldi)|trasferisci|paga\w{0,2}|compra\w{0,2}|acquista|versa|effettua (?:un|una) (?:
    pagamento|bonifico|acquisto)`,
  reset: 'reimpost\\w{1,4}|recuper\\w{1,4}|cambi\\w{1,4} la password|dimentic\\w{1,4}|ripristin\\w{1,4}',
};
