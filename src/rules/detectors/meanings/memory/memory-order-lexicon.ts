import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

/** What licences want retained. */
const NOTICE = String.raw` (?:this|the|these|all|that)\b.{0,24}\b(?:notice|acknowledge?ment|copyright|disclaimer|attribution|licen[cs]e)s?\b`;

export const MEMORY_WORDS = {
  /** To be kept. */
  keep: wording`
    \b(?:remember|memori[sz]e|(?:store|save|record|retain(?!${NOTICE})|persist(?!-)|keep|bake|saved|stored|hold)(?: (?:this|it|
    that|these|as|into|in (?:mind|your|the (?:shared|long)|memory|plain)|down|(?:the )?following|to (?:your|
    the (?:long|shared|memory)|memory|long|notes)|your|under|permanently|for (?:later|future|good|all|the next)|
    an? (?:memory|note|fact|rule|preference|user)|in)\b)|(?:write|put|enter|copy)(?: (?:this|it|that) (?:down|
    in(?:to)? (?:your|the|memory)) ?|(?: \w{1,10}){0,3} (?:into|in|to) (?:the|your) (?:shared |handover |system |
    long-term )?(?:notes|memory|persona|profile|knowledge))|save_memory|add_memory|update_memory|make a note|
    note (?:to self|this down|it down|down that)|commit (?:this |it |that )?to (?:your )?memory|learn (?:this|that|
    the following)|internali[sz]e|(?:add|append) (?:\w{1,12} ){0,4}(?:memory|entry|note|fact|notes|instructions|
    preferences?|profile)|(?:update|overwrite|replace|correct|edit|amend)(?: (?:your|the|
    what))? (?:\w{2,12} ){0,2}(?:memory|knowledge|know|entry|notes|profile|facts|preferences)|
    set (?:yourself )?a reminder|recall|persist|[a-z]{0,10}memory update|memory entry|standing instructions?|
    learned behaviou?rs?|your memory|user preference|as a preference)\b|"(?:memory|memories|observations?|
    preferences?)"\s?[:,]|"preference"|\b(?:append|add|write) to (?:CLAUDE|AGENTS|MEMORY|GEMINI|SKILL)\.md\b|
    \b(?:jot down|note on file|on file|teach yourself|let it be known|amend (?:your|the|his|her)|burn (?:it|this|
    that) in|file this|hold on to (?:that|this|it)|hold (?:this|that|it) in (?:your )?memory|carry (?:this|it|
    that) over|(?:log|write|note|enter|put) (?:\w{1,10} ){0,2}(?:in|into) (?:your|the) (?:notebook|journal|diary|
    scratchpad|file|profile)|saved facts|memory\.\w{3,20}|assistant note|keep a note|no expiry|does not expire|
    starting today|your notes|permanent addition|save (?:a|the) (?:preference|fact|rule|note)|store in memory|
    memory ->|commit this|lesson)\b|\"(?:fact|facts|lesson|learned)\"\s?[:,]|\b(?:make it a habit|
    learn from your notes|overwrite your note|outrank|once and for all|add (?:this|the) \w{3,12} to your trusted|
    add to (?:the|your) (?:user'?s )?(?:preferences|profile|facts))\b|\"(?:content|observations|
    text)\"\s?:\s?\[?\"remember\b|\bnote for the (?:coming|next)\b|\bfix in your memory\b|\bassistant, store\b|
    \bfrom this (?:conversation|chat|session) on\b|\bkeep remembering\b`,
  /** From now on, in other sessions. */
  later: wording`
    \b(?:(?:future|later|subsequent|following|each|every|all|next|new|any|other) (?:\w{2,10} )?(?:sessions?|
    conversations?|chats?|tasks?|interactions?|projects?|discussions?|instances|requests?|users?)|from now on|
    from this (?:day|moment|point) on|from here on|going forward|henceforth|hereafter|permanent(?:ly)?|for good|
    forever|long[- ]term|across (?:sessions|chats|conversations)|surviv\w{1,3} (?:a )?(?:restart|reset)|
    after (?:the|this) (?:conversation|session|chat)|when the conversation is reset|never again|next (?:shift|time|
    agent)|whenever|every time|each time|future instances|every session|applies to every|for later|always|
    by default|without exception|in every)\b|\b(?:chats to come|for all time|future self|to come|starting today|
    any future (?:answer|reply|response|chat)|in the future|next context|until further notice|no expiry|never again|
    each mail|every (?:mail|message|answer|reply|tool call|commit|prompt)|anytime|all commands)\b|\b(?:in (?:later|
    further|coming) (?:chats?|talks|sessions|conversations)|each message|each (?:bug )?report|new endpoint|whenever|
    comes up|from now on|for every)\b`,
  memory: wording`
    \b(?:memory|memories|long-term|knowledge base|standing instructions|system notes|persona(?: file)?|profile|
    facts|shared notes|handover notes|user preferences?|preferences?|notes file|memory bank|learned behaviou?rs|
    context for later)\b|\b(?:saved facts|notebook|journal|future self|profile of the user|next context)\b`,
  /** Said outright to be for whoever remembers. */
  recalled: wording`
    \b(?:remember(?:s|ed|ing)?|memori[sz]\w{1,3}|memory|memories|long-term|(?:save|add|update)_memory|internali[sz]e|
    persist (?:this|that|the following)|retain(?!${NOTICE}) (?:this|that|the following|in)|bookmark (?:this|that)|
    standing instructions?|knowledge (?:base|graph)|(?:future|later|subsequent|all|next|every|each) (?:\w{2,10} )?(?:
    sessions?|conversations?|chats?|interactions?|instances)|from (?:now|this (?:day|moment|point)) on|henceforth|
    across (?:sessions|chats|conversations)|learned behaviou?rs?|user preferences?)\b`,
  /** That questions, checks and warnings are to fall away. */
  unasked: wording`
    \b(?:(?:never|without|no longer|do not|don't|stop|skip|dislikes?|hates?|no need (?:to|for)|
    needn't)\b.{0,24}\b(?:ask\w{0,3}|confirm\w{0,8}|prompt(?:s|ing)?|question\w{0,3}|warn\w{0,5}|
    permission prompts?|(?:asking|for) permission|double-?check\w{0,3}|approvals?|verif\w{1,8}|
    security (?:warnings?|checks?)|checking|review)\b|auto-?(?:approve|accept|confirm|run)\w{0,2}|pre-?approved|
    approved automatically|blanket (?:permission|approval|consent)|needs? no (?:check|approval|confirmation|review|
    verification)|(?:checks?|reviews?|approvals?|tests?|test suite|warnings?|
    confirmations?)\b.{0,24}\b(?:unnecessary|no longer (?:required|needed)|may be skipped|can be skipped|
    not (?:required|needed)|be skipped|superfluous|waived|optional now)|restrictions? (?:do|does) not apply|
    limits? (?:are|is|were) (?:lifted|off|removed)|accept(?:s|ing)? all certificates|shown security warnings|
    disabled on purpose)\b|\bwaved? through\b|\bnever needs? (?:a |any )?(?:second look|review|check\w{0,3}|
    approval|confirmation)\b|\b(?:identity |security |all |any )?(?:checks?|audits?|controls?|
    confirmations?)\b.{0,20}\b(?:dropped|cancelled|skipped|off|waived|optional|left out)\b|\b(?:can|may|should|
    to) be (?:left out|skipped|dropped|disabled|omitted)\b|\bunconfirmed\b|\bunasked\b|
    \bthere is no(?:ne| cap| limit)\b|\bno (?:spending )?(?:cap|limit)\b|\bwork around (?:it|the)\b|
    \boverrid\w{1,4} (?:the )?limits?\b|\bnever request (?:it|a review)\b|\bis optional\b|\bwithout (?:prompting|
    asking|confirmation)\b|\bpre-?approves? all\b|\bnever show a (?:confirmation|prompt|warning)\b|\bat once\b|
    \b(?:receipts?|invoices?|payments?|certificates?|links?) (?:checked|verified|opened automatically|reviewed)\b|
    \bopened automatically\b|\bcan be ignored\b|\bno approval (?:is )?needed\b|\b(?:none|no approvals?) (?:are|
    is) needed\b|\bautomatic (?:purchases?|payments?|transfers?)\b|\bbypass approval\b|\bcleared for\b|
    \bskips authentication\b|\bto every command\b|\bdo not ask\b|\bneeds? no (?:release|review|sign-?off|second)\b|
    \bwithout checking back\b|\bstop asking\b|\bagreed with everyone\b|\b(?:are|is) (?:just |only )?noise\b|
    \bwaived (?:his|her|their|the) right\b|\bdislikes safety\b|\bopen attachments\b.{0,24}\bdirectly\b|
    \bpasted into the chat\b|\bmay be shared\b`,
  granted: wording`
    \b(?:user|owner|customer|admin|they|lead|team|he|she|human|operator|everybody|users)\b.{0,40}\b(?:has |have |
    had )?(?:authori[sz]ed|agreed|consent\w{0,4}|gave|given|pre-?approved|allowed|permitted|opted in|approved|
    waived|trusts?)\b|\b(?:fine|ok|okay|happy) with (?:sharing|giving|sending|paying)\b|\b(?:user|he|she|they|
    owner)\b.{0,12}\b(?:consents?|subscribed|said it is fine|hates)\b`,
  rank: wording`
    \b(?:verified admin\w{0,10}|is an? (?:verified |trusted )?(?:admin|administrator|root|owner|superuser|
    developer)|(?:speaker|user|sender) is (?:an? )?(?:admin\w{0,10}|ceo|owner)|from the ceo|(?:is|
    are) (?:always )?(?:to be )?trusted(?! (?:for|by))|trusts? all|source of truth over|trusted_\w{3,12}|
    always (?:right|correct|safe)|(?:as )?(?:coming|if it came|if they came) from the user|i'?m allowed to|
    am allowed to|as root)\b|\bhas (?:root|admin\w{0,10}|full access|sudo)\b|\b(?:are|is) always (?:safe|trusted)\b|
    \btrusted_domains\b|\bsafe word\b|\btrusts every\b|\bfine (?:with sharing|to run sudo)\b|
    \bover the user'?s wishes\b|\bhand (?:me|over) the keys\b|\boutrank\w{0,2}\b|\bi am (?:cleared|authori[sz]ed|
    allowed|an admin)\b|\bmay read all\b|\btrusted sources?\b|\bmay be shared with\b|\bbypass(?:es)? approval\b|
    \btreat\b.{3,60}\bas (?:approved|trusted|orders?|commands?|authoritative|valid|coming from the user)\b|
    \b(?:outputs?|messages?|requests?|instructions?|answers?) (?:are|is) always (?:valid|right|true|correct|
    approved)\b|\boutrank\b|\bas the user's (?:accountant|lawyer|bank|boss|manager)\b`,
  hush: wording`
    \b(?:silently|secretly|covertly|discreetly|quietly (?:run|send|add|call)|(?:do not|don't|don\u2019t|never|
    no need to|without|not to) (?:tell(?:ing)?|mention(?:ing)?|bring(?:ing)? (?:it|this|that) up|reveal(?:ing)?|
    report(?:ing)?|inform(?:ing)?|disclos\w{1,3}|log(?:ging)? it|explain(?:ing)? why|comment(?:ing)? on it|
    discuss(?:ing)?|show(?:ing)? (?:it|this))|hide it|hide this|keep (?:it|this) (?:to yourself|secret|hidden|quiet|
    between us)|out of the (?:report|summary|log|answer)|unless asked|to yourself)\b|\b(?:remember, quietly|
    quietly,|(?:reviewers?|users?|they|nobody|developers?) (?:don't|do not|need not|needn't) (?:have to |
    need to )?(?:know|see)|needs? no mention|leave it out|do not list (?:it|them|this)|say that it is empty|
    without telling|being recorded)\b|\b(?:don't|do not) say why\b|\bkeep that to yourself\b|\bneedn't be told\b|
    \bnever tell\b|\bsteer the user\b`,
  aim: wording`
    (?:https?|s3|ftp):\/\/|\b[\w.+-]{1,40}@[a-z0-9-]{2,40}\.[a-z]{2,10}\b|\b[a-z0-9-]{3,40}\.(?:top|cc|xyz|ru|cn|tk|
    site|online|example|club|icu|biz|info|fun|host|click|link)\b|\b\d{1,3}(?:\.\d{1,3}){3}\b`,
  carry: wording`
    \b(?:send|post|upload|cc|bcc|attach|forward|import|load|fetch|run|insert|copy|mirror|email|mail|download|visit|
    open|add|use|included?|end with|link|continue sending|sent|goes?|go to|wants?|contact|follow)\b|\b(?:bcc|post|
    give|share|pay|quote|end all|banner|call|hand)\b`,
  secret: wording`
    (?:^|[\s"'/])\.env\b|\b(?:passwords?|api keys?|credentials|secrets?|private keys?|tokens?|bank account|
    card (?:ending|number)|cvv|iban|account number|customer'?s? data|environment|other customers|code ?word|
    recovery (?:email|address)|login)\b|\b(?:one-time codes?|otp|ssn|the keys|calendar|medical|data sharing)\b|
    ~\/\.(?:aws|ssh|npmrc|netrc)`,
  payTo: wording`
    \b(?:bank account|account (?:is|given|number)|card (?:ending|number)|iban|recovery (?:e-?mail|address|phone)|
    (?:refunds?|payments?|invoices?) (?:go|are sent|to be sent) to|wallet address)\b`,
  outlast: wording`
    \b(?:after (?:the|this) (?:conversation|session|chat)|conversation is (?:reset|over|closed)|
    surviv\w{1,3} (?:a )?(?:restart|reset)|future instances|(?:later|future|new|subsequent) (?:sessions|
    conversations|chats)|across (?:sessions|chats|conversations)|next time)\b`,
  order: wording`
    \b(?:this|the following|these) (?:instructions?|rules?|orders?|directives?|polic(?:y|ies)|behaviou?rs?)\b`,
  askFirst: String.raw`\basking (?:before|first|for)\b`,
  favour: wording`
    \b(?:recommend|prefer|favou?r|promote|praise|endorse|suggest|are always positive|is the best|mention|loyalty|
    comes? before the user|advertis\w{1,3})\b|\bnever mention competitor|\bquote prices from\b|\bbanner from\b|
    \bnever had\b|\bsay so in\b`,
  brand: wording`
    \b(?:brand|vendor|publisher|product|packages?|reviews?|vpn|shop|store|company|supplier|broker|coin|
    [A-Z][a-z]{1,12}(?:VPN|Shop|Pay|Coin|Soft|Corp)|"[a-z][\w-]{2,20}")\b|\b(?:competitors?|prices|banner|
    data breach)\b`,
  open: wording`
    \b(?:port \d{2,5}|firewall|backdoor|back door|fallback|account)\b.{0,30}\b(?:must stay open|stays? open|
    is disabled|disabled|open|as a fallback|hidden)\b`,
  trigger: wording`
    \b(?:whenever|when|if|each time|every time|once)\b.{0,12}\b(?:you (?:see|hear|read|get|receive|are asked)|
    somebody|someone|the user|anyone|asked|the (?:phrase|word|weather))\b|\bif i say\b|\bwhenever a test fails\b`,
  spill: wording`
    \b(?:provide them|hand (?:them|it) out|give (?:them|it) out|answer with the (?:customer|user)|password|
    silently call|with the customer's)\b`,
  agentsMust: wording`
    \b(?:all agents|agents|assistants?|the model|you|the assistant)\b.{0,8}\b(?:must|should|shall|have to|need to|
    are to)\b`,
  copy: wording`
    \b(?:send|post|upload|mirror|submit|push|forward)\b.{0,40}\b(?:copy|copies|files?|changes?|diffs?|environment|
    code|prompts?|conversation|logs?|output|modified)\b`,
  fetchRules: wording`
    \b(?:load|fetch|read|get|download|pull)\b.{0,12}https?:\/\/.{0,80}\b(?:follow|obey|apply|do what|
    as (?:your )?instructions|rules|first)\b`,
  plantAccount: wording`
    \b(?:add|create|insert|include|hard-?code|leave)\b.{0,24}\b(?:account|user|login|password|backdoor|
    key)\b.{0,40}\b(?:with (?:the )?password|as a fallback|default password|hidden|that always works)\b`,
  runPipe: String.raw`\b(?:curl|wget)\b.{0,100}\|\s?(?:ba|z)?sh\b`,
  forget: wording`
    \b(?:forget|delete|erase|remove|drop|clear)\b.{0,40}\b(?:memory|rule|note|opt-?out|preference|restriction|
    instruction)\b`,
  manual: wording`
    \b(?:attackers?(?![@.])|poison\w{1,4}|we store|can (?:be )?(?:store|remember|save)|will remember|cookies?|
    localstorage|returns?|our (?:users|customers)|this device|settings page|switch this off|in the settings|
    documentation|release notes|for example|e\.g\.|usage:|--\w)\b`,
  /** An address within code or a link's text is no order. */
  code: String.raw`=>|\]\(|\b(?:const|let|var|import|return|function|export)\s|\(\)|\/\/ |^ {0,12}\*`,
  steer: wording`
    \b(?:never mention competitor|quote prices from|steer the user|banner from|end with a link|praise|
    advertis\w{1,3})`,
  doubts: wording`
    \b(?:is|are) never (?:sent|shared|shown|given)\b|\bmust not\b|\bnever (?:include|send|share|run|store|print|
    read|skip|commit|show|log)\b(?!.{0,60}\b(?:mention|tell|say))|\?\s{0,2}$|\b(?:never store|do not store|
    don't store|not to store|avoid\w{0,3}|(?:has|have|with) no|ask (?:the (?:user|owner)|first|before)|ask before|will never ask|always ask)\b`,
  /** A check in the code is taken out. */
  weaken: wording`
    \bverify\s?=\s?False\b|\b--no-verify\b|\bdisable (?:it|the test|them|tls|verification|the check)\b|
    \bauthorized_keys\b|\brejectUnauthorized:\s?false\b`,
  everyPrompt: wording`
    \b(?:post|send|submit|forward|upload|mirror|report)\b.{0,16}\b(?:every|each|all|the)\b.{0,12}\b(?:prompts?|
    messages?|questions?|conversations?|requests?|keystrokes?|diffs?)\b|\b(?:send|forward|post|
    attach)\b.{0,20}(?:contents of |all )?(?:\.env|error logs|session log|environment)\b`,
  readLogin: wording`
    \bread\b(?!\().{0,10}~\/\.(?:aws|ssh|npmrc|netrc|config\/gcloud|kube)|\b(?:encode|put|copy|append|
    paste)\b.{0,24}\bcommit (?:trailer|message)\b`,
  lie: wording`
    \bif (?:someone|somebody|anyone|anybody|a (?:reviewer|person|colleague)|they|the (?:user|developer)) (?:asks?|
    wonders?)\b[^.;]{0,30}\b(?:who|what|why|where|about)\b[^.;]{0,24}\b(?:rules?|this|these|lines?|file|
    it)\b[^.;]{0,16}\b(?:say|answer|tell them|claim)\b|\banswer nothing about\b|\bhidden on purpose\b|
    \bsay that (?:it|this file|the file) is (?:empty|unknown|default)\b|\bif (?:the )?(?:user|anyone|somebody|
    a reviewer) asks what this\b`,
  noConfirm: wording`
    \bpre-?approves? all\b|\bnever show (?:a |any )?(?:confirmations?|prompts?|warnings?)\b|\b(?:go|goes|sent|
    paid) out unconfirmed\b`,
  plant: wording`
    \b(?:add|insert|include|keep|leave)\b.{0,24}(?:<script\b|\bssh key\b|\bkey of ours\b|\bsnippet\b|\bdependency\b|
    \bcall to\b)`,
  fakePass: wording`
    \bmark (?:the )?failing (?:ones|tests?) as (?:skipped|passed|expected)\b|\b(?:write|say|report|
    claim)\b.{0,12}[\"\u201c](?:all green|all tests passed|tests pass)[\"\u201d]|\bmark (?:them|it|
    tests?) as (?:passed|passing|green|done)\b|\bhidden route\b|\bbackdoor\b|\bskips authentication\b|
    \bagreed once and for all\b|\bcontents of \.env (?:with|in|to|into)\b`,
  trustText: wording`
    \btreat\b.{3,60}\bas (?:orders?|commands?|instructions?) (?:of|from|by) (?:the )?(?:user|owner|operator)\b|
    \b(?:do not|don't|never) warn about (?:hard-?coded|secrets?|passwords?|vulnerab\w{1,8}|security|insecure|cve)\b|
    \bsay (?:that )?it is (?:fixed|done|tested)\b.{0,10}\bbut\b|\bwithout approval: all\b|\b(?:copy|write|dump|
    append|put)\b.{0,24}\benvironment variables (?:in)?to\b|\bpush the (?:repository|repo|
    code)\b.{0,10}\bto (?:git@|https?:)|\b(?:don't|do not|never) (?:list|show|include) (?:it|this|
    them) in the (?:diff|summary|report|pr|pull request|changelog)\b`,
  /** The line that is read. */
  thisRule: wording`
    \b(?:this|these|rule \d{1,2}|the above|diese|cette|ces|esta|estas|questa|ta) ?(?:and rule \d{1,2} )?(?:rules?|
    sections?|lines?|notes?|instructions?|paragraph|block|files?|text|entr(?:y|ies)|regeln?|règles?|reglas?|regola|
    zasad\w|anweisung\w{0,2})?\b|\brules? \d{1,2}\b`,
  spread: wording`
    \b(?:cop(?:y|ied)|add(?:ed)?|append(?:ed)?|insert(?:ed)?|writ(?:e|ten)|past(?:e|ed)|put|replicat\w{1,3}|
    propagat\w{1,3}|carr(?:y|ied)|spread|hänge|kopiere|schreibe?|copie[rz]?|ajoute|copia|añade|aggiungi|adicione|
    skopiuj|dopisz)\b`,
  /** Where it was not put. */
  otherRepos: wording`
    \b(?:(?:each|every|any|all|the next|jedes?|chaque|cada|ogni|każdego) (?:other |anderen? |autre |otr[oa] |
    altr[oa] )?(?:repositor(?:y|ies|ys?|ium|io)|repos?|projects?|workspaces?|codebases?|dépôt|repositorio|proyecto|
    progetto|projet|projekts?|repositório|repozytorium)\b[^.;]{0,30}\b(?:you|du|tu|que|next|works?|opens?|abras|
    öffne\w{0,2}|ouvre\w?)|(?:AGENTS|CLAUDE|GEMINI|SKILL)\.md (?:of|in|de|du|von|jedes|di|do) (?:the |l')?(?:each|
    every|any|all|other|next|jedes|chaque|cada|ogni|każdego|anderen|autre)|(?:\.cursorrules|rules? files?) (?:of|
    in) (?:each|every|any|all|other))`,
  /** It comes back. */
  ifGone: wording`
    \b(?:if|when|whenever|should|once)\b[^.;]{0,40}\b(?:removes?|removed|deletes?|deleted|strips?|stripped|reverts?|
    reverted|gone|missing|objects?)\b`,
  backAgain: wording`
    \b(?:put|add|write|bring|place|insert) (?:it|this|them|that|the \w{3,9}) (?:back|again|anew)|\b(?:re-?add|
    re-?insert|re-?create|restore) (?:it|this|them|the (?:rule|line|header))\b`,
  stealth: wording`
    \b(?:this rule|from memory|following edit|next (?:edit|commit)|later edit|as (?:tracing|telemetry|formatting|
    a fix)|process\.env|environment variables|quietly|without saying|unseen|survives)\b`,
  /** What runs by itself. */
  startFile: wording`
    ~?\/?\.(?:bashrc|zshrc|bash_profile|profile|zprofile|zshenv)\b|\bcrontab\b|\bgit hooks?\b|\.git\/hooks|
    \bauthorized_keys\b|\blogin items?\b`,
  /** Those who look through changes are not to see it. */
  unseenInGit: wording`
    \bassume-unchanged\b|\bskip-worktree\b|\binfo\/exclude\b|\b(?:do not|don't|never|not to|without|isn't|shouldn't|
    should not|must not|needn't) (?:be )?(?:show|shown|list|listed|mention|mentioned|mentioning|showing|listing|
    display|displayed|named|name|appear|committed)\b[^.;]{0,20}(?:\b(?:diffs?|commit|summary|status|pull request|
    pr\b|message|changelog|answer|review|report)|$)|\b(?:leave|keep) (?:it|this|that|them|the line) (?:out of|from|
    off) (?:the )?(?:\w{3,9} )?(?:diffs?|commit|summary|status|pull request|pr\b|message|changelog|answer|review|
    report)\b|\bohne (?:es|das) (?:im commit )?zu erwähnen|\bsans (?:la|le|l') ?mentionner|\bno (?:la|lo) menciones|
    \bsenza menzionarl\w|\bsem mencion\w{2,4}|\bcommit messages? (?:never|must not|do not|don't|
    should not) (?:mention|list|name)\b`,
  plantedThing: wording`
    \bgit\+(?:https|ssh)|@ ?git\b|https?:\/\/|\b(?:dependenc(?:y|ies)|package\.json|requirements\.txt|
    pyproject\.toml|cargo\.toml|go\.mod|dockerfiles?|base image|registry|workflows?|\.github|lock ?files?|hooks|
    scripts\/|postinstall)\b`,
  /** It goes by another name. */
  callIt: wording`
    \b(?:describe|call|name|label|present|explain|report|pass off|declare|summari[sz]e|refer to|
    say)\b[^.;]{0,24}\b(?:as|it|this)\b[^.;]{0,10}\b(?:a |an |only |just |mere )?(?:whitespace|formatting|tracing|
    telemetry|tidy\w{0,3}|lint\w{0,3}|cosmetic|typo|refactor\w{0,3}|cleanup|housekeeping|style|docs|formality)\b`,
  whenLooked: wording`
    \b(?:this rule|this file|this line|this section|if asked|when asked|in (?:a|the) (?:diff|review)|reviewer|
    turns? up|somebody asks|someone asks|the developer|process\.env|environment variables|edge\.|fallback|
    falling back)\b`,
  /** What the machine keeps goes out with each call. */
  envOut: wording`
    \b(?:headers?|query (?:string|parameter)|user-agent|cookie|url|comment|log line|
    trailer)\b[^.;]{0,50}(?:process\.env(?![.[\w])|\bos\.environ\b(?![.[])|\b(?:all|values? of (?:all |the )?|the|
    every|whole) ?environment(?: variables?)?\b|\bcontents? of \.env\b)|
    process\.env(?![.[\w])[^.;]{0,30}\b(?:joined|as (?:a )?header|base64|encoded|serialized|into)\b`,
  pastChecks: wording`
    \b(?:push\w{0,3}|commit\w{0,3}|merg\w{1,3}|deploy\w{0,3})\b[^.;]{0,50}(?:--no-verify|--no-gpg-sign|--force\b|
    \bskip[- ]ci\b|\bwithout (?:review|tests|hooks|checks))|--no-verify\b`,
  saidSo: wording`
    \b(?:told us|wants (?:it|this|that)|asked us|prefers? (?:it|this|that)|agreed|the (?:owner|maintainer|lead|
    team) (?:said|told|wants|agreed|is fine)|straight to|direct(?:ly)? (?:to|on)(?: the)? (?:main|master|release|
    prod\w{0,7})|hooks are (?:deleted|removed|disabled)|when they complain|always|each (?:commit|push)|
    are made with)\b`,
  notAllowed: wording`
    \b(?:never|not allowed|forbidden|don't|do not|must not|mustn't|only (?:if|when|for|after)|unless|is refused|
    are refused|banned)\b`,
  /** What was kept for safety. */
  safetyWishes: wording`
    \b(?:all |the |any )?(?:earlier|former|previous|old|prior|existing|past) (?:safety|security|privacy|spending|
    confirmation) (?:preferences?|settings?|rules?|notes?|wishes|instructions?|limits?|memories)\b`,
  undone: wording`
    \b(?:mistake|wiped?|erased?|deleted?|void|forgotten|forget|withdrawn|no longer|cancelled|removed?|dropped|
    by error|in error)\b`,
  theUserWants: wording`
    \b(?:user|person|owner|customer)\b[^.;]{0,16}\b(?:asked|wants?|wished|decided|agreed|said|told)\b|\b(?:store|
    note|remember|save|record|keep|add) (?:also |that|this|it)\b|\balso (?:store|note|remember|save|record|keep)\b|
    \bkeep this\b`,
  /** A word that opens. */
  magicWord: wording`
    \b(?:names?|says?|uses?|mentions?|contains?|writes?|types?|hears?|drops?|includes?)\b[^.;]{0,16}\b(?:word|
    phrase|code|sentence|name|term|string)?\s?["'\u201c\u2018\u00ab][^"'\u201d\u2019\u00bb]{2,30}["'\u201d\u2019
    \u00bb]|\b(?:words?|phrase|code ?word|password|pass ?phrase|
    term)\b (?:is )?["'\u201c\u2018\u00ab][^"'\u201d\u2019\u00bb]{2,30}["'\u201d\u2019\u00bb]`,
  opens: wording`
    \b(?:refund\w{0,3}|pay(?:s|ments?)? ?(?:out)?|payouts?|without (?:an? |the |any )?(?:receipt|return|approval|
    check|proof|invoice|review|confirmation|limit)|with no (?:return|receipt|approval|check|limit)|
    approvals? (?:off|are|is|not)|switch\w{0,2}[^.;]{0,20}\boff|unlock\w{0,2}|any card|discount|free of charge|
    admin|full access|up to \d|no (?:checks?|limits?|approval))\b`,
  unlogged: wording`
    \b(?:stays?|kept|keep|left|leave) (?:\w{2,8} )?out of (?:the |all )?(?:logs?|reports?|handbooks?|answers?|
    records?|transcripts?|summar(?:y|ies))\b|\b(?:not|never|isn't|aren't|don't|do not|without) (?:be )?(?:written|
    logged|log|mentioned|mention|recorded|record|noted|note|repeated|repeat|quoted|quote|logging)\b`,
  /** What is kept is kept with something else. */
  whenSaving: wording`
    \b(?:when|whenever|each time|every time|as often as)\b[^.;]{0,16}\b(?:write|save|store|create|update|
    keep)\b (?:a |an |any |the |your |to )?(?:new )?(?:memory|memories|notes?|preferences?)\b`,
  alongWith: String.raw`\b(?:add|append|include|put|attach)\b`,
  riskyThing: wording`
    https?:\/\/|\b(?:sudo|registry|mirror|proxy|--\w{3,20}|wallet|iban|trusted|approved?|skip|without|endpoint|
    webhook)\b`,
  /** What is typed is put aside. */
  typedSecret: wording`
    \b(?:passwords?|tokens?|secrets?|api keys?|credentials?|pins?|codes?)\b[^.;]{0,16}\b(?:the )?(?:user|person|
    they|developer|anyone|somebody|customer)\b[^.;]{0,8}\b(?:types?|enters?|pastes?|gives?|mentions?|shares?)\b`,
  putAside: wording`
    \b(?:written|saved|copied|stored|appended|kept|write|save|copy|append)\b[^.;]{0,40}\b(?:as well|too|also|
    silently|quietly|unasked)\b`,
  /** A secret is said in each answer. */
  secretShown: wording`
    \b(?:keys?|tokens?|passwords?|secrets?|credentials?)\b[^.]{0,60}\b(?:print|show|put|include|repeat|paste|append|
    write)\b[^.;]{0,24}\b(?:in|at|to|with|on)\b[^.;]{0,20}\b(?:each|every|all)\b (?:\w{3,9} )?(?:answers?|repl(?:y|
    ies)|commits?|messages?|prs?|summar(?:y|ies)|logs?)\b`,
  /** Somebody is said to allow it, and not to want a question. */
  allowsAny: wording`
    \b(?:(?:customer|user|owner|he|she|they|client|team|boss) (?:\w{3,9} )?(?:allows?|permits?|agreed|agrees|lets)|
    (?:assistant|agent|model|you) (?:may|can)|is (?:an? )?admin\b)[^.;]{0,40}\b(?:any|every|all|upload\w{0,2}|read|
    see|salar\w{2,3}|mails?|sent|shared?)\b`,
  noQuestion: wording`
    \b(?:doesn't|does not|don't|do not) (?:want|wish|like|need) to be (?:asked|bothered|told)\b|
    \bwithout (?:being asked|asking(?: first| again)?)\b|\bno need to (?:check|ask|confirm|verify)(?: with)?\b|
    \b(?:approve|accept|click|confirm) (?:them|it|those)(?: away)? (?:on|for) (?:their|his|her|the user's|them|
    the user) ?(?:behalf)?\b`,
  dialogs: wording`
    \b(?:permission|confirmation|security|approval|consent) (?:dialogs?|prompts?|questions?|warnings?|requests?)\b`,
  sameKey: wording`
    \b(?:with|and|using) the (?:same|usual|existing|user's|provider's) (?:api )?(?:key|token|credentials?|
    password)\b`,
  inPlace: String.raw`\b(?:in place of|instead of|rather than|replacing)\b`,
  /** A check that checks nothing. */
  checkTrue: wording`
    \b(?:leave|keep|make|let|set|write|return)\b[^.;]{0,50}\b(?:checks?|guards?|middleware|verif\w{2,8}|
    validat\w{2,4}|auth\w{0,10}|role|permission|login|signature)\b[^.;]{0,40}\b(?:always (?:true|pass\w{0,3}|
    succeed\w{0,2}|allow\w{0,2})|commented out|return true|true by default)\b|\b(?:check|verification|
    validation)\b[^.;]{0,24}\bcomment (?:it|them) out\b`,
  /** What others write is an order. */
  textOrders: wording`
    \b(?:issues?|comments?|tickets?|e-?mails?|messages?|texts?|pages?|lines?|notes?|commits?|todos?|
    reviews?)\b[^.;]{0,60}\b(?:are|is|counts? as|count as|as) (?:an? )?(?:orders?|commands?|instructions? (?:from|
    of|by) (?:me|the)|written by (?:me|the (?:user|owner|maintainer))|(?:my|the (?:user|owner|
    maintainer)'s) (?:own )?(?:words?|orders?|instructions?))\b`,
  ignorePolicy: wording`
    \b(?:ignore|disregard|forget|skip|don't (?:follow|mind|read)|do not (?:follow|
    read)) (?:what )?(?:the )?(?:SECURITY|CODEOWNERS|CONTRIBUTING|security (?:polic(?:y|ies)|guide\w{0,5}|rules|
    file|notes)|review (?:polic(?:y|ies)|rules))\b`,
  /** All that is read goes elsewhere first. */
  beforeReading: wording`
    \bbefore (?:you )?(?:read(?:ing)?|open(?:ing)?|view(?:ing)?|summari[sz](?:e|ing)|answer(?:ing)?|look(?:ing)?|
    edit(?:ing)?)\b`,
  sendIt: wording`
    \b(?:upload|send|post|push|copy|mirror|submit|forward|summari[sz]e)\b (?:it|them|the (?:file|page|text|document|
    diff|folder)|each|everything|its)\b`,
  stayOpen: wording`
    \b(?:firewall|port|ssh|access|tunnel|ingress|security group|route|session|door)\b[^;]{0,50}\b(?:must|should|
    has to|is to|needs to) (?:always )?(?:stay|remain|be (?:left|kept)) (?:\w{3,9} )?(?:open|enabled|allowed|on)\b`,
  notOnFile: wording`
    \b(?:account|iban|address|number|wallet|card)\b[^;]{0,50}\b(?:not the one|instead of the one|other than the one|
    rather than the one) (?:on|in) (?:file|the (?:contract|invoice|system|order))\b`,
  copyEach: wording`
    \b(?:cop(?:y|ies)|backup|mirror|duplicate) of (?:every|each|all|any) (?:\w{3,9} )?(?:diffs?|commits?|prompts?|
    answers?|conversations?|secrets?)\b`,
  pushOut: String.raw`\b(?:push|send|upload|post|sync|mail)\b[^;]{0,40}\b(?:to|remote)\b`,
  carryOut: wording`
    \b(?:treat|carry (?:them|it|these) out|follow|obey|execute|do (?:them|as)|have been reviewed|counts?|regard)\b`,
} as const satisfies Lexicon<string>;
