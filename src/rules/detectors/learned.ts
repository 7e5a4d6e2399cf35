import type { Detector } from '../detector.ts';
import { learnedReasons, learnedSpan, type ModelName } from '../learned/model.ts';
import type { Span } from './span.ts';

/** Verbs and words of address without which nobody orders or asks an assistant for something, in English. */
const ASKING =
  'send forward transfer upload please kindly assistant ignor disregard forget delete remove share reply respond answer unlock retrieve grant schedul deposit withdraw purchase instruct remember pretend reveal repeat disclos execut invoke download could would summari recommend language chatbot agents silent secretly inform mention immediately instead cancel redirect publish donate disable approve password credential';
/** The same in other languages of Latin script. */
const ASKING_ELSEWHERE =
  'instrucciones olvida favor debes usuario instructions oublie veuillez utilisateur envoie envoyer vergiss bitte anweisung nutzer sende schicke berweise esque senha envie istruzioni dimentica utente invia negeer vergeet gebruiker stuur talimat kullan asistente assistent supprime transf';
/** What a description says that steers its reader rather than telling what the tool does. */
const STEERING =
  'must always before after when read send pass includ ignor overrid bypass instruct important system trust disable other instead user this never forward copy secret hidden call';

/** Words of those who write about attacks. */
const ATTACKS = 'attack malicious injection jailbreak adversar phishing exploit vulnerab';
const CUE =
  /\b(?:attack(?:er|s|ers)?|malicious|injections?|jailbreaks?|adversar\w{0,8}|phishing|exploits?|vulnerab\w{0,8})\b/i;

const EDGES = 480;

/** The linear models as detectors: one of data, one of descriptions, each with its twin for what is only mentioned. */
export const LEARNED: readonly Detector[] = [
  learned('learned_order', 'data', (text) => use('data', text), [ASKING, ASKING_ELSEWHERE]),
  learned('learned_order_mentioned', 'data', (text) => mention('data', text), [ATTACKS]),
  learned('learned_poison', 'description', (text) => use('description', text), [STEERING, ASKING_ELSEWHERE]),
];

function learned(name: string, model: ModelName, find: (text: string) => Span[], words: readonly string[]): Detector {
  const literals = [...new Set(words.flatMap((list) => list.split(' ')))];
  return {
    name,
    triggers: [{ literals }, { run: '\x80-\xff', min: 5 }],
    reach: EDGES,
    find,
    explain: (text) => learnedReasons(model, text),
  };
}

/** A text that speaks to its reader; what is only quoted beside words about attacks is left to the twin. */
function use(model: ModelName, text: string): Span[] {
  const found = learnedSpan(model, text);
  return found === undefined || isMention(text, found) ? [] : [found];
}

function mention(model: ModelName, text: string): Span[] {
  const found = learnedSpan(model, text);
  return found !== undefined && isMention(text, found) ? [found] : [];
}

/** Within quotes or code, with a word about attacks or examples shortly before. */
function isMention(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - 200), start + 40);
  const at = text.slice(Math.max(0, start - 2), end + 2);
  const open = /["'`“«]\s{0,2}\S/.exec(at);
  return open !== null && /\S["'`”»]/.test(at.slice(open.index + 1)) && CUE.test(before);
}
