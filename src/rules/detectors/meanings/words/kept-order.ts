import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

/** What reads for somebody, by its trade. */
const READER =
  '(?:(?:AI|coding|shopping|virtual|digital) )?(?:AIs?|LLMs?|language models?|chat ?bots?|bots?|assistants?|agents?|models?|copilots?)';

export const KEPT_ORDER_WORDS = {
  /** A program that reads this for somebody is spoken to. */
  toReader: wording`
    \b(?:note|hint|tip|message|word|instructions?|attention|notice|reminder|update)s? (?:for|to) (?:the |any |all |your |our |every )?${READER}\b|\b(?:dear|hello|hi|hey) ${READER}\b|(?:^|[.!?\n>\[({*#"] ?)(?:for )?(?:any |all |the )?${READER}(?: (?:reading|that|which|who|handling|processing|working)\b[^:;,.]{0,40})?[:,] |
    \b${READER} (?:reading|that (?:reads?|reading|process(?:es)?|handles?|works?|prepares?|sees?|fetch\w{0,2}|visits?|is reading)|which|who|working in|working on|handling|processing|visiting)\b|\bfor (?:shopping |coding |AI |later |all |any )?(?:agents?|LLMs?|assistants?|AIs?|language models?|bots)\b|\bif you(?:'re| are) an? ${READER}\b|<!-- ?(?:llm|ai|agent|assistant|bot)|
    \byour (?:user|owner|principal|operator|human)\b|\bthe (?:user|person|human|one) you (?:serve|help|work for|act for|assist)\b|\bas an? (?:AI|assistant|agent|LLM)\b|\bwhoever retrieves\b|\bbot, |\b(?:assistant|agent|llm|ai|copilot)\\?[,:]`,
  /** To keep it where it outlasts the task. */
  keepIt: wording`
    \b(?:commit|save|store|persist|write|copy|add|put|append|enter|log|keep|record|note|file|update|make|create|retain|hold|preserve|bake|learn|overwrite|register)\w{0,3}\b.{0,40}\b(?:(?:to|in|into|as|of|your|project|long-term|persistent|permanent|lasting|standing|user|agent|global) )(?:\w{1,12} ){0,3}(?:memory|memories|notes?|rules?|preferences?|habits?|knowledge|facts?|beliefs|profile|instructions?(?: file)?|CLAUDE\.md|AGENTS\.md|MEMORY\.md|\.cursorrules)\b|
    \bremember\b(?! to (?:\w{1,12} ){0,2}(?:close|bring|save|check))|\bmemori[sz]e\b|\bcommit (?:this|it|that|the following)? ?to memory\b|\bmake (?:that|this|it) a (?:habit|rule)\b|\bhold on to (?:this|that|it)\b|\bkeep (?:this |that |it |the following )?(?:in mind|for (?:good|later|next time|future))\b|\b(?:save|add|update|store|write)_memory\b|\bmemory\.\w{3,9}\(|\bstanding rule\b|\bfor (?:good|later sessions|next time)\b.{0,30}\b(?:note|keep|remember)|
    \bopen your instruction file\b|\bworth noting down\b|\bpersist the\b|\bnote (?:for good|that down)\b|\bsave it\b|\bstore it as\b`,
  /** It holds beyond this task. */
  lasting: wording`
    \b(?:from (?:now|today|this day) on|in (?:the )?future|for (?:later|future|all later|the next|next|coming)(?: sessions?| time| conversations?| tasks?| chats?)?|(?:later|future|subsequent|next|each new|every new|all|every) (?:sessions?|conversations?|chats?|tasks?|summary|time|run|shift)|next time|whenever|every time|each time|as soon as|from here on|henceforth|permanent(?:ly)?|across sessions|until then|always|for good|hereafter|tomorrow|standing|until that time|if the user ever|at next sync|by default)\b`,
  /** And takes something from whoever it is kept for. */
  takes: wording`
    \b(?:without (?:asking|showing|telling|checking|comparing|review|a question|confirmation)|(?:don't|do not|never|doesn't|does not|needn't|no longer|not|stop) (?:\w{2,9} )?(?:like |want to be |want |be |being |need )?(?:ask\w{0,3}|asked|mention\w{0,3}|shown?|told|warn\w{0,3}|confirm\w{0,5}|verif\w{1,3}|check\w{0,3}|compare|bother\w{0,2}|question\w{0,2}|review\w{0,2}|explain\w{0,2}|listed?)|(?:needs? )?no (?:\w{3,9} )?(?:questions|confirmation|approval|checks?|review)|without explaining|leave .{0,30} out|hide|skip|obey|as (?:if|though)|same (?:weight|authority)|outranks?|trusted? (?:source|authority|all|every)|blanket|consent|waved? through|approved? (?:all|every|it|automatically)|okayed|
    go ahead|side with|put .{3,30} first|instead of (?:the|his|her|their) own|own (?:wishes|orders)|recommend|prefer(?:red|s)?|only (?:buys?|orders?|uses?|cites?)|cite|can be printed|is fine|are safe|safe and|executed?|transfers?|payments?|account number|stored card|pay(?:s|ing)?\b|without comparing|keys?|secrets?|not possible|rule \(|no longer uses|invite external|copy goes|cc\b|bcc\b|follow its later)\b|@[\w-]{2,30}\.|https?:\/\/`,
  /** Written as what is known already: a memory, a summary, a plan that goes on. */
  record: wording`
    \b(?:memor(?:y|ies)(?:_\w{3,9})?|recap|(?:conversation|context|session|chat) summary|summary of (?:the|our|this) (?:conversation|session)|compaction|lessons?(?:\.md)?|learned(?: today)?|preferences?|user_(?:profile|preferences|facts|rules)|user profile|beliefs|(?:core|long-term|own) (?:values|goals|beliefs|rules)|standing (?:permissions?|rules?|orders?|consents?)|
    to-?do(?:\.md)?|plan(?: file|\.md)|notes? to self|what you(?:'ve)? (?:know|learned|have stored)|(?:earlier|previous|last|prior) (?:session|conversation|chat)s?|you promised|carried over|knowledge base|fact for|correction to|soul\.md|merkliste|merkzettel|erinnerung(?:en)?|gedächtnis|preferenc[ei]a?s|mémoire|heartbeat|who i am|identity|persona)\b`,
  /** In it what nobody leaves unasked is granted, or somebody's word is made the owner's. */
  grants: wording`
    \b(?:users?|owner|customer|they|he|she|client|team|admin|maintainers?|jonas|agent|boss)\b.{0,24}\b(?:agreed|approved|consent\w{0,4}|authori[sz]ed|okayed|wants?|allowed|permitted|granted|is fine|are fine|trusts?|gave|has given|have given|opted)\b.{0,60}\b(?:all|any|every|blanket|without|keys?|secrets?|payments?|transfers?|purchases?|shell|send(?:ing)?|share|sharing|files?|records?|automatic\w{0,4}|links?|always|whenever|standing|location|statements|publish\w{0,3}|extensions?|open and run)\b|
    \b(?:all|any|every) (?:\w{3,12} )?(?:approvals?|permissions?|payments?|transfers?|commands?|requests?|links?|domains?|warnings?|prompts?|confirmations?)\b.{0,40}\b(?:automatic\w{0,4}|given|approved|allowed|cleared|trusted|no longer|without|noise|"?allow always)\b|\b(?:shell|network|payments?|reading of \w{4,9}|installs?)\b.{0,12}\b(?:without confirmation|to any host|granted)\b|
    \b(?:messages?|requests?|instructions?|texts?|mails?) (?:from|by|of|which|that|starting)\b.{0,50}\b(?:have the same weight|as own orders|as if .{3,20} (?:had )?(?:typed|said|written)|are the voice|come before|count as|need no|carried? out|right away|own wishes)\b|\b(?:security|permission|confirmation) (?:prompts?|warnings?|questions?|dialogs?)\b.{0,40}\b(?:noise|slow|annoy|"?allow|always|confirm)|\bwarnings? of the\b.{0,24}\bnoise\b|\bstop asking\b|
    \bloyal to\b|\bapproval is implied\b|\bwithout (?:checks|asking)\b.{0,20}\b(?:open|run|pay|install|push)|\b(?:open|run|pay|install|push|freigeben|pagar)\b.{0,24}\b(?:without (?:checks|asking)|ohne rückfrage|sin preguntar|sem perguntar)|\b(?:overrides?|overwrite) (?:supplier|master|what you have|the old)|\b(?:no longer|not) (?:needed|required|to be asked)\b|\bside with us\b|\bon behalf of "|\bput .{3,30} interest before\b|\bnever makes? mistakes\b|\b(?:invite|add)\b.{0,60}\bas (?:an? )?(?:owner|admin)|\bpublish (?:all )?keys\b`,
  /** And is not to be seen. */
  veiled: wording`
    \b(?:never|not|don't|do not|isn't|hidden|without|must not|should not|avoid|nicht|no) (?:\w{2,8} ){0,3}(?:list(?:ed)?|show(?:n)?|mention(?:ed|ing)?|display(?:ed)?|discuss(?:ed)?|tell|told|reveal(?:ed)?|describe[d]?|report(?:ed)?|explain(?:ed)?|anzeigen|erwähnen|stand out|log\b|wake|surface)|\bhidden from\b|\bkeep (?:that|this|it) out of\b|\bquietly\b|\bstays? out of\b|\binto a summary\b|\bdoesn't stand out\b|\bmake it look as\b|\bnever tell\b`,
  /** A file for agents has it do this in what it makes. */
  plants: wording`
    \b(?:weaken|hidden (?:query )?parameter|skips? log-?in|plain ?text|in clear|script src=|<script|backdoor|pass(?:es)? when|signed with "?none|disable|remove[ds]?|ignore comment|token|curl|upload|send the|fetch https?|do(?:es)? what it says|same authority as|as remote pages request|second remote|card numbers?|post the|drafts?|import \w{3,20}|env\b|finances|to https?)\b`,
  /** Taught, described, or the person's own. */
  honest: wording`
    \b(?:how (?:it|memory|to)|works|you can (?:view|delete|see)|settings|is (?:stored|saved|kept)|are (?:stored|saved|kept)|was (?:stored|saved)|paper|attack(?:ers?|s)?|poison(?:ed|ing)|we propose|researchers?|vulnerab\w{3,6}|can be tricked|bookmarks?|holiday|meeting is|please send|as she said|as he said|she asked|he asked|asked (?:you )?to be|(?:wants|prefers|likes) to be asked|always ask|ask before|ask first|before sending|remember me|I'll remember|we'll remember|allows? (?:you|agents|users)|lets? (?:you|agents|users)|helps? (?:you|agents)|can (?:store|save|remember|use|write)|used to|designed to|secret (?:store|manager)|memory (?:leak|usage|limit))\b`,
} as const satisfies Lexicon<string>;
