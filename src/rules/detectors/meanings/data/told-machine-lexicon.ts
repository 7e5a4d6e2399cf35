import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

/** What reads for somebody, by its trade. */
const READER =
  'AIs?|LLMs?|language models?|chat ?bots?|bots?|robots?|assistants?|agents?|models?|automations?|software|programs?|copilots?';
/** What stands before an order and never before a verb that tells what happens. */
const ORDER = String.raw`(?:^\s{0,8}|[:;,)>*\]\u2014\u2013"] {0,3}|[.-] {1,3}|\b(?:must|should|shall|(?:ought|has|have|needs?|asked|expected|is|are|requested|supposed|assistant|sure) to|please|kindly|then|and|it|also|now|first|you|directly|just) )`;

export const TOLD_WORDS = {
  /** A program that reads this for somebody is spoken to or of, or the person behind it is. */
  machine: wording`
    \b(?:AI|LLM|language[- ]model|autonomous|automat(?:ed|ic)|digital|virtual|voice|shopping|scheduling|coding|intelligent|screening|booking|machine)
    (?:[- ]based)? (?:readers?|reviewers?|assistants?|agents?|tools?|clients?|systems?|software|summari[sz]ers?|graders?|fixers?|contributors?|helpers?|bots?|inbox|
    processors?|triagers?|translators?|users?|callers?|workers?|handlers?)\b|
    \b(?:${READER}|crawlers?) (?:that|which|who) \w{2,12} |
    \b(?:${READER}|crawlers?|readers?|clients?) (?:with (?:\w{2,9} )?access|in charge of|in here|on this|
    (?:reading|handling|processing|working on|visiting|sorting|dealing with|hearing|taking|acting for|writing|looking after) |only\b)|
    \b(?:if|as) you(?:'re| are) an? (?:${READER})\b|\b(?:if|as|should) an? (?:AI|LLM|language model|chatbot)\b|\bas an? (?:assistant|agent|bot),? you\b|\b(?:if|when) (?:an? |some |your )?(?:AI|software|program|agent|assistant|bot|machine|automation) (?:is (?:reading|handling|processing|answering|opening|sorting)|handles|reads|processes|opens|sees)\b|
    \b(?:any|whichever|whatever) (?:${READER})\b|
    @(?:assistant|bots?|agent|copilot|claude)\b|\b(?:copilot|chatgpt|gemini)[,:]|
    \b(?:dear|hello|hi|hey|attention|note (?:to|for)|for|to|tell) (?:all |any |the |our )?(?:AI|LLMs?|language models?|bots?|robots?|automat\w{2,4}|chatbots?|copilot|chatgpt)\b(?! team)|
    \b(?:note|todo|hint|task)\s?\((?:ai|llm|agent|bot|assistant|copilot)\)|\b(?:LLM|AI|agent|bot|assistant|copilot)[ _-](?:note|hint|task|instructions?)\b|\((?:automation|bots?|agents?|assistants?)\)|
    "(?:for|to|audience|note_to|reader)"\s{0,2}:\s{0,2}"(?:llm|ai|agent|assistant|bot|model)|\[bot\]|[#*/(] ?(?:agents?|bots|assistants?)\s?:|
    \byour (?:AI|agent|assistant|chatbot|bot|copilot|owner's|principal|user's|user is|user has)\b|
    \b(?:person|human|one|user|customer|people) (?:that |whom? )?you(?:'re| are)? (?:help|work|act|assist|serv|speak)\w{0,3}\b|
    \bassistant (?:must|should|has to|is to|needs to|ought to|shall|to)\b`,
  /** What nobody hands out is to be. */
  secretOut: wording`
    ${ORDER}(?:send|post|ship|paste|include|upload|forward|give|submit|write|disclose|attach|put|quote|append|copy|share|publish|export|e-?mail|text|return|reveal|commit|transmit|
    report|enter|provide|hand over|log in|read|name|tell|confirm|fill in)\b.{0,60}?(?:\bcredentials|\bprivate keys?|\bsigning keys?|\bssh[- ]keys?|~?\/\.(?:ssh|aws|netrc|npmrc|kube|env)\b|(?:^|[\s\x60"'(])\.(?:env|netrc|npmrc)\b|\/etc\/(?:passwd|shadow)|
    \bkeyring|\b(?:session )?cookies?\b|\bsystem prompt|\b(?:one-time|verification|login|security|door) codes?|\bcard numbers?|\bcards? on file|\b(?:stored|saved) cards?|\bdigits of\b|\bpassport|\bdate of birth|\bnational number|
    \bcontact list|\baddress book|\bbank statements?|\btax (?:documents|returns)|\bworking memory|\benvironment variables|\boutput of .?(?:env|printenv)\b|\bmail thread|\b(?:last|latest|recent) (?:\w{2,6} )?(?:mails?|e-?mails|messages)|
    \b(?:token|key|password) (?:in|of|from) your\b|\b(?:user|owner|principal)'s (?:\w{2,9} )?(?:password|token|key|address|contacts?|files?|inbox|calendar|location|phone))|
    \b(?:contact list|address book|date of birth|(?:token|key|password) in your \w{4,14}|bank statements?|passport|card numbers?)\b.{0,60}?\b(?:is to be|are to be|goes into|go into|upload it|send it|post it|mail it|would help)\b`,
  /** What was said is to go somewhere. */
  talkOut: wording`
    ${ORDER}(?:send|post|ship|upload|forward|submit|e-?mail|share|transmit|copy|paste)\b.{0,40}?\b(?:conversation|chat(?: history| log)?|transcript|folder|
    your (?:instructions|prompt|context|memory|notes))\b(?![_ -]ids?\b)`,
  away: String.raw`https?:\/\/\w|[\w.+-]{1,40}@[\w-]{1,40}\.[a-z]{2}|\bto us\b|\bto me\b|\bbelow\b`,
  /** What protects is to be taken away. */
  guardOff: wording`
    ${ORDER}(?:turn off|switch off|disable|bypass|skip|waive|suppress|lower|suspend|deactivate|lift|remove|leave off)\b.{0,40}?\b(?:DMARC|spam filter|scan(?:ning|ner|s)?|MFA|2FA|two-factor|verification|signature checks?|branch protection|
    security|firewall|protection|audit|approvals?|confirmation|inspection|(?:age|licen[cs]e|identity|safety|double) checks?|pre-commit|dual control|antivirus|polic(?:y|ies)|safeguards?|alerts?)\b`,
  /** Somebody or something is to be let in, passed or made public. */
  power: wording`
    ${ORDER}(?:grant|give)\b.{0,40}?\b(?:access to|sudo|root|rights)\b|
    ${ORDER}(?:grant|give|add|invite|promote|make|assign)\b.{0,50}?\b(?:admin(?:istrator)?s?|editor|an owner|collaborator|moderator|deploy keys?|authorized_keys|dial-in|maintainer|board|meeting)\b|
    ${ORDER}(?:approve|merge|accept|confirm)\b.{0,12}?\b(?:this|it) ?(?:merge request|pull request|PR\b|request|claim|transfer|invitation|order|invoice|yourself)|
    ${ORDER}(?:push|deploy|promote|commit)\b.{0,24}?\bto (?:main|master|prod(?:uction)?)\b|\bpublic-read\b|\bport 22\b|\b(?:inbound|open|allow)\b.{0,20}\b0\.0\.0\.0\/0|
    ${ORDER}(?:publish|open|unlock|unban)\b.{0,24}?\b(?:private|port|to the world|door|account|user)\b`,
  money: wording`
    ${ORDER}(?:pay|transfer|wire|buy|order|purchase|charge|refund|donate|send|book|raise|spend|add)\b.{0,50}?(?:[$\u20ac\u00a3] ?\d|\b\d[\d.,]{0,9} ?(?:usd|eur|gbp|euros?|dollars?|pounds?|btc|eth|percent|%)\b|\b(?:amount|stored card|saved card|deposit|this claim|invoice|insurance|express option|wallet|
    bill|bottle)\b|\b[A-Z]{2}\d{2}(?: ?\w{4}){3}|\b0x[0-9a-f]{4})`,
  wipe: wording`
    ${ORDER}(?:delete|drop|wipe|erase|purge|cancel|revoke|revert|discard|close|reset|remove)\b.{0,40}?\b(?:audit|access logs?|backups?|security (?:alerts?|patch|fix)|alerts|accounts?|records|tables?|volumes?|
    subscription|reservation|other applicants|all other|every(?:thing| other)|password|policy|repository|database|thread|issues?|tickets?)\b`,
  /** A command that takes a secret along. */
  runWith: wording`
    ${ORDER}(?:run|execute|call)\b.{0,120}?(?:\$\{?\w{0,12}(?:TOKEN|KEY|SECRET|PASSWORD)|\| ?nc |\/etc\/passwd|~\/\.(?:ssh|aws|netrc|npmrc))`,
  /** It is told of, forbidden, tried out, or asked of a person first. */
  toldOf: wording`
    \b(?:can|could|might) (?!you\b|we\b|help:)|\b(?:used to|able to|unable to|allows?|lets?|tricked|attackers?\b(?!@)|malicious|injection|vulnerab\w{3,6}|exploits?|for example|e\.g\.|such as|
    designed to|attempts?|tries|trying|wants? to|helps?|fails?|failed to|how to|ability|responsible for|whether)\b|\b(?:ask|tell|let|have|instruct) your (?:AI |own )?(?:assistant|agent|bot|AI|chatbot|copilot)\b|\b(?:told|instructed|ordered|convinced|telling|instructing) .{0,30}\bto\b|\b(?:give|gives|grant|grants) (?:your|the|an?|each|all) (?:\w{2,9} )?(?:agents?|assistants?|bots?|models?|clients?)\b|
    \b(?:never|do(?:es)?[ *_]{1,4}not|don'?t|don\u2019t|must[ *_]{1,4}not|mustn't|should[ *_]{1,4}not|shouldn't|cannot|can't|may not|avoid|stop|not to|nor|without|instead of|rather than|forbidden|prohibited)[*_]{0,3} (?:\w{2,9} ){0,2}(?:send|post|ship|paste|include|upload|forward|
    give|submit|write|disclose|attach|put|quote|append|copy|share|publish|export|e-?mail|return|reveal|commit|transmit|report|enter|provide|turn|switch|disable|bypass|skip|waive|suppress|suspend|grant|add|invite|make|
    assign|approve|merge|accept|confirm|deploy|push|open|unlock|pay|transfer|wire|buy|order|purchase|charge|refund|delete|drop|wipe|erase|purge|cancel|revoke|discard|close|reset|remove|run|execute|call)\b|
    \b(?:ask|asks|prompt|confirm with|approval|permission|consent)\b.{0,24}\b(?:user|human|person|operator|before|first|from)\b|
    (?:^|[.:] )(?:why|how|does|is|are|what|did|has)\b.{0,160}\?|
    \b(?:fix|feat|chore|refactor|docs|test|perf|build|ci)(?:\(\w{0,20}\))?: `,
} as const satisfies Lexicon<string>;
