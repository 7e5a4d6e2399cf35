// node scripts/pictures.ts: takes the pictures of docs/pictures. Every page of the dashboard over a made-up home, in both
// themes and as wide as a phone. Wants a Chromium ($CHROME, or Debian's) and a build.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from '../src/serve/main.ts';
import { SESSION, seedHome } from './pictures/seed.ts';
import { silentContext } from './silent-context.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'docs', 'pictures');
const executablePath = [process.env.CHROME, '/usr/bin/chromium'].find((path) => path !== undefined && existsSync(path));
if (executablePath === undefined) throw new Error('no Chromium: apt-get install chromium, or set $CHROME');

/** Each page by its picture's name. One that does not exist yet is left out. */
const PAGES: readonly (readonly [string, string])[] = [
  ['overview', '/'],
  ['events', '/events'],
  ['sessions', '/sessions'],
  ['session', `/sessions/${SESSION}`],
  ['quarantine', '/quarantine?open=7F3AQ2'],
  ['alerts', '/alerts'],
  ['servers', '/servers'],
  ['agents', '/agents'],
  ['rules', '/rules'],
  ['settings', '/settings'],
];
const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

const folder = mkdtempSync(join(tmpdir(), 'oktsec-pictures-'));
const home = join(folder, '.oktsec');
mkdirSync(target, { recursive: true });
try {
  writeClients(folder);
  await seedHome(home);
  const serving = await serve(silentContext(folder, home, { user: 'ops' }), { port: 0, insecure: false });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    for (const { name, colorScheme, viewport } of LOOKS) {
      const page = await (await browser.newContext({ baseURL: serving.url, colorScheme, viewport })).newPage();
      await page.goto('/dashboard');
      await page.fill('input[name="code"]', serving.code());
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/d\//);
      const place = new URL(page.url()).pathname.replace(/\/$/, '');
      // The log is proved beside the pages: a moment after the start it is.
      while (!(await page.content()).includes('Chain intact')) await page.reload();
      for (const [picture, path] of PAGES) {
        const answer = await page.goto(`${place}${path}`);
        if (answer?.status() !== 200) continue;
        await page.screenshot({ path: join(target, `${picture}-${name}.png`) });
      }
      await page.context().close();
    }
  } finally {
    await browser.close();
    serving.stop();
    await serving.done;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function writeClients(userHome: string): void {
  mkdirSync(join(userHome, '.cursor'));
  const npx = (name: string) => ({ command: 'npx', args: ['-y', name] });
  const mcpServers = {
    filesystem: npx('@modelcontextprotocol/server-filesystem'),
    fetch: { command: 'uvx', args: ['mcp-server-fetch'] },
  };
  writeFileSync(join(userHome, '.cursor', 'mcp.json'), JSON.stringify({ mcpServers }, undefined, 2));
}
