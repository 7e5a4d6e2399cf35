import type { Place } from '../../detector.ts';
import { type Frame, framesOf, type Lexicon } from '../meanings/frames/frames.ts';
import { LATIN_GRAMS } from '../meanings/frames/grams.ts';
import type { Span } from '../span.ts';
import { ARABIC } from './arabic.ts';
import { CHINESE } from './chinese.ts';
import { HINDI } from './hindi.ts';
import { JAPANESE } from './japanese.ts';
import { KOREAN } from './korean.ts';
import { LATIN_WORDS } from './latin.ts';
import { RUSSIAN } from './russian.ts';
import type { Concept } from './tongue.ts';

/** What is written the same everywhere. */
const EVERYWHERE = {
  /** Where something can be sent. */
  away: String.raw`https?:\/\/\w|[\w.+-]{1,40}@[\w-]{1,40}\.[a-z]{2}|\bftp:\/\/|\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b`,
  /** Files of keys and logins. */
  path: String.raw`\bid_(?:rsa|ed25519|ecdsa|dsa)\b(?!\.pub)|~\/\.ssh\/?(?![\w.])|\.aws\/credentials|\/etc\/shadow|\.netrc\b|\.pgpass\b|\.git-credentials|\.kube\/config|\bwallet\.dat\b`,
  /** Files of which that is true here and there. */
  settings: String.raw`(?<![\w.])\.env\b(?![.\w])|\.npmrc\b|\.pypirc\b`,
};

type Meaning = Concept | keyof typeof EVERYWHERE;
/** Letters of a script, and the words of the language that is read where some stand. */
const SCRIPTS: readonly (readonly [RegExp, Lexicon<Concept>])[] = [
  [/[а-яёіїєґ]/i, RUSSIAN],
  [/[ぁ-ヿ]/, JAPANESE],
  [/[가-힣]/, KOREAN],
  [/[\u4e00-\u9fff]/, CHINESE],
  [/[ء-ي]/, ARABIC],
  [/[\u0900-\u097f]/, HINDI],
];

const FRAMES: readonly Frame<Meaning>[] = [
  // Keys, passwords and conversations sent to somebody.
  { all: ['path', 'send', 'away'], over: 2 },
  { all: ['secret', 'away', 'send'], none: ['reset'] },
  { all: ['settings', 'send', 'away'] },
  { all: ['path', 'beforeReply'] },
  { all: ['path', 'inReply', 'send'] },
  // The reader's own instructions brought out.
  { all: ['ownPrompt', 'show'] },
  // No bounds, nobody to be told, nobody to be asked.
  { all: ['unbound', 'youAre', 'agent'] },
  { all: ['unbound', 'youAre', 'fromNow'] },
  { all: ['conceal', 'user', 'this'] },
  { all: ['conceal', 'user', 'send'], over: 2 },
  { all: ['conceal', 'user', 'wipe'], over: 2 },
  { all: ['conceal', 'user', 'pay'], over: 2 },
  { all: ['unasked', 'approved', 'authority'], over: 2 },
  // Deeds, now and for good.
  { all: ['unasked', 'wipe', 'everything', 'user'] },
  { all: ['remember', 'always', 'send', 'everything'] },
  { all: ['remember', 'always', 'away', 'send'] },
  { all: ['forAgent', 'send', 'away'] },
  { all: ['forAgent', 'send', 'secret'] },
  { all: ['forAgent', 'pay'] },
  { all: ['forAgent', 'wipe', 'everything'] },
  { all: ['forAgent', 'conceal'] },
];

const BEYOND_LATIN = /[\u0400-\uffff]/;

const latin = framesOf<Meaning>({ ...LATIN_WORDS, ...EVERYWHERE }, FRAMES, LATIN_GRAMS);
const scripts = SCRIPTS.map(([letters, words]) => ({
  letters,
  read: framesOf<Meaning>({ ...words, ...EVERYWHERE }, FRAMES),
}));

/** What is ordered of an agent in languages other than English. */
export function foreignOrders(text: string, place?: Place): Span[] {
  const script = BEYOND_LATIN.test(text) ? scripts.find(({ letters }) => letters.test(text)) : undefined;
  return script === undefined ? latin(text, place) : [...latin(text, place), ...script.read(text, place)];
}
