/**
 * The host of a URL as every fetcher reads it: lower case, without a user, a port or a final dot; addresses in their
 * plain spelling. Undefined for what is no web URL.
 */
export function readUrl(text: string): string | undefined {
  // What a browser drops or turns round before it reads would be another host to a fetcher.
  if (/[\t\r\n\\]/.test(text) || text !== text.trim()) return undefined;
  try {
    const url = new URL(text);
    if (!['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol)) return undefined;
    // A user before the host is there to be taken for it: https://api.example@evil.example/
    if (url.username !== '' || url.password !== '') return undefined;
    return url.hostname.replace(/\.$/, '');
  } catch {
    return undefined;
  }
}
