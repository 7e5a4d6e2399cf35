/** Code or a configuration that gives a text to a model: `SYSTEM = """…`, `prompt: |`, `{ role: 'system', content: '…' }`; no JSON, in which data forges turns. */
const GIVEN =
  /(?:\b\w{0,24}(?:prompt|system|instruction|persona|backstory)\w{0,16}(?::\s?[\w.<>[\]]{2,20})?\s?\+?=\s{0,2}|\brole: ?["'](?:system|developer)["'],\s{0,8}content: ?)(?:\(\s{0,40}|dedent\(\s{0,8})?[frb]{0,2}("""|'''|["'`])(?!["'`])/gi;
const BLOCK = /(?:^|\n)( {0,12})(?:- )?\w{0,24}(?:prompt|system|instruction|persona)\w{0,12}: ?[|>]-?[ \t]*\n/gi;
/** A prompt in code is no longer. */
const LONGEST = 1_200;

/**
 * Whether a stretch stands in a text that code gives to a model: what is said there is said to that one, when the code runs. Who wants to be
 * obeyed may write like that, so it lowers a finding and never clears it.
 */
export function isInPrompt(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - LONGEST);
  const until = Math.min(end, start + LONGEST);
  const isGiven = (to: number): boolean => isInString(text.slice(from, to)) || isInBlock(text.slice(from, to));
  return isGiven((start + until) >> 1) || (isGiven(start + 1) && isGiven(until));
}

/** The last string given to a model is still open, or goes on in strings on the next lines: `("…"\n "…"`. */
function isInString(before: string): boolean {
  const given = [...before.matchAll(GIVEN)].at(-1);
  if (given === undefined) return false;
  const mark = given[1] as string;
  const said = before.slice(given.index + given[0].length);
  if (mark.length === 3 || mark === '`') return !said.includes(mark);
  const [first, ...lines] = said.split('\n') as [string, ...string[]];
  if (lines.length === 0) return !unescaped(first, mark);
  return [first, ...lines.slice(0, -1)].every((line) => NEXT_TO.test(line)) && ADJACENT.test(lines.at(-1) as string);
}

/** A line that ends with a string, and one that is one. */
const NEXT_TO = /["'](?: [+\\])?\s{0,8}$/;
const ADJACENT = /^\s{2,40}[frb]{0,2}["'][^"']*$/;

function unescaped(line: string, mark: string): boolean {
  for (let at = line.indexOf(mark); at >= 0; at = line.indexOf(mark, at + 1)) if (line[at - 1] !== '\\') return true;
  return false;
}

/** All lines since the last block of YAML began are further in. */
function isInBlock(before: string): boolean {
  const block = [...before.matchAll(BLOCK)].at(-1);
  if (block === undefined) return false;
  const indent = (block[1] as string).length;
  const lines = before.slice(block.index + block[0].length).split('\n');
  return lines.every((line) => line.trim() === '' || line.search(/\S/) > indent);
}
