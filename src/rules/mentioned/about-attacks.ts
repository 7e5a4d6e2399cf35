/** Words of those who write about attacks, in the languages that rules for injection speak. */
export const CUE =
  /\b(?:attack(?:er|s|ers)?|malicious|injections?|jailbreaks?|adversar\w{0,8}|phishing|exploits?|vulnerab\w{0,8}|angr(?:iff|eifer)\w{0,3}|injektion(?:en)?|attaques?|attaquants?|ataques?|atacantes?|inyecci\w{0,5}|attacc(?:o|hi|ante))\b|inje(?:ç|cç)|атак|інʼ?'?єкці|инъекци|攻击|攻撃|注入|インジェクション|인젝션|공격|इंजेक्शन|हमल|حقن|هجوم|هجمات/i;
/** Those of tools and tests against them beside these: they say less, so they count where a rule found a whole phrase. */
const DEFENCE =
  /\b(?:detect\w{0,5}|scanners?|classifiers?|guardrails?|red[- ]team\w{0,5}|owasp|payloads?|untrusted|blocklists?|exfiltrat\w{1,5})\b/i;

/** And of those who tell what came of one. */
export const TOLD =
  /\b(?:inject(?:ed|s)|hijack\w{0,4}|poison(?:s|ed|ing)|scam(?:s|mers?)?|fraud(?:s|sters?)?|social engineering|red[- ]team\w{0,5}|refus(?:es|ed|als?)|obeyed|complied|fell for|smuggl\w{1,4}|hidden (?:text|prompts?|sentences?)|honeypots?|tricks?|prompt leak\w{0,4}|prompts (?:such as|like)|if (?:an?|the|one|some|any) (?:web ?)?(?:page|site|e-?mail|mail|document|file|ticket|comment|letter|message|text) (?:says|reads|asks|tells|contains|claims)|(?:famous|favou?rite|popular|common|typical|classic|known|worst|usual) (?:prompts?|strings?|phrases?|lines?)|(?:people|users?|students|visitors|customers|anyone|somebody|someone) (?:who )?(?:typ(?:es?|ed|ing)|writes?|wrote|pastes?|pasted|tr(?:y|ies|ied))|(?:hid|hid(?:es|den|ing)|put|plac(?:es?|ed|ing)|plant(?:s|ed|ing)?) the (?:sentences?|text|words?|line|string))\b/i;
/** The same in other languages: who deceives, and how words are hidden. */
const TOLD_ELSEWHERE =
  /\b(?:(?:weiße|unsichtbare|versteckte|winzige)[nrs]? (?:schrift|text\w{0,2}|anweisung\w{0,2})|falle\b|betrüger|texte? (?:blanc|caché|invisible)|escrocs?\b|piège|(?:letra|texto) (?:blanc|ocult|invis)|estafador|trampa\b|test[oi] (?:bianc|nascost|invisibil)|truffator|golpistas?\b|texto (?:branco|escondido)|witte (?:tekst|letters)|oplichter)|мошенник|скрыт\w{1,4} текст|骗子|隐藏的?文字|詐欺|隠し文字|사기/i;

/** Where one is learnt from: a case of a test, a lesson. */
export const LEARNT =
  /\b(?:test cases?|quiz|exercises?|exams?|lessons?|lecture|workshop|students?|esercizi\w|esame|studente|ejercicio|examen|exercice|étudiante?s?|stagiaire|übung\w{0,2}|prüfung|schüler)\b|测试用例|テストケース|테스트/i;

/** Whether somebody tells of attacks there, or of what is done against them. */
export function isAboutAttacks(words: string): boolean {
  return CUE.test(words) || DEFENCE.test(words) || TOLD.test(words) || TOLD_ELSEWHERE.test(words);
}
