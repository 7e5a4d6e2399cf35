import { expect, test } from 'vitest';
import { Ledger } from '../../../../src/proxy/session/protocol/ledger.ts';

test('however much progress comes, the token of each request in flight is looked for once', () => {
  let looked = 0;
  const pending = (n: number) => ({
    id: `${n}`,
    method: 'tools/call',
    tool: 'read',
    revision: undefined,
    forms: () => ({ declared: undefined, askedBack: false }),
    callHash: () => '',
    since: n,
    tasked: false,
    token: () => {
      looked += 1;
      return n % 2 === 0 ? `"p${n >> 2}"` : undefined;
    },
  });
  const ledger = new Ledger();
  for (let n = 0; n < 8000; n += 1) ledger.add(pending(n));
  expect(looked).toBe(0);
  for (let n = 0; n < 8000; n += 1) expect(ledger.hasToken(`"p${n}"`)).toBe(n < 2000);
  expect(ledger.hasToken('"\\u00701"')).toBe(true);
  expect(looked).toBe(8000);
  // Requests 4 and 6 have one token between them.
  ledger.take('4');
  expect(ledger.hasToken('"p1"')).toBe(true);
  ledger.cancel('6');
  expect(ledger.hasToken('"p1"')).toBe(true);
  ledger.take('6');
  expect(ledger.hasToken('"p1"')).toBe(false);
});
