import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AccessCode } from './access/code.ts';
import { Door } from './access/door.ts';
import { Answers } from './answers.ts';
import type { Ask, Env } from './ask.ts';
import { type Asset, loadAssets } from './assets.ts';
import { textOf } from './html.ts';
import { nextOf } from './links.ts';
import { Feed } from './live/feed.ts';
import { openStream } from './live/stream.ts';
import type { Action, Page, View } from './page.ts';
import { PAGES } from './pages.ts';
import { assetResponse, moved, plain } from './responses.ts';
import type { DashboardServices } from './services.ts';
import { visitOf } from './visit.ts';

const MOST_FORM_BYTES = 1024 * 1024;
const VIEWS: readonly View[] = PAGES.flatMap(({ views }) => views);

/**
 * The dashboard's addresses, added to the server's app: `/dashboard` is the way in, `/d/<place>/…` is one browser's own.
 * Nothing but the code page, the stylesheet and the script is to be had without a session.
 */
export class Dashboard {
  readonly #services: DashboardServices;
  readonly #door: Door;
  readonly #answers: Answers;
  readonly #assets: readonly Asset[];
  readonly #feed: Feed;

  constructor(services: DashboardServices, code: AccessCode) {
    const { style, script } = loadAssets();
    const paths = { style: style.path, script: script.path };
    this.#services = services;
    this.#door = new Door(services, code, paths);
    this.#answers = new Answers(services, paths);
    this.#assets = [style, script];
    this.#feed = new Feed(services.store, (line) => services.log('warn', line));
  }

  addTo(app: Hono<Env>): void {
    const door = this.#door;
    const limit = bodyLimit({ maxSize: MOST_FORM_BYTES, onError: () => plain(413, 'too long') });
    for (const asset of this.#assets) app.get(asset.path, () => assetResponse(asset));
    // What a person opens who clicks on the address that `serve` prints.
    app.get('/', () => moved('/dashboard'));
    app.get('/dashboard', (ask) => door.page(200, nextOf(ask.req.query('next') ?? '')));
    app.post('/dashboard', limit, (ask) => door.letIn(ask));
    for (const page of PAGES) {
      for (const view of page.views) app.get(`/d/:place${view.path}`, (ask) => this.#show(ask, page, view));
      for (const action of page.actions ?? []) {
        app.post(`/d/:place${action.path}`, limit, (ask) => this.#act(ask, page, action));
      }
    }
    app.get('/d/:place/live', (ask) => this.#follow(ask));
    app.post('/d/:place/logout', limit, (ask) => door.logOut(ask));
    app.get('/d/:place', (ask) => ask.redirect(`/d/${ask.req.param('place')}/`));
    app.all('/d/:place/*', (ask) => {
      const session = door.sessionOf(ask);
      if (session === undefined) return door.closed(ask);
      return this.#answers.show(ask, session, undefined, { kind: 'missing', what: 'No page has this address.' });
    });
  }

  async #show(ask: Ask, page: Page, view: View): Promise<Response> {
    const session = this.#door.sessionOf(ask);
    if (session === undefined) return this.#door.closed(ask);
    try {
      // Looked up first: a row that comes in between is told twice rather than never.
      const newest = this.#services.store.list({ limit: 1 })[0]?.seq ?? 0;
      const shown = await view.show(visitOf(this.#services, ask, session));
      return await this.#answers.show(ask, session, page, shown, newest);
    } catch (error) {
      return this.#answers.failed(ask, session, page, error);
    }
  }

  /** The log as it grows, for the page that asks. */
  #follow(ask: Ask): Response {
    const session = this.#door.sessionOf(ask);
    // The token, beside the cookie: a page of elsewhere has the cookie sent along at most [156, 163].
    if (session === undefined || !session.isToken(ask.req.header('oktsec-token') ?? '')) {
      return plain(401, 'sign in first');
    }
    const { store, now, micros, stopping } = this.#services;
    const visit = visitOf(this.#services, ask, session);
    const path = visit.query.get('page');
    const live = VIEWS.find((view) => view.path === path)?.live?.(visit);
    const opened = openStream(this.#feed, {
      response: ask.env.outgoing,
      after: Number(/^\d{1,15}$/.exec(ask.req.header('last-event-id') ?? '')?.[0] ?? 0),
      filter: live?.filter ?? {},
      render: live === undefined ? undefined : (row) => textOf(live.row(row, now())),
      list: (filter) => store.list(filter),
      stands: () => session.stands(micros()),
      stopping,
    });
    return opened ? RESPONSE_ALREADY_SENT : plain(503, 'too many pages follow the log');
  }

  async #act(ask: Ask, page: Page, action: Action): Promise<Response> {
    const posted = await this.#door.posted(ask);
    if (posted instanceof Response) return posted;
    const { session, form } = posted;
    const visit = visitOf(this.#services, ask, session);
    try {
      const loosens = typeof action.loosens === 'boolean' ? action.loosens : await action.loosens(form, visit);
      const asked = loosens ? this.#door.codeAgain(ask, session, form) : undefined;
      if (asked !== undefined) return await this.#answers.show(ask, session, page, asked);
      const done = await action.act(visit, form);
      if ('kind' in done) return await this.#answers.show(ask, session, page, done);
      session.say(done.said);
      return moved(`/d/${session.place}${done.to}`);
    } catch (error) {
      return this.#answers.failed(ask, session, page, error);
    }
  }
}
