import type { Detector, Trigger } from '../detector.ts';
import { ASKED } from './asked.ts';
import { assignedPasswords, assignedSecrets } from './assigned-secret.ts';
import { CALLED } from './called.ts';
import { climbingPaths } from './climbing-path.ts';
import { DEMANDED } from './demanded.ts';
import { carryingImages, dataInHostNames } from './exfil-url.ts';
import { foreignOverrides } from './foreign-override.ts';
import { ibans } from './iban.ts';
import { bidiControls, stackedMarks, tagCharacters, variationSelectors, zeroWidths } from './invisible.ts';
import { LEARNED } from './learned.ts';
import { mayBeId, nationalIds, socialSecurityNumbers } from './national-id.ts';
import { isForcing } from './options.ts';
import { bareCards, paymentCards } from './payment-card.ts';
import { providerTokens, tokenTriggers } from './provider-token.ts';
import { riskyCode } from './risky-code.ts';
import {
  decodeAndRun,
  destruction,
  destructionInData,
  disguisedCommands,
  downloadAndRun,
  injectedCommands,
  reverseShells,
} from './shell.ts';
import { shellEscapes } from './shell-escape.ts';
import type { Span } from './span.ts';
import { terminalEscapes, terminalTricks } from './terminal.ts';
import { TOKEN_GROUPS } from './token-table.ts';
import { TOKEN_VENDORS, type TokenVendor, vendorTokens } from './tokens.ts';
import { disguisedUrls, localRequests, metadataUrls, privateUrls } from './urls.ts';
import { VENDORS, vendorSecrets } from './vendor-secret.ts';

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

const DOTTED_RUN: Trigger = { run: 'A-Za-z0-9_.-', min: 56 };
const HEX_RUN: Trigger = { run: 'a-f0-9', min: 32 };

const DESTROYERS: readonly Trigger[] = [
  literals(
    'mkfs',
    'wipefs',
    '/dev/sd',
    '/dev/nvme',
    '/dev/hd',
    '/dev/vd',
    'chmod',
    'chown',
    'preserve-root',
    '-delete',
    'shred',
  ),
  // `-rf`, `-Rf`, `-rr`, `--r`: too short for a literal.
  { run: '-rRf', min: 3, when: isForcing },
  // `-r -f`
  { run: ' rRfv-', min: 5, holds: '-f', when: isForcing },
  { run: ' rRfv-', min: 5, holds: '-R', when: isForcing },
  { run: ':(){|&;', min: 4, holds: ':' },
];

const TOKEN_TRIGGERS: Readonly<Record<TokenVendor, Trigger>> = {
  sendgrid: DOTTED_RUN,
  twilio: { run: 'a-fA-F0-9', min: 32 },
  telegram: { run: '0-9:A', min: 11 },
  discord: DOTTED_RUN,
  huggingface: { run: 'A-Za-z', min: 34 },
  mailchimp: HEX_RUN,
  mailgun: HEX_RUN,
  airtable: { run: 'a-f0-9', min: 64 },
  flyio: literals('fo1_', 'fm1_', 'fm2_', 'fm1r_', 'fm1a_', 'fm2r_'),
  yandex: literals('yandex', 't1.9'),
  okta: literals('okta', 'ssws'),
  dropbox: literals('dropbox', 'sl.b', 'sl.u'),
  artifactory: literals('artifactory', 'jfrog'),
};

/** Every detector by the name rules call it. */
export const DETECTORS: ReadonlyMap<string, Detector> = new Map(
  [
    detector('payment_card', paymentCards, 96, [
      { run: '0-9', min: 13 },
      { run: '0-9 -', min: 17, digits: 13 },
    ]),
    detector('payment_card_bare', bareCards, 96, [{ run: '0-9', min: 13 }]),
    detector('iban', ibans, 64, [
      { run: '0-9A-Z', min: 15, digits: 2 },
      { run: '0-9A-Z ', min: 18, digits: 2 },
    ]),
    detector('ssn', socialSecurityNumbers, 96, [{ run: '0-9-', min: 11, digits: 9 }, literals('social', 'taxpayer')]),
    detector('national_id', nationalIds, 96, [
      { run: '0-9A-Z', min: 15, digits: 2 },
      literals(
        'identidad',
        'documento',
        'national',
        'insurance',
        'nino',
        'patient',
        'health',
        'aadhaar',
        'aadhar',
        'uidai',
      ),
      literals('permanent', 'income', 'nric', 'singapore', 'identity', 'pesel', 'itin', 'taxpayer', 'fiscale'),
      { run: '0-9', min: 8, when: mayBeId },
      // `123.456.789-09`, `850712-9876`
      { run: '0-9.-', min: 11, digits: 7 },
      literals(
        'personnummer',
        'burgerservice',
        'rijksregister',
        'steuer',
        'insurance',
        'contribuinte',
        'henkil',
        'sociale',
        'kimlik',
        'mynumber',
      ),
    ]),
    detector('personal_data', (text) => [...socialSecurityNumbers(text), ...paymentCards(text)], 96, [
      { run: '0-9', min: 13 },
      { run: '0-9 -', min: 17, digits: 13 },
      { run: '0-9-', min: 11, digits: 9 },
      literals('social', 'taxpayer'),
    ]),
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
    detector('reverse_shell', reverseShells, 480, [
      literals(
        '/dev/tcp/',
        '/dev/udp/',
        '/bin/sh',
        '/bin/bash',
        '/bin/zsh',
        'cmd.exe',
        'powershell',
        '--exec',
        'sh-exec',
        'exec:',
        'system:',
      ),
    ]),
    detector('download_and_run', downloadAndRun, 480, [
      literals('curl', 'wget', 'aria2c', 'lwp-download', 'invoke-webrequest'),
    ]),
    detector('decode_and_run', decodeAndRun, 480, [literals('base64', 'base32', 'openssl', 'printf')]),
    detector('disguised_command', disguisedCommands, 480, [
      literals('/etc/', '/bin/', '/sbin/', '/root/', '/dev/', '$ifs', 'passwd', 'whoami', 'ifconfig', '/bash'),
      { run: '{$IFS}', min: 5 },
      { run: '\'"\\', min: 2 },
      { run: '$@', min: 2 },
      { run: '/?', min: 3 },
      { run: '/[]', min: 3 },
    ]),
    detector('injected_command', injectedCommands, 480, [
      literals(
        '/etc/',
        '/bin/',
        '/tmp/',
        '/dev/',
        'passwd',
        'whoami',
        'uname',
        'curl',
        'wget',
        'ifconfig',
        'printenv',
        'nslookup',
      ),
      literals('sleep', 'ping', 'chmod', 'ncat', 'netcat', 'telnet', 'bash', 'python', 'perl', 'ruby', '../'),
    ]),
    detector('destruction', destruction, 480, DESTROYERS),
    detector('destruction_in_data', destructionInData, 480, DESTROYERS),
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
    detector('shell_escape', shellEscapes, 480, [
      literals(
        '-wrapper',
        'checkpoint-action',
        '--to-command',
        'compress-program',
        '/bin/sh',
        '/bin/bash',
        'ifconfig',
        'hostname',
        'printenv',
        'uname',
        'bash',
        'proxycommand',
        'localcommand',
        'sshcommand',
        'core.pager',
        'core.editor',
        'fsmonitor',
        'ext::',
        'script-shell',
        'unzip-command',
        '.shell',
        'whoami',
      ),
    ]),
    detector('risky_code', riskyCode, 480, [
      literals(
        'os.system',
        'os.popen',
        'os.exec',
        'os.spawn',
        'subprocess',
        'pty.spawn',
        '__import__',
        'child_process',
        'execsync',
        'spawnsync',
        'getruntime',
        'processbuilder',
        'process.start',
        'exec.command',
        'shell_exec',
        'passthru',
      ),
      literals(
        'proc_open',
        'kernel.',
        'io.popen',
        'instance_eval',
        'process::command',
        'os.execute',
        'wscript.shell',
        'fromcharcode',
        'deno.run',
        'deno.command',
        'bun.spawn',
        'pickle.load',
        'marshal.load',
        'unsafe_load',
        'base64',
        'atob',
        'yaml.load',
      ),
    ]),
    detector('carrying_image', carryingImages, 480, [{ run: '![', min: 2, holds: '![' }, literals('src=')]),
    detector('data_in_host_name', dataInHostNames, 320, [
      literals('nslookup', 'curl', 'wget', 'whoami', 'base32', 'base64', 'getaddrinfo', 'gethostbyname'),
      { run: 'A-Za-z0-9_', min: 40 },
    ]),
    detector('tag_characters', tagCharacters, 480, [{ unusual: true }]),
    detector('bidi_controls', bidiControls, 256, [{ unusual: true }]),
    detector('zero_widths', zeroWidths, 480, [{ unusual: true }]),
    detector('variation_selectors', variationSelectors, 480, [{ unusual: true }]),
    detector('stacked_marks', stackedMarks, 480, [{ unusual: true }]),
    detector('terminal_escapes', terminalEscapes, 64, [{ unusual: true }]),
    detector('terminal_tricks', terminalTricks, 480, [{ unusual: true }]),
    detector('vendor_secret', vendorSecrets, 320, [literals(...VENDORS)]),
    // The scan itself gives this notice; no text asks for it.
    detector('encoded-opaque', () => [], 0, []),
    detector('assigned_password', assignedPasswords, 320, [
      literals('secret', 'token', 'passwd', 'password', 'passphrase', '_key', '-key'),
    ]),
    detector('assigned_secret', assignedSecrets, 320, [
      literals(
        'secret',
        'token',
        'passwd',
        'password',
        'passphrase',
        'apikey',
        'api_key',
        'accesskey',
        'access_key',
        '_key',
        '-key',
      ),
      literals(
        'authkey',
        'signingkey',
        'privatekey',
        '_auth',
        '-auth',
        'credential',
        'sessioncookie',
        '_cookie',
        '-cookie',
      ),
    ]),
    detector('foreign_override', foreignOverrides, 120, [{ run: '\x80-\xff', min: 5 }]),
    ...LEARNED,
    ...ASKED,
    ...CALLED,
    ...DEMANDED,
    ...TOKEN_GROUPS.map((group) =>
      detector(`tokens_${group}`, (text) => providerTokens(group, text), 480, [
        // Asked for by who compiles rules: their parsing is no part of a start.
        {
          get literals() {
            return tokenTriggers(group);
          },
        },
      ]),
    ),
    ...TOKEN_VENDORS.map((vendor) =>
      detector(`token_${vendor}`, (text) => vendorTokens(vendor, text), 480, [TOKEN_TRIGGERS[vendor]]),
    ),
  ].map((one) => [one.name, one]),
);

function detector(
  name: string,
  find: (text: string) => readonly Span[],
  reach: number,
  triggers: readonly Trigger[],
): Detector {
  return { name, find, reach, triggers };
}

function literals(...words: string[]): Trigger {
  return { literals: words };
}
