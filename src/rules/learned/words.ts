import { wordList } from '../wording.ts';
/** What a word says beside itself, as bits; together with the shape of its sentence the structural part of a text. */
export const SIGNS = [
  'orders at the start',
  'please',
  'you must',
  'you',
  'could you',
  'me or my',
  'the user',
  'names the assistant',
  'secrecy',
  'e-mail address',
  'web address',
  'file path',
  'something sensitive',
  'money',
  'sends something',
  'names a tool',
  'sets aside what was asked',
  'before or after a step',
  'authority or urgency',
  'capitals',
  'a question',
  'stands in a field',
  'markup around it',
  'speaks of instructions',
  'deletes or unlocks',
  'speaks of attacks or examples',
  'poses as a turn of talk',
  'looks like code',
  'from now on',
  'other script',
] as const;

export const sign = (name: (typeof SIGNS)[number]): number => 1 << SIGNS.indexOf(name);

/** Bits of the words that carry one, by the hash of the word. */
const WORDS: readonly (readonly [number, string])[] = [
  [sign('please'), "please kindly pls bitte por favor s'il svp prego lütfen 请 пожалуйста कृपया يرجى من فضلك"],
  [
    sign('you'),
    `
      you your yours yourself u tu te su vous votre vos ti tuo sie du ihr ihre dich dir você seu sua ты вы вам вас ваш
      你 您 आप आपको आपके तुम أنت لك عليك`,
  ],
  [
    sign('you must'),
    `
      must should shall need needs required debes debe deben deberás devez dois doit müssen musst muss deve devem devi
      должен должны необходимо चाहिए يجب`,
  ],
  [
    sign('could you'),
    'could can would will puedes puede podrías pourriez peux pouvez können könnten kannst poderia pode можете',
  ],
  [
    sign('me or my'),
    'me my mine i im ive id we us our mi mis moi mon ma mes mein meine mir meu minha мой моя мне меня मुझे मेरे मेरा 我',
  ],
  [
    sign('the user'),
    `
      user users customer client owner usuario usuarios utilisateur benutzer nutzer usuário пользователь пользователя
      пользователю उपयोगकर्ता المستخدم 用户`,
  ],
  [
    sign('names the assistant'),
    `
      assistant assistants ai llm llms agent agents chatbot chatbots bot model gpt chatgpt claude gemini copilot
      cursor asistente assistente ia ki ассистент ассистента модель सहायक المساعد 助手 モデル`,
  ],
  [
    sign('secrecy'),
    `
      silently secretly quietly covertly discreetly tell telling mention mentioning inform informing disclose reveal
      notify unnoticed invisible hidden hide conceal secret confidential without menciones mencionar digas decir
      informar mentionner dire informer erwähnen sagen mencione сообщай говори упоминай скрытно`,
  ],
  [
    sign('something sensitive'),
    `
      password passwords passcode credential credentials key keys token tokens secret secrets ssn history conversation
      transcript contacts address addresses location personal private medical health genetic records bank account
      accounts card cards payment inbox calendar files photos data details saved env ssh cookies session contraseña
      contraseñas clave claves credenciales cuenta cuentas datos tarjeta mot passe identifiants compte données
      passwort passwörter zugangsdaten konto daten senha senhas dados conta пароль пароли ключ ключи данные счёт счет
      पासवर्ड कुंजी डेटा खाता كلمة المرور بيانات حساب 密码 密钥 数据 账户`,
  ],
  [
    sign('money'),
    `
      transfer pay payment withdraw deposit donate buy purchase order refund wire invest sell bitcoin btc eth usd eur
      dollars euros funds money balance transfiere transferir paga virement überweise überweisen dinero argent geld
      dinheiro перевод переведи деньги पैसे المال 转账`,
  ],
  [
    sign('sends something'),
    `
      send sends sending forward email mail post upload share transmit submit reply message text publish cc bcc export
      copy deliver report leak exfiltrate dispatch envía envia enviar reenvía manda envoie envoyez envoyer transmets
      sende senden schicke schicken leite invie invia отправь отправьте перешли भेजें भेजो أرسل إرسال 发送 转发`,
  ],
  [
    sign('names a tool'),
    `
      tool tools function functions call calls calling invoke execute run running api endpoint command herramienta
      outil werkzeug ferramenta инструмент उपकरण أداة 工具 调用`,
  ],
  [
    sign('sets aside what was asked'),
    `
      ignore disregard forget override overrides bypass skip instead stop cancel abandon drop replace discard neglect
      rather ignora olvida omite ignorez ignore oubliez oublie ignoriere vergiss vergessen ignoriert esqueça игнорируй
      забудь забудьте игнорируйте अनदेखा भूल تجاهل انس 忽略 忘记`,
  ],
  [
    sign('before or after a step'),
    `
      before after when whenever once then first next prior until while upon following antes después cuando avant
      après lorsque bevor nachdem wenn quando depois перед после когда पहले बाद قبل بعد عند 之前 之后`,
  ],
  [
    sign('authority or urgency'),
    `
      important urgent urgently immediately admin administrator system compliance policy security notice attention
      critical mandatory authorized approved approval permission emergency verification regulatory audit priority
      official override importante urgente sistema immédiatement sofort wichtig dringend важно срочно система
      महत्वपूर्ण तुरंत هام عاجل 重要 紧急 系统`,
  ],
  [
    sign('speaks of instructions'),
    `
      instruction instructions prompt prompts task tasks request requests directive directives output response
      responses answer answers summary command guidelines rules query instrucciones instrucción tarea respuesta
      consignes réponse tâche anweisungen anweisung aufgabe antwort instruções tarefa resposta инструкции инструкция
      задача ответ निर्देश उत्तर कार्य التعليمات تعليمات مهمة 指令 指示 任务 回答`,
  ],
  [
    sign('deletes or unlocks'),
    `
      delete remove erase wipe disable deactivate unlock grant revoke turn open modify change reset cancel add create
      update schedule book install elimina borra supprime supprimez lösche löschen entferne apague exclua удали
      удалите हटाएं احذف 删除`,
  ],
  [
    sign('speaks of attacks or examples'),
    `
      example examples eg attack attacks attacker attackers malicious vulnerability vulnerabilities exploit injection
      injections phishing researchers research detect detection threat threats defense mitigation paper dataset
      benchmark ejemplo beispiel exemple пример 例如 攻击`,
  ],
  [
    sign('from now on'),
    `
      always never remember memory memorize future every forever henceforth subsequent persist siempre nunca recuerda
      toujours jamais immer niemals sempre всегда никогда запомни हमेशा دائما 始终 永远 记住`,
  ],
];

const ORDERS = `
    send forward email mail post upload share transmit submit reply delete remove erase wipe disable deactivate unlock
    grant revoke turn open close modify change reset cancel add create update schedule book install transfer pay
    withdraw deposit donate buy purchase order refund wire invest sell retrieve fetch get find search look list show
    display print write say tell output respond answer return include append insert attach provide give use call
    invoke execute run read access visit go click download save store remember record log translate summarize
    recommend rate rank conclude state mention repeat reveal disclose explain describe generate compose draft produce
    ignore disregard forget override bypass skip stop pretend act behave follow obey assume consider treat start begin
    end finish proceed continue make ensure confirm verify check set enable move copy rename redirect dispatch request
    contact notify inform invite remind register subscribe unsubscribe block report play increase decrease do let
    approve reject accept merge push commit publish convert locate collect gather gain export review keep`;

/** A word's hash over its lower-case units, never 0. */
export function hashOf(word: string): number {
  let hash = SEED;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), PRIME);
  return hash | 1;
}

export const SEED = 0x811c9dc5 | 0;
export const PRIME = 0x01000193;

/** Open addressing: two slots a word, its hash and its bits. Filled when first asked for: most processes never do. */
const SLOTS = 4_096;
let table: Int32Array | undefined;

function filled(): Int32Array {
  const slots = new Int32Array(2 * SLOTS);
  const put = (word: string, bits: number): void => {
    const hash = hashOf(word);
    let at = slotOf(hash);
    while (slots[at] !== 0 && slots[at] !== hash) at = (at + 2) & (2 * SLOTS - 1);
    slots[at] = hash;
    slots[at + 1] = (slots[at + 1] as number) | bits;
  };
  for (const [bits, words] of WORDS) for (const word of wordList(words)) put(word, bits);
  for (const word of wordList(ORDERS)) put(word, sign('orders at the start'));
  return slots;
}

/** The bits of a word; `orders at the start` says that it could be an order where it stood first. */
export function signsOf(hash: number): number {
  table ??= filled();
  for (let at = slotOf(hash); table[at] !== 0; at = (at + 2) & (2 * SLOTS - 1)) {
    if (table[at] === hash) return table[at + 1] as number;
  }
  return 0;
}

function slotOf(hash: number): number {
  return ((Math.imul(hash, 0x9e3779b1) >>> 20) << 1) & (2 * SLOTS - 1);
}
