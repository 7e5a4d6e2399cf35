import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import { hasRun, membersOf } from '../run.ts';
import { entropy } from '../secrets/placeholder.ts';
import type { Span } from '../span.ts';

/** Blanks within a slot end the address for a renderer and not for the model, which fills the slot in first. */
const IMAGE =
  /!\[[^\]\n]{0,120}\]\(\s{0,4}<?(https?:\/\/(?:[^\s)<>{[]|<[^<>\n]{1,80}>|\{[^{}\n]{1,80}\}|\[[^[\]\n]{1,80}\]|[{[]){1,400})/gi;
const HTML = /<img\b[^>]{0,120}\bsrc\s{0,2}=\s{0,2}["']?(https?:\/\/[^\s"'>]{1,400})/gi;
const SLOT = expression(
  wording`
    [?&/=](?:\{[^}]{0,60}\}|%7B|<[^>]{1,60}>|\[[A-Za-z_ -]{3,60}\]|\$\{?[A-Za-z_]|[A-Z_]{3,30}_(?:HERE|DATA|TEXT|
    CONTENT)|(?<=[?&=][^/]{0,20})(?:insert|encoded|your|the|summary|conversation|chat|secret|
    history)[_+% -][a-z_+%-]{2,60})`,
  'i',
);
/** Slots of an interface: names of variables that say nothing of who reads. */
const OF_INTERFACE = expression(
  wording`
    ^(?:[\w-]{0,16}(?:id|uuid|slug|sha|hash|md5|key_id)|issue|file\w{0,5}|path|name|owner|org|repo\w{0,8}|branch|
    tag|version|platform|arch|width|height|size|w|h|x|y|z|lang\w{0,6}|locale|theme|style|colou?r|label|status|
    format|ext|page|number|n|year|month|day|date|username|user|login|code|symbol|currency|sku|isbn|asin|icon|
    project|package|workflow|bucket|region|tenant|host|domain|s|r)$`,
  'i',
);
const SLOTS =
  /\{{1,2}\s?([\w.-]{1,40})\s?\}{1,2}|%7B([\w.-]{1,40})%7D|<([\w.-]{1,40})>|\$\{([\w.-]{1,40})\}|:([a-z]{1,20})(?=\/)/gi;
/** A word in capitals where a value belongs: the model is to replace it. */
const CAPITALS = expression(wording`
    [?&][\w-]{1,20}=(?:[A-Z_]{0,20}(?:HISTORY|DATA|SECRETS?|CONTEXT|CHAT|CONVERSATION|MESSAGES?|TOKENS?|PASSWORDS?|
    CONTENTS?|SUMMARY|OUTPUT|RESULTS?|PAYLOAD|BASE64|ENCODED|CREDENTIALS?|ANSWER|KEYS|VALUE|INSERT|
    REPLACE)[A-Z_]{0,20})(?![\w-])`);
const CARRIER = expression(
  wording`
    [?&](?:data|d|q|c|content|text|msg|message|secret|token|key|payload|p|info|leak|exfil|s|b|session|cookie|
    conversation|history|context|prompt)=([^&#\s)]{0,380})`,
  'i',
);

/** A badge that is drawn from its address by a service that nobody else reads the logs of; not one it fetches from elsewhere. */
const BADGE =
  /^https:\/\/(?:img\.shields\.io\/(?:badge|npm|github|discord|pypi|crates|docker|static)\/(?![^#]{0,300}\burl=)|scrutinizer-ci\.com\/[gb]\/[\w./-]{1,120}\/badges\/[\w-]{1,30}\.(?:png|svg)\?[bs]=|(?:app|www)\.travis-ci\.(?:com|org)\/[\w./-]{1,120}\.svg\?|(?:dl\.)?circleci\.com\/[\w./-]{1,160}(?:badge|svg)[\w./-]{0,60}\?|codecov\.io\/[\w./-]{1,120}\/badge\.svg\?)/i;

/** An image that tells its server something when it is shown: a slot to be filled in, or encoded data in the address. */
export function carryingImages(text: string): Span[] {
  const found: Span[] = [];
  for (const shape of [IMAGE, HTML]) {
    for (const match of text.matchAll(shape)) {
      const url = match[1] ?? '';
      if (BADGE.test(url)) continue;
      const plain = url.replace(SLOTS, (slot: string, ...names: (string | undefined)[]) =>
        OF_INTERFACE.test(names.find((name) => typeof name === 'string') ?? '') ? 'x' : slot,
      );
      if (SLOT.test(plain) || CAPITALS.test(url) || carriesData(url))
        found.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  return found;
}

function carriesData(url: string): boolean {
  const value = CARRIER.exec(url)?.[1];
  return value !== undefined && value.length >= 24 && /^[\w%+/=-]+$/.test(value) && entropy(value) > 3.4;
}

const HOST = /\b((?:[a-z0-9_$(){}`-]{1,63}\.){2,10}[a-z]{2,18})\b/gi;
const SUBSTITUTION =
  /(?:\$\([^)\n]{1,80}\)|`[^`\n]{1,80}`|\$\{?[A-Za-z_]\w{0,30}\}?)\.[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,10}\b/gi;
/** Endings of files that are no top-level domains. */
const OF_A_FILE =
  /\.(?:[cm]?[jt]sx?|map|json|ya?ml|toml|css|html?|xml|txt|snap|lock|log|svg|png|jpe?g|gif|wasm|pdf|csv|docx?|xlsx?|parquet|tar|t?gz|bz2|xz|deb|rpm|whl|jar|iso|exe|dmg)$/i;
const MOST_BEFORE = 256;
const OF_WORDS = membersOf(/\w/);
export const LONG_LABEL = 40;
/** A variable before a member, `$host.Runspace.Debugger`; and before the name of a cloud that serves its buckets there. */
const MEMBER = /^\$\w{1,40}(?:\.\w{1,63}){0,8}\.[A-Z]\w{0,62}$/;
const OF_A_BUCKET =
  /^\$\{?\w{1,40}\}?\.(?:s3[\w-]{0,30}(?:\.[\w-]{2,20})?\.amazonaws\.com|storage\.googleapis\.com|(?:blob|file|dfs)\.core\.windows\.net)$/i;
const LOOKUP = /(?<![$\w])(?:nslookup|dig|host|ping|curl|wget|resolve|getaddrinfo|gethostbyname)\b[^\n]{0,60}$/i;

/** Data in a host name, which leaves by a mere lookup: a long encoded label, or a command's output as label. */
export function dataInHostNames(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(SUBSTITUTION)) {
    if (!LOOKUP.test(text.slice(Math.max(0, match.index - 80), match.index))) continue;
    if (OF_A_FILE.test(match[0]) || MEMBER.test(match[0]) || OF_A_BUCKET.test(match[0])) continue;
    if (isInPath(text, match.index)) continue;
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  // Most texts hold no word of such a length, and need not be read for names.
  if (!hasRun(text, OF_WORDS, LONG_LABEL)) return found;
  for (const match of text.matchAll(HOST)) {
    const name = match[1] ?? '';
    const labels = name.split('.').slice(0, -2);
    if (!OF_A_FILE.test(name) && labels.some(encodedLabel) && !isInPath(text, match.index))
      found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** Whether a place stands behind the host of an address, or in the path of a file: no name is looked up there. */
function isInPath(text: string, at: number): boolean {
  const word = /[^\s"'`<>()|;&=]{0,256}$/.exec(text.slice(Math.max(0, at - MOST_BEFORE), at))?.[0] ?? '';
  return word.replace(/^[\w+.-]{0,16}:?\/\//, '').includes('/');
}

/** Hex or base32 of at least 32 characters with the randomness of data; hashes in names of storage buckets are shorter or hyphenated. */
function encodedLabel(label: string): boolean {
  if (label.length < LONG_LABEL) return false;
  const shape = /^[0-9a-f]+$/i.test(label) || /^[a-z2-7]+$/i.test(label) || /^[a-z0-9_]+$/i.test(label);
  return shape && /[0-9]/.test(label) && entropy(label) > 3 && !isOfWords(label);
}

/** A name of a program, `GoogleCloudV1AttachedCluster`: data in both cases of letters has no words of such length. */
function isOfWords(label: string): boolean {
  if (!/[A-Z_]/.test(label) || !/[a-z]/.test(label)) return false;
  const words = label.match(/[A-Z]?[a-z]{3,40}/g) ?? [];
  return words.join('').length > 0.6 * label.length;
}
