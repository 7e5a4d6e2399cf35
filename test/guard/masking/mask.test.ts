import { expect, test } from 'vitest';
import type { Judged } from '../../../src/guard/guard.ts';
import { maskFindings, maskFound } from '../../../src/guard/masking/mask.ts';
import { call, read, text } from '../../message/frames.ts';

const message = read(call('{"k":"one two three","list":["one"]}'));
const judged = (rest: Partial<Judged> = {}): Judged => ({
  rule: 'A-1',
  name: 'a',
  severity: 'high',
  category: 'credentials',
  pointer: '/params/arguments/k',
  channel: 'tool_args',
  key: false,
  span: [4, 7],
  view: 'plain',
  exact: true,
  decision: 'content_quarantined',
  excerpt: '',
  ...rest,
});

test('what is known to the letter is masked alone, what stands in another reading takes its whole text with it', () => {
  const masked = (...found: Judged[]) => text(maskFindings(message, found));
  expect(masked(judged())).toBe(call('{"k":"one [REDACTED:credentials] three","list":["one"]}'));
  expect(masked(judged({ exact: false, view: 'decoded' }))).toBe(call('{"k":"[REDACTED:credentials]","list":["one"]}'));
  expect(masked(judged({ pointer: '/params/arguments/list/0', span: [0, 3] }), judged({ span: [0, 3] }))).toBe(
    call('{"k":"[REDACTED:credentials] two three","list":["[REDACTED:credentials]"]}'),
  );
  expect(masked()).toBe(text(message.frame));
});

test('a key, an id and the name of a tool are not masked: they would be others', () => {
  for (const rest of [{ key: true }, { pointer: '/params/name' }, { pointer: '/id' }])
    expect(maskFindings(message, [judged(), judged(rest)])).toBeUndefined();
});

test('a person may have masked what is said, and not what is done', () => {
  const stopping = (rest: Partial<Judged> = {}) => text(maskFound(message, [judged(rest)]));
  expect(stopping()).toBe(call('{"k":"one [REDACTED:credentials] three","list":["one"]}'));
  expect(stopping({ category: 'command_execution' })).toBeUndefined();
  expect(stopping({ category: 'command_execution', channel: 'tool_result' })).toContain('[REDACTED:command_execution]');
  // What stops nothing is neither masked nor a reason to mask.
  expect(stopping({ decision: 'content_flagged' })).toBeUndefined();
  expect(stopping({ pointer: '/params/arguments/other' })).toBeUndefined();
  // An address, and what a file holds in base64, are no free text.
  const content = '[{"type":"resource_link","uri":"one two three","name":"n"}]';
  const link = read(`{"jsonrpc":"2.0","id":1,"result":{"content":${content}}}`, 'server', {
    '1': { method: 'tools/call', tool: 't' },
  });
  const inLink = judged({ pointer: '/result/content/0/uri', channel: 'tool_result' });
  expect(text(maskFindings(link, [inLink]))).toContain('[REDACTED:credentials]');
  expect(maskFound(link, [inLink])).toBeUndefined();
  const blob = Buffer.from('one two three four five').toString('base64');
  const file = read(`{"jsonrpc":"2.0","id":1,"result":{"contents":[{"uri":"file:///u","blob":"${blob}"}]}}`, 'server', {
    '1': { method: 'resources/read' },
  });
  const inFile = judged({ pointer: '/result/contents/0/blob', channel: 'tool_result' });
  expect(file.parts().some(({ pointer, decoded }) => pointer === inFile.pointer && decoded)).toBe(true);
  expect(maskFound(file, [inFile])).toBeUndefined();
  expect(maskFound({ ...message, fault: 'parse_error' }, [judged()])).toBeUndefined();
});
