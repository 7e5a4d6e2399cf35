import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { hostRefusal } from './config/hosts.ts';
import { OktsecError } from './errors.ts';
import { readHost } from './rules/detectors/addresses/address.ts';

export type Outbound = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Loopback and private addresses may be dialled: the operator said so. Metadata services never. */
  readonly allowPrivate: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Certificates to trust beside those of the system; PEM. */
  readonly ca?: string | undefined;
};

export type Answered = {
  readonly status: number;
  /** What the other side asked for in `Retry-After`, in milliseconds. */
  readonly retryAfterMillis: number | undefined;
};

const TIMEOUT_MILLIS = 5000;
const MAX_REPLY_BYTES = 64 * 1024;
const NEVER = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  NEVER.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['ff00::', 8],
  ['100::', 64],
  ['2001:db8::', 32],
] as const) {
  NEVER.addSubnet(net, bits, 'ipv6');
}

/**
 * One POST to where an operator's config points. The name is resolved once, every address it has must be one that may be
 * dialled, and the connection goes to the address that was checked [107, 172]; no redirect is followed [108]; it takes 5 s
 * and reads 64 KiB at most [174].
 * @throws OktsecError `outbound`
 */
export async function post(outbound: Outbound): Promise<Answered> {
  const url = parsed(outbound.url);
  const address = await checkedAddress(url, outbound.allowPrivate);
  const late = AbortSignal.timeout(TIMEOUT_MILLIS);
  const signal = outbound.signal === undefined ? late : AbortSignal.any([late, outbound.signal]);
  try {
    return await send(url, address, outbound, signal);
  } catch (error) {
    if (late.aborted) throw failed(`no answer within ${TIMEOUT_MILLIS / 1000} s`);
    throw error instanceof OktsecError ? error : failed(error instanceof Error ? errorCode(error) : String(error));
  }
}

/** A lookup for connections that others make (the OTLP exporter): the same rule on every address. */
export function guardedLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, _options, done) => {
    checkedAddress(new URL(`https://${isIP(hostname) === 6 ? `[${hostname}]` : hostname}`), allowPrivate).then(
      (address) => done(null, [address], address.family),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), []),
    );
  };
}

type Checked = { readonly address: string; readonly family: number };

async function checkedAddress(url: URL, allowPrivate: boolean): Promise<Checked> {
  const refused = hostRefusal(url.href, allowPrivate);
  if (refused !== undefined) throw failed(refused, true);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  let addresses: readonly Checked[];
  try {
    addresses = isIP(host) === 0 ? await lookup(host, { all: true }) : [{ address: host, family: isIP(host) }];
  } catch (error) {
    throw failed(`${host}: ${error instanceof Error ? errorCode(error) : 'not found'}`);
  }
  // One bad address among good ones is how a name is rebound.
  for (const { address, family } of addresses) {
    const why = refusedAddress(address, family, allowPrivate);
    if (why !== undefined) throw failed(`${host} is ${address}: ${why}`, true);
  }
  const [first] = addresses;
  if (first === undefined) throw failed(`${host} has no address`);
  return first;
}

function refusedAddress(address: string, family: number, allowPrivate: boolean): string | undefined {
  const read = readHost(family === 6 ? `[${address}]` : address);
  const reach = read?.reach ?? 'private';
  if (reach === 'metadata' || isLinkLocal(address)) return 'nothing is sent there';
  if (reach !== 'public')
    return allowPrivate ? undefined : 'it is on this machine or its network, and needs allow_private: true';
  return NEVER.check(address, family === 6 ? 'ipv6' : 'ipv4') ? 'nothing is sent there' : undefined;
}

/** Where metadata services and neighbours are, and nobody's receiver. */
function isLinkLocal(address: string): boolean {
  return /^(?:::ffff:)?169\.254\./i.test(address) || /^fe[89ab]/i.test(address);
}

function send(url: URL, address: Checked, { headers, body, ca }: Outbound, signal: AbortSignal): Promise<Answered> {
  return new Promise((done, fail) => {
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = request(
      url,
      {
        method: 'POST',
        headers: { 'user-agent': 'oktsec', ...headers, 'content-length': String(Buffer.byteLength(body)) },
        // Pinned: the name is not asked for a second time.
        lookup: (_name, _options, use) => use(null, [address], address.family),
        agent: false,
        signal,
        ...(ca === undefined ? {} : { ca }),
      },
      (answer) => {
        let read = 0;
        answer.on('data', (chunk: Buffer) => {
          read += chunk.length;
          if (read > MAX_REPLY_BYTES) answer.destroy();
        });
        answer.on('error', fail);
        answer.on('close', () =>
          done({ status: answer.statusCode ?? 0, retryAfterMillis: retryAfter(answer.headers['retry-after']) }),
        );
      },
    );
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

function retryAfter(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) * 1000 : undefined;
}

function parsed(url: string): URL {
  try {
    return new URL(url);
  } catch {
    // It may hold a secret: it is not repeated.
    throw failed('the URL is none', true);
  }
}

/** Our own words and Node's codes only: its messages can hold the URL, and with it a secret [173]. */
function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** `final`: to try again is of no use. */
function failed(why: string, final = false): OktsecError {
  return new OktsecError(final ? 'outbound_refused' : 'outbound', why);
}
