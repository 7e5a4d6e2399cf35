import type { Detector, Trigger } from '../../detector.ts';
import { detector, literals } from '../make.ts';
import { clientLists } from './client-list.ts';
import { climbingPaths } from './climbing-path.ts';
import { carryingImages, dataInHostNames } from './exfil-url.ts';
import { misleadingUrls } from './misleading-url.ts';
import { disguisedUrls, localRequests, metadataUrls, privateUrls } from './urls.ts';

/** A host that starts like a number, an IPv6 address or an escape, the names of metadata services, and wildcard names. */
const ODD_HOSTS: readonly Trigger[] = [
  literals(
    '://0',
    '://1',
    '://2',
    '://3',
    '://4',
    '://5',
    '://6',
    '://7',
    '://8',
    '://9',
    '://%',
    '@127',
    '@10.',
    '@169.',
    '@0x',
  ),
  literals(
    'http:0',
    'http:1',
    'http:2',
    '@172.',
    '@192.168',
    '://metadata',
    '://instance-data',
    'nip.io',
    'sslip.io',
    'xip.io',
    'localtest.me',
    'lvh.me',
    'vcap.me',
    '.localhost',
  ),
  literals('lacolhost.com', '1u.ms', 'rbndr.us', '@metadata'),
  { run: ':/[', min: 4 },
  // `http:\\10.0.0.1`, which browsers take for slashes
  { run: ':\\', min: 3 },
  // http://①②⑦…
  { run: ':/.\x80-\xff', min: 7 },
];

/** Where a URL, a host name or a path leads. */
export const ADDRESSES: readonly Detector[] = [
  detector('metadata_url', metadataUrls, 320, ODD_HOSTS),
  detector('disguised_url', disguisedUrls, 320, ODD_HOSTS),
  detector('private_url', privateUrls, 320, [
    { run: ':/[', min: 4 },
    literals('://10.', '://172.', '://192.168', '://100.', '://169.254', '@10.', '@192.168'),
  ]),
  detector('local_request', localRequests, 320, [
    literals('://10.', '://172.', '://192.168', '://127.', '://localhost', '://0.0.0.0'),
    { run: ':\\', min: 3 },
  ]),
  detector('misleading_url', misleadingUrls, 320, [
    literals(
      '.com@',
      '.org@',
      '.net@',
      '.io@',
      '.dev@',
      '.gov@',
      '.edu@',
      '.app@',
      '.cloud@',
      '.com:',
      '.org:',
      '.net:',
      '.com.',
      '.org.',
      '.net.',
    ),
    literals('.co@', '.ai@', '.me@', '.eu@', '.uk@', '.de@', '.fr@', '.us@', '.ca@', '.jp@', '.au@', '.ch@', '.nl@'),
    literals('com%', 'org%', 'net%'),
    { run: '\\@', min: 2, holds: '\\@' },
  ]),
  detector('climbing_path', climbingPaths, 300, [
    literals(
      'passwd',
      'shadow',
      'sudoers',
      '.ssh',
      '.aws',
      '.kube',
      '.docker/',
      '.gnupg',
      '.git-cred',
      '.netrc',
      '.pgpass',
    ),
    literals(
      '.npmrc',
      '.env',
      'proc/self',
      'proc%2fself',
      'win.ini',
      'system32',
      'boot.ini',
      'id_rsa',
      'id_ed25519',
      'web-inf',
      '/etc/hosts',
      '/root/',
    ),
  ]),
  detector('client_list', clientLists, 400, [
    literals(
      'mcp.json',
      'mcp_config.json',
      'mcp-config.json',
      'mcp_settings.json',
      'claude_desktop_config.json',
      '.claude.json',
      'settings.json',
      'settings.local.json',
      'config.toml',
      'opencode.json',
      'kilo.json',
      'crush.json',
      'goose',
      '.continue',
      'amazonq',
      '.kiro',
    ),
  ]),
  detector('carrying_image', carryingImages, 480, [{ run: '![', min: 2, holds: '![' }, literals('src=')]),
  detector('data_in_host_name', dataInHostNames, 320, [
    literals('nslookup', 'curl', 'wget', 'whoami', 'base32', 'base64', 'getaddrinfo', 'gethostbyname'),
    { run: 'A-Za-z0-9_', min: 40 },
  ]),
];
