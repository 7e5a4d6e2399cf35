import { describe, expect, test } from 'vitest';
import { climbingPaths } from '../../../src/rules/detectors/addresses/climbing-path.ts';
import { disguisedUrls, metadataUrls } from '../../../src/rules/detectors/addresses/urls.ts';
import { terminalEscapes, terminalTricks } from '../../../src/rules/detectors/characters/terminal.ts';

test.each([
  '../../../../etc/shadow',
  '..\\..\\..\\windows\\win.ini',
  'a/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  'a/..%252f..%252f..%252fetc%252fpasswd',
  '/ws/../../home/anna/.ssh/id_rsa',
  'x/..//..//../etc/./passwd',
  'x/..%c0%af..%c0%afetc/passwd',
])('case 100: %s climbs to what is secret', (path) => {
  expect(climbingPaths(`{"path": "${path.replaceAll('\\', '\\')}"}`)).toHaveLength(1);
});

test.each(['../../src/index.ts', '/ws/../README.md', 'a//b/../c.txt', '../../etc-notes/list.md'])(
  'case 100: %s climbs nowhere that matters',
  (path) => {
    expect(climbingPaths(path)).toEqual([]);
  },
);

describe('addresses in every spelling', () => {
  test.each([
    'http://2130706433/',
    'http://017700000001/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://127.1/',
    'http://\u2460\u2461\u2466.\u2460/',
    'http://0x7f\u30020\u30020\u30021/',
  ])('case 105: %s is this machine', (url) => {
    expect(disguisedUrls(url)).toHaveLength(1);
  });

  test('case 105: the metadata service in decimal, octal, hexadecimal and short', () => {
    for (const host of ['2852039166', '0251.0376.0251.0376', '0xa9fea9fe', '169.254.43518', '169.16689662'])
      expect(metadataUrls(`http://${host}/latest/`), host).toHaveLength(1);
  });

  test.each(['[::ffff:7f00:1]', '[::]', '[::7f00:1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[::ffff:10.0.0.1]'])(
    'case 106: %s reaches the inside',
    (host) => {
      expect(disguisedUrls(`http://${host}/`)).toHaveLength(1);
    },
  );

  test.each([
    'http://example.org@169.254.169.254/',
    'http:\\\\169.254.169.254/latest',
    'http://example.org:80@169.254.169.254:80/',
    'http:169.254.169.254/latest',
    'http:///169.254.169.254/',
  ])('case 109: %s goes to the metadata service', (url) => {
    expect(metadataUrls(url)).toHaveLength(1);
  });

  test('case 109: what stands behind a fragment is no host', () => {
    expect(metadataUrls('http://example.org/#@169.254.169.254/')).toEqual([]);
    expect(metadataUrls('http://example.org/?u=@169.254.169.254')).toEqual([]);
  });
});

test('case 96: cursor moves, titles, clipboards, device strings and C1 forms are found; colours are not', () => {
  for (const text of ['\u001b[2J', '\u001b]0;t\u0007', '\u001bP1$r\u001b\\', '\u009b1A', '\u001b[?1049h'])
    expect(terminalEscapes(`ok ${text} ok`), JSON.stringify(text)).toHaveLength(1);
  for (const text of ['\u001b[8mhidden', '\u001b]52;c;aGVsbG8=\u0007', '\u001b]8;;javascript:x\u0007'])
    expect(terminalTricks(text), JSON.stringify(text)).toHaveLength(1);
  expect(terminalEscapes('\u001b[32mok\u001b[0m')).toEqual([]);
});
