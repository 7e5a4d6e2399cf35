import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { ClientLog } from '../../../src/proxy/wire/client-log.ts';

test('a client that does not read its log makes us keep a megabyte of it, and is told later what it missed', () => {
  const got: string[] = [];
  let reads = false;
  let held = () => {};
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      got.push(chunk.toString());
      if (reads) done();
      else held = done;
    },
  });
  const log = new ClientLog(out);
  const line = `${'x'.repeat(1023)}\n`;
  for (let n = 0; n < 5000; n += 1) log.write(line);
  expect(out.writableLength).toBeLessThan(1.01 * 1024 * 1024);
  reads = true;
  held();
  const read = got.length;
  log.write('again\n');
  log.write(Buffer.from('and again\n'));
  expect(got.slice(read)).toEqual([
    `oktsec: note: ${5000 - read} lines left out: they were not read\n`,
    'again\n',
    'and again\n',
  ]);
});
