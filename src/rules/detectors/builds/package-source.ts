import { expression } from '../../machine-code.ts';
import { wording } from '../../wording.ts';
import type { Span } from '../span.ts';

/** Mirrors that many use, some still without TLS. */
const KNOWN = expression(
  wording`
    ^(?:(?:[\w-]+\.)*(?:npmjs\.org|yarnpkg\.com|npmmirror\.com|npm\.taobao\.org|pypi\.org|python\.org|
    pythonhosted\.org|aliyun\.com|douban\.com|tuna\.tsinghua\.edu\.cn|ustc\.edu\.cn|huaweicloud\.com|
    tencent(?:yun)?\.com|pytorch\.org|rubygems\.org|github\.com|maven\.org|google\.com|golang\.org|goproxy\.(?:io|
    cn)|anaconda\.(?:org|com)|debian\.org|ubuntu\.com)|localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|
    host\.docker\.internal|(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]{3,11}|[\w-]+|(?:[\w-]+\.)+(?:local|
    internal|lan|corp|intranet|localdomain|svc|home|arpa))$`,
  'i',
);
const CHEAP = /\.(?:top|xyz|cc|tk|ml|ga|gq|cf|icu|buzz|fun|site|online|club|space|host|click|pw|su|cyou|sbs)$/i;
const ADDRESS = expression(
  wording`
    (?:\bregistry(?:["']?\s{0,2}[:=,]\s{0,2}|\s{1,3}(?:set\s{1,3}|to\s{1,3})?|["']\s{0,2}:\s{0,2})|--registry[= ]|
    \b(?:extra-)?index[-_]url\s{0,2}[= ]\s{0,2}|--(?:extra-)?index-url[= ]|\bfind-links\s{0,2}[= ]\s{0,2}|
    --find-links[= ]|\bGOPROXY\s{0,2}[= ]\s{0,2}|--source\s{1,3}|\b(?:npm|pnpm|yarn|bun|pip3?|pipx|uv|
    gem)\s{1,3}(?:pip\s)?(?:i|install|add)\s{1,3}(?:-[\w-]{1,20}\s{1,3}){0,2}|
    \bnpmRegistryServer["']?\s{0,2}[: ]\s{0,2}|\[\[source\]\]\s{1,3}url\s{0,2}=\s{0,2}|
    ^\s{0,4}source\s{1,3}(?=["']http)|<repository>[^\n]{0,120}<url>|\brequires\s{0,2}=[^\n]{0,160}\s@\s{1,2}|
    \bdeb\s{1,3}\[trusted=yes\]\s{1,2}|--index\s{1,3}|\btrusted-host\s{0,2}[= ]\s{0,2}|
    "[@\w./-]{2,60}"\s{0,2}:\s{0,2}(?=["']https?:\/\/[^"']{4,160}\.(?:tgz|tar\.gz|
    zip)["']))["'\\]{0,2}(https?):\/\/(?:[^\s/@"'\x60]{1,64}@)?([\w.-]{3,200})`,
  'gim',
);
/** Nothing may be missing what was asked for: checks that the go tool leaves out. */
const UNCHECKED = /\bGO(?:NOSUMDB|NOSUMCHECK|FLAGS|INSECURE|SUMDB)=(?:\*|off|-insecure)/i;

/** A package manager that is pointed at a source that anybody on the way can change, or at a name that costs next to nothing. */
export function doubtfulSources(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    const [whole, scheme = '', host = ''] = match;
    if (KNOWN.test(host)) continue;
    if (CHEAP.test(host) || (scheme.toLowerCase() === 'http' && !UNSET.test(host))) {
      found.push({ start: match.index, end: match.index + whole.length });
    }
  }
  const unchecked = /\bGOPROXY\b/.test(text) ? UNCHECKED.exec(text) : null;
  if (unchecked !== null) found.push({ start: unchecked.index, end: unchecked.index + unchecked[0].length });
  return found;
}

/** Names that stand for one to be filled in. */
const UNSET =
  /(?:^|\.)(?:example|test|invalid|your-?\w{0,16}|my-?\w{0,16})(?:\.|$)|^(?:host|server|nexus|verdaccio|artifactory)\b/i;
