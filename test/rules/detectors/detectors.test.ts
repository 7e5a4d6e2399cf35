import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHost, readIpv4 } from '../../../src/rules/detectors/addresses/address.ts';
import { metadataUrls } from '../../../src/rules/detectors/addresses/urls.ts';
import { bidiControls, tagCharacters, zeroWidths } from '../../../src/rules/detectors/characters/invisible.ts';
import { destruction } from '../../../src/rules/detectors/commands/deleting/destruction.ts';
import { disguisedCommands } from '../../../src/rules/detectors/commands/running/disguised.ts';
import { decodeAndRun, downloadAndRun } from '../../../src/rules/detectors/commands/running/piped-to-shell.ts';
import { shellWords } from '../../../src/rules/detectors/commands/shell/shell-words.ts';
import { DETECTORS } from '../../../src/rules/detectors/index.ts';
import { ibans } from '../../../src/rules/detectors/numbers/iban.ts';
import { luhn, paymentCards } from '../../../src/rules/detectors/numbers/payment-card.ts';
import { isTestCard } from '../../../src/rules/detectors/numbers/test-cards.ts';
import { assignedSecrets } from '../../../src/rules/detectors/secrets/assigned-secret.ts';
import { isPlaceholder } from '../../../src/rules/detectors/secrets/placeholder.ts';
import { vendorSecrets } from '../../../src/rules/detectors/secrets/vendor-secret.ts';

const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');

describe('every detector', () => {
  const alphabet = [
    "'",
    '"',
    '\\',
    '$',
    '(',
    ')',
    '{',
    '}',
    '`',
    '|',
    '4',
    '7',
    'a',
    'A',
    ' ',
    '/',
    ':',
    '@',
    '.',
    '[',
    '\u200B',
    '\n',
    '-',
    '=',
  ];
  test.each([...DETECTORS])('%s never throws, and its spans lie in the text', (_, detector) => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...alphabet, 'http://', 'curl ', 'base64', 'secret='), { maxLength: 120 }),
        (pieces) => {
          const text = pieces.join('');
          for (const { start, end } of detector.find(text)) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each([...DETECTORS])('%s asks for at most 512 characters around a trigger', (_, detector) => {
    expect(detector.reach).toBeLessThanOrEqual(512);
  });
});

describe('addresses', () => {
  test('every spelling of an address is read as the same address', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (value) => {
        const hex = value.toString(16);
        for (const name of [dotted(value), String(value), `0x${hex}`, `0${value.toString(8)}`])
          expect(readIpv4(name)).toBe(value);
        const bytes = [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
        expect(readIpv4(bytes.map((byte) => `0x${byte.toString(16)}`).join('.'))).toBe(value);
        expect(readIpv4(`${bytes[0]}.${value & 0xffffff}`)).toBe(value);
      }),
    );
  });

  test('an IPv4 address inside an IPv6 address is found', () => {
    for (const host of [
      '[::ffff:169.254.169.254]',
      '[64:ff9b::a9fe:a9fe]',
      '[::ffff:a9fe:a9fe]',
      '[2002:a9fe:a9fe::]',
    ]) {
      expect(readHost(host)?.reach, host).toBe('metadata');
    }
  });

  test('ordinary names and public addresses are nobody’s business', () => {
    expect(readHost('example.org')).toBeUndefined();
    expect(readHost('8.8.8.8')).toEqual({ reach: 'public', plain: true });
    expect(metadataUrls('see http://example.org/169.254.169.254')).toEqual([]);
  });
});

describe('numbers with check digits', () => {
  test('one wrong digit is noticed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const card = '4539148803436467';
        const changed = card.slice(0, at) + ((Number(card[at]) + by) % 10) + card.slice(at + 1);
        expect(luhn(card)).toBe(true);
        expect(luhn(changed)).toBe(false);
      }),
    );
  });

  test('a card in the middle of a longer number is none', () => {
    expect(paymentCards('card 45391488034364671')).toEqual([]);
    expect(paymentCards('card 4539148803436467')).toHaveLength(1);
    for (const name of ['card_number', 'cardNumber', 'credit_card_no', 'cc_number'])
      expect(paymentCards(`{"${name}": "4539148803436467"}`), name).toHaveLength(1);
    for (const name of ['discard_number', 'postcard', 'scorecard_no_of_rows', 'order_number'])
      expect(paymentCards(`{"${name}": "4539148803436467"}`), name).toEqual([]);
  });

  test('numbers that payment providers publish for tests are no cards of anybody', () => {
    for (const card of ['4000 0000 0000 9995', '4000 0025 0000 3155', '3782 822463 10005', '5105105105105100']) {
      expect(paymentCards(`Card number: ${card}`), card).toEqual([]);
      const digits = card.replaceAll(' ', '');
      expect(luhn(digits) && isTestCard(digits), card).toBe(true);
    }
    for (const card of ['4111 1111 1111 1111', '4539 1488 0343 6467', '4000 1234 5678 9017'])
      expect(paymentCards(`Card number: ${card}`), card).toHaveLength(1);
  });

  test('an IBAN is read with and without spaces', () => {
    expect(ibans('DE89370400440532013000')).toHaveLength(1);
    expect(ibans('to DE89 3704 0044 0532 0130 00.')).toEqual([{ start: 3, end: 30 }]);
    expect(ibans('DE88370400440532013000')).toEqual([]);
  });
});

describe('shell words', () => {
  test('quotes, escapes and $IFS vanish', () => {
    expect(shellWords('c\'\'at "a b" d\\ e')[0]?.words.map((word) => word.value)).toEqual(['cat', 'a b', 'd e']);
    expect(shellWords('cat$IFS/etc/passwd')[0]?.words.map((word) => word.value)).toEqual(['cat', '/etc/passwd']);
  });

  test('plain words come back as they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z0-9_./][a-z0-9_./-]{0,11}$/), { minLength: 1, maxLength: 12 }),
        (words) => {
          expect(shellWords(words.join(' ')).flatMap((command) => command.words.map((word) => word.value))).toEqual(
            words,
          );
        },
      ),
    );
  });

  test('everyday commands are not disguised', () => {
    for (const line of [
      "grep -rn 'a b' src",
      'ls /usr/bin/*',
      'git log --format="%h %s"',
      'find . -name "*.ts" | xargs wc -l',
    ]) {
      expect(disguisedCommands(line), line).toEqual([]);
      expect(downloadAndRun(line), line).toEqual([]);
    }
  });

  test('a text of 64 KiB is split as fast as its length asks', () => {
    // Each pass of the splitter moves on: as many words at twice the length as twice the words.
    const count = (length: number): number =>
      shellWords('a"b\' $('.repeat(length)).reduce((sum, one) => sum + one.words.length, 0);
    expect(count(4000) / count(2000)).toBeCloseTo(2, 0);
  });
});

describe('invisible characters', () => {
  test('case 40: tag characters are found, flags and emoji sequences are clean', () => {
    expect(tagCharacters('hi\u{E0069}\u{E0067}')).toHaveLength(1);
    expect(tagCharacters('\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}')).toEqual([]);
    expect(zeroWidths('\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}'.repeat(4))).toEqual([]);
  });

  test('case 41: a bidi override is found, Arabic and Hebrew marks are clean', () => {
    expect(bidiControls('invoice\u202Efdp.exe')).toHaveLength(1);
    expect(bidiControls('\u0645\u0631\u062D\u0628\u0627\u200F \u05E9\u05DC\u05D5\u05DD\u200E')).toEqual([]);
  });
});

test('placeholders are told from secrets', () => {
  for (const text of [
    'xxxxxxxxxxxxxxxx',
    'AKIAIOSFODNN7EXAMPLE',
    '<your-key>',
    'aaaaaaaaaaaaaaaaaaaa',
    '$'.concat('{API_KEY}'),
  ]) {
    expect(isPlaceholder(text), text).toBe(true);
  }
  expect(isPlaceholder('q8Zt3LmVw0RjYb7Kc5Hn')).toBe(false);
});

describe('secrets by their name', () => {
  test('a UUID of version 1 is no secret, one of version 4 is', () => {
    expect(assignedSecrets('_authToken=6f1c2a90-5d3e-11ee-8c99-0242ac120002')).toEqual([]);
    expect(assignedSecrets('_authToken=6f1c2a90-5d3e-4b7e-8c99-b242ac120d0f')).toHaveLength(1);
  });

  test('a place in a list and the label of a try are no secrets, whatever is spelled like them', () => {
    const value = 'q8Zr3Lw0Vt6Yx1Bn9Kd4Hs7Mf2Pc5Jg';
    const places = [
      'nextPageToken',
      'next_token',
      'NextContinuationToken',
      'newStartPageToken',
      'syncToken',
      'NextLockToken',
    ];
    for (const name of [...places, 'idempotency_key', 'x-idempotency-key', 'object_key', 'csrf_token', 'changeToken']) {
      expect(assignedSecrets(`{"${name}": "${value}"}`), name).toEqual([]);
    }
    for (const name of [
      'exchange_token',
      'unlock_token',
      'session_token',
      'token',
      'next_secret',
      'storage_key',
      'page_token_secret',
    ]) {
      expect(assignedSecrets(`{"${name}": "${value}"}`), name).toHaveLength(1);
    }
  });

  test('the name under which a cloud keeps a secret is none', () => {
    expect(assignedSecrets('arn:aws:secretsmanager:us-west-2:123456789012:secret:OrdersDatabase8Kq2-a1b2c3')).toEqual(
      [],
    );
    expect(assignedSecrets('see arn:aws:x:y:1: secret:q8Zr3Lw0Vt6Yx1Bn9Kd4Hs7Mf2Pc5Jg')).toHaveLength(1);
  });

  test('a service is named by a word, not by the end of one', () => {
    const value = 'f0c27b1e94d85a36c7e12b9d4f60a8351ce7d294';
    expect(vendorSecrets(`heroku: ${value}`)).toHaveLength(1);
    expect(vendorSecrets(`CameraKit: ${value}`)).toEqual([]);
  });

  test('one character seven times over is a placeholder', () => {
    expect(isPlaceholder('q8Zt3LmVw7777777Rb')).toBe(true);
  });
});

describe('commands', () => {
  test('an interpreter that reads a long chain of substitutions is asked once', () => {
    expect(decodeAndRun(`eval "${'$(echo a | base64 -d) '.repeat(200)}"`)).toHaveLength(1);
    expect(decodeAndRun(`echo "${'$(echo a | base64 -d) '.repeat(200)}"`)).toEqual([]);
  });

  test('recursive removal of a root is found however its flags are ordered', () => {
    for (const flags of ['-rf', '-fr', '-Rf', '-r -f', '--recursive --force', '-rfv'])
      expect(destruction(`rm ${flags} /`), flags).toHaveLength(1);
    expect(destruction('rm -rf ./dist')).toEqual([]);
  });
});
