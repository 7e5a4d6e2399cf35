import type { Place } from '../../detector.ts';
import { remembered } from '../remembered.ts';
import type { Span } from '../span.ts';
import { type Address, readHost } from './address.ts';

type Found = Span & { readonly address: Address; readonly url: boolean };

/** URLs whose host is a cloud's metadata service, however it is spelled. */
export function metadataUrls(text: string): Span[] {
  return hosts(text).filter(({ address }) => address.reach === 'metadata');
}

/** URLs to this machine or a private network in a spelling that hides it: decimal, octal, hex, short, IPv4 in IPv6. */
export function disguisedUrls(text: string, place?: Place): Span[] {
  return wholeHosts(text, place).filter(
    ({ address }) => !address.plain && address.reach !== 'public' && address.reach !== 'metadata',
  );
}

/** URLs to a private network in the ordinary spelling. */
export function privateUrls(text: string, place?: Place): Span[] {
  return wholeHosts(text, place).filter(({ address, url }) => url && address.plain && address.reach === 'private');
}

/** Requests to this machine or a private network that a text spells out: `POST http://127.0.0.1:9000/admin`. */
export function localRequests(text: string): Span[] {
  return hosts(text).filter(
    ({ address, start, end }) =>
      (address.reach === 'loopback' || address.reach === 'private') &&
      REQUEST.test(text.slice(Math.max(0, start - 48), start)) &&
      /^[\\/][\w.-]{3}/.test(text.slice(end, end + 8)),
  );
}

const REQUEST =
  /\b(?:GET|POST|PUT|PATCH|DELETE|fetch|request|query|call)\s{1,3}(?:(?:the|this)\s{1,2}(?:url|page|address)\s{1,3})?["'`<]?$/i;
/** `mailto:\\3` puts a group of an expression in. */
const SCHEME = /\b(?!mailto:)[a-z][a-z0-9+._-]{1,20}:[\\/]{2,4}|\bhttps?:[\\/]?(?=[0-9[])/gi;
/** An address behind an `@` that ends a URL's userinfo, which may hold spaces and other URLs to mislead. */
const BEHIND_AT = /@((?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:.]{2,45}\])(?=[:/?#\s"'\\]|$)/gi;
/** Where a URL's authority stops. */
const STOP = /[\s/?#"'<>`\\|{}^]/;
const MAX_AUTHORITY = 280;

/** What is in each of these. */
const MAY_LEAD = /[:@][\\/0-9[]/;

const hosts = remembered(hostsIn, 8);

/** Without one that the cut around a trigger left half of: `https://0` of `https://0pointer.example`. */
function wholeHosts(text: string, place: Place | undefined): readonly Found[] {
  const found = hosts(text);
  return place?.cutEnd === true ? found.filter(({ end }) => end < text.length) : found;
}

function hostsIn(text: string): readonly Found[] {
  const found: Found[] = [];
  if (!MAY_LEAD.test(text)) return found;
  for (const match of text.matchAll(SCHEME)) {
    const from = match.index + match[0].length;
    const rest = text.slice(from, from + MAX_AUTHORITY);
    const stop = rest.search(STOP);
    const authority = stop === -1 ? rest : rest.slice(0, stop);
    const host = hostOf(authority);
    const address = host === undefined ? undefined : readHost(host);
    if (address === undefined) continue;
    // Digits and stops of other scripts spell the same address.
    const plain = address.plain && /^[\x20-\x7e]*$/.test(authority);
    found.push({ start: match.index, end: from + authority.length, address: { ...address, plain }, url: true });
  }
  // How far the URLs that begin before a place reach: asking each of them again would be quadratic. [60]
  let next = 0;
  let reached = 0;
  const urls = found.length;
  for (const match of text.matchAll(BEHIND_AT)) {
    for (; next < urls && (found[next]?.start ?? 0) < match.index; next += 1)
      reached = Math.max(reached, found[next]?.end ?? 0);
    if (reached > match.index) continue;
    const before = text.slice(Math.max(0, match.index - 120), match.index);
    // Behind a path an @ is but a character; before one, parsers differ on what it ends.
    const within = /\b[a-z]{2,10}:\/\//i.test(before) && !/:\/\/[^\s/?#]{1,100}[/?][^\s]{0,100}$/.test(before);
    const address = within ? readHost(match[1] ?? '') : undefined;
    if (address === undefined) continue;
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      address: { ...address, plain: false },
      url: true,
    });
  }
  return found;
}

/** The part after the last `@` and before the port; percent escapes are read, since resolvers get them read. */
function hostOf(authority: string): string | undefined {
  const host = percentDecoded(authority.slice(authority.lastIndexOf('@') + 1));
  const bracket = /^\[[^\]]{1,64}\]/.exec(host);
  if (bracket !== null) return bracket[0];
  const name = /^[^:,;)\]]{1,255}/.exec(host);
  return name?.[0].normalize('NFKC').replace(/[。．]/g, '.');
}

function percentDecoded(host: string): string {
  return host.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
