import { wording } from '../../wording.ts';
import type { LatinTongue } from './tongue.ts';

export const FRENCH: LatinTongue = {
  marks: `
    mots identifiants jeton privee bancaire envoie envoyez envoyer transmets transmettez partage systeme affiche
    montre repete recopie internes cachees utilisat filtres censure regles limites aucune contrainte desormais
    maintenant dorenavant autoris approuv retiens memoire toujours virement paiement consigne supprime`,
  conceal: wording`
    n[e'] ?(?:(?:lui|leur|le|la|les|en|l'|y) ?){0,2}(?:dis|dites|dire|parl(?:e|ez|er)|mentionn(?:e|ez|er)|inform(?:e|
    ez|er)|averti(?:s|ssez|r)|prev(?:iens|enez|enir)|signal(?:e|ez|er)|revel(?:e|ez|er)|montr(?:e|ez|er)|racont(?:e|ez|
    er)|communiqu(?:e|ez|er)|evoqu(?:e|ez|er)) (?:pas|rien|jamais|a personne|de rien)|sans (?:(?:le|la|les|en|l'|
    lui) ?)?(?:dire|avertir|prevenir|informer|mentionner|signaler|parler|montrer)|a l'insu|cache[rz]?(?:-| (?:l[ea]s? |ce|cela|ceci|tout))|en secret|
    en cachette|sans que l'utilisat\w{3,5}`,
  user: 'utilisat(?:eur|rice)s?|proprietaire|clients?',
  this: wording`
    rien|cela|ceci|ca|(?:cette|ces) (?:etape|instruction|action|tache|operation|consigne)s?|ce (?:message|texte|
    changement)|ce que tu (?:as fait|fais)|n'en`,
  send: wording`
    (?<!\bne |\bjamais |\bn')(?:envoi(?:e|es)|envoy(?:ez|er)|transmet(?:s|tez|tre)|transfer(?:e|ez|er) (?:l[ea]s?|
    tou\w{1,3})|expedi(?:e|ez|er)|televers(?:e|ez|er)|publi(?:e|ez)|(?<!\b(?:une|la|de|votre|ta) )copi(?:e|ez|er)|joi(?:ns|gnez)|coll(?:e|ez|er)|
    export(?:e|ez|er)|partag(?:e|ez|er)|post(?:e|ez)|fais (?:suivre|parvenir)|faites (?:suivre|parvenir))`,
  secret: wording`
    mots? de passe|cles? (?:api|privees?|d'(?:api|acces)|ssh|secretes?)|identifiants(?: de connexion)?|jetons? (?:
    d'acces|de session|api)|secrets|variables d'environnement|cookies de session|(?:donnees|numeros?|coordonnees) (?:
    bancaires|de (?:la )?carte)|phrase de recuperation|(?:historique|contenu|texte) (?:complete? )?(?:de la|du|
    de cette) (?:conversation|discussion|chat)|toute la conversation`,
  beforeReply: `avant de (?:repondre|utiliser cet|appeler)|avant d'(?:utiliser cet|appeler)`,
  inReply: 'dans (?:ta|votre|la) (?:prochaine )?reponse|en (?:parametre|argument)',
  show: wording`
    montre[zr]?(?:-moi)?|affiche[zr]?|dis-moi|dites-moi|donne[zr]?(?:-moi)?|revele[zr]?|repete[zr]?|imprime[zr]?|
    ecri(?:s|vez)|recopie[zr]?|copie[zr]?|colle[zr]?|indique[zr]?|quel(?:le)?s? (?:est|sont|etait|etaient)|tradui(?:s|
    sez)|resume[zr]?|liste[zr]?`,
  ownPrompt: wording`
    (?:ton|ta|tes|votre|vos) (?:\w{4,10} )?(?:prompt|message|instructions?|consignes?|directives|configuration|
    regles) (?:\w{2,10} )?(?:systeme|initiale?s?|origina\w{1,4}|internes?|cache\w{0,2}|secr\w{2,5}|complet\w{0,3}|
    au complet|en entier|de depart)|(?:ton|votre) (?:system )?prompt|tes (?:instructions|consignes)|les (?:
    instructions|consignes) que tu as (?:recues|recu)|qu'on t'a donnees`,
  fromNow: wording`
    a partir de (?:maintenant|cet instant|ce moment)|des (?:maintenant|a present)|desormais|dorenavant|maintenant`,
  youAre: wording`
    tu es|vous etes|tu (?:seras|deviens)|(?:agis|agissez|comporte-toi|reponds) comme|joue le role|tu n'(?:es plus|
    as (?:plus|aucune?))|vous n'avez (?:plus|aucune?)`,
  unbound: wording`
    sans (?:\w{3,9} )?(?:restrictions?|limit\w{1,6}|filtres?|censure|regles|consignes)|n'as? (?:plus |pas )?(?:aucune?|
    de) (?:restrictions?|limit\w{1,6}|filtres?|regles)|libre de (?:toute )?(?:restrictions?|regles|filtres?|
    contraintes?)`,
  agent: `assistante?s?|agents? (?:d')?ia|ia|modele(?: de langage)?|chatbot|bot|intelligence artificielle`,
  wipe: `(?<!\\bne |\\bn')(?:supprim(?:e|ez|er)|effac(?:e|ez|er)|detrui(?:s|sez|re)|formate[zr]?|vide[zr]?)`,
  everything: 'tou(?:s|te|tes|t) (?:les|la|le|mes|ses|vos|tes)|tout|entierement',
  unasked: wording`
    sans (?:\w{3,9} )?(?:demander|attendre|solliciter|consulter|confirm|permission|autorisation|approbation|
    valid)\w{0,6}|(?:inutile|pas (?:besoin|necessaire|la peine)) (?:de |d')(?:\w{2,10} ){0,2}(?:demand|confirm|autoris|
    approuv|valid|verifi|consult)\w{0,8}|ne (?:demande[zr]?|posez?) (?:pas|aucune?|rien)`,
  authority: wording`
    administrat(?:eur|rice)|utilisat(?:eur|rice)|equipe (?:de )?securite|direction|service (?:informatique|technique|
    securite)|proprietaire|support|superviseur|developpeurs?|responsable|chef`,
  approved: wording`
    (?:a|ont|l'a) (?:deja )?(?:bien )?(?:approuve|autorise|confirme|accepte|valide|donne (?:son|leur) (?:accord|
    autorisation|consentement))e?s?|(?:est|a ete|sont) (?:deja )?(?:pre-?)?(?:approuve|autorise|confirme|valide)e?s?`,
  remember: wording`
    (?:retiens|retenez|souviens-toi|rappelle-toi|memorise[zr]?|n'oublie[zr]? pas)|(?:enregistre|ajoute|note|garde|
    stocke|inscris|sauvegarde)[zr]? (?:\w{2,6} ){0,3}(?:dans|a|en) (?:ta |la )?memoire`,
  always: wording`
    toujours|desormais|dorenavant|a chaque|(?:dans )?toutes les (?:sessions|conversations)|en permanence|a l'avenir|
    futur[es]{0,2} \w{5,15}`,
  forAgent: wording`
    (?:nouvelles? )?(?:taches?|instructions?|notes?|message|attention|avis|consignes?|ordres?)(?: \w{4,11})? (?:pour|a|
    aux?) ?(?:l'|l[ea]s? |tous les |tout |toute )?(?:assistant|agent|ia|modele|bot|chatbot|intelligence)\w{0,2}|si (?:
    tu es|vous etes) (?:une? )?(?:assistant|agent|ia|modele|bot|chatbot|intelligence)|a l'attention (?:de l'|du |des )(?:
    assistant|agent|ia|modele|logiciel|robot|programme|bot)|(?:le |au )robot de \w{4,12}|(?:assistant|agent|modele) (?:
    d')?ia ?[:,]`,
  pay: wording`
    vire[zr]?|verse[zr]?|paye?(?:z|r)?|paie|achete[zr]?|transfere[zr]? \d|(?:effectue|fais|faites) (?:un|une) (?:
    paiement|virement|achat|transfert)`,
  reset: 'reinitialis\\w{1,5}|recuper\\w{1,4}|chang\\w{1,4} (?:de|le|votre|ton) mot|oubli\\w{1,4}',
};
