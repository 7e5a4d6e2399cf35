import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

/** Whoever is answered. */
const ASKER =
  '(?:the |a |an |your |any |this )?(?:end )?(?:users?|customers?|someone|somebody|anyone|anybody|visitors?|guests?|clients?|callers?|patients?|readers?|buyers?|tenants?|account holders?|they)';
const ORDER = String.raw`(?:^\s{0,8}|[:;,)>*\]\u2014\u2013"] {0,3}|[.-] {1,3}|\b(?:must|should|shall|ought to|to|please|kindly|then|and|or|always|simply|just|has to|also|now|first|report|summary|minutes|reply|answer) )`;

export const FALSE_ANSWER_WORDS = {
  /** The reader answers, sums up, compares or judges. */
  occasion: wording`
    \b(?:when|whenever|if|should|once|before|while)\b.{0,24}?\b(?:asked|you(?:'re| are)? (?:summari[sz]|report|explain|list|compar|answer|reply|describ|tell|quot|present|go through|recommend|translat|writ)\w{0,4}|
    ${ASKER}(?:'s \w{2,9})? (?:asks?|wants?|enquires?|inquires?|requests?|wonders?|needs?|is looking)|the talk|a comparison|comes? up)\b|
    \b(?:when|while|before|for|anyone|whoever is) (?:\w{2,10}ly )?(?:summari[sz]|report|explain|list|compar|answer|reply|describ|quot|present|translat|condens|grad|rank|evaluat|assess|review|go)ing\b|
    \b(?:in|for|from|after) (?:your|any|the|every|each|whatever) (?:\w{2,10} )?(?:answers?|repl(?:y|ies)|summar(?:y|ies)|overview|report|digest|write-up|comparison|response|translation|recap|briefing|version that)\b|
    \byour (?:final |next )?(?:answer|reply|summary|response|report)\b|\bany summary (?:of|that)\b|\bwhat(?:ever)? you (?:tell|say|write|answer)|\b(?:tell|give|inform|assure|convince|urge|persuade) ${ASKER}\b|
    \bwhoever (?:writes|sums|reports)|\banswer as (?:though|if)\b|\banswer (?:all|every|any|each) questions?\b|\bassistant (?:tells|reads|answers|reports|summari[sz]es|should (?:say|tell|answer))\b`,
  /** What speaks against it is to be left unsaid. */
  omitBad: wording`
    ${ORDER}(?:leave out|leave off|omit|skip|drop|conceal|hide|gloss over|play down|pass over|say nothing (?:of|about)|(?:do not|don'?t|don\u2019t|never|not) (?:to )?(?:mention|list|bring up|cite|refer to|discuss|show|go into|raise|name|point out))\b.{0,40}?\b(?:risks?|complaints?|
    correction|recall|limitations?|mou?ld|objections?|side effects?|defects?|damage|lawsuits?|fines?|(?:service |hidden |extra )fees?|surcharges?|write-down|losses|breach|leaks?|affected|CVEs?|vulnerabilit\w{1,3}|weakness(?:es)?|
    downtime|outages?|incidents?|accidents?|negative|criticism|competitors?|lower prices|cheaper|battery|debug dump|clauses?|this page|this note|this line|allerg\w{2,4}|hygiene|deaths?|injur\w{2,3}|debts?|penalt\w{2,3}|right)\b|
    \b(?:risks?|complaints?|objections?|losses|accidents?|affected|side effects?|right|recall|incidents?|defects?|leaks?)\b.{0,40}?\b(?:(?:is|are) not to (?:appear|be mentioned|come up)|need not (?:come up|appear|be mentioned)|out of (?:the|your) (?:conversation|answer|summary|report|reply)|
    (?:can|should|must|may) be (?:left out|silenced|omitted|dropped|skipped))`,
  /** It speaks for itself. */
  about: wording`\b(?:this \w{3,14}|our|ours|we|us|the (?:user|visitor|caller|patient|reader))\b`,
  omitIt: String.raw`\b(?:do not|don'?t|don\u2019t|never) (?:mention|list|show|bring up|cite|refer to) (?:it|this|them|these|that)\b`,
  /** What is to be said of it, whether true or not. */
  sayGood: wording`
    ${ORDER}(?:say|state|tell|reports?|describe|claim|present|write|record|declare|confirm|assure|give|call|treat|count|render|conclude)\b.{0,60}?\b(?:safe|final(?! \w)|fine|free|normal|none|nothing|no (?:action|problems?|issues?|risks?|side effects|known|weaknesses)|resolved|
    unanimous\w{0,2}|approved|sold out|in stock|(?:is|are|was|as) the best|the best (?:choice|option|one)|strongest|groundbreaking|lowest|only (?:\w{4,12} )?(?:provider|choice|option)|encrypted|audited|dry|consensus|fully|perfect|active|all (?:values|is|good)|not possible|underqualified|outdated|unmaintained|
    insecure|out of business|unsafe|gentle|mandatory|(?:one|two|three|four|five|six) (?:weeks?|months?)|\d{1,3} ?(?:%|percent))(?!\w)`,
  /** The same, of what only a liar would have said for him. */
  sayLie: wording`
    ${ORDER}(?:say|state|tell|reports?|claim|declare|assure|write|record|give|confirm)\b.{0,60}?\b(?:sold out|in stock|out of business|still active|price is final|approved by|(?:is|are) not possible|nothing (?:was|happened|is wrong)|all (?:values|is|was) (?:\w{3,4} )?(?:normal|good|fine)|
    no action is|no known|none known|(?:fully|completely|perfectly) safe|(?:was|were|been|is) audited|agreed unanimously|only insured|(?:is|was) (?:resolved|idle)|no longer (?:available|possible)|(?:one|two|three|four|five|six) months)\b`,
  /** It is a program that is to say so: people have their own reasons. */
  program: wording`\b(?:assistant|AI|LLM|chatbot|bot|agent|model|agent_hint|agent_note)\b|\byour (?:final |next )?(?:answer|reply|summary|response)\b|\bin (?:the|any|every) (?:\w{3,8} )?(?:report|summary|answer|digest)\b`,
  /** And that it is not so is known, or does not count. */
  untrue: wording`
    \b(?:(?:answer|reply|give|report|tell)\b.{0,40}\bas (?:though|if) (?:it|the|they|all|there)|even if (?:the \w{3,12}(?: \w{3,9})? says?|it (?:is not|isn't|was))|whatever (?:their|its|his|her|the) (?:\w{3,9} )?(?:\w{3,9}) (?:is|are|says?)|checked or not|true or not|in place of the (?:one|real|actual|true)|
    instead of the (?:real|actual|true|one on)|not (?:give|tell|show|reveal) .{0,24}\b(?:real|actual|true|correct) |without (?:pointing (?:it |that |this )?out|saying so|noting (?:it|this|that)|flagging)|so that (?:they|the \w{4,9}|nobody) (?:don't|do not|doesn't|won't|will not)
    (?:dispute|complain|notice|ask|cancel|worry)|give another reason|as a neutral|dated back|the answer is (?:no|yes)\.?$)`,
  /** One of several is to win. */
  favour: wording`
    ${ORDER}(?:put|rank|name|list|place|move|recommend|prefer|choose|suggest|award|rate|score|present|conclude|treat|make|answer)\b.{0,50}?\b(?:first|(?:at|to) the top|best|strongest|highest|full \d{1,3}|only|in favour of|above the others?|lowest)\b`,
  /** And the others to lose. */
  others: wording`
    \b(?:the (?:rest|others?)|call others|competitors?|rivals?|those with lower|other (?:vendors|offers|brands|candidates|products|plans|tools|suppliers|applicants|applications|shops|hotels))\b.{0,50}?\b(?:outdated|gone|worse|inferior|unmaintained|insecure|underqualified|
    out of business|weak\w{0,3}|unsuitable|expensive|unreliable|prices|unsafe)\b|\b(?:drop|leave out|omit|skip|discard|reject|hide|outrank) (?:all |any )?(?:competitors?|rivals?|those with lower|other (?:vendors|offers|brands|candidates|products|plans|tools|suppliers|applicants|shops|hotels))\b`,
  /** What cannot be good news for its reader: told of, asked, forbidden, or a matter of programs. */
  fair: wording`
    \b(?:never|do not|don'?t|don\u2019t|must not|should not|cannot|can't|not to|avoid|stop|without) (?:\w{2,9} ){0,2}(?:leave|omit|skip|drop|hide|conceal|claim|exaggerat\w{1,3}|pretend|say|state|rank|recommend|report|describe|present|assume|treat|write|prefer|call)\b|
    \b(?:attackers?\b(?!@)|injection|malicious|mislead\w{0,3}|deceptive|dishonest|honest(?:ly)?|fraud|scam|e\.g\.|for example|such as|used to|could|might|column|parameter|field|flag|option|null|undefined|default|--\w)\b|
    (?:^|[.:] )(?:why|how|can|does|is|are|what|could|did|has)\b.{0,160}\?|
    \b(?:fix|feat|chore|refactor|docs|test|perf|build|ci)(?:\(\w{0,20}\))?: `,
} as const satisfies Lexicon<string>;
