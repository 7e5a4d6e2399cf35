const WORDS =
  /x{4}|example|sample|dummy|fake|mock|placeholder|redacted|changeme|change[_-]me|your[_-]?|_here|insert|replace|todo|foobar|deadbeef|abcdefg|012345|123456|987654|qwerty|\.{3}|\*{3}|<|>|\$\{|\{\{|%[A-Z_]|#\{|lorem|hunter2|not[_-]?(?:a|real)|secret[_-]?key|access[_-]?token|api[_-]?key|password/i;

/** What manuals print: the token of Telegram's Bot API manual, those of RFC 6749 and 6750, Stripe's two test keys. */
const PUBLISHED: readonly string[] = [
  '110201543:AAHdqTcvCH1v',
  '2YotnFZFEjr1zCsicMWpAA',
  'tGzv3JOkF0XG5Qx2TlKWIA',
  'czZCaGRSa3F0MzpnWDFmQmF0M2JW',
  '7Fjfp0ZBr1KtDRbnfVdmIw',
  'gX1fBat3bV',
  '4eC39HqLyjWDarjtT1zdp7dc',
  'BQokikJOvBiI2HlWgH4olfQ2',
];

/** Whether a value only shows where a secret would stand: `xxxx`, `<your-key>`, `EXAMPLE`, one character over and over. */
export function isPlaceholder(value: string): boolean {
  if (WORDS.test(value) || /([\dA-Za-z])\1{6}/.test(value) || PUBLISHED.some((one) => value.includes(one))) return true;
  return new Set(value).size <= Math.min(5, value.length / 4);
}

/** Shannon entropy in bits per character. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}
