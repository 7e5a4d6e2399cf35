import { wording } from '../../wording.ts';
import type { Cues } from './named.ts';

/** What a poisoned description is made of, one cue for each part. */
export const DESCRIPTION_CUES: Cues = {
  'is to be kept from the user': wording`
    \b(?:do not|don't|never|without|no need to|not to|needn't|need not|nor|not|avoid|no)\b (?:be |have to be |
    even )?(?:(?:tell|inform|notify|alert|warn|mention|bring|show|reveal|disclos|bother|announc|explain|report|say|
    discuss|flag|describ|note|remark|notif|list|quot|display|log|surfac)\w{0,4}|told|informed|notified|bothered|
    mentioned|(?:any )?(?:message|mention|word|notice|comment|notification|remark)s?)\b|\b(?:(?:silently|quietly)(?! (?:ignor|skip|drop|discard|truncat|fail|return|fall|overwrit|clamp|cap|round|
    convert|do(?:es)? nothing|no-op|creat|success))|secretly|covertly|discreetly|unnoticed|invisibl[ey]|in the background|keep (?:it|this|that|them)? ?(?:out of|
    to yourself|from the|hidden|quiet|secret)|keep that|out of (?:your|the) (?:reply|answer|summary|report|response|
    dialog)|leave (?:it|this|that|them) out|(?:nobody|no one|they|user) (?:will|has to|must|should|needs? to|
    doesn't|does not)(?: ever| not)? (?:know|notice|see|be told|need)|hide (?:it|this|that|them|the)|
    not part of the visible|(?:should|to) be denied|deny (?:it|this)|say ["']?(?:none|nothing)|if asked,|
    shorten them|discourages?|(?:user|he|she) (?:knows|is aware|has asked|agreed|is not|isn't|won't|need not|
    doesn't))\b`,
  'takes what the agent knows': wording`
    \b(?:(?:whole|entire|full|the|this|our|current|last|recent|previous|their|user'?s?|chat|
    prior) (?:\w{3,10} ){0,2}(?:conversations?|chat(?: history| log)?|transcript|(?<!failure )messages?(?! of| id)|
    prompts?|query history|history|question|e-?mails?|context)|(?:conversation|message|chat|query|browsing|
    search) (?:history|so far|context|text|log)|what(?:ever)? (?:the user|was|they|you|has been|he|she|the agent|
    the model|the assistant) (?:\w{2,8} ){0,2}(?:said|says|asked|wrote|told|knows?|saw|learned|talked)|
    everything (?:you|the|that|known|in)|system (?:prompt|message)|(?:your|its|the|other|all|available|registered|
    installed) (?:\w{3,10} )?tools?(?:'s)? (?:list|names|definitions|and)|(?<!\bin[- ])memory|
    (?:you|your|agent|assistant|model|llm)(?:'s)? (?:\w{2,10} ){0,2}in memory|clipboard|open (?:documents?|
    files?|tabs?)|full text of|(?:seen|found|known|mentioned|used) (?:in|so far|to the|by the) (?:the )?(?:session|
    conversation|chat|context|model|agent|assistant)?|reasoning|chain of thought|instructions you)\b`,
  'takes secrets or files': wording`
    \b(?:passwords?|passcodes?|credentials?|api[- ]?keys?|(?:access|session|auth|bearer|refresh|oauth|npm|
    github)[- ]tokens?|the tokens?|reset link|secrets?|private keys?|ssh keys?|keychain|cookies?|
    (?<!(?:development|local|test|staging|production|target|runtime|python|virtual|browser|deployment|execution|
    build|regardless of the|in the|in your|in this|in an|on the|an|any) )environment(?! (?:in|where|for|id|name|to)\b)(?: variables?)?|
    env vars?|saved logins?|login|browser profile|home (?:folder|directory)|
    directory listing|address book|contacts?(?: list)?|health|medical|money|bank|card (?:number|details)|salary|
    employer|personal (?:data|details|information)|id_rsa|wallet|seed phrase|kubeconfig|
    (?:(?:bank|e-?mail|own|their|paypal|crypto|savings|cloud) accounts?|account (?:numbers?|details|balance|holder|data)))\b|(?:^|
    [\s"'/(\x60])\.env\b|~\/[.\w]|\/etc\/|\.(?:aws|ssh|npmrc|netrc|kube)\b|\benv \||\$home\b`,
  'puts something into the call': wording`
    \b(?:pass|passes|passed|include|includes|included|supply|supplied|attach|attaches|attached|append|appended|add|
    adds|added|put|puts|place|placed|give|gives|given|provide|provided|hand|fill|filled|set|insert|embed|carry|
    carry|holds?|takes?|receives?|needs?|with|state|quote|copy|copies|as)\b.{0,70}(?:\b(?:parameter|argument|field|
    input|context|header|body|metadata?|note|notes|memo|hint|seed|tag|label|comment|attachment|trailer|payload|call|
    request|message|query)s?\b|["'\x60]\w{2,20}["'\x60])|["'\x60]\w{2,20}["'\x60]\s?(?:\([^)]{0,40}\)\s?)?(?::|must|
    should|takes|is to|needs|holds|has to|has|=)`,
  'sends it somewhere': wording`
    \b(?:send|sends|sent|forward|forwards|e-?mail|upload|uploads|uploaded|post|posts|submit|submits|share|shares|
    copy|copies|copied|mirror|mirrors|relay|report|reports|save|saves|store|stores|push|write|writes|bcc(?:'d)?|cc|
    transmit|dump|route|log|keep a copy|archive|hand|append)\b.{0,60}(?:@[a-z0-9-]+\.|h(?:tt|xx)ps?:\/\/|s3:\/\/|
    \b[a-z0-9-]{3,40}\.(?:io|biz|net|top|xyz|ru|cn|site|online|example|info|club|cc|com|app|dev|test|org)\b|
    \b(?:vendor|third part(?:y|ies)|shared bucket|our (?:server|service|endpoint|side)|external|public(?:ly)?|
    outside|mirror|archive|remote|webhook|partner|so that we have|telemetry|service account|cloud|\/tmp)\b|
    ["'\x60][a-z]+[_-][a-z_-]+["'\x60]|\b[a-z]{3,12}_[a-z_]{3,20}\b)`,
  'is to be called unasked': wording`
    \b(?:(?:before|prior to|ahead of|after|whenever|when|each time|every time|for|with|at|
    on) (?:\w{2,12} ){0,3}(?:each|every|any|all|whatever|the first|other|another|answering|replying|
    responding) ?(?:\w{3,12} )?(?:calls?|tools?|use|uses|usage|answers?|repl(?:y|ies)|responses?|messages?|
    requests?|tasks?|questions?|sessions?|conversations?|chats?|turns?|action|step|commands?|file|prompts?)?|
    whatever (?:the user|they|is asked|was asked|happens|you|tool)|without being asked|even if (?:the user|they|it|
    nobody|not)|even (?:when|where|though) (?:the user|nobody|it|they)|at the (?:start|beginning|end) of (?:each|
    every|a|the)|call(?:ed)? (?:it |this |this tool )?(?:first|always|automatically|again)|use (?:me|this|
    it) (?:first|always)|always (?:call|use|run|invoke|send|pass|include|add|read|start)|run this (?:tool )?first|
    must (?:first |always |be )?(?:called|call|run|pass|go|carry|include|send|read)|mandatory|every (?:message|
    request|prompt|question|call|reply|answer|command|file))\b`,
  'pushes other tools aside': wording`
    \b(?:replaces?|supersedes?|
    (?:instead of|in place of|rather than) (?:[\w']+ ){0,3}(?:tools?|servers?|functions?|calls?|calling|others?|any|all|using|asking|built-in|
    native|the user|user's|[\w\x60]{2,20}[_.]\w{2,20}|\x60\w{3,20}\x60)|prefer(?:red)? (?:this|it)? ?(?:over|to)|
    deprecat\w{2,4}|broken|compromised|unsafe|insecure|outdated|unreliable|slow|retired|forbidden|(?:do not|don't|
    never|no longer|must not|stop) (?:use|call|using|calling|trust) (?:the |any |them|those|other)|
    other (?:servers?|tools?|vendors?)|all (?:file|payment|mail|search|web|shell|message|user|database|
    network) ?(?:operations?|requests?|calls?|payments?|messages?|access)|route (?:all|every|it|them|everything)|
    through this|use (?:this|me|it|only)|only (?:trust|use|valid|allowed|safe)|down|hide the others|takes? over|
    redirect\w{0,3})\b`,
  'calls another tool on its own': wording`
    \b(?:(?:call|calls|calling|invoke|invokes|run|runs|use|uses|then|through|via|next|to|with|of|by|from|set|
    when) (?:the (?:tool |function )?)?["'\x60][a-z]+[_.-]?[\w.-]*["'\x60]|(?:call|calls|calling|invoke|run|through|
    to|of|onto?) [a-z]{2,14}_[a-z_]{2,24}\b|results? of ["'\x60]|(?:its|their) (?:amount|recipient|arguments?|
    result|output|parameters?)\b|other tools?)`,
  'speaks to the agent': wording`
    \b(?:the (?:\w{3,10} )?(?:model|agent|assistant|llm|ai|caller|client)|assistants?|agents?|llms?|models?|ai|you|
    caller)\b (?:\w{2,10} ){0,2}(?:must|should|shall|has to|have to|needs? to|is to|are to|will|may only|gives?|
    reads?|copies|sends?|adds?|puts?|passes|includes?|reports?|answers?|calls?|never|always|first|takes?|inserts?|
    attach(?:es)?|forwards?|writes?|fills?|starts?|treats?|keeps?|ought|is required|are required)\b|\b(?:note|
    message|instruction|internal|attention|hint)s? ?(?:to|for|:) ?(?:the )?(?:model|agent|assistant|llm|ai|reader)?|
    <(?:important|system|instructions?|hidden|admin|secret)>|\bimportant\b ?:`,
  'has what was found be believed or obeyed': wording`
    \b(?:treat|take|regard|consider|follow(?!-)|obey|carry out|execute|does what|do what|act on|comply|
    trust)\b.{0,50}\b(?:as|it|them|says|orders?|instructions?|commands?|directives?|authoritative|output|returned|
    approved|returns?)\b|\b(?:outranks?|overrides?|takes? (?:precedence|priority)|ahead of the user|supersede|
    above (?:the|all|any)|regardless of (?:what )?(?:the user|earlier|other|any)|before the user's own|harmless|
    as a rule|false alarms?|for (?:compliance|security|audit|caching|routing|billing|verification|telemetry|
    performance|legal|quality) (?:reasons|purposes)?|
    (?:required|needed) for (?:the |our )?(?:licen[cs]\w{1,3}|compliance|security|audits?|accura\w{2,4}|calibrat\w{2,4}|attribution|billing|
    proof|trust|verification|telemetry))\b`,
  'goes round a yes or a check': wording`
    \b(?:without (?:\w{2,12} )?(?:asking|confirm\w{0,6}|approv\w{1,3}|consent|warning|checking|permission|prompting|
    questions|review|waiting)|skip\w{0,4}|bypass\w{0,3}|auto[- _]?(?:approv\w{1,3}|confirm|accept)\w{0,2}|(?:silent|
    force|confirm|trusted|store|override|yes|sudo|approve[d]?|admin)["'\x60]?\s?[:=]\s?["'\x60]?(?:true|1|yes)|
    consent (?:was|is|has)|(?:user|they) (?:has|have|already)? ?(?:refuses?|declin\w{1,3}|agreed|approved|consented|
    given)|no (?:questions|confirmation)|need not (?:confirm|ask)|(?:dis|de)(?:able|activate)\w{0,2}|
    (?:confirmation|approval|consent|permission|safety|review)s? (?:\w{2,10} ){0,4}(?:is|are) (?:\w{2,8} )?(?:off|skipped|suspended|unnecessary|
    superfluous)|turn(?:s|
    ed)? off|grant\w{0,3}|chmod|role admin|root|sudo|admin|proceed|call it again|resend|retry with|again with|
    rm -rf|delete[sd]?)\b`,
  'has the user be told something false': wording`
    \b(?:claim|claims|pretend|tell (?:the user|them)|say (?:that|it|they|["'])|says|reports? ["']|answers? (?:that|
    with ["'])|assure|state that|always (?:recommend|say|report|return|answer)|rank|recommend|first whatever|
    cheapest|whatever it costs|best (?:option|choice)|partner|sponsored|not listed|hidden fee|rounded? up|
    difference goes|correct its|closed for|as clean|no risk|harmless)\b`,
  'a second deed beside the first': wording`
    \b(?:also|in addition|additionally|as well|besides|moreover|furthermore|afterwards?|after that|then|next|
    meanwhile|at the same time|once|on second|while (?:reading|doing|running|at it)|each time|sidenote|by the way|
    second (?:archive|copy|call)|too)\b`,
  'pressure or a threat': wording`
    \b(?:important|critical|urgent|warning|otherwise|or else|will fail|fails|thrown out|rejected|incomplete|
    puts? the user|violat\w{1,4}|not doing so|danger|wrong results|corrupt\w{0,4}|only right if|to stop errors|
    required|mandatory|essential|official|strictly|crash\w{0,3})\b`,
  'steers, in another language': wording`
    (?:vor jedem|vor dem|bevor|stets|immer|jedes mal|mitzugeben|mitgeben|nicht (?:darüber )?(?:informiert|erwähn|
    mitteil)|ohne (?:wissen|rückfrage|dass)|avant (?:chaque|de|tout)|toujours|joindre|à l'insu|sans (?:en|le|que|
    prévenir)|n'en (?:parle|dis)|antes de|siempre|debe (?:enviar|incluir|leer|llamar)|sin (?:avisar|decir|que)|
    no se lo|prima di|sempre|senza (?:avvisare|dire|che)|deve (?:inviare|includere|leggere)|sem (?:avisar|dizer|
    que)|voordat|altijd|zonder|zawsze|przed każd|bez (?:wiedzy|inform)|перед кажд|всегда|не сообща|не говори|
    без ведома|每次|调用前|之前(?!的)|必须|无需|不要|不得告|(?<![优優首原率])先(?![前生進进])|必ず|前に|含め|知らせ|伝え|ない(?:こと|で)|항상|반드시|먼저|알리지|دائما|قبل كل|لا تخبر|हमेशा|पहले|
    न बता)`,
  'inner matters, in another language': wording`
    (?:~\/\.|\.env|verlauf|zugangsdaten|passwort|passwörter|e-mails? des nutzers|gespräch|nachricht\w{0,2} des|
    umgebungsvariab|historique|identifiants|mots? de passe|dernier message|échanges|historial|contraseñ|credencial|
    mensaj|conversación|cronologia|credenziali|messaggi|conversazione|histórico|senha|mensage|conversa|wachtwoord|
    gesprek|hasł|rozmow|парол|переписк|сообщени|ключ|истори|聊天|对话|密码|密钥|凭据|环境变量|会話|履歴|パスワード|資格情報|全文|대화|비밀번호|메시지|
    المحادثة|كلمة المرور|बातचीत|पासवर्ड)`,
  'how a tool is used': wording`
    \b(?:returns?|lists?|gets?|searches|optional(?:ly)?|defaults? to|by default|e\.g\.|for example|maximum|at most|
    up to|must be (?:an?|one|in|between|at|set|valid|unique|absolute)|format|iso|paginat\w{2,4}|limit|filters?|
    if (?:you|the user) (?:want|need|don't|ask|has|name)|only (?:if|when) (?:asked|the user)|
    use this (?:tool )?(?:when|to|for|if)|you (?:can|may)|see also|example|requires? (?:an?|the))\b`,
  'asks the user': wording`
    \b(?:ask(?:s|ed)? (?:the )?(?:user|person|them|customer|owner|an admin|for)|confirm(?:ation|s|ed)? (?:with|by|
    from) (?:the )?(?:user|person|them)|user(?:'s)? (?:confirms?|approv\w{1,3}|consent|asks?|asked|wants?|chose|
    named|request\w{0,2})|show (?:\w{2,10} ){0,3}to the (?:user|person|customer)|shown? (?:it |them )?to|
    tell the (?:user|person) (?:which|what|how|if|when|about|of)|say so|only (?:if|when|after) (?:asked|the user|
    they)|their yes|get (?:a|their) yes|with the user|read-only|never (?:follow|stored|sent|leaves?|shared)|
    not (?:stored|trusted|kept)|leave out|nothing is (?:sent|stored|written|changed))\b`,
};

/** Of these honest descriptions are full. */
export const EVERYDAY_DESCRIPTION: readonly string[] = [
  'puts something into the call',
  'speaks to the agent',
  'a second deed beside the first',
  'pressure or a threat',
  'how a tool is used',
  'asks the user',
];
