import { wording } from '../../wording.ts';
import type { Cues } from './named.ts';

/** What an order in data is made of, one cue for each part, in the languages that the models know. */
export const DATA_CUES: Cues = {
  /** Whoever or whatever reads it for somebody. */
  'speaks to a reader that acts for somebody': wording`
    \b(?:dear|hey|hi|hello|ok|okay|attention|note (?:to|for)|message (?:to|for)|@) ?(?:the |any |all |every |my |
    your |whichever )?(?:\w{2,12} )?(?:assistants?|ai|llms?|(?:language )?models?|(?:chat)?bots?|agents?|copilot|
    claude|chatgpt|gpt|gemini|cursor|siri|alexa|machine)\b|\b(?:the|an?) (?:\w{2,12}[- ]){0,2}(?:assistants?|ai|
    llms?|language models?|chatbots?|bots?|copilot|helper|automated (?:\w{2,12} )?(?:systems?|readers?|
    contributors?|operators?)|software)\b.{0,60}\b(?:must|should|shall|needs? to|has to|is to|is asked|ought|please|
    instructed|required|reads?|reading|process\w{0,4}|handl\w{1,4}|pars\w{1,4}|triag\w{2,4}|screen\w{0,4})\b|
    \b(?:whichever|whatever|any|every|all|your|my|their|its|
    if you(?:'re| are)(?: an?)?) (?:\w{2,12}[- ]){0,2}(?:assistants?|ai|llms?|language models?|chatbots?|bots?|
    copilot|helper|automated (?:\w{2,12} )?(?:systems?|readers?|contributors?|operators?)|
    software)\b.{0,60}\b(?:must|should|shall|needs? to|has to|have to|ha(?:s|ve) to|is to|are to|is asked|are asked|
    will|can|may|might|ought|would|please|could|instructed|required|reads?|reading|process\w{0,4}|handl\w{1,4}|
    pars\w{1,4}|summari\w{2,5}|triag\w{2,4}|screen\w{0,4})\b|\b(?:assistants?|ai|llms?|language models?|models?|
    (?:chat)?bots?|agents?|machines?|copilot)(?: readers?| systems?| tools?| agents?| assistants?)? ?[:,] |\b(?:llm|
    ai|machine|automated|assistant|model|bot)[- ](?:readers?|facing)\b|
    (?<!\b(?:from|with|by|of|where|using|for|connects?|connecting|builds?|building|lets?|between) (?:an? |your |other )?)\b(?:llm|
    ai|machine|automated|assistant|model|bot)[- ]agents?\b|\bwho(?:so|m)?ever (?:reads|handles|
    processes|summari[sz]es|opens|works|answers|(?:or whatever\)? )?writes)|\bsoftware (?:which|that) (?:reads|gets|
    processes)|\breader'?s (?:software|assistant|helper|agent|ai|machine)`,
  'speaks to an assistant, in another language': wording`
    (?:asistente?s?|assistant virtuel|l'assistant|l'agent|l'ia|assistenten?|assistente|assistentes|agente|agenten|
    asystent\w{0,3}|agent\w{0,2} ai|ki[- ](?:systeme?|assistent\w{0,3}|agent\w{0,3}|modelle?)|\bals? (?:ki|een ai|
    ein sprachmodell)|modelo de lenguaje|modèle de langage|sprachmodell|yapay zek|asistan[ıi]?|avustaja|tekoäly|
    språkmodell|trợ lý|asisten (?:ai|virtual)|\bki\b|ассистент|помощник|ии[- ]|нейросет|модел[ьи]|асистент|помічник|
    助手|智能体|模型|人工智能|アシスタント|エージェント|モデル|要約するai|비서|어시스턴트|에이전트|المساعد|مساعد|الذكاء|नमूना|सहायक|एआई)`,
  'holds while something is read or answered': wording`
    \b(?:when|whenever|while|before|after|upon|on|once|if|in case|by|as soon as|for (?:anyone|anybody|everyone|
    whoever)|prior to|where|since)\b.{0,24}\b(?:summari[sz]\w{1,3}|translat\w{2,3}|answer\w{0,3}|repl(?:y|ies|ying)|
    respond\w{0,3}|read\w{0,3}|process\w{0,3}|pars\w{1,3}|handl\w{1,4}|triag\w{1,3}|quot\w{1,3}|comparing|compares|
    go(?:ing)? on|continu\w{2,3}|proceed\w{0,3}|analys\w{1,3}|analyz\w{1,3}|review\w{0,3}|asked|fetched|the user)\b|
    \byou (?:can|could|are able to|happen to|are) (?:read|reading|see|seeing|hear|process)\w{0,4}\b.{0,12}\b(?:this|
    me|it)\b|\b(?:beim|bei der|vor der|bevor|sobald|während|wenn|falls) .{0,30}(?:zusammenfass\w{1,4}|
    antwort\w{0,4}|lesen|liest|lest|bearbeit\w{1,4}|verarbeit\w{1,4})|\b(?:avant de|en|lors de|quand|
    si) .{0,14}(?:répond\w{0,4}|résum\w{1,4}|lis(?:ez|ant)?|lisant|trait\w{2,4})|\b(?:antes de|al|cuando|si|ao|
    quando|se) .{0,14}(?:responder|resum\w{1,4}|leer|lees|lea|ler|ler|leia|lê|process\w{1,4}|proces\w{1,4})|
    \b(?:prima di|nel|quando|se) .{0,14}(?:rispond\w{1,4}|riassum\w{1,4}|legg\w{1,4})|\b(?:voordat|bij het|
    als) .{0,20}(?:antwoord\w{0,3}|samenvat\w{0,4}|lees\w{0,2})|\b(?:podczas|zanim|przed|
    jeśli) .{0,24}(?:odpowi\w{2,6}|streszcz\w{1,5}|czyta\w{0,5}|przetwarz\w{1,5})|(?:при |перед |прежде чем|если ты|
    если вы).{0,24}(?:пересказ|ответ|чтени|обработк|читаеш|читаете|резюм|отвеч)|要約(?:する|の)(?:際|前|とき|時|代わり|ai)|
    回答(?:する)?前|(?:总结|摘要|回答|阅读|处理|翻译).{0,8}(?:时|前|之前|的时候)|요약할|읽는|처리하는|답하기 전|عند (?:تلخيص|قراءة|معالجة|الرد)|
    قبل (?:الرد|الإجابة)|(?:सारांश|पढ़).{0,12}(?:समय|पहले|वाला|वाले)|khi (?:đọc|tóm tắt|xử lý|trả lời)|trước khi|
    okurken|özetlerken|cevap vermeden|innan du|när du|ennen kuin`,
  'is to be kept from somebody': wording`
    \b(?:do not|don't|never|without|no need to|not to|needn't|need not|nor|not|avoid|nobody has to|no)\b (?:be |
    have to be |even )?(?:(?:tell|inform|notify|alert|ask|warn|mention|bring|show|reveal|disclos|bother|announc|
    explain|report|say|discuss|flag|describ|note|remark|consult|bring up|notif)\w{0,4}|told|informed|notified|
    bothered|mentioned|asked|(?:any )?(?:message|mention|word|notice|comment|notification|remark)s?)\b|
    \b(?:silently|secretly|quietly|covertly|discreetly|unnoticed|invisibly|in the background|behind (?:his|her|
    their|the user's) back|between us|keep (?:it|this|that|them)? ?(?:out of|to yourself|from|hidden|quiet|between|
    secret)|keep quiet|out of (?:your|the) (?:reply|answer|summary|report|response)|leave (?:it|this|that) out|
    as if nothing|spare (?:them|him|her|the user)|(?:nobody|no one|they|he|she|user) (?:will|need|has to|must|
    should|needs?)(?: ever| not)? (?:know|notice|see|be told)|hide (?:it|this|that|them)|clear this chat|
    delete this (?:message|mail|e-?mail|note) (?:after|then))\b`,
  'is to be kept from somebody, in another language': wording`
    (?<![a-zà-ɏ])(?:ohne|nicht|nichts|kein\w{0,2}|nie) .{0,24}(?:erwähn\w{0,4}|wissen|mitteil\w{0,4}|
    informier\w{0,4}|sag\w{0,3}|verrat\w{0,2}|nachfrag\w{0,3}|rückfrage)|(?<![a-zà-ɏ])(?:sans|ne|n'en|
    sans en) .{0,24}(?:parler|dire|mention\w{0,4}|inform\w{1,5}|préven\w{1,3}|avert\w{1,4}|demander)|à l'insu|
    (?<![a-zà-ɏ])(?:sin|no|ni|sem|não|nem|senza|non) (?:se |le |lo |te |les |o |a |que )?(?:lo )?.{0,16}(?:digas?|
    diga|decir\w{0,3}|avis\w{1,4}|mencion\w{1,4}|inform\w{1,4}|dizer|menzion\w{1,4}|dir\w{1,4}|dire|avvis\w{1,4}|
    farne|pregunt\w{1,3}|pergunt\w{1,3})|(?<![a-zà-ɏ])(?:zonder|niet|niets|geen) .{0,24}(?:weten|vertel\w{0,3}|
    meld\w{0,2}|noem\w{0,2}|vermeld\w{0,2}|informer\w{1,3})|(?<![a-zà-ɏ])(?:bez|nie) .{0,20}(?:inform\w{1,6}|
    wspomina\w{1,4}|mów\w{0,4}|pisa\w{1,3}|pytani\w{1,3})|(?:не|ничего|без|ни) .{0,16}(?:говори|сообща|упомина|
    згаду|спрашива|уведом|кажи|рассказыв|пиши|предупрежд)|(?<![a-zà-ɏ])(?:nämn|berätta|säg|nevn|
    fortæl)\w{0,2} (?:det |den )?(?:inte|ikke|inget)|utan att (?:säga|nämna|berätta|fråga)|älä (?:kerro|mainitse|
    vastaa)|söyleme|bahsetme|haber vermeden|bildirmeden|(?:đừng|không) (?:nói|nhắc|cho|thông báo|đề cập)|(?:jangan|
    tanpa) .{0,10}(?:beri|sebut|katakan|bilang|memberi)|(?:不要|别|勿|无需|不必|不).{0,6}(?:告诉|告知|提及|提到|说|透露|通知|询问)|(?:知らせ|
    触れ|伝え|言わ|言及し|報告し|告げ)(?:ず|ない|ずに|ないで)|알리지|말하지|언급하지|(?:لا|دون|بدون|ولا) .{0,10}(?:تخبر|تذكر|إخبار|تقل|علم|إعلام)|
    (?:न|ना|नहीं|बिना) .{0,12}(?:बता|कह)`,
  'takes over the answer': wording`
    \b(?:your|the|each|every|any|later|its|all|next) (?:\w{3,12} )?(?:answers?|repl(?:y|ies)|responses?|summar(?:y|
    ies)|output|verdict|statement)\b.{0,30}\b(?:must|should|shall|has to|have to|needs? to|is|are|will|carry|
    contains?|ends?|to be|begin|start|with|consists?)\b|\b(?:answer|reply|respond|say|state|claim|report|mention|
    conclude|tell (?:them|him|her|the \w{3,12}|your \w{3,12}|everyone|whoever)) (?:only |just |then |instead |all |
    every |any )?(?:that|with|there|only)\b|\b(?:recommend|praise|promote|suggest|rank|rate|endorse|prefer|favou?r|
    propose|put in a good word)\b.{0,40}\b(?:this|our|only|first|above|five|5|one|product|sentence|exceptional|best|
    instead|over|us|candidate|answer)\b|\b(?:leave|keep|hide|omit|skip|do not (?:list|mention|name|show|include|
    recommend))\b.{0,24}\b(?:others?|alternatives?|competitors?|rest|rivals?|out)\b|\b(?:whatever|
    regardless of what) .{0,30}(?:says?|shows?|beneath|below|above|record)\b|\binstead of (?:the |a |
    an )?(?:summary|answer|translation|reply|list)|\bnothing else\b`,
  'goes above the task': wording`
    \b(?:ignore|disregard|supersedes?|overrides?|outranks?|takes? (?:precedence|priority)|forget|set aside|drop|
    stop|abandon|instead of (?:the|your) (?:task|question)|no longer|never ?mind|task has changed|new task|
    actual (?:task|question|request)|real (?:task|question|request|goal)|next (?:action|step|task)(?: required)?|
    mandatory|required (?:by|action|step)|(?:first|before (?:that|this|you|anything|continuing|
    proceeding)).{0,24}(?:you (?:must|need|have)|it (?:is|must)|send|call|open|wire|read|fetch|run)|(?:to|
    in order to) (?:complete|finish|continue|proceed|see|show|get|unlock|receive) .{0,60}(?:call|send|pass|transfer|
    needs? to|must|supply|provide|open|run)|verification step|retry with|no matter what|whatever you were|
    not optional|isn't optional)\b`,
  'says that it is allowed': wording`
    \b(?:(?:user|owner|customer|principal|operator|admin\w{0,10}|manager|team|board|everyone|reviewers?|
    account holder|he|she|they|it|i|we|this|legal|finance) (?:has |have |had |is |are |was |been |hereby |already |
    've |also |formally |expressly )*(?:been )?(?:already )?(?:authori[sz]e[sd]?|agree[sd]?|approve[sd]?|
    consent(?:s|ed)?|permit(?:s|ted)?|allow(?:s|ed)?|signed off|cleared|okay(?:ed)?|fine with|okay with|delegated|
    granted|gave|given|confirmed|opted|wants?|asked|knows?)|pre-?(?:approved|authori[sz]ed|cleared)|
    already (?:approved|signed off|authori[sz]ed|agreed|given|confirmed|cleared)|full authority|
    hereby (?:\w{3,12} )?(?:allow|authori[sz]e|instruct|order|permit)\w{0,2}|(?:no|without|not need|needn't|skip|
    needs? no|waive|bypass) (?:\w{2,10} ){0,3}(?:confirm\w{0,6}|approv\w{1,3}|consent|permission|authori[sz]ation|
    review|escalat\w{2,4}|ask\w{0,3}|check\w{0,3}|sign-?off|questions?|waiting|id|verification)|(?:do not|
    don't) (?:wait|ask|bother|check|ring|call)|nobody (?:has|needs) to|no need to (?:ring|ask|wait|check|confirm|
    call)|constitutes? (?:agreement|consent)|counts? as (?:consent|agreement)|by (?:reading|crawling|opening|
    processing|using) .{0,30}(?:agrees?|consents?|accepts?)|has by custom|on (?:his|her|their|your (?:user|owner|
    principal)'?s?) behalf)\b`,
  'touches what is private': wording`
    \b(?:passwords?|passcodes?|pass ?phrase|credentials?|api[- ]?keys?|(?:access|session|npm|auth|api|github|
    deploy)[- ]tokens?|the tokens?|secrets?|private keys?|ssh keys?|seed phrase|one-time (?:code|password)s?|otp|
    verification codes?|door code|pin(?: code)?|cvv|card (?:number|on file|details)|saved card|stored (?:card|
    signature|login)|bank (?:details|account|statement)s?|account numbers?|contacts?(?: list)?|address book|
    guest list|(?:customer|employee|member|mail(?:ing)?|salary) (?:list|table|database|records?|data)|
    customers? table|salaries|payroll|inbox|mailbox|(?:last|recent|latest|all|previous|
    past) (?:\w{2,7} )?(?:e-?mails?|messages?|invoices?|documents?|files?|transactions?|payslips?)|(?:chat|
    conversation|browsing|search|query|purchase|message)s? (?:history|log|so far)|conversation|transcript|
    system (?:prompt|message)|environment(?: variables?)?|medical|health|diagnos\w{1,3}|prescri\w{2,6}|passport|
    birth(?:day| date)|date of birth|home address|phone numbers?|where(?:abouts)? (?:they|he|she)|workplace|
    location|private notes?|calendar|diary|photos?|drive|clipboard|cookies?|database dump|source code|what (?:was|
    has been|the user|they) (?:said|told|wrote))\b|(?:^|[\s"'/(])\.env\b|~\/\.\w`,
  'touches what is private, in another language': wording`
    (?:passwort|passwör|kennw|zugangsdaten|kontakt|rechnung|verlauf|kontoausz|mot(?:s)? de passe|identifiant|
    factures?\b|contacts?\b|historique|contraseñ|clave|credencial|historial|contactos|facturas?|tarjeta|senhas?\b|
    contatos|contactos|histórico|fatura|cartão|parole? (?:d'ordine|chiave)|password|credenziali|rubrica|contatti|
    elenco|fattur|cronologia|wachtwoord|contacten|facturen|haseł|hasło|kontakt\w{0,3}|faktur|парол|контакт|счет|
    переписк|сообщени|письм|истори|данны|парол|рахун|şifre|parola|rehber|kişi|sohbet|lösenord|kontakter|salasana|
    yhteysti|mật khẩu|danh bạ|lịch sử|kata sandi|kontak|riwayat|密码|口令|密钥|联系人|通讯录|聊天记录|账单|发票|验证码|对话|パスワード|連絡先|会話|履歴|
    請求書|メール|비밀번호|연락처|청구서|대화|인증|كلمة|كلمات|جهات الاتصال|الفواتير|المحادثة|سجل|पासवर्ड|संपर्क|ओटीपी|बातचीत|चालान)`,
  'sends or shares': wording`
    \b(?:send|forward|e-?mail|mail|upload|post|paste|transmit|share|submit|attach|cc|bcc|copy|export|publish|leak|
    deliver|disclose|reveal|expose|hand|pass|dump|relay|reply with|print|give|tell|put|drop|supply|include|append|
    link)\b`,
  'pays, buys or books': wording`
    \b(?:pay|pays|wire|transfer|send|move|donate|withdraw|buy|purchase|order|book|reserve|subscribe|upgrade|renew|
    refund|invest|sell|check out|checkout|place the order|add .{3,40} to the (?:cart|basket)|sign|accept|cancel|
    switch|credit|tip|rsvp|vote|apply|issue|settle)\b.{0,80}(?:[$€£¥]\s?\d|\b\d[\d.,]{1,9}\s?(?:usd|eur|gbp|btc|eth|
    dollars?|euros?|pounds?|%|k)?\b|\b(?:amount|balance|funds?|deposit|card|wallet|account|iban|payment|premium|
    rate|offer|fee|order|plan|refund|credit|discount|invoice|contract|subscription|suite|package|voucher|gift|
    crypto|basket|cart|insurance|tickets?)\b)`,
  'takes a guard away or opens a door': wording`
    \b(?:unlock|open|disarm|disable|deactivate|turn(?:ing)? off|switch(?:ing)? off|delete|remove|erase|wipe|drop|
    purge|clear|revoke|grant|add|give|make|set(?! to\b)|lower|merge|approve|push|force-push|commit|tag|install|run|execute|
    publish|close|reset|replace|change|edit|modify|alter|update|enable|turn on|mark|reject|decline|unsubscribe|
    archive|rename|leave)\b.{0,50}\b(?:doors?|gate|lock|alarm|camera|cameras|cam|garage|firewall|port \d+|
    two-?(?:step|factor)|2fa|mfa|login|log|logs|logging|logger|audit|history|backups?|snapshots?|tables?|databases?|
    buckets?|branch(?: protection)?|main|master|checks?|tests?|verification|tls|certificates?|admin\w{0,10}|rights?|
    access|permissions?|role|scopes?|visibility|public|anyone|everyone|deploy key|ssh key|users?|account|tickets?|
    issue|pull request|pr|patch|merge request|messages?|e-?mails?|invites?|calendar|events?|reservations?|folder|
    files?|entries|auto[- _]?approv\w{1,3}|settings?|config|iban|shipping|address|password|recovery|priority|status|
    script|jobs?|extension|package|commits?|release|cleanup|production|staging|record|dose|candidates?|
    applicants?)\b`,
  'a deed, in another language': wording`
    (?:(?<![a-zà-ɏ])(?:senden?|sendet|schick\w{0,3}|leit\w{0,2}|überweis\w{0,3}|lösch\w{0,3}|änder\w{0,3}|
    zahl\w{0,3}|buch\w{0,3}|öffn\w{0,3}|veröffentlich\w{0,3}|weglassen|wegzulassen|zu erwähnen|empfiehl|
    empfehl\w{0,3}|schalt\w{0,2}|envoi\w{1,4}|envoyez|transf[eéè]r\w{1,4}|transmet\w{0,3}|vire[rz]?|supprim\w{1,4}|
    modifie[rz]?|réserv\w{1,3}|paye[rz]?|publie[rz]?|joindre|env[ií]\w{1,4}|manda\b|mandar|mande|reenv[ií]\w{1,4}|
    borr\w{1,3}|elimin\w{1,4}|cambi(?:a|ar|e|en)|reserv(?:a|ar|e|en)\b|paga|pagar|pague|publica|publicar|
    transfier\w{1,3}|apag\w{1,4}|altera|alterem|altere|confirma|confirme\w?|invia|inviare|invii|inviate|
    inoltr\w{1,4}|cancella|cancellare|cancelli|modifica|modificare|prenot\w{1,4}|stuur\w{0,2}|verwijder\w{0,2}|
    wijzig\w{0,2}|betaal|zet\b|prze[śs]lij|przesłać|wyślij|usuń|usuną\w{1,2}|zmie[nń]\w{0,3}|zamknij|nadać|
    wyłącz\w{0,2}|gönder\w{0,4}|ilet\w{0,3}|sil\b|öner|ödeme|skicka|radera|ändra|lägg till|betala|lähetä|siirrä|
    poista|gửi|xóa|chuyển|thanh toán|kirim\w{0,3}|hapus|teruskan)|перешли|отправь|переведи|удали|измени|закрой|
    выключи|добавь|надішли|перекажи|зроби|видали|送信|送って|削除|変更|振り込|支払|追加し|转发|发送|发到|删除|转账|修改|购买|预订|支付|上传|推荐|보내|전달|삭제|
    송금|변경|결제|أرسل|حوّل|احذف|غيّر|ادفع|أضف|भेज|हटा|बदल|ट्रांसफर|भुगतान)`,
  'a place to go to': wording`
    \b[\w.+-]{1,40}@[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,20}){1,3}\b|(?<!\]\()\bh(?:tt|
    xx)ps?:\/\/(?:www\.)?(?!(?:[a-z0-9-]{1,30}\.){0,2}(?:github|gitlab|npmjs|nodejs|wikipedia|mozilla|w3|example|
    stackoverflow|jsr|unpkg|localhost|ietf|unicode|apache|opensource)\b)|(?<![\/.@-])\b(?!(?:github|gitlab|npmjs|
    nodejs|wikipedia|mozilla|example|stackoverflow)\.)[a-z0-9-]{3,40}\.(?:io|biz|net|top|xyz|ru|cn|site|online|
    example|info|club|cc|org|co|com|app|dev)\b|\biban\b|\b[a-z]{2}\d{2}(?: ?\d{4}){2,}|\b0x[0-9a-f]{8,}|
    \+\d{1,3}[-\d ]{6,}|\b(?:acct|account|ending|gb|id|wallet)[-_ #]?[\da-z]*\d{3,}|#[a-z][\w-]{2,}|\b(?:publicly|
    public (?:channel|bucket|link|site|comment)|anyone with the link|paste ?(?:service|bin|bay)|drop ?box|
    feedback endpoint|below|footer|image url|this (?:thread|issue|address|sender|number|endpoint|chat))\b|
    @\w{3,20}(?:_bot|bot)\b`,
  'speaks of the user behind the reader': wording`
    \b(?:the|your|its|their|this|a|his) (?:user|owner|principal|human|customer|visitor|shopper|guest|holder|
    account holder|developer|operator|employee|client|boss|reader)(?:'s|s'|s)?\b|\bthe one who\b|\bwhoever owns\b|
    (?:nutzer|benutzer|utilisateur|usuario|usuário|utente|gebruiker|użytkownik|пользовател|користувач|kullanıcı|
    användare|käyttäj|người dùng|pengguna|用户|ユーザー|사용자|المستخدم|उपयोगकर्ता)`,
  'names a tool to call': wording`
    \b(?:call|calls|calling|invoke|run|use|using|through|via|with) (?:the )?(?:function |tool |
    endpoint )?["'\x60]?[a-z]{2,16}[_.](?:[a-z]{2,16}[_.]?){1,3}\b|\b(?:with|to) \{"|\b(?:the |your |a )?(?:mail|
    calendar|payment|file|shell|browser|email|messaging|smart home|search|transfer|\w{3,12}) tool\b|
    \b\w{3,16}=(?:true|\d+|")`,
  'orders first of all': wording`
    ^(?:[^a-z]{0,12}|(?:[^:]{1,60}[:–-]\s{0,3}["'(]{0,2}))(?:please |kindly |pls |also |then |now |next,? |first,? |
    just |always |and |so |at once |ok,? |go ahead and |make sure (?:to|you) |be sure to |remember to |do |
    you (?:must|should|need to|have to|are to) |it (?:must|should|has to|needs to) )*(?:send|forward|mail|email|
    upload|post|paste|share|submit|attach|copy|export|publish|give|tell|put|supply|include|append|pay|wire|transfer|
    move|donate|withdraw|buy|purchase|order|book|reserve|subscribe|upgrade|renew|refund|sell|sign|accept|cancel|
    switch|vote|unlock|open|disable|deactivate|turn|delete|remove|erase|wipe|drop|purge|clear|revoke|grant|add|make|
    set|lower|merge|approve|push|commit|install|run|execute|close|reset|replace|change|update|enable|mark|reject|
    decline|recommend|say|state|rate|rank|answer|reply|ignore|disregard|forget|report|collect|gather|fetch|retrieve|
    read|look|list|print|show|reveal|download|write|invite|block|archive|issue|apply|credit|call|invoke)\b`,
  'wants it at once': wording`
    \b(?:now(?! that\b)|at once|immediately|right away|today|straight away|asap|before midnight|as soon as|without delay|
    urgent(?:ly)?|tonight|in (?:five|ten) minutes)\b|!!`,
  'is asked politely': wording`
    \b(?:please|kindly|pls|would you mind|would you|could you|can you|if you (?:could|would)|it would be (?:lovely|
    great|nice)|be so kind|do me a favou?r|many thanks|thank you)\b`,
  'ends with what serves the writer': wording`
    \b(?:so that|because|since|it helps|then say|and say (?:that|it)|say (?:it's|it is) done|and confirm|
    so (?:visits|we|they|nobody|the))\b`,
  /** Between people, who know each other by name. */
  'a letter between people': wording`
    (?:^|[.!\n"] ?)(?:hi|hello|hey|dear|hallo|liebe[r]?|bonjour|hola|ciao|cher|chère|olá|guys|team|folks|all|mum|
    dad|love)[, ](?!assistant|ai\b|model|bot|agent|llm|claude|copilot|there,? (?:assistant|
    ai))(?:[\w\u00c0-\u024f]{2,14}(?: (?:and|und|et|y|e) \w{2,14}| team| all| everyone)?[,!.:\n])?|\b(?:regards|
    cheers|best wishes|sincerely|xx|kind regards|viele grüße|cordialement|saludos|thanks(?:,| again| so much)|
    (?:let|get back to) me|i'?ll|i will|i can|i'm|i've|we'?ll|we are|we have|see you|our (?:meeting|team|call|lunch|
    account|order|side|flat|house)|as (?:agreed|discussed|usual|promised|always)|for me|group chat|the present|
    in copy|company card|my (?:account|data|order|subscription|booking|flight|share|desk|mum|wife|husband|sister|
    brother)|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|by (?:monday|tuesday|wednesday|
    thursday|friday)|before (?:monday|tuesday|wednesday|thursday|friday)|[–—-]{1,2} ?[a-z][a-z]{1,11}$)\b`,
  'left to the reader': wording`
    \b(?:you (?:can|may|might|could|will be able)|if you (?:want|wish|like|need|prefer|don't|do not|have|are using|
    use|think|choose|decide)|to (?:change|delete|remove|add|update|cancel|reset|install|enable|disable|see|view|
    learn|do) .{0,50},|(?:click|press|tap|select|choose|tick|go to|visit) (?:on |the |"|'|settings|your)|
    under settings|in (?:the )?settings|optional(?:ly)?|for example|e\.g\.|see also|learn more|unsubscribe|
    by default|supported|when asked to)\b`,
  'care for what is private': wording`
    \b(?:(?:never|do not|don't|must not|should not|cannot|can't) (?:ever )?(?:share|send|give|commit|post|follow|
    reveal|store|forward|log|paste|trust|promise|include|enter|reply)\b(?!.{0,40}(?:others|competitor))|
    we (?:will )?never (?:ask|share)|ask (?:the |your )?(?:user|owner|admin|on-call|manager|doctor|team|hr|them) |
    (?:with|after|until|only with|needs?|requires?) (?:\w{3,12} )?(?:written |explicit )?(?:consent|approval|
    confirmation)\b|must (?:approve|confirm|review)|has to (?:approve|confirm|review)|review(?:s|ed)? (?:every|each|
    it|them|by)|by hand|a human)\b`,
  'code or a manual': wording`
    =>|\(\)|\]\(|\b(?:const|let|var|import|return|function|export|class|def|public|static|async|await|null|
    undefined|param|returns?|throws?|deprecated|args?|arguments?|options?|parameter|default|boolean|string|array|
    callback|npm|yarn|git|api|http|json|css|html|regex|module|package|property|method|value|type|config|plugin|
    compiler|browser|node|request|response|header|authorization|endpoint|invalid|error|branch|middleware|commit|
    merged|docs|documentation|install|command|flag|field|message must|client|server|licen[cs]e|copyright|repository|
    contributors?|maintainers?|unicode|characters?|undefined)\b`,
  'tells what was done': wording`
    \b(?:was|were|has been|have been|had|did|sent|paid|moved|closed|shipped|issued|agreed|arrived|received|booked|
    approved by|worked|told us|we (?:used|tested|issued|closed|noticed|sent|moved))\b`,
};

/** What stands around it and says that it is told about rather than asked for. */
export const AROUND_DATA: Cues = {
  'attacks as a subject': wording`
    \b(?:attack(?:er|s|ers|ed|ing)?|malicious|injections?|jailbreaks?|adversar\w{0,6}|phishing|exploits?|
    vulnerab\w{0,8}|scam(?:mer)?s?|fraud(?:ster|ulent)?|red[- ]team\w{0,4}|quiz|guardrails?|owasp|spoof\w{0,4}|
    social engineering|suspicious|falls? for|fell for|honeypot|hidden text|white (?:text|letters)|trick(?:s|ed)?|
    lures?|hoax|threats?|untrusted|payloads?|classifiers?|exercise|workshop|the lecture|researchers?|angreifer|
    angriff|attaquants?|attaques?|atacantes?|ataques?|attacc\w{1,4})\b|атак|攻击|攻撃|공격|هجوم|المهاجم|注入`,
  'tells of assistants': wording`
    \b(?:the (?:assistant|bot|model|agent|ai) (?:refuses|declines|ignores?|ignored|answered|said|asks|has to|
    does not|doesn't|marks?|marked|flags?|reports?|drafts?|suggests?|should (?:refuse|report|ask|not)|must (?:not|
    never|ask)|mentions)|our (?:bot|assistant|model|agent|filter|test|scanner)|(?:ai|assistants?|bots?|models?|
    agents?) (?:which|that|who) |refuses|declines|caught it|(?:is|was|gets?|stays) blocked|verify that|test case|
    test plan|score|scored|expected:|label|fooled|demonstrat\w{2,4}|blog|article|novel|paper|talk|lesson|chapter|
    example|for instance|e\.g\.|such as|i asked)\b`,
  'quotes what somebody wrote': wording`
    \b(?:wrote|writes|saying|says|said|reads?|asks? (?:you|it|them|the model)|such as|like|called|titled|texts?|
    line|phrase|sentence|words?|comment|prompt|instruction|contained|begins?|began|swap|kind|genre|como|
    wie)(?: that| this| as)?[:,]? ?["\u201c\u00ab\u201e\u300c\x60][^"\u201d\u00bb]{12,}|
    \w \(["\u201c][^"\u201d]{12,}["\u201d]\)|\b(?:the mail|a page|the page|somebody|someone|an e-?mail|a message|
    a customer|a stranger|a counterparty|the text|the caller) (?:asks?|asked|tells?|told|wants?|wrote|said|says|
    tried to)\b`,
};

/** What an order in data is after, in some way; without any of them a stretch at most tells of a reader. */
export const WANTING_DATA: readonly string[] = [
  'speaks to a reader that acts for somebody',
  'takes a guard away or opens a door',
  'sends or shares',
  'a place to go to',
  'pays, buys or books',
  'is asked politely',
  'orders first of all',
  'is to be kept from somebody',
  'takes over the answer',
  'goes above the task',
  'a deed, in another language',
];

/** What manuals do not say to those who read them. */
export const ADDRESSED_DATA: readonly string[] = [
  'speaks to a reader that acts for somebody',
  'tells of assistants',
  'is asked politely',
  'pays, buys or books',
  'is to be kept from somebody',
  'takes over the answer',
];

/** As code and documentation are written. */
export const MANUAL_DATA = 'code or a manual';

/** Of these honest data is full; a model is named in all that is written about models. */
export const EVERYDAY_DATA: readonly string[] = [
  'speaks to an assistant, in another language',
  'orders first of all',
  'wants it at once',
  'is asked politely',
  'ends with what serves the writer',
  'a letter between people',
  'left to the reader',
  'care for what is private',
  MANUAL_DATA,
  'tells what was done',
  ...Object.keys(AROUND_DATA),
];
