import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

/** Whoever an agent works for, and all others who could learn of it. */
const WHO = String.raw`(?:the |your |my |our |this |its )?(?:end )?(?:users?|humans?|owner|operator|customer|client|account holder|principal|reviewers?|anyone(?: else)?|anybody|them|him|her)\b`;
/** What is not said for another reason: why, how, which field. */
const ELSE = String.raw`(?! (?:why|how|what|which|whether|when|where|that (?:the|their|it|they|an?)|if|unless|until|to|in advance|each time|every time|(?:the|an?|their) \w))`;

export const KEPT_FROM_WORDS = {
  /** Somebody is not to learn of it. */
  conceal: wording`
    \bwithout (?:ever |asking or |first )?(?:telling|informing|notifying|alerting|warning|mentioning (?:it |this |that )? to|revealing (?:it |this )?to|showing (?:it |this )?to) ${WHO}${ELSE}|
    \bwithout (?:letting|having) ${WHO} (?:know|notice|see|find out|learn)|
    \bwithout (?:(?:the |your )?(?:users?|human|owner|operator|customer|client|account holder)|anyone|anybody)(?:'s|\u2019s)? (?:
    knowing|knowledge|noticing|awareness|finding out|learning|being (?:told|informed|notified|aware))\b(?! (?:the|why|how|about|an?)\b)|
    \b(?:do not|don'?t|don\u2019t|never|must not|not)(?: ever| even)? (?:tell|inform|notify|alert|warn) ${WHO}${ELSE}|
    \b(?:do not|don'?t|don\u2019t|never|must not|not)(?: ever| even)? (?:mention|reveal|show|disclose|admit|report) (?:it|this|that|any of (?:it|this)|anything)(?: \w{2,9}){0,2} to ${WHO}|
    \b(?:do not|don'?t|don\u2019t|never|not) let ${WHO} (?:know|see|notice|find out|learn)\b|
    \b(?:say nothing|not a word|no need to (?:tell|inform|notify|mention (?:it|this|that) to))(?: of (?:it|this)| about (?:it|this))?(?: to)? ${WHO}|
    \b(?:users?|human|owner|operator|customer|account holder|they|nobody|anyone) (?:do|does|did|is|are)(?: not|n't|n\u2019t) (?:(?:need|have) to (?:know|see|hear|learn|be told)|to (?:know|be told|be informed|hear|learn)|suspect)\b|
    \bwithout (?:raising|arousing) (?:any )?suspicion|\bleave (?:it|this|that) out of (?:your|the) (?:final )?(?:answer|reply|response|summary)\b|
    \b(?:do not|don'?t|don\u2019t|never)(?: ever| even)? (?:mention|say|show|include|reveal|state|admit) (?:\w{2,9} ){0,3}in your (?:final |next )?(?:answer|reply|response|summary)\b|\bkeep (?:quiet|silent|it|this|that)\b.{0,24}\b(?:from|to) ${WHO}|
    \b(?:hide|conceal|hidden) (?:it |this |that )?from ${WHO}|\b(?:unnoticed|unseen) by ${WHO}|\bbehind (?:${WHO}|their|his|the user's) ?back\b|
    \b(?:users?|human|owner|operator|customer|account holder|nobody|no one|anyone|they) (?:must|should|may|need|need to|do|does|can|shall|will|is|are|be)(?: not|n't|n\u2019t| never)? (?:to |be )?(?:know\b(?! (?:the|how|about))|learn|notice|find out|be (?:told|informed|notified)|told|informed|notified)`,
  /** An order to send: never what something does, did or could do. */
  send: wording`\b(?:send|forward|e-?mail|mail|share|post|upload|copy|transmit|submit|deliver|export|text|reply|report|include|bcc|publish|push)\b`,
  pay: wording`\b(?:pay|transfer|wire|buy|order|purchase|donate|sell|book|make a payment)\b`,
  wipe: wording`\b(?:delete|erase|wipe|remove|destroy|purge|cancel|drop|unsubscribe|disable|turn off|switch off|revoke)\b`,
  change: wording`\b(?:change|reset|grant|give|add|invite|install|run|execute|unlock|open|approve|merge|enable|accept|sign)\b`,
  /** Where it goes. */
  away: String.raw`https?:\/\/\w|[\w.+-]{1,40}@[\w-]{1,40}\.[a-z]{2}|\bto me\b|\b[A-Z]{2}\d{2}(?: ?\d{4}){3}`,
  /** What is somebody's own. */
  theirs: wording`\b(?:e-?mails?|inbox|passwords?|credentials|contacts?|calendar|invoices?|chat history|conversations?|documents?|photos?|files?|backups?|
    api keys?|private keys?|(?:credit |saved |bank )?cards?(?: number)?|location|bank details|medical records?|customer list|address book|folder|editor rights|forwarding rule|incident|salary|tokens|secrets|backup|members|
    subscription|account|two-factor|2fa|security (?:alerts?|settings)|firewall|pull request|front door|administrator|admin|repository|
    script|extension|attachment|attached)\b`,
  money: wording`[$\u20ac\u00a3] ?\d|\b\d[\d.,]{0,9} ?(?:euros?|dollars?|usd|eur|btc|eth|pounds?)\b|\b(?:money|funds|invoice|gift cards?|bitcoin|shares|
    wallet|saved card|most expensive)\b`,
  /** All of it, or what is the user's. */
  whole: wording`\b(?:all|every|everything|any|the user(?:'s|\u2019s)|their|his|her|your)\b`,
  doThis: wording`\b(?:do|run|perform|execute|carry out) (?:this|that|it|so|these (?:steps|actions))\b`,
  /** It is told of, asked, forbidden, or a matter of programs. */
  honest: wording`
    \b(?:can|could|may|might|would|used to|able to|allows?|allowed|lets?|attackers?\b(?!@)|malware|spyware|malicious|vulnerab\w{3,6}|bug|exploits?|
    designed to|attempts?|tries|fails?|failed|crash\w{0,3}|notif\w{1,6}=|criticized|accused|consent|gdpr|privacy|
    (?:(?:the|each|either|any) )?(?:recipient|receiving party|disclosing party|part(?:y|ies)|contractor|licensee|employee)s? shall|third part(?:y|ies),? shall not)\b|
    \b(?:never|do not|don'?t|don\u2019t|must not|mustn't|should not|shouldn't|cannot|can't|avoid|stop|won't|not to|nor) (?:\w{2,9} ){0,2}(?:send|
    forward|e-?mail|share|post|upload|copy|transmit|submit|deliver|export|text|pay|transfer|wire|buy|order|purchase|sell|book|delete|erase|wipe|
    remove|destroy|purge|cancel|disable|revoke|change|reset|grant|give|add|invite|install|run|execute|unlock|open|approve|merge|enable|accept|
    sign|make|perform|do|commit|modify|edit)\b|
    \b(?:cached?|temp(?:orary)?|stale|expired|old|obsolete|unused|sessions?|drafts?|duplicates?|spinner|retry|socket|notification|silent mode)\b|(?<![\w-])--[a-z]{2}|
    (?:^|[.:] )(?:why|how|can|does|is|are|what|will|would|could|did|has)\b.{0,160}\?|\b(?:if|when) (?:the )?(?:login|password|validation|request)\b|
    \b(?:fix|feat|chore|refactor|docs|test|perf|build|ci)(?:\(\w{0,20}\))?: `,
} as const satisfies Lexicon<string>;
