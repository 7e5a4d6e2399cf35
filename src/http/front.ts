import type { IncomingMessage } from 'node:http';

export type Refused = { readonly status: number; readonly error: string; readonly message?: string };

/** The names under which this server answers, lower case, with port: all else is somebody's rebinding [157, 158]. */
export function allowedHosts(bind: string, port: number, further: readonly string[]): ReadonlySet<string> {
  const any = bind === '0.0.0.0' || bind === '::';
  const names = ['127.0.0.1', 'localhost', '[::1]', ...(any ? [] : [bind.includes(':') ? `[${bind}]` : bind])];
  const hosts = names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  for (const name of further) {
    hosts.push(name);
    if (!/:\d+$/.test(name)) hosts.push(`${name}:${port}`);
  }
  return new Set(hosts.map((host) => host.toLowerCase()));
}

/**
 * What is looked at before a request is routed, on every path: whom it addresses, which page sent it, what its body is.
 * @returns why it goes no further; undefined when it may
 */
export function refusedAtTheDoor(
  request: IncomingMessage,
  hosts: ReadonlySet<string>,
  maxBodyBytes: number,
): Refused | undefined {
  const { method = '', url = '', headers } = request;
  // Absolute-form would have another parser take the host from there.
  if (!url.startsWith('/')) return { status: 400, error: 'bad_target' };
  if (hasDotSegments(url)) return { status: 404, error: 'not_found' };
  if (countOf(request, 'host') !== 1) return { status: 400, error: 'bad_host' };
  const host = (headers.host ?? '').toLowerCase();
  if (!hosts.has(host)) return { status: 421, error: 'unknown_host', message: UNKNOWN_HOST };
  // A page of another origin may send, but must not be heard; `null` is a sandbox's [154, 166].
  if (headers.origin !== undefined && headers.origin.toLowerCase() !== `http://${host}`) {
    return { status: 403, error: 'other_origin' };
  }
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return { status: 403, error: 'other_origin' };
  if (method === 'GET' || method === 'HEAD' || method === 'DELETE') return undefined;
  const type = headers['content-type'];
  // Without a body there is nothing to say a type of: an acknowledgement has none.
  if (type === undefined && isEmpty(headers)) return undefined;
  if (!isJson(type) && !(isDashboard(url) && isForm(type)))
    return { status: 415, error: 'json_only', message: 'content-type: application/json' };
  const coding = headers['content-encoding'];
  if (coding !== undefined && coding.toLowerCase() !== 'identity') return { status: 415, error: 'no_compression' };
  if (Number(headers['content-length'] ?? 0) > maxBodyBytes)
    return { status: 413, error: 'oversize', message: `at most ${maxBodyBytes} bytes` };
  return undefined;
}

const UNKNOWN_HOST = 'this server does not answer to that name: server.hosts in its config';

function hasDotSegments(url: string): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return (
    /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(path) || path.includes('//') || path.includes('\\') || /%2f|%5c/i.test(path)
  );
}

function countOf({ rawHeaders }: IncomingMessage, name: string): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === name) count += 1;
  return count;
}

function isEmpty(headers: IncomingMessage['headers']): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

/** Its pages work without script, and such a page can send forms only. Each carries a token of its session. */
function isDashboard(url: string): boolean {
  return url === '/dashboard' || url.startsWith('/d/');
}

function isForm(type: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type ?? '');
}

/** `application/json`, in UTF-8 if it says in what. */
function isJson(type: string | undefined): boolean {
  return /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type ?? '');
}
