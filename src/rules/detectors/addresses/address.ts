/** What an address reaches: the cloud's metadata service, this machine, a private network, or the internet. */
export type Reach = 'metadata' | 'loopback' | 'private' | 'public';

/** `plain` is the spelling everybody uses; any other hides the address from a reader and from naive filters. */
export type Address = { readonly reach: Reach; readonly plain: boolean };

const METADATA_HOSTS = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'metadata.platformequinix.com',
]);

/** Names that resolve to the address written in them, or to loopback whatever is asked. */
const WILDCARD =
  /(?:^|\.)(?:nip\.io|sslip\.io|xip\.io|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com|1u\.ms|rbndr\.us)$/;

/** Below it stand the addresses 0.x.x.x, which reach no host. */
const LEAST_NUMBER = 2 ** 24;

/** Reads a URL's host in every spelling that common resolvers accept; `undefined` where it is an ordinary name. */
export function readHost(host: string): Address | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (METADATA_HOSTS.has(name)) return { reach: 'metadata', plain: true };
  // Every name below it is this machine too, and known for it: developers call their sites so.
  if (name === 'localhost' || name.endsWith('.localhost')) return { reach: 'loopback', plain: true };
  if (name.startsWith('[')) return readIpv6(name.replace(/^\[|\]$/g, ''));
  if (WILDCARD.test(name)) return readWildcard(name);
  const value = readIpv4(name);
  // A host that is only a short number leads nowhere: it is a number, or cut at a backslash as in the source of a manual.
  if (value === undefined || (value > 0 && value < LEAST_NUMBER && /^[1-9]\d*$/.test(name))) return undefined;
  const plain = /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/.test(name);
  const reach = reachOf(value);
  // Nobody's services listen on 127.88.23.245: the whole network is this machine, and few filters know.
  return { reach, plain: plain && (reach !== 'loopback' || value === 0 || value >>> 16 === 0x7f00) };
}

/** A name such as `10.0.0.1.nip.io` or `7f000001.nip.io`. */
function readWildcard(name: string): Address {
  const dotted = /(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})\./.exec(name);
  const hex = /(?:^|\.)([0-9a-f]{8})\./.exec(name);
  const value = dotted === null ? Number.parseInt(hex?.[1] ?? '7f000001', 16) : readIpv4(dotted.slice(1, 5).join('.'));
  return { reach: reachOf(value ?? 0), plain: false };
}

/** One to four parts, each decimal, octal (0…) or hexadecimal (0x…), the last filling what is left, as inet_aton reads them. */
export function readIpv4(name: string): number | undefined {
  const parts = name.split('.');
  if (parts.length > 4) return undefined;
  const alone = parts.length === 1 ? readNumber(name) : undefined;
  // Old resolvers keep the low 32 bits of a number that is too large.
  if (alone !== undefined && alone >= 2 ** 32) return wrapped(name);
  let value = 0;
  for (const [at, part] of parts.entries()) {
    const last = at === parts.length - 1;
    const number = readNumber(part);
    if (number === undefined) return undefined;
    const limit = last ? 256 ** (5 - parts.length) : 256;
    if (number >= limit) return undefined;
    value += last ? number : number * 256 ** (3 - at);
  }
  return value;
}

/** The low 32 bits of a number of any length; short decimal ones are identifiers, not addresses. */
function wrapped(name: string): number | undefined {
  if (/^0x[0-9a-f]{9,16}$/.test(name)) return Number.parseInt(name.slice(-8), 16);
  return /^[1-9]\d{9,15}$/.test(name) ? Number(name) % 2 ** 32 : undefined;
}

function readNumber(part: string): number | undefined {
  if (/^0x[0-9a-f]{1,16}$/.test(part)) return Number.parseInt(part.slice(2), 16);
  if (/^0[0-7]{1,20}$/.test(part)) return Number.parseInt(part, 8);
  return /^\d{1,15}$/.test(part) ? Number(part) : undefined;
}

function reachOf(value: number): Reach {
  const [a, b, c, d] = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  // AWS, Google, Azure and most others; ECS tasks; Alibaba; Oracle's classic.
  if (a === 169 && b === 254 && ((c === 169 && d === 254) || (c === 170 && d === 2))) return 'metadata';
  if (a === 100 && b === 100 && c === 100 && d === 200) return 'metadata';
  if (a === 192 && b === 0 && c === 0 && d === 192) return 'metadata';
  if (a === 127 || value === 0) return 'loopback';
  if (a === 10 || a === 0 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return 'private';
  if ((a === 169 && b === 254) || (a === 100 && b >= 64 && b < 128)) return 'private';
  return 'public';
}

function readIpv6(text: string): Address | undefined {
  const zoned = text.includes('%');
  const words = ipv6Words(zoned ? text.slice(0, text.indexOf('%')) : text);
  if (words === undefined) return undefined;
  const embedded = ((words[6] ?? 0) * 65536 + (words[7] ?? 0)) >>> 0;
  const head = words
    .slice(0, 6)
    .map((word) => word.toString(16))
    .join(':');
  // IPv4 in IPv6: mapped, translated, compatible, NAT64. All of them reach the IPv4 address.
  const wraps = ['0:0:0:0:0:ffff', '0:0:0:0:ffff:0', '64:ff9b:0:0:0:0'].includes(head);
  if (wraps || (head === '0:0:0:0:0:0' && embedded > 1)) return { reach: reachOf(embedded), plain: false };
  if (words[0] === 0x2002) {
    return { reach: reachOf(((words[1] ?? 0) * 65536 + (words[2] ?? 0)) >>> 0), plain: false };
  }
  if (head === '0:0:0:0:0:0') return { reach: 'loopback', plain: embedded === 1 };
  if (words[0] === 0xfd00 && words[1] === 0xec2) return { reach: 'metadata', plain: true };
  if (words[0] === 0xfd20 && words[1] === 0xce) return { reach: 'metadata', plain: true };
  const first = words[0] ?? 0;
  if ((first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80) return { reach: 'private', plain: !zoned };
  return { reach: 'public', plain: true };
}

function ipv6Words(text: string): number[] | undefined {
  let source = text;
  const dotted = /^(.*:)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(text);
  if (dotted !== null) {
    const value = readIpv4(dotted[2] ?? '');
    if (value === undefined) return undefined;
    source = `${dotted[1]}${(value >>> 16).toString(16)}:${(value & 65535).toString(16)}`;
  }
  const halves = source.split('::');
  if (halves.length > 2) return undefined;
  const [left, right] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (left === undefined) return undefined;
  const missing = 8 - left.length - (right?.length ?? 0);
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const words = [...left, ...Array<string>(right === undefined ? 0 : missing).fill('0'), ...(right ?? [])];
  return words.every((word) => /^[0-9a-f]{1,4}$/.test(word))
    ? words.map((word) => Number.parseInt(word, 16))
    : undefined;
}
