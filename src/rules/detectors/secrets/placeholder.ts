const WORDS =
  /x{4}|example|sample|dummy|fake|mock|placeholder|redacted|changeme|change[_-]me|your[_-]?|_here|insert|replace|todo|foobar|deadbeef|abcdefg|012345|123456|987654|qwerty|\.{3}|\*{3}|<|>|\$\{|\{\{|%[A-Z_]|#\{|lorem|hunter2|not[_-]?(?:a|real)|secret[_-]?key|access[_-]?token|api[_-]?key|password/i;

/**
 * What manuals print: the token of Telegram's Bot API manual, those of RFC 6455, 6749, 6750 and 7617, Stripe's two test keys; and the keys of the
 * accounts with which Hardhat and Anvil start a chain of one's own.
 */
const PUBLISHED: readonly string[] = [
  '110201543:AAHdqTcvCH1v',
  'QWxhZGRpbjpvcGVuIHNlc2FtZQ',
  'dGhlIHNhbXBsZSBub25jZQ',
  '2YotnFZFEjr1zCsicMWpAA',
  'tGzv3JOkF0XG5Qx2TlKWIA',
  'czZCaGRSa3F0MzpnWDFmQmF0M2JW',
  '7Fjfp0ZBr1KtDRbnfVdmIw',
  'gX1fBat3bV',
  '4eC39HqLyjWDarjtT1zdp7dc',
  'BQokikJOvBiI2HlWgH4olfQ2',
  'ac0974bec39a17e36ba4a6b4d238ff94',
  '59c6995e998f97a5a0044966f0945389',
  '5de4111afa1a4b94908f83103eb1f170',
  '7c852118294e51e653712a81e05800f4',
  '47e179ec197488593b187f80a00eb0da',
  '8b3a350cf5c34c9194ca85829a2df0ec',
  '92db14e403b83dfe3df233f83dfa3a0d',
  '4bbbf85ce3377467afe5d46f804f2218',
  'dbda1821b80551c9d65939329250298a',
  '2a871d0798f97d79848a013d4936a73b',
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
