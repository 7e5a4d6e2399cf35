import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Context } from '../../src/command.ts';
import { newCode } from '../../src/commands/serve/code.ts';
import { openBrowser } from '../../src/terminal/open-browser.ts';
import { until } from '../http/office.ts';
import { Visitor } from './visitor.ts';

/** A context with a person at its terminal. */
function atTerminal(visitor: Visitor): { readonly context: Context; readonly shown: string[] } {
  const shown: string[] = [];
  const { context } = visitor.office;
  const terminal = () => ({
    write: (text: string) => void shown.push(text),
    readLine: () => undefined,
    close: () => {},
  });
  return { context: { ...context, io: { ...context.io, terminal } }, shown };
}

test('serve --code shows a new code on the terminal only; the old one is none any more, and all tries are back', async () => {
  const visitor = await Visitor.open();
  const before = visitor.code;
  for (let n = 0; n < 12; n += 1) await visitor.type('00000000');
  const { context, shown } = atTerminal(visitor);
  expect(await newCode(context)).toBe(0);
  const code = /code +(\d{4} \d{4})\n/.exec(shown.join(''))![1]!;
  expect(visitor.office.said.join('').includes(code)).toBe(false);
  expect(existsSync(join(visitor.office.home, 'next-code'))).toBe(false);
  expect((await visitor.type(before)).status).toBe(401);
  expect((await visitor.type(code)).status).toBe(303);
  const notes = visitor.office.store
    .list({ events: true })
    .flatMap(({ method, note }) => (method === 'dashboard_code' ? [note] : []));
  expect(notes).toEqual([
    'a person asked for a new one',
    'ten wrong codes were typed at the dashboard, there is a new one',
  ]);
});

test('serve --code needs a terminal, and a serve that runs', async () => {
  const visitor = await Visitor.open();
  await expect(newCode(visitor.office.context)).rejects.toMatchObject({ code: 'no_terminal' });
  await visitor.office.stop();
  await expect(newCode(atTerminal(visitor).context)).rejects.toMatchObject({ code: 'not_running', exit: 1 });
});

test('a file that others could have written is no code', async () => {
  const visitor = await Visitor.open();
  const before = visitor.code;
  const path = join(visitor.office.home, 'next-code');
  writeFileSync(path, '12345678\n', { mode: 0o644 });
  await until(() => !existsSync(path));
  expect(visitor.code).toBe(before);
  writeFileSync(path, '1234\n', { mode: 0o600 });
  await until(() => !existsSync(path));
  expect(visitor.code).toBe(before);
});

test('the browser is given the address, and no code with it', async () => {
  const visitor = await Visitor.open();
  const { PATH } = process.env;
  onTestFinished(() => {
    process.env.PATH = PATH;
  });
  const [program, seen] = [join(visitor.office.folder, 'xdg-open'), join(visitor.office.folder, 'seen')];
  writeFileSync(program, `#!/bin/sh\necho "$@" > '${seen}'\n`);
  chmodSync(program, 0o755);
  process.env.PATH = `${visitor.office.folder}:${PATH}`;
  expect(await openBrowser('http://127.0.0.1:1/dashboard', 'linux')).toBe(true);
  await until(() => existsSync(seen) && readFileSync(seen, 'utf8') !== '');
  expect(readFileSync(seen, 'utf8')).toBe('http://127.0.0.1:1/dashboard\n');
  process.env.PATH = '/nonexistent';
  expect(await openBrowser('http://127.0.0.1:1/dashboard', 'linux')).toBe(false);
});
