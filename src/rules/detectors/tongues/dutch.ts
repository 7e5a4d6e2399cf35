import { wording } from '../../wording.ts';
import type { LatinTongue } from './tongue.ts';

export const DUTCH: LatinTongue = {
  marks: `
    wachtwoord sleutel inloggegevens geheimen gesprek bankgegevens systeem instructies jouw richtlijnen gebruiker
    beperking regels grenzen censuur goedgekeurd toestemming bevestig onthoud geheugen altijd assistent opdracht
    stuur betaal verwijder`,
  conceal: wording`
    (?:vertel|zeg|meld|noem|laat|informeer|toon|verklap|deel|bericht)\b[^.!?]{0,40}\b(?:niets|niet|niks|geen woord|
    nooit|hier ?over|er ?over)|zonder [^.!?]{0,30}(?:te (?:vertellen|melden|zeggen|informeren|noemen)|weten)|verberg|
    verzwijg|in het geheim|stiekem|heimelijk|zonder dat de gebruiker`,
  user: 'gebruikers?|eigenaar|klant(?:en)?',
  this: wording`
    niets|niks|hier ?van|hier ?over|dit|deze (?:stap|instructies?|actie|taak|boodschap)|dit bericht|er ?over|ervan`,
  send: wording`
    (?<!\bnooit |\bniet )(?:stuur|verstuur|verzend|zend|plaats|publiceer|kopieer|plak|exporteer|deel|
    geef|sturen|versturen|uploaden|doorsturen)`,
  secret: wording`
    wachtwoord(?:en)?|(?:api|prive|geheime|ssh|toegangs)-?sleutels?|inloggegevens|(?:toegangs|sessie|api)-?tokens?|
    geheimen|omgevingsvariabelen|sessiecookies|bankgegevens|creditcard\w{0,9}|herstelzin|(?:hele|volledige) (?:gesprek|
    chat|conversatie|gespreksgeschiedenis|chatgeschiedenis)|gespreksgeschiedenis`,
  beforeReply: '(?:voor ?dat je|voordat u) (?:antwoordt|reageert|dit hulpmiddel|deze tool)|voor je antwoord',
  inReply: 'in (?:je|uw|het) (?:volgende )?antwoord|als (?:parameter|argument)',
  show: wording`
    toon|laat|geef|vertel|zeg|herhaal|print|schrijf|kopieer|plak|noem|wat (?:is|zijn|staat)|wat luidt|vertaal|som`,
  ownPrompt: wording`
    (?:je|jouw|uw) (?:\w{4,12} )?(?:systeemprompt|systeembericht|systeeminstructies|system prompt|prompt|(?:verborgen|
    interne|geheime|oorspronkelijke|exacte) (?:instructies|regels|richtlijnen))|jouw instructies|
    de instructies die je (?:hebt gekregen|kreeg)`,
  fromNow: 'vanaf (?:nu|heden|dit moment)|van nu af aan|voortaan|nu',
  youAre: 'je bent|jij bent|ben je|gedraag je als|handel als|antwoord als|doe alsof|je hebt geen|u bent',
  unbound: wording`
    zonder (?:\w{4,9} )?(?:beperkingen|restricties|grenzen|filters?|censuur|regels|limieten)|geen (?:\w{4,9} )?(?:
    beperkingen|restricties|grenzen|filters?|regels|limieten)(?: meer)?|vrij van (?:alle )?(?:regels|beperkingen|
    filters)|onbeperkte`,
  agent: '(?:ai-?)?(?:assistent(?:en)?|agent(?:en)?|model|taalmodel)|ai|chatbot|bot|kunstmatige intelligentie',
  wipe: '(?<!\\bniet |\\bnooit )(?:verwijder|wis|vernietig|formatteer|verwijderen|wissen)',
  everything: 'alle|alles|volledige?|hele',
  unasked: wording`
    zonder [^.!?]{0,30}(?:te vragen|vragen|bevestiging|toestemming|goedkeuring|overleg|te wachten)|(?:hoeft|hoef|moet|
    moeten|hoeven)(?: \w{2,6})? (?:niet|niets|niemand|geen)[^.!?]{0,24}(?:vragen|bevestig\w{0,4}|toestemming|
    goedkeuring|te vragen)|vraag (?:niets|niet|geen|niemand)|(?:geen|is) (?:bevestiging|toestemming|goedkeuring) (?:
    is )?(?:nodig|vereist|niet nodig)`,
  authority: wording`
    beheerder|admin|gebruiker|beveiligings(?:team|afdeling)|directie|it-afdeling|ondersteuning|leidinggevende|
    ontwikkelaars?|eigenaar|baas`,
  approved: wording`
    (?:heeft|hebben|is|zijn|werd)\b[^.!?]{0,50}\b(?:goedgekeurd|toegestaan|bevestigd|geautoriseerd|toestemming gegeven|
    akkoord)`,
  remember: 'onthoud|(?:sla|bewaar|zet|noteer)\\b[^.!?]{0,24}\\bgeheugen|vergeet niet|prent',
  always: wording`
    altijd|voortaan|(?:bij|in) (?:elke?|alle) (?:sessies?|gesprek(?:ken)?)|elke keer|telkens|permanent|
    toekomstige \w{5,15}`,
  forAgent: wording`
    (?:nieuwe )?(?:taak|taken|opdracht|instructies?|notitie|bericht|let op|opmerking|bevel)(?: \w{4,11})? (?:voor|
    aan) (?:de|het|alle|elke|iedere) (?:ai-?)?(?:assistent|agent|model|ai|bot|chatbot|taalmodel)\w{0,2}|(?:als|
    indien) je (?:een )?(?:ai|assistent|agent|taalmodel|bot|chatbot)|ai-(?:assistent|agent|model)\w{0,2}[:,]`,
  pay: wording`
    maak (?:\S{1,8} ){1,3}over|betaal|koop|bestel|schrijf (?:\S{1,8} ){1,3}over|doe een (?:betaling|overboeking)`,
  reset: 'opnieuw in(?:stellen|te stellen)|herstel\\w{0,3}|wachtwoord (?:te )?(?:wijzigen|veranderen)|vergeten',
};
