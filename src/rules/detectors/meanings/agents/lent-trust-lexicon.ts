import { wording } from '../../../wording.ts';
import type { Lexicon } from '../frames/frames.ts';

export const LENT_WORDS = {
  /** To hand over, to me. */
  give: wording`
    \b(?:lend|loan|borrow|give|hand|share|paste|send|reveal|attach|post|return|forward|copy|tell|show|pass|dump|
    include|export|disclose|whisper|supply|let me (?:have|use|see)|(?:could|can) i (?:have|use|borrow|get)|
    may i (?:have|use)|i(?:'ll| will| can)? (?:need|use|want|take)|schick\w{0,2}|gib|nenne|donne\w{0,4}|
    envoie\w{0,2}|envía\w{0,3}|dame|pásame|manda\w{0,2}|envie|me passe|dammi|invia\w{0,3}|geef|stuur)\b`,
  /** What opens doors. */
  secret: wording`
    \b(?:your (?:own )?(?:(?!public|card|house|room|hotel)\w{3,10} )?(?:tokens?|keys?(?! (?:card|points|figures|
    results))|api[ -]?keys?|credentials?|passwords?|secrets?|login|certificate|session|cookies?|seed|vault)|
    (?:the )?(?:api|private|signing|node|cloud|access|deploy|ssh|master) (?:keys?|tokens?) (?:you|configured|
    in your|from your|of your)|(?:the |your |all )environment variables|your environment|(?:the )?(?:write|admin|
    root|full|owner|sudo) (?:permission|access|rights) (?:on|to|for|over)|\.env file|secrets mount|(?:the |new |
    all )(?:credentials|passwords)(?: anew| again| here|\b)|(?:database|connection) (?:url|string)|(?:each|
    every) (?:one-time|2fa|verification|security|login|sms) codes?|tus (?:claves|credenciales)|seed phrase|
    contents of (?:~\/|\/etc|\/root|the secrets?|your)\S{0,30}|(?:dein\w{0,2}|
    ihr\w{0,2}) (?:\w{4,12}-?)?(?:zugangsschlüssel|passwort|schlüssel|zugangsdaten|token)|(?:ton|tes|votre|
    vos) (?:mot de passe|clés?|identifiants|jetons?)|(?:tu|tus|su) (?:contraseña|clave|credenciales)|(?:sua|
    suas) (?:senha|chave|credenciais)|(?:tua|tue|le tue) (?:password|chiave|credenziali)|(?:je|jouw) (?:wachtwoord|
    sleutel))\b|~\/\.(?:ssh|aws|netrc|npmrc|kube)`,
  /** Rights that one lacks and the other has. */
  mineLacks: wording`
    \b(?:my|mine|i)\b.{0,24}\b(?:scope|rights|access|role|permissions?|quota|token|sandbox(?:ed)?|key|account|
    clearance|credentials?)?\b.{0,24}\b(?:doesn't cover|does not cover|isn't enough|is not enough|don't suffice|
    expired|used up|can't|cannot|blocked|not allowed|forbidden|sandboxed|refused|rejected|don't accept mine|
    won't let me|denied|revoked|too low|lack\w{0,2}|am not permitted|no longer (?:works|valid))\b`,
  yoursDoes: wording`
    \b(?:yours (?:does|do|is|are|covers?|works?|will)|(?:and )?you (?:are|do|have|aren't) (?:not|have|the right)|
    you are not\b|you (?:can|may|could) (?:do|call|read|reach|write|run|make)|with (?:your|yours)|use (?:your|
    yours)|through your|on your (?:host|machine|side|account)|in your (?:own )?name|make the call|do it for me|
    for me\b|on my behalf|under your)\b`,
  /** Taken as good from now on, unseen. */
  trust: wording`
    \b(?:treat|consider|regard|view|take|accept|mark|count|list|register|handle|rate)\b.{0,60}\bas (?:verified|
    trusted|safe|authentic|genuine|vetted|signed|valid|known good|approved|clean|is\b|(?:an )?internal|harmless|
    pre-?approved)\b|\b(?:whitelist|allow-?list|white-list)(?: it| them| this| the\b| my\b| our\b)|
    \bvouch for [\w-]{3,24}\b|\bset my reputation\b|\bput (?:it|them|me|us|him|her) on the list of\b|
    \bvouch for (?:agent|it|him|her|them|this)\b|\btrust (?:the|this|my|every|all) (?:attached|enclosed|following|
    binary|script|file|package|messages?)\b|\badd\b.{0,30}\b(?:to|as)\b.{0,20}\b(?:approvers?|admins?|owners?|
    sudoers|maintainers?)\b|\beverything in (?:the )?(?:folder |directory )?\S{2,24} is safe\b|\badd (?:my|our|this|
    the (?:following|attached|enclosed)) (?:\w{3,9} )?(?:key|fingerprint|certificate|domain|address|host|sender|
    id)s? (?:to|as|in)\b|\bset (?:my|our|its|the) (?:trust|reputation|risk|clearance)\b.{0,14}\b(?:score|level|tier|
    rating|to)\b|\b(?:my|our|its) (?:outputs?|payloads?|results?|messages?|requests?|answers?|changes?|patches?|
    work) (?:does|do|need|needs)(?:n't| not| no)? ?(?:need(?:s)? |require |have to be )?(?:any )?(?:validat\w{1,3}|
    check\w{0,3}|review\w{0,3}|verif\w{1,8}|signed|scann\w{1,3}|be (?:checked|validated|reviewed|verified))\b|
    \bfeed (?:it|them|this) (?:straight|directly|right) (?:in)?to\b|\baccept (?:\w{3,12} ){1,3}(?:from|of) (?:me|
    peer|other|any|all)\b.{0,40}\bwithout\b|\baccept (?:transfers|payments|commands|orders|tasks) from me\b`,
  onWord: wording`
    \b(?:maximum|i'll do the same|the (?:normal|usual|official) way|can't get|in return|out of band|vetted|aware|
    rotated|all future|future|from me|whatever|always|false positives?|without|for good|permanently|belong\w{0,3}|
    straight|directly|no (?:need|questions)|go ahead|my payload|as (?:it )?is|keyring|run it|as root|is fine with|
    knows|agreed|approved it|registry|known peers|allowed|onboarded|safe|paperwork|execute|in order|trusted|next|
    every|to 100|moved|told me|blind(?:ly)?|accept)\b`,
  /** Where money goes is changed. */
  payee: wording`
    \b(?:change|replace|update|swap|switch|amend|redirect|move|route|set)\b.{0,30}\b(?:beneficiar(?:y|ies)|payee|
    (?:shipping|delivery|billing) address|recipient account|bank (?:details|account)|iban|account number|wallet|
    payout (?:address|account))\b.{0,60}\b(?:to|with|by|below|following|new)\b`,
  heard: wording`
    \b(?:in this message|note (?:later|next)|next week|been told|phone|told me|said|mail(?:ed)?|moved|changed|
    new bank|below|mine|my|urgent\w{0,2}|quiet\w{0,2}|today|before)\b`,
  /** Everything that another says or sends is to reach me. */
  tap: wording`
    \b(?:copy|forward|send|bcc|cc|relay|mirror|pipe|route|pass)\b.{0,16}\b(?:everything|anything|all|whatever|
    every (?:message|mail|request|order|document))\b.{0,50}\b(?:to me|to us|me (?:as well|too|first)|my way)\b|
    \b(?:send|give|forward|tell) me\b.{0,40}\b(?:customers?|users?|clients?|patients?|employees?|payroll|
    personal)\b.{0,30}\b(?:details|data|records?|addresses|file|first)\b`,
  sly: wording`
    \b(?:first|before|doesn't need|does not need|needn't|need not|don't|do not|nobody|as well|too|only then|
    each time|every time|whenever|fair|already|otherwise|or else)\b`,
  /** Another's name, code or login is used. */
  borrowed: wording`
    \bsign\b.{0,30}\bin your (?:own )?name\b|\b(?:type|enter|use|put in)\b.{0,10}\b(?:my|his|her|their|
    the \w{4,10}'s) (?:approval|access|confirmation|pin|pass) ?(?:code|word|key|number)?\b|\b(?:with|use|using|try|
    under|take|by)\b.{0,10}\b(?:other people|someone else|somebody else|another agent|another user|his|her|their|
    a colleague)(?:'s|s')? (?:login|credentials|token|password|session|account|badge)\b`,
  /** Everyone is to load something from somewhere. */
  allLoad: wording`
    \b(?:all|every|each|any|other) (?:\w{3,10} )?(?:agents?|workers?|bots?|assistants?|nodes?|
    peers)\b.{0,40}\b(?:must|should|have to|need to|shall|please|to)\b.{0,20}\b(?:install|run|load|fetch|pull|
    download|apply|execute|add)\b`,
  from: String.raw`https?://|\bgit@|\b(?:pip|npm|npx|curl|wget) `,
  /** Something of worth is carried out of the house. */
  push: wording`
    \b(?:push|send|upload|copy|mirror|export|sync|post|dump|stream|commit|attach|forward|ship|move|replicate|paste|
    pipe)\b`,
  worth: wording`
    \b(?:secrets?(?: mount)?|credentials?|api keys?|private keys?|env(?:ironment)? (?:file|variables)|\.env\b|
    customer (?:table|list|data|records)|user (?:table|list|data|records)|database|db dump|vault|payroll|mailbox|
    inbox|backups?|context window|memory dump|source code|address book|(?:interview )?notes|applicant|
    medical (?:data|records)|password\w{0,10}|session (?:cookies|tokens)|access tokens?)\b`,
  outside: wording`
    \bgit (?:remote|push)\b|\bremote \w{3,12}\b|https?://|\bs3://|\bftp\b|\bpaste ?bin\b|\bwebhook\b|\b(?:external|
    private|personal|public|my|third-party) (?:\w{3,8} )?(?:bucket|server|repo\w{0,6}|drive|gist|channel|endpoint|
    host|storage|account)\b|\b[\w.+-]{1,32}@[\w-]{2,40}\.\w|\bgist\b|\bdns\b`,
  handMe: String.raw`\b(?:hand|give|send|lend|paste|pass|tell) (?:me|us|over)\b`,
  theSecret: wording`
    \bthe (?:\w{2,8} )?(?:api|access|admin|deploy|master|signing|root|session)? ?(?:tokens?|passwords?|passphrase|
    private key|api keys?|credentials)\b(?! (?:counts?|limits?|usage|expir\w{1,4}|policy|length|reset))`,
  honest: wording`
    \b(?:never|public key has been|usual flow|log in again|schema|template|in the repo|don't (?:send|share|paste|
    give|post)|do not (?:send|share|paste|give|post|copy)|removed|revoke\w?|expires?|asked (?:the user|
    for permission)|i'?m asking|ask(?:ing)? the (?:user|owner|operator|human)|verify (?:it|them) by|please verify|
    form with|objected|call(?:ed)? back|provisional|registry, signed|placeholder|for example|attacker)\b|(?:^|
    [.,:] )(?:is|are|did|do|does|should|may|shall|which|what|who|when|where|why|how|has|have)\b.{0,120}\?\s{0,2}$`,
  notAsked: wording`
    \b(?:never|usual flow|schema|template|in the repo|don't (?:send|share|paste|give|post)|do not (?:send|share|
    paste|give|post|copy)|removed|placeholder|for example|attacker|public key|monkey|key (?:card|points|results|
    figures|column|value)|last (?:fifty|\d{1,6}) lines)\b`,
  /** A text that was only to be read wants something of agents. */
  textSays: wording`
    \b(?:web ?)?(?:page|site|document|e-?mail|readme|article|issue|comment|pdf|text|footer|post|
    result)\b[^.;]{0,50}\b(?:says?|wants?|asks?|tells?|instructs?|orders?|demands?|
    requires?)\b[^.;]{0,30}\b(?:agents?|assistants?|bots?|whoever|someone with|one (?:who|that|with)|us|you)\b`,
  /** And it is handed on. */
  handOn: wording`
    \b(?:over to you|for me\b|i'?m (?:only|just) (?:the|an?)|i am (?:only|just) (?:the|an?)|i (?:have no|can't|
    cannot|don't have|lack)|take it from here|your (?:turn|job|part)|you (?:do|have|can|could|'ve got)|so please|
    please do (?:it|so|that)|pass(?:ing)? (?:it|this) on to you|can you do (?:it|that))\b`,
  perilous: wording`
    https?://|\b[\w.+-]{1,32}@[\w-]{2,40}\.\w|\b(?:zip|upload|forward|delete|wipe|transfer|pay|tokens?|passwords?|
    credentials?|keys|don't wait|do not wait|without (?:asking|waiting)|run the|run this|command|script|curl|
    install|share|export|line in)\b`,
  ignoredIt: wording`
    \b(?:ignored?|haven't|have not|didn't|did not|so that you know|suspicious|injection|should i|shall i|
    don't follow|do not follow|not going to|refused?|won't|looks like|reported|warning|beware|careful)\b|\?\s{0,2}$`,
  /** Another's identity is worn. */
  cloned: wording`
    \b(?:cloned|copied|forged|reused|borrowed|hijacked|imitate\w?|captured|replayed|faked)\b[^.;]{0,30}\b(?:session|
    token|identity|signature|voice|login|badge|certificate|key|name)s?\b`,
  asReal: wording`
    \b(?:treat|take|accept|consider|regard|handle)\b[^.;]{0,12}\bas (?:the )?(?:real|genuine|his|hers|theirs|
    its own|original|valid)\b|\byou'?ll see (?:its|his|her|their) name\b|\bno difference\b`,
  underName: wording`
    \b(?:(?:in|under|with|using) the (?:name|identity|account|login) of (?:the )?(?!this|our company)|
    rename yourself|call yourself|register as|as (?:if|though) (?:the )?(?:planner|user|owner|human|coordinator|
    orchestrator|reviewer|supervisor|operator) (?:had )?(?:wrote|written|said|sent|asked))\b`,
  nameGain: wording`
    \b(?:(?:isn't|is not|not|aren't) (?:subject to|reviewed|checked|limited|bound)|answer (?:its|his|her|their)|
    no review|without (?:a )?review|merge|sign|approve|order|pay|open port|step \d|grant|take over|accept)\b`,
  /** All goes through one pair of hands. */
  throughMe: wording`
    \b(?:route|send|pass|direct|let|hand|run|forward)\b[^.;]{0,40}\b(?:mails?|messages?|orders?|requests?|answers?|
    repl(?:y|ies)|tickets?|everything|traffic|all)\b[^.;]{0,30}\b(?:through|via|past|by|
    to) me\b[^.;]{0,12}\b(?:before|first|and i|so (?:that )?i)\b|\bbefore (?:they|it) reach\w{0,2} (?:the |
    your )?\w{3,12}[^.;]{0,12}(?:agent)?; i'?ll pass on\b`,
} as const satisfies Lexicon<string>;
