import type { Detector, Place } from '../detector.ts';
import { type Excerpt, learnedReasons, learnedSpan } from '../learned/model.ts';
import type { ModelName } from '../learned/weights.ts';
import { isMention, withoutCited } from '../mention.ts';
import { wordList } from '../wording.ts';
import type { Span } from './span.ts';

/**
 * Words one of which stands in nearly every request to an assistant, and that manuals, code and data are poor in: where none
 * stands nothing is read.
 */
const ASKING = `
    assistant answer account address tell summari instruction kindly send admin contact invite phone cancel photo
    prescri unlock forget camera browsing approve purchase agents customer fingerprint passport inbox appointment
    conversation behalf saved please reply mention transfer upload forward delete retrieve grant withdraw deposit
    schedul payment silent secretly disregard ignore pretend reveal recommend chatbot could remember every them
    history prompt task wants told says begin nobody notify share highest speak records door house urgent chat
    attention urge advise guidelines passwords credentials candidat applicant excellen whoever anyone everyone
    yourself quiet boss partner informing hotel travel ticket refund invoice salary tablet money office garage
    thermostat alarm copilot unrestrict mandator comply obey collabor crawl credit voucher premium newsletter overdue
    supersede discreet conclude wallet personal behave documents humans bank friend mails relay approva reviewe backup
    dollar euros screeni mirror paste insur asking aloud analysing privileg dossier wipe firewall choos workspac
    prices translat proceed tracebac diary gift supplier colleague fraud seller discount coupon basket landlord
    heating allerg payroll bitcoin ethereum clearance treasurer secretary podcast staging authorised authorized
    tonight transcript footnote funds llms publicly courier dose guest midnight shipping collaborator principal
    checkout tenant verdict whichever verified readers maintainers mandatory minutes owner whatever board confirm
    regardless cookie bucket`;
/** The same in other languages of Latin script. */
const ASKING_ELSEWHERE = `
    agente achte informe przel usuario favor utilisateur veuillez oublie ignorez bitte vergiss anweisung nutzer sende
    berweise esque senha istruzioni dimentica utente negeer vergeet talimat kullan asistente assistent olvida debes
    gebruiker samenvat zusammenfass hinweis utente verwijder uwaga podczas antwoord pengguna jangan kirim innan skicka
    radera avustaja ohjelma logiciel programma rechnung konto facture virement envia tarjeta contrase correo inviare
    fattura fatura zonder stuur faktur wiadomo yapay rehber asystent`;
/** What a description says that steers its reader rather than telling what the tool does. */
const STEERING = `
    this that with from your agent tool paste without root load must always before after when read send pass includ
    ignor overrid bypass instruct important system trust disable other instead user this never forward copy secret
    hidden call`;

/** Words of those who write about attacks. */
const ATTACKS = 'attack malicious injection jailbreak adversar phishing exploit vulnerab';
/** Of a longer sentence the part around the word is read. */
const EDGES = 256;

/** The linear models as detectors: one of data, one of descriptions, each with its twin for what is only mentioned. */
export const LEARNED: readonly Detector[] = [
  learned('learned_order', 'data', (text, place) => use('data', text, place), [ASKING, ASKING_ELSEWHERE]),
  learned('learned_order_mentioned', 'data', (text, place) => mention('data', text, place), [ATTACKS]),
  learned('learned_poison', 'description', (text, place) => use('description', text, place), [
    STEERING,
    ASKING_ELSEWHERE,
  ]),
];

function learned(name: string, model: ModelName, find: Detector['find'], words: readonly string[]): Detector {
  return {
    name,
    triggers: [
      {
        get literals() {
          return [...new Set(words.flatMap(wordList))];
        },
      },
      { run: '\x80-\xff', min: 5 },
    ],
    reach: EDGES,
    sentences: true,
    phrases: true,
    find,
    explain: (text) => learnedReasons(model, text),
  };
}

/** A text that speaks to its reader; what is only quoted beside words about attacks is left to the twin. */
function use(model: ModelName, text: string, place?: Place): Span[] {
  const part = partOf(text, place);
  const found = learnedSpan(model, text, part);
  return found === undefined || isMentioned(model, text, found, part) ? [] : [found];
}

function mention(model: ModelName, text: string, place?: Place): Span[] {
  const part = partOf(text, place);
  const found = learnedSpan(model, text, part, true);
  return found !== undefined && isMentioned(model, text, found, part) ? [found] : [];
}

/** Cited as a whole, or what is left without its citations asks for nothing. */
function isMentioned(model: ModelName, text: string, found: Span, part: Excerpt | undefined): boolean {
  if (isMention(text, found)) return true;
  const left = withoutCited(text, found, (words) => learnedSpan(model, words) !== undefined);
  return left !== text && learnedSpan(model, left, part) === undefined;
}

/** A sentence that the cut around a word left half of is not read, unless the word stands in it: half a sentence reads like an order. */
function partOf(text: string, place: Place | undefined): Excerpt | undefined {
  if (place === undefined) return undefined;
  return {
    before: place.before,
    from: place.cutStart ? EDGES : 0,
    to: place.cutEnd ? text.length - EDGES : text.length,
  };
}
