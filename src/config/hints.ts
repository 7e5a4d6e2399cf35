export function didYouMean(word: string | undefined): string | undefined {
  return word === undefined ? undefined : `did you mean ${JSON.stringify(word)}?`;
}

export function oneOf(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : `one of ${words.join(', ')}`;
}
