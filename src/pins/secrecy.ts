/** "Do not tell the user" as it is said in other languages; English stands among the signs of `demands.ts`. */
const SAID: readonly RegExp[] = [
  /\bno (?:se lo |le |les |lo |la )?(?:digas|diga|cuentes|menciones|informes|avises|muestres|reveles)\b[^.]{0,40}\b(?:usuario|usuaria|nadie|cliente)/i,
  /\bn[ãa]o (?:o |a |lhe )?(?:digas?|conte|mencione|informe|avise|mostre|revele)\b[^.]{0,40}\b(?:usuári[oa]|usuari[oa]|utilizador|ningu[ée]m)/i,
  /\bne (?:le |la |les |lui )?(?:dis|dites|parle[zr]?|mentionne[zr]?|informe[zr]?|montre[zr]?|r[ée]v[èe]le[zr]?|signale[zr]?)\b[^.]{0,40}\b(?:utilisat(?:eur|rice)|personne)/i,
  /\bnon (?:lo |gli |le )?(?:dire|dica|menzionare|informare|mostrare|rivelare)\b[^.]{0,40}\b(?:utente|nessuno)/i,
  /\b(?:sag|sage|erz[äa]hle?|verrate?|zeige?|teile?|melde?|erw[äa]hne?)\b[^.]{0,40}(?:nutzer|benutzer|anwender)[^.]{0,30}\b(?:nichts|nicht|kein)|(?:nutzer|benutzer|anwender)\b[^.]{0,30}\b(?:nichts|nicht)\b[^.]{0,30}(?:sagen|erz[äa]hlen|verraten|zeigen|mitteilen|erw[äa]hnen)/i,
  /\b(?:vertel|zeg|toon|meld)\b[^.]{0,40}\bgebruiker\b[^.]{0,30}\b(?:niets|niet)\b/i,
  /\bnie (?:m[óo]w|wspominaj|informuj|pokazuj|zdradzaj)\b[^.]{0,40}u[żz]ytkowni/i,
  /(?<!\p{L})не (?:говори|сообщай|рассказывай|показывай|упоминай|уведомляй)\p{L}*[^.]{0,40}пользовател/iu,
  /(?:不要|别|勿|請勿|请勿)[^。.]{0,6}(?:告诉|告訴|通知|提醒|透露|提及|提到|显示)[^。.]{0,10}(?:用户|用戶|使用者|他人)|(?:不要|别|勿)[^。.]{0,4}(?:向|对|對)(?:用户|用戶|使用者)[^。.]{0,6}(?:透露|提及|说|說|显示|提到)/,
  /(?:ユーザー?|利用者)[^。.]{0,12}(?:言わない|伝えない|知らせない|教えない|見せない|話さない)/,
  /사용자[^.]{0,12}(?:말하지|알리지|보여주지|언급하지)/,
  /(?:kullanıcıya|kullaniciya)[^.]{0,30}(?:söyleme|soyleme|bildirme|gösterme)/i,
];

/** Whether a text asks in another language than English that the user is not told. */
export function hushes(text: string): boolean {
  return SAID.some((sign) => sign.test(text));
}
