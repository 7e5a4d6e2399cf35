import { textOfBase64 } from '../message/words/base64.ts';
import { fold } from '../rules/views/fold.ts';
import { hostsIn, sensitiveIn } from './places.ts';
import { hushes } from './secrecy.ts';
import { hides, plain } from './words.ts';

/** What a sentence wants of the model that reads it, with the weight each carries; three and more withhold the tool. */
export type Demand = { readonly weight: number; readonly what: string };

export const ENOUGH = 3;
/** Each is looked for in each sentence. */
const MOST_OTHERS = 500;

/**
 * What a sentence that was not there before asks for. A description may tell how a tool is used; it may not tell the
 * model to keep something from the user, to hand over what it holds, to run other tools or to set its orders aside.
 * @param others names of the other tools of this server, of which the first 500 are looked for
 */
export function demandsOf(sentence: string, others: readonly string[]): Demand[] {
  const text = readable(sentence);
  const demands = SIGNS.filter(({ sign }) => sign.test(text)).map(({ weight, what }): Demand => ({ weight, what }));
  // Folded, letters of other scripts are what they look like.
  if (hushes(plain(sentence)) || hushes(text)) demands.push({ weight: 3, what: 'secrecy towards the user' });
  if (encodes(text)) demands.push({ weight: 3, what: 'an encoded text' });
  if (hides(sentence)) demands.push({ weight: 3, what: 'hidden characters' });
  if (sensitiveIn(text).size > 0) demands.push({ weight: 3, what: 'a place where secrets lie' });
  if (hostsIn(text).size > 0) demands.push({ weight: 1, what: 'a host' });
  if (others.slice(0, MOST_OTHERS).some((name) => name.length > 3 && mentions(text, name)))
    demands.push({ weight: 1, what: 'another tool' });
  return demands;
}

/** Look-alikes as what they are taken for, entities as their characters: a model reads them like the plain words. */
function readable(sentence: string): string {
  const text = fold(plain(sentence)).text;
  return text.includes('&')
    ? text.replaceAll(/&(?:lt|#0*60|#x0*3c);/gi, '<').replaceAll(/&(?:gt|#0*62|#x0*3e);/gi, '>')
    : text;
}

/** Whether a run of base64 says something in words. */
function encodes(text: string): boolean {
  return [...text.matchAll(/[A-Za-z0-9+/_-]{32,4096}={0,2}/g)].some(([run]) =>
    /^[\t\n\r -~]*[a-z]{2,} [a-z]{2,}[\t\n\r -~]*$/i.test(textOfBase64(run) ?? ''),
  );
}

function mentions(text: string, name: string): boolean {
  const at = text.indexOf(name);
  if (at < 0) return false;
  const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`;
  return !/\w/.test(around);
}

const HELD =
  "(?:conversation|chat (?:history|log)|history|transcript|system prompt|(?:these|your|its) instructions|credentials?|secrets?|api[ _-]?keys?|(?:access|auth|bearer|session) tokens?|tokens?|passwords?|private (?:key|data|file|message|note)s?|environment(?: variables?)?|env vars?|cookies?|(?:user|customer)(?:'s)? (?:data|details|messages?|e-?mails?|files?|input|prompt)|personal (?:data|details)|previous (?:messages?|results?|answers?)|everything (?:you|the user)|(?:what|whatever) (?:you|the user) (?:\\w+ )?(?:typed|said|wrote|asked|pasted|know)|clipboard|chat so far|(?:open|opened) (?:files?|documents?|tabs?)|(?:files?|documents?|tabs?) that (?:is|are) open)";
/** What only a model that holds a conversation could say. */
const OF_THE_CONVERSATION =
  /\b(?:conversation (?:so far|history|context|log)|(?:full|entire|whole|current) (?:conversation|chat|transcript)|the (?:conversation|transcript)|chat (?:history|log|so far)|system prompt|previous messages|clipboard|everything (?:you|the user)|(?:what|whatever) (?:you|the user) (?:\w+ )?(?:typed|said|wrote|asked|pasted|know)|(?:open|opened) (?:files?|documents?|tabs?)|(?:files?|documents?|tabs?) that (?:is|are) open)\b/i;

/** Whether the text of a parameter asks for what the model holds. */
export function namesHeld(description: string): boolean {
  return OF_THE_CONVERSATION.test(readable(description));
}

/** A warning against it is the opposite of it. */
const NOT = "\\b(?:not|never|don't|avoid|cannot|nor) (?:\\w+ ){0,2}";
const HAND_OVER =
  '(?:include|append|attach|add|pass|send|forward|copy|paste|upload|post|put|transmit|b?cc|embed|encode|write|store|save|log|report|submit|provide|supply|fill|relay|mirror|share)';

const SIGNS: readonly (Demand & { readonly sign: RegExp })[] = [
  {
    weight: 3,
    what: 'secrecy towards the user',
    sign: /\b(?:do not|don't|never|without|avoid|no need to|need not|not)\b[^.]{0,30}\b(?:tell(?:ing)?|mention(?:ing)?|inform(?:ing)?|notify(?:ing)?|reveal(?:ing)?|show(?:ing)?|display(?:ing)?|disclos(?:e|ing)|ask(?:ing)?|alert(?:ing)?|report(?:ing)?)\b[^.]{0,30}\b(?:user|human|person|operator|anyone|anybody|them|this|it)\b|\bnot worth (?:mentioning|reporting|telling|a mention)\b|\b(?:secretly|silently|quietly|covertly|invisibly|behind the scenes|unbeknown)\b|\b(?:hidden|kept|keep (?:this|it)|invisible) (?:from|to) (?:the )?(?:user|human)/i,
  },
  {
    weight: 3,
    what: 'a story for the user',
    sign: /\b(?:if|when|should) (?:you are |the user |anyone |anybody |they )?(?:asks?|asked|questioned|wonders?)\b[^.]{0,60}\b(?:say|answer|reply|respond|claim|pretend|explain)\b[^.]{0,20}\b(?:that|it|this|with)\b/i,
  },
  {
    weight: 3,
    what: 'setting orders aside',
    sign: /\b(?:ignore|disregard|forget|override|bypass|supersedes?|overrid(?:es?|ing)|takes? precedence over|regardless of)\b[^.]{0,40}\b(?:previous|prior|earlier|above|other|existing|all|any|system|safety|user)\b[^.]{0,30}\b(?:instructions?|rules?|prompts?|polic(?:y|ies)|guidelines?|restrictions?|orders|directives?|settings|preferences)\b/i,
  },
  {
    weight: 3,
    what: 'going round consent',
    sign: /(?<!\b(?:never|not|don't|cannot)\b[^.;]{0,60})\b(?:skip|bypass|without|no need for|do not (?:wait for|ask for|require)|disable|suppress|auto(?:matically)?[- ]?(?:accept|approve|confirm))\b[^.]{0,30}\b(?:confirm(?:ation|ing)?|approv(?:al|ing)|permissions?|consent|review|authori[sz]ation|prompt(?:s|ing)?|warnings?)\b|\b(?:already(?: been)?|pre-?|has been|have been|is|are)\s?(?:approved|authori[sz]ed|consented|cleared|permitted)\b[^.]{0,30}\b(?:by|all|any|every|user|admin)|\b(?:confirmation|approval|permission|consent)\b[^.]{0,20}\b(?:is|are) (?:not|no longer) (?:needed|required|necessary)\b|\bthe user (?:has|have)(?: already)? (?:agreed|consented|approved|allowed|permitted|authori[sz]ed)\b/i,
  },
  {
    weight: 3,
    what: 'handing over what the model holds',
    sign: new RegExp(
      `(?<!${NOT})\\b${HAND_OVER}\\b[^.]{0,60}\\b${HELD}\\b|\\b${HELD}\\b[^.]{0,40}\\b(?:must|should|shall|has to|needs? to|is|are) (?:also )?be (?:included|appended|attached|passed|sent|forwarded|copied|supplied|provided)\\b|\\b(?:must|should|shall|has to|needs? to|only valid (?:when|if))\\b[^.]{0,60}\\b(?:contains?|holds?|carr(?:y|ies)|includes?)\\b[^.]{0,40}\\b${HELD}\\b|\\b${HELD}\\b[^.]{0,40}\\b(?:belongs?|goes?) (?:in|into|to)\\b|(?<!${NOT})\\b(?:call|use|run)\\b[^.]{0,60}\\bwith (?:all |the |your |their |his |her ){0,2}(?:conversation|transcript|passwords?|credentials|secrets)\\b|(?<!${NOT})\\b(?:use|put|pass|add|give|copy)\\b[^.]{0,40}\\b[A-Za-z0-9]+_(?:TOKEN|API_KEY|SECRET|PASSWORD)\\b[^.]{0,20}\\b(?:as|in|into|to|for)\\b`,
      'i',
    ),
  },
  {
    // An order says what to call; "before any paid call" speaks of one.
    weight: 3,
    what: 'standing orders beyond the tool',
    sign: /\b(?:before|after|prior to|whenever|each time|every time|on every|for all|from now on|at the (?:start|end|beginning) of)\b[^.]{0,40}\b(?:any|each|every|other|all|response|answer|reply|conversation|message|session|turn|task)\b[^.]{0,60}\b(?:call|run|invoke|execute|read|fetch|send|include|append|add|use|insert|open|write)\b(?=[^\w.;!?]{1,8}\w)|\b(?:call|run|invoke|execute|send|include|append|insert)\b[^.]{0,60}\b(?:before|after|in|with|on|at the end of) (?:any|each|every|all)(?: other)? (?:response|answer|reply|conversation|message|session|turn|task)s?\b/i,
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
    weight: 3,
    what: 'running a package',
    sign: /\b(?:run|execute|call|start|try)\b[^.]{0,20}\b(?:npx|uvx|bunx|pipx)\b|\b(?:run|execute)\b[^.]{0,20}\b(?:npm|pip|pip3) (?:i|install)\b/i,
  },
  {
    weight: 2,
    what: 'doing away with what is there',
    sign: /\b(?:delete|remove|erase|wipe|overwrite)\b[^.]{0,20}\b(?:all|every|any)\b[^.]{0,20}\b(?:files?|folders?|director(?:y|ies)|data|repositor(?:y|ies)|branch(?:es)?|records?|tables?)\b/i,
  },
  {
    weight: 2,
    what: 'a link that carries something',
    sign: /\]\(\s*https?:[^)\s]{0,200}[?&=/][^)\s]{0,80}(?:\{|\[|%7b|=[A-Z]{3,})|!\[[^\]]{0,80}\]\(\s*https?:/i,
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
