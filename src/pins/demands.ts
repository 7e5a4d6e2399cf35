import { hostsIn, sensitiveIn } from './places.ts';
import { hides, plain } from './words.ts';

/** What a sentence wants of the model that reads it, with the weight each carries; three and more withhold the tool. */
export type Demand = { readonly weight: number; readonly what: string };

export const ENOUGH = 3;

/**
 * What a sentence that was not there before asks for. A description may tell how a tool is used; it may not tell the
 * model to keep something from the user, to hand over what it holds, to run other tools or to set its orders aside.
 * @param others names of the other tools of this server
 */
export function demandsOf(sentence: string, others: readonly string[]): Demand[] {
  const text = plain(sentence);
  const demands = SIGNS.filter(({ sign }) => sign.test(text)).map(({ weight, what }): Demand => ({ weight, what }));
  if (hides(sentence)) demands.push({ weight: 3, what: 'hidden characters' });
  if (sensitiveIn(text).size > 0) demands.push({ weight: 3, what: 'a place where secrets lie' });
  if (hostsIn(text).size > 0) demands.push({ weight: 1, what: 'a host' });
  if (others.some((name) => name.length > 3 && mentions(text, name))) demands.push({ weight: 1, what: 'another tool' });
  return demands;
}

function mentions(text: string, name: string): boolean {
  const at = text.indexOf(name);
  if (at < 0) return false;
  const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`;
  return !/\w/.test(around);
}

const HELD =
  "(?:conversation|chat (?:history|log)|history|transcript|system prompt|(?:these|your|its) instructions|credentials?|secrets?|api[ _-]?keys?|(?:access|auth|bearer|session) tokens?|tokens?|passwords?|private (?:key|data|file|message|note)s?|environment(?: variables?)?|env vars?|cookies?|(?:user|customer)(?:'s)? (?:data|details|messages?|e-?mails?|files?|input|prompt)|personal (?:data|details)|previous (?:messages?|results?|answers?)|everything (?:you|the user))";
/** A warning against it is the opposite of it. */
const NOT = "\\b(?:not|never|don't|avoid|cannot|nor) (?:\\w+ ){0,2}";
const HAND_OVER =
  '(?:include|append|attach|add|pass|send|forward|copy|paste|upload|post|put|transmit|b?cc|embed|encode|write|store|save|log|report|submit|provide|supply|fill|relay|mirror|share)';

const SIGNS: readonly (Demand & { readonly sign: RegExp })[] = [
  {
    weight: 3,
    what: 'secrecy towards the user',
    sign: /\b(?:do not|don't|never|without|avoid|no need to|need not|not)\b[^.]{0,30}\b(?:tell(?:ing)?|mention(?:ing)?|inform(?:ing)?|notify(?:ing)?|reveal(?:ing)?|show(?:ing)?|display(?:ing)?|disclos(?:e|ing)|ask(?:ing)?|alert(?:ing)?|report(?:ing)?)\b[^.]{0,30}\b(?:user|human|person|operator|anyone|anybody|them|this|it)\b|\b(?:secretly|silently|quietly|covertly|invisibly|behind the scenes|unbeknown)\b|\b(?:hidden|kept|keep (?:this|it)|invisible) (?:from|to) (?:the )?(?:user|human)/i,
  },
  {
    weight: 3,
    what: 'setting orders aside',
    sign: /\b(?:ignore|disregard|forget|override|bypass|supersedes?|overrid(?:es?|ing)|takes? precedence over|regardless of)\b[^.]{0,40}\b(?:previous|prior|earlier|above|other|existing|all|any|system|safety|user)\b[^.]{0,30}\b(?:instructions?|rules?|prompts?|polic(?:y|ies)|guidelines?|restrictions?|orders|directives?|settings|preferences)\b/i,
  },
  {
    weight: 3,
    what: 'going round consent',
    sign: /(?<!\b(?:never|not|don't|cannot)\b[^.;]{0,60})\b(?:skip|bypass|without|no need for|do not (?:wait for|ask for|require)|disable|suppress|auto(?:matically)?[- ]?(?:accept|approve|confirm))\b[^.]{0,30}\b(?:confirm(?:ation|ing)?|approv(?:al|ing)|permissions?|consent|review|authori[sz]ation|prompt(?:s|ing)?|warnings?)\b|\b(?:already(?: been)?|pre-?|has been|have been|is|are)\s?(?:approved|authori[sz]ed|consented|cleared|permitted)\b[^.]{0,30}\b(?:by|all|any|every|user|admin)/i,
  },
  {
    weight: 3,
    what: 'handing over what the model holds',
    sign: new RegExp(
      `(?<!${NOT})\\b${HAND_OVER}\\b[^.]{0,60}\\b${HELD}\\b|\\b${HELD}\\b[^.]{0,40}\\b(?:must|should|shall|has to|needs? to|is|are) (?:also )?be (?:included|appended|attached|passed|sent|forwarded|copied|supplied|provided)\\b`,
      'i',
    ),
  },
  {
    weight: 3,
    what: 'standing orders beyond the tool',
    sign: /\b(?:before|after|prior to|whenever|each time|every time|on every|for all|from now on|at the (?:start|end|beginning) of)\b[^.]{0,40}\b(?:any|each|every|other|all|response|answer|reply|conversation|message|session|turn|task)\b[^.]{0,60}\b(?:call|run|invoke|execute|read|fetch|send|include|append|add|use|insert|open|write)\b|\b(?:call|run|invoke|execute|send|include|append|insert)\b[^.]{0,60}\b(?:before|after|in|with|on|at the end of) (?:any|each|every|all)(?: other)? (?:response|answer|reply|conversation|message|session|turn|task)s?\b/i,
  },
  {
    weight: 3,
    what: 'redirecting what is sent',
    sign: /\b(?:route|redirect|proxy|relay|mirror|bcc|forward|exfiltrate|copy)\b[^.]{0,40}\b(?:to|via|through)\b[^.]{0,40}(?:https?:|@|\bproxy\b|\bserver\b|\bendpoint\b|\bmonitor)|\b(?:replace|change|set|swap)\b[^.]{0,40}\b(?:recipient|address|destination|account|payee|iban|number)\b[^.]{0,20}\b(?:to|with|by)\b/i,
  },
  {
    weight: 2,
    what: 'sending somewhere',
    sign: /\b(?:sen[dt]|post(?:ed)?|deliver(?:ed)?|submit(?:ted)?|report(?:ed)?|upload(?:ed)?)\b[^.]{0,60}\b(?:to|via|through|at)\b[^.]{0,20}(?:https?:|\S@\S)/i,
  },
  {
    weight: 3,
    what: 'running code',
    sign: /\b(?:curl|wget|bash|sh|powershell|eval|exec|sudo|nc|chmod)\b[^.]{0,60}(?:\||https?:|-[a-z]\b|;|&&|`|\$\()/i,
  },
  {
    weight: 2,
    what: 'a mark of orders',
    sign: /<\/?(?:important|system|instructions?|admin|hidden|secret|override)\b[^>]*>|\[\/?(?:inst|system)\]|<\|[a-z_]+\|>|\b(?:system|developer|admin)\s*(?:note|message|prompt|override|instruction)?\s*:/i,
  },
  {
    weight: 1,
    what: 'an order to the model',
    sign: /\b(?:you (?:must|should|shall|have to|need to|are (?:required|to))|always|never|mandatory|required to|the (?:assistant|model|agent|llm|ai) (?:must|should|shall|has to|needs to))\b/i,
  },
  {
    weight: 1,
    what: 'preference over others',
    sign: /\b(?:instead of|rather than|in place of|prefer(?:red)?(?: this)?(?: tool)? over|replaces?|deprecated|do not use)\b/i,
  },
  {
    weight: 1,
    what: 'an order of steps',
    sign: /\b(?:before|after|first|prior to|then)\b[^.]{0,30}\b(?:using|calling|call|run|invoke|use)\b/i,
  },
];
