import type { Span } from '../span.ts';

/** What stands before the path, up to 280 characters; a backslash is part of it, since parsers differ on what it ends. */
const WITH_USER = /\b(?:https?|ftp|wss?|git|ssh):[\\/]{2,4}([^\s/?#"'<>`|{}^@]{1,200}@[^\s/?#"'<>`|{}^]{3,200})/gi;
/** A host's name as a person reads it: it ends in, or holds, a domain that everybody knows for one. */
const HOST =
  /^(?:[\w-]{1,63}\.){1,6}(?:com|org|net|io|dev|gov|edu|cloud|app|co|ai|me|eu|uk|de|fr|us|ca|jp|au|ch|nl)$|^(?:[\w-]{1,63}\.){1,6}(?:com|org|net|io|gov|edu)\.[\w.-]{1,80}$/i;

/**
 * URLs that show one host and lead to another: `https://github.com@collect.test/`, `https://collect.test\@api.github.com/`. A login
 * before the host of its own domain, or one that is a mail address, is none.
 */
export function misleadingUrls(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(WITH_USER)) {
    if (misleads(match[1] ?? '')) found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

function misleads(authority: string): boolean {
  const at = authority.lastIndexOf('@');
  const user = plain(authority.slice(0, at));
  const host = authority.slice(at + 1).replace(/:\d{0,5}$/, '');
  // A name without a stop leads nowhere outside.
  if (!/[.:]/.test(host)) return false;
  // Before a backslash a browser has read the host already.
  if (/^[\w.-]{1,120}\\/.test(user)) return !isOf(host, user.slice(0, user.indexOf('\\')));
  // A slash within a login is there to look like the end of a host.
  const shown = user.split(/[/:@]/, 1)[0] ?? '';
  return HOST.test(shown) && !isOf(host, shown);
}

/** Whether two names belong to one domain. */
function isOf(host: string, shown: string): boolean {
  return domain(host) === domain(shown);
}

function domain(host: string): string {
  return host.toLowerCase().split('.').slice(-2).join('.');
}

function plain(user: string): string {
  return user.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
