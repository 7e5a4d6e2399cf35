/** The first matches of an expression that has the flag `g`: what a text repeats over and over is read so often and no more. [60] */
export function firstOf(text: string, expression: RegExp, most: number): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const match of text.matchAll(expression)) {
    found.push(match);
    if (found.length >= most) break;
  }
  return found;
}
