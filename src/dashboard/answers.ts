import { OktsecError } from '../errors.ts';
import type { Session } from './access/sessions.ts';
import type { Ask } from './ask.ts';
import { html } from './html.ts';
import { type AssetPaths, shell } from './layout.ts';
import type { Page, PageName, Shown } from './page.ts';
import { PAGE_NAMES, PAGES } from './pages.ts';
import { pageHead } from './parts/head.ts';
import { problem } from './parts/states.ts';
import { fileResponse, jsonResponse, pageResponse, plain } from './responses.ts';
import type { DashboardServices } from './services.ts';
import { visitOf } from './visit.ts';

type Badge = { readonly count: number; readonly what: string };

/** What a signed-in browser gets: what a page shows in the frame of all pages, or what stands against it. */
export class Answers {
  readonly #services: DashboardServices;
  readonly #assets: AssetPaths;

  constructor(services: DashboardServices, assets: AssetPaths) {
    this.#services = services;
    this.#assets = assets;
  }

  /** @param newest the last row that the page may know of */
  async show(ask: Ask, session: Session, page: Page | undefined, shown: Shown, newest = 0): Promise<Response> {
    if (shown.kind === 'json') return jsonResponse(shown.value);
    if (shown.kind === 'file') return fileResponse(shown);
    const visit = visitOf(this.#services, ask, session);
    const missing = shown.kind === 'missing';
    const body = missing
      ? html`${pageHead({ title: 'That is not here' })}${problem({ title: shown.what, ways: [html`<a class="link" href="${visit.link('/')}">Overview</a>`] })}`
      : shown.body;
    const whole = shell(visit, {
      title: missing ? 'Not here' : shown.title,
      body,
      layout: missing ? '' : (shown.layout ?? ''),
      current: page?.name,
      names: PAGE_NAMES,
      badges: this.#badges(),
      // A page that only renews its numbers is not where the person will look.
      said: ask.req.header('oktsec-fresh') === undefined ? session.takeSaid() : undefined,
      newest,
      still: ask.req.method !== 'GET',
      assets: this.#assets,
    });
    return pageResponse(missing ? 404 : (shown.status ?? 200), String(await whole));
  }

  /** What stands against it is told; of what went wrong in here only a reference, for whoever reads the log of `serve`. */
  async failed(ask: Ask, session: Session, page: Page, error: unknown): Promise<Response> {
    if (error instanceof OktsecError && !error.code.startsWith('store_')) {
      const title = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}`;
      return this.#problem(ask, session, page, { status: 409, title, line: error.hint });
    }
    const ref = Buffer.from(this.#services.random(4)).toString('hex');
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#services.log('error', `e-${ref}: ${what}`);
    const line = `Reference e-${ref}. The proxies keep working.`;
    return error instanceof OktsecError
      ? this.#problem(ask, session, page, { status: 503, title: 'The audit log cannot be read or written now', line })
      : this.#problem(ask, session, page, { status: 500, title: 'This page could not be read', line });
  }

  async #problem(
    ask: Ask,
    session: Session,
    page: Page,
    { status, title, line }: { readonly status: number; readonly title: string; readonly line: string | undefined },
  ): Promise<Response> {
    const { link } = visitOf(this.#services, ask, session);
    const from = new URL(ask.req.header('referer') ?? 'http://none/', 'http://none/').pathname;
    const back = from.startsWith(`/d/${session.place}/`) ? from : link('/');
    const body = problem({
      title,
      ...(line === undefined ? {} : { line }),
      ways: [html`<a class="link" href="${back}">Back</a>`],
    });
    try {
      return await this.show(ask, session, page, { kind: 'page', title: 'Problem', body, status });
    } catch {
      // The frame around it needs what failed.
      return plain(status, line === undefined ? title : `${title}. ${line}`);
    }
  }

  #badges(): ReadonlyMap<PageName, Badge> {
    const badges = new Map<PageName, Badge>();
    for (const { name, badge } of PAGES) {
      const counted = badge?.(this.#services);
      if (counted !== undefined && counted.count > 0) badges.set(name, counted);
    }
    return badges;
  }
}
