/** `1 server`, `3 servers`: of nouns that take an s. */
export function plural(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
