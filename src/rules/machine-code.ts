const LONG = ' '.repeat(1_024);

/**
 * Makes V8 compile an expression to machine code now, as it does for a text of a thousand characters. For a short one it first makes byte
 * code, which for large expressions takes four times as long and stays in memory beside the machine code that follows all the same.
 */
export function toMachineCode(expression: RegExp): RegExp {
  expression.test(LONG);
  return expression;
}

const MEET = '(?=)';
const OPENS = /\((?:\?(?:[:=!]|<[=!]|<\w+>))?/y;
const REPEATS = /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y;

/** The expression of a source, as `meeting` writes it. */
export function expression(source: string, flags = ''): RegExp {
  return new RegExp(meeting(source), flags);
}

const EDGE = '\\b';

/** The same with the edge of a word asked for once, where all alternatives begin at one: V8 tries each at every character otherwise. */
function atOneEdge(source: string, bars: readonly number[]): string {
  if (bars.length === 0 || ![-1, ...bars].every((bar) => source.startsWith(EDGE, bar + 1))) return source;
  const alternatives = [-1, ...bars].map((bar, at) => source.slice(bar + 1 + EDGE.length, bars[at]));
  return `${EDGE}(?:${alternatives.join('|')})`;
}

/** The same, made when it is first asked for: most processes read no text that does. */
export function lateExpression(source: () => string, flags = ''): () => RegExp {
  let made: RegExp | undefined;
  return () => {
    made ??= expression(source(), flags);
    return made;
  };
}

/**
 * The source of an expression that matches the same and takes a third of the machine code: with an empty lookahead behind every group of
 * alternatives or repetitions. V8 compiles what follows a group anew for every alternative, up to ten times, and so on within each, unless
 * something there makes it forget how it came. Where all alternatives begin at a word's edge, it is asked for once.
 * @param source of an expression without the flag `v`
 */
export function meeting(source: string): string {
  let text = '';
  let from = 0;
  /** Where, in `text`, the bars between the outermost alternatives stand. */
  const bars: number[] = [];
  const groups: { readonly around: boolean; chooses: boolean }[] = [];
  for (let at = 0; at < source.length; ) {
    const char = source[at];
    if (char === '\\') at += 2;
    else if (char === '[') at = behindClass(source, at);
    else if (char === '(') {
      const opens = lengthAt(OPENS, source, at);
      groups.push({ around: opens > 2 && !/[:>]/.test(source[at + opens - 1] ?? ''), chooses: false });
      at += opens;
    } else if (char === ')') {
      const { around, chooses } = groups.pop() ?? { around: true, chooses: false };
      const repeats = lengthAt(REPEATS, source, at + 1);
      at += 1 + repeats;
      if (around || !(chooses || repeats > 0) || at === source.length || source[at] === ')' || source[at] === '|')
        continue;
      text += source.slice(from, at) + MEET;
      from = at;
    } else {
      const group = groups.at(-1);
      if (char === '|' && group !== undefined) group.chooses = true;
      if (char === '|' && group === undefined) bars.push(text.length + at - from);
      at += 1;
    }
  }
  return atOneEdge(text + source.slice(from), bars);
}

function behindClass(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}

function lengthAt(expression: RegExp, source: string, at: number): number {
  expression.lastIndex = at;
  return expression.exec(source)?.[0].length ?? 0;
}
