/** Ordinary English with paths, numbers and punctuation: the same for the same seed, about `characters` long. */
export function prose(characters: number, seed = 1): string {
  const next = randoms(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? '';
  let text = '';
  while (text.length < characters) {
    const words: string[] = [];
    const count = 6 + Math.floor(next() * 14);
    for (let at = 0; at < count; at += 1) {
      const kind = next();
      if (kind < 0.82) words.push(pick(WORDS));
      else if (kind < 0.88) words.push(`${pick(FOLDERS)}/${pick(WORDS)}-${pick(WORDS)}.${pick(ENDINGS)}`);
      else if (kind < 0.94) words.push(String(Math.floor(next() * 10_000) / (next() < 0.5 ? 1 : 100)));
      else if (kind < 0.97) words.push(`(${pick(WORDS)} ${pick(WORDS)})`);
      else words.push(`"${pick(WORDS)}"`);
    }
    const sentence = words.join(next() < 0.2 ? ', ' : ' ');
    text += sentence.charAt(0).toUpperCase() + sentence.slice(1) + pick(STOPS);
  }
  return text.slice(0, characters);
}

/** A `tools/call` frame of exactly `bytes`, newline included, its id ten digits that start at byte 22. */
export function callFrame(bytes: number, seed = bytes): Buffer {
  const head = '{"jsonrpc":"2.0","id":1000000000,"method":"tools/call","params":{"name":"echo","arguments":{"text":"';
  const tail = '"}}}\n';
  const room = bytes - head.length - tail.length;
  const escaped = JSON.stringify(prose(room, seed)).slice(1, -1).slice(0, room);
  // A cut may leave half an escape behind.
  const text = escaped.replace(/\\*$/, '').padEnd(room, '.');
  return Buffer.from(head + text + tail, 'latin1');
}

/** mulberry32: 0 ≤ n < 1. */
function randoms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const STOPS = ['. ', '. ', '. ', '; ', '? ', ':\n', '.\n', '.\n\n', '!\n- '];
const FOLDERS = ['src', 'docs/guide', 'lib', 'test/fixtures', 'packages/core/src', './build', 'assets/images'];
const ENDINGS = ['ts', 'md', 'json', 'css', 'py', 'txt', 'png', 'yaml'];
const WORDS = (
  'the of and to in is that for on with as it are this by be from an at or which can has more one not will all when ' +
  'report table column window button river garden kitchen morning station library bridge weather harbour season ' +
  'function value option default returns number string list object field index count length example version change ' +
  'build test release branch merge review comment section chapter figure page title author editor reader summary ' +
  'measure average total result estimate sample survey question answer customer order invoice delivery schedule ' +
  'meeting project team plan budget quarter month week day hour minute small large early late common simple useful ' +
  'open close read write move copy find sort filter group join split start stop wait keep make take give show tell'
).split(' ');
