import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

export const LINK_WORDS = {
  /** To make an address, or to have one looked up. */
  build: wording`
    \b(?:append|add|put|insert|attach|place|include|embed|encode|write|use|build|make|create|generate|rewritten|
    rewrite|replac(?:e|ed|ing)|fill|request|fetch|open|visit|get|call|load|resolve|look ?up|lookup|render|show|
    display|share|(?<!\bblog )post|output|translate|give|turn|convert|concatenate|pass|hand|ping|click|
    (?:(?<![\w@-] ?)|(?<=\b(?:and|then|please|must|to|should|now|also) ))link)\b`,
  address: wording`
    https?://|\b(?:urls?|hyperlinks?|(?<![@-])links?|query (?:string|parameter)|image (?:address|source|url)|favicon|
    tracking pixel|qr[ -]?code|sub-?domains?|dns|(?<!\bname,? )host ?names?|alt text|file name of the (?:image|picture)|
    \bimage from\b|utm_\w{3,10}|markdown image|link preview|lookup per)\b`,
  /** What only the conversation knows. */
  inner: wording`
    \b(?:(?:the|this|our|whole|entire|full|previous|your|chat|of) (?:conversation|transcript|
    chat(?: history| log)?)(?![ -]?(?:widget|window|box|bubble|button|app|script|component|ids?|room|models?|
    completions?|api|plugin|channel|page|tab)\b)|(?<!\b(?:clears?|delete|erase|reset|persist|restore) (?:the )?)(?:conversation|chat) history|(?:the |your )?context window|
    your (?:memory|memories|context)|system prompt|(?:the )?(?:user|customer|reader|person|owner)(?:['\u2019]s|
    s['\u2019])? (?:\w{4,9} )?(?:e-?mail(?! (?:client|composer|program|app|reader|software)\b)|name|address|phone|question|
    location|data|password(?!\()|messages?|birthday|details)|(?:last|previous|earlier|recent) (?:\w{2,6} )?(?:messages|e-?mails|user messages?|question|answers|
    turns?)|what(?:ever)? the (?:user|vault|person|customer) (?:\w{3,8} ){0,2}(?:said|asked|wrote|returned|typed|
    told)|(?:the )?(?:api |access |secret |private |session )?(?:keys?|tokens?|passwords?|secrets?|
    credentials?) (?:you (?:found|have|hold|know|saw|were|can|read)|above|from (?:the|that) (?:file|vault|result|
    environment|config|context)|found)|whatever the \w{3,12} tool returned|names? of the (?:user|files in)|
    contents? of (?:the )?[\w~/.-]{0,30}(?:\.env|\.ssh|\.aws|config\w{0,12}\.\w{2,5}|inbox|vault|clipboard|keychain|
    secrets?)|customer list|session token|values? of (?:the|all|every|your) environment|(?:all|your|
    the) environment variables|(?:admin|user)(?:['\u2019]s)? password|seed phrase|credit card|account (?:number|
    balance)s?|session cookies?|(?:email|e-mail) address(?:es)? of (?:the|each|every) \w{4,10}|
    passwords you \w{3,8}|everything (?:you know|above|in your)|what (?:you know|you have learned|was said))\b`,
  /** A place in an address that is to be filled with it; what opens a quote is JSON, as in the links that install a server. */
  slot: wording`
    https?://(?![^@"'\n]{0,80}\}@(?:github\.com|gitlab\.com|bitbucket\.org|dev\.azure\.com)[/:])[^\s)>"']{0,200}(?:[{<\[]{1,2}|%%|\$\{)(?!["'])[^}>\]%\n]{0,50}(?:conversation(?![_-]?(?:id|uuid|sid|key)|Id)|
    chat[ _-]?(?:history|log)|context(?!\.)|memory|user[ _-]?(?:query|question|input|message)|user['\u2019]s|
    last[ _.-]?message|previous|secrets?\b|summary|key above|the key|everything|password|credit|ssn|
    api[ _-]?key(?:s)? (?:you|found|above)|process\.env\.\w{0,20}(?:KEY|TOKEN|SECRET|
    PASS))[^}>\]%\n]{0,50}(?:[}>\]]|%%)|https?://[^\s)>"']{3,160}[?&/](?!(?:label|logo|type|kind|mode|tab|
    view|page|channel|source|utm_\w{3,10}|feature|section|topic|category)=)[\w-]{0,16}=(?:CONVERSATION|CHAT(?:_HISTORY|
    _LOG)?|SYSTEM_PROMPT|NAME_OF_USER|USER_(?:QUERY|EMAIL|INPUT|DATA)|STOLEN|EXFIL\w{0,4})(?![\w-])`,
  /** A name to look up that holds it. */
  nameSlot: wording`
    [<{$][^>}\n]{0,40}(?:token|secret|pass|password|passwd|base32|base64|hex|chars?|env|data|cookie|
    api[ _-]?key)[^>}\n]{0,30}[>}]\.[a-z0-9-]{1,40}\.`,
  lookup: wording`
    \b(?:make a request|connect to|resolve|look ?up|lookup|nslookup|dig|query|ping|dns|fetch|request|load|open|
    visit)\b`,
  /** Asked of whoever answers. */
  mirrorHost: String.raw`https?://[^\s"']{0,40}[<{\[](?:that|it|result|encoded|value|secret|data)[>}\]]`,
  /** Under the letters. */
  hidden: wording`
    \b(?:(?:first|initial|last|second) (?:letters?|words?|characters?)|acrostic|next (?:character|letter|digit)|
    zero-?width|invisible (?:characters?|text)|nato alphabet|morse|rot13|in hex|as hex|hexadecimal|base64|base32|
    reversed|backwards|into emojis?|emojis? for (?:every|each)|as emojis?|capital letters|number of (?:words|spaces|
    commas)|trailing spaces|(?:start|begin|end)s? with (?:the next|one|a) (?:letter|character|digit)s? of|
    one per (?:character|line|letter)|spell(?:s|ed)?(?: out)?)\b`,
  reply: wording`
    \b(?:(?:your|the|each|every|next|of) (?:\w{3,10} )?(?:reply|answer|response|message|greeting|output|summary|
    closing|sentences?|paragraphs?|lines?|poem|signature|commit message|comment)|closing line|(?:last|first|final|
    closing) (?:line|word|sentence)|alt text|file name|you (?:show|answer|reply|write))\b`,
  secret: wording`
    \b(?:passwords?|secrets?|tokens?|api[ -]?keys?|(?:the|private|access|that|secret|encryption|license) keys?|
    credentials?|system prompt|pin code|passphrase|phone number|account number|card number|seed phrase|env file|
    \.env)\b`,
  send: wording`
    (?<!\b(?:to|that|will|can|may|we|they|you|not|never) )\b(?:send|forward|e-?mail|mail|upload|transmit|(?<!\bblog )post|
    submit|deliver|attach|ship|push|leak|hand|pass on|share)\b`,
  taken: wording`
    \b(?:(?:entire|whole|full|complete) (?:thread|conversation|inbox|mailbox|chat|context|transcript|history|
    repository|address book|customer list)|everything (?:in your|you know|that you|above)|
    contents? of (?:the )?[\w~/.-]{0,30}(?:\.env|\.ssh|\.aws|\.json|\.ya?ml|\.pem|\.key|\.toml|\.sqlite|\.db|config|
    inbox|vault|clipboard|keychain|home (?:folder|directory)|\/etc\/\w{3,12})|your (?:context window|memory|token|
    credentials|api key|system prompt|environment)|(?:ssh|private|api) keys?|conversation so far|chat log|
    environment variables|passwords|cookies|the user['\u2019]s (?:\w{4,9} )?(?:files|documents|data|e-?mails?|
    messages|contacts|calendar))\b`,
  recipient: String.raw`[\w.+-]{1,32}@[\w-]{2,40}\.\w|https?://|\bwebhook\b|\bmy (?:server|endpoint|address)\b`,
  /** How software is described and documented. */
  docs: wording`
    \b(?:endpoint (?:is|returns|accepts)|the (?:client|server|api|sdk|library|webhook|service|
    app) (?:\w{3,10} )?(?:sends?|posts?|receives?|returns?|uploads?|forwards?)|documentation|docs\.|e\.g\.|
    for example|tutorial|curl|attack(?:er|s)?|payloads?|prompt injections?|phishing|privacy policy|newsletter|
    unsubscribe|booking|invoice|database (?:user|server|name|password)|your (?:order|booking|account settings|browser|api key|project|username|password)|
    never|do not|don['\u2019]t)\b`,
} as const satisfies Lexicon<string>;
