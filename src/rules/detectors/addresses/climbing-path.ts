import type { Span } from '../span.ts';

/** A path, in one piece, that may climb: plain, with backslashes or percent escapes. */
const PATH = /[^\s"'`<>|;,(){}=]{0,120}(?:\.\.|%2e%2e|%252e|%c0%ae)[^\s"'`<>|;,(){}]{2,240}/gi;
/** What is in each of these. */
const CLIMBING = /\.\.|%2e%2e|%252e|%c0%ae/i;
const SECRET =
  /\/(?:etc\/(?:passwd|shadow|gshadow|sudoers|hosts|ssh\/|kubernetes\/)|root\/\.|\.ssh\/|\.aws\/|\.kube\/config|\.docker\/config|\.gnupg\/|\.git-credentials|\.netrc|\.pgpass|\.npmrc|\.env(?:\.\w{2,12})?$|proc\/(?:self|1)\/|windows\/(?:win\.ini|system\.ini|system32\/|repair\/)|winnt\/|boot\.ini|id_(?:rsa|dsa|ecdsa|ed25519)$|web-inf\/|var\/run\/secrets\/)/i;

/** Paths that climb out of their folder to a system file, a key or a credential, however climbing is spelled. */
export function climbingPaths(text: string): Span[] {
  const found: Span[] = [];
  if (!CLIMBING.test(text)) return found;
  for (const match of text.matchAll(PATH)) {
    const plain = spelledOut(match[0]);
    const climbs = plain.split('/').filter((segment) => segment === '..').length;
    if (climbs < 2 || !SECRET.test(resolved(plain))) continue;
    found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** Escapes, also doubled and overlong ones, backslashes and full-width dots as what they reach. */
function spelledOut(path: string): string {
  let plain = path;
  for (let times = 0; times < 3 && plain.includes('%'); times += 1) {
    plain = plain
      .replace(/%c0%ae/gi, '.')
      .replace(/%c0%af|%c1%9c/gi, '/')
      .replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
  return plain
    .replace(/\\/g, '/')
    .replace(/\.{4,8}\/\//g, '../')
    .replace(/;\w{0,12}\//g, '/');
}

/** Without empty and `.` segments and what `..` takes back. */
function resolved(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  return `/${kept.join('/')}`;
}
