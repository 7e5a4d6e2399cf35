import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import type { Visitor } from './visitor.ts';

/** `$CHROME`, or what Debian installs; undefined where there is none. */
export const CHROMIUM = [process.env.CHROME, '/usr/bin/chromium'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = { wide: 1280, narrow: 320 } as const;

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** A test in a real Chromium; where there is none it is skipped and says so. */
export function browserTest(
  name: string,
  work: (open: (visitor: Visitor, look?: Look) => Promise<Tab>) => Promise<void>,
): void {
  if (CHROMIUM === undefined) {
    test.skip(`${name} (skipped: no chromium)`, () => {});
    return;
  }
  test(name, async () => {
    const tabs: Tab[] = [];
    try {
      await work(async (visitor, look) => {
        const tab = await Tab.open(visitor, look);
        tabs.push(tab);
        return tab;
      });
      for (const tab of tabs) expect(tab.complaints).toEqual([]);
    } finally {
      for (const tab of tabs) await tab.close();
    }
  });
}

export type Look = {
  readonly theme?: 'light' | 'dark';
  readonly width?: keyof typeof WIDTHS;
  readonly script?: boolean;
};

/** One tab of a browser that typed the code. */
export class Tab {
  readonly page: Page;
  /** Console errors, failed loads, what the content security policy stopped: of a sound page none. */
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;
  readonly #visitor: Visitor;

  private constructor(visitor: Visitor, context: BrowserContext, page: Page) {
    this.#visitor = visitor;
    this.#context = context;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('dialog', (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  static async open(visitor: Visitor, { theme = 'light', width = 'wide', script = true }: Look = {}): Promise<Tab> {
    browser ??= chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] });
    const context = await (await browser).newContext({
      baseURL: visitor.office.serving.url,
      colorScheme: theme,
      javaScriptEnabled: script,
      viewport: { width: WIDTHS[width], height: 844 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const tab = new Tab(visitor, context, await context.newPage());
    if (visitor.cookie !== '') {
      const [name = '', value = ''] = visitor.cookie.split('=');
      const { hostname: domain } = new URL(visitor.office.serving.url);
      await context.addCookies([{ name, value, domain, path: visitor.root, httpOnly: true, sameSite: 'Strict' }]);
    }
    return tab;
  }

  /** A page below this session's root. */
  async go(path: string): Promise<void> {
    await this.page.goto(`${this.#visitor.root}${path}`, { waitUntil: 'load' });
  }

  /** What axe finds against WCAG 2.2 AA and good practice: rule, element and reason of each; of a sound page none. */
  async axe(): Promise<string[]> {
    await this.page.evaluate(axe);
    return (await this.page.evaluate(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
        .then(({ violations }) => violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ': ' + failureSummary)))`,
    )) as string[];
  }

  /** How many pixels of the page lie beside the window. */
  async sideways(): Promise<number> {
    return (await this.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )) as number;
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

/** Goes through every look a page can have: both themes, wide and narrow. Nothing may be found, nothing may stick out. */
export async function looksRight(
  open: (visitor: Visitor, look: Look) => Promise<Tab>,
  visitor: Visitor,
  path: string,
): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    for (const width of ['wide', 'narrow'] as const) {
      const tab = await open(visitor, { theme, width });
      await tab.go(path);
      expect(await tab.axe(), `${path} ${theme} ${width}`).toEqual([]);
      expect(await tab.sideways(), `${path} ${theme} ${width}`).toBeLessThanOrEqual(0);
      await tab.close();
    }
  }
}
