import type { IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { OktsecError } from '../errors.ts';
import type { AccessCode } from './access/code.ts';
import { endedCookie, sessionCookie, sessionIds } from './access/cookie.ts';
import { type Session, Sessions } from './access/sessions.ts';
import { type Asset, loadAssets } from './assets.ts';
import { codeAgain, codePage, saidOf } from './code-page.ts';
import { Form } from './form-data.ts';
import { HEADERS } from './headers.ts';
import { type Html, html, textOf } from './html.ts';
import { type AssetPaths, shell } from './layout.ts';
import { linkTo, nextOf } from './links.ts';
import { Feed } from './live/feed.ts';
import { openStream } from './live/stream.ts';
import type { Action, Page, PageName, Shown, View, Visit } from './page.ts';
import { PAGES } from './pages.ts';
import { pageHead } from './parts/head.ts';
import { problem } from './parts/states.ts';
import type { DashboardServices } from './services.ts';

type Env = { Bindings: { incoming: IncomingMessage; outgoing: ServerResponse } };
type Ask = Context<Env>;

const MOST_FORM_BYTES = 1024 * 1024;
const CHUNK_LETTERS = 64 * 1024;

/**
 * The dashboard's addresses, added to the server's app: `/dashboard` is the way in, `/d/<place>/…` is one browser's own.
 * Nothing but the code page, the stylesheet and the script is to be had without a session.
 */
export class Dashboard {
  readonly #services: DashboardServices;
  readonly #code: AccessCode;
  readonly #sessions: Sessions;
  readonly #assets: readonly Asset[];
  readonly #paths: AssetPaths;
  readonly #feed: Feed;

  constructor(services: DashboardServices, code: AccessCode) {
    this.#services = services;
    this.#code = code;
    this.#sessions = new Sessions(services.random, services.micros);
    this.#feed = new Feed(services.store, (line) => services.log('warn', line));
    const { style, script } = loadAssets();
    this.#assets = [style, script];
    this.#paths = { style: style.path, script: script.path };
  }

  addTo(app: Hono<Env>): void {
    const limit = bodyLimit({ maxSize: MOST_FORM_BYTES, onError: () => this.#plain(413, 'too long') });
    for (const asset of this.#assets) app.get(asset.path, () => assetResponse(asset));
    // What a person opens who clicks on the address that `serve` prints.
    app.get('/', () => moved('/dashboard'));
    app.get('/dashboard', (ask) => this.#door(200, nextOf(ask.req.query('next') ?? ''), undefined));
    app.post('/dashboard', limit, (ask) => this.#letIn(ask));
    for (const page of PAGES) {
      for (const view of page.views) app.get(`/d/:place${view.path}`, (ask) => this.#show(ask, page, view));
      for (const action of page.actions ?? []) {
        app.post(`/d/:place${action.path}`, limit, (ask) => this.#act(ask, page, action));
      }
    }
    app.get('/d/:place/live', (ask) => this.#follow(ask));
    app.post('/d/:place/logout', limit, (ask) => this.#logOut(ask));
    app.get('/d/:place', (ask) => ask.redirect(`/d/${ask.req.param('place')}/`));
    app.all('/d/:place/*', (ask) => {
      const session = this.#sessionOf(ask);
      if (session === undefined) return this.#door(401, nextOf(nextPath(ask)), undefined);
      return this.#answer(ask, session, undefined, { kind: 'missing', what: 'No page has this address.' });
    });
  }

  #door(status: number, next: string, said: string | undefined): Promise<Response> {
    return respond(status, codePage(this.#paths, next, said));
  }

  async #letIn(ask: Ask): Promise<Response> {
    const form = new Form(await ask.req.text());
    const next = nextOf(form.one('next'));
    const tried = this.#code.check(form.one('code'));
    if (!tried.ok) return this.#door(401, next, saidOf(tried));
    const { session, id } = this.#sessions.begin();
    this.#services.store.appendEvent({ name: 'dashboard_login', note: 'a browser signed in with the code' });
    return moved(`/d/${session.place}${next}`, { 'set-cookie': sessionCookie(id, session.place) });
  }

  async #logOut(ask: Ask): Promise<Response> {
    const session = this.#sessionOf(ask);
    if (session === undefined) return this.#door(401, '/', undefined);
    const form = new Form(await ask.req.text());
    if (!isOurs(ask, session, form)) return this.#strange();
    this.#sessions.end(session);
    return moved('/dashboard', { 'set-cookie': endedCookie(session.place) });
  }

  async #show(ask: Ask, page: Page, view: View): Promise<Response> {
    const session = this.#sessionOf(ask);
    if (session === undefined) return this.#door(401, nextOf(nextPath(ask)), undefined);
    try {
      // Looked up first: a row that comes in between is told twice rather than never.
      const newest = this.#services.store.list({ limit: 1 })[0]?.seq ?? 0;
      return await this.#answer(ask, session, page, await view.show(this.#visit(ask, session)), newest);
    } catch (error) {
      return this.#failed(ask, session, page, error);
    }
  }

  /** The log as it grows, for the page that asks. */
  #follow(ask: Ask): Response {
    const session = this.#sessionOf(ask);
    // The token, beside the cookie: a page of elsewhere has the cookie sent along at most [156, 163].
    if (session === undefined || !session.isToken(ask.req.header('oktsec-token') ?? '')) {
      return this.#plain(401, 'sign in first');
    }
    const { store, now, micros, stopping } = this.#services;
    const visit = this.#visit(ask, session);
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
    return opened ? RESPONSE_ALREADY_SENT : this.#plain(503, 'too many pages follow the log');
  }

  async #act(ask: Ask, page: Page, action: Action): Promise<Response> {
    const session = this.#sessionOf(ask);
    if (session === undefined) return this.#door(401, '/', undefined);
    const form = new Form(await ask.req.text());
    if (!isOurs(ask, session, form)) return this.#strange();
    const visit = this.#visit(ask, session);
    try {
      const loosens = typeof action.loosens === 'boolean' ? action.loosens : await action.loosens(form, visit);
      if (loosens && !session.isFresh(this.#services.micros())) {
        const asked = this.#codeAgain(ask, session, form);
        if (asked !== undefined) return await this.#answer(ask, session, page, asked);
      }
      const done = await action.act(visit, form);
      if ('kind' in done) return await this.#answer(ask, session, page, done);
      const { to, said } = done;
      session.say(said);
      return moved(`/d/${session.place}${to}`);
    } catch (error) {
      return this.#failed(ask, session, page, error);
    }
  }

  /** @returns the page that asks; undefined once the code was given with the form */
  #codeAgain(ask: Ask, session: Session, form: Form): Shown | undefined {
    const tried = form.has('code-again') ? this.#code.check(form.one('code-again')) : undefined;
    if (tried?.ok) {
      session.typedCode(this.#services.micros());
      return undefined;
    }
    const said = tried === undefined ? undefined : saidOf(tried);
    const back = `/d/${session.place}/`;
    const body = codeAgain(new URL(ask.req.url).pathname, form.without('code-again'), back, said);
    return { kind: 'page', title: 'The code again', body, status: tried === undefined ? 200 : 401 };
  }

  #sessionOf(ask: Ask): Session | undefined {
    return this.#sessions.find(ask.req.param('place') ?? '', sessionIds(ask.req.header('cookie')));
  }

  #visit(ask: Ask, session: Session): Visit {
    return {
      services: this.#services,
      path: ask.req.param(),
      query: new URL(ask.req.url).searchParams,
      now: this.#services.now(),
      token: session.token,
      reviewer: this.#services.user,
      has: (name) => NAMES.has(name),
      link: (path, query) => linkTo(session.place, path, query),
    };
  }

  async #answer(ask: Ask, session: Session, page: Page | undefined, shown: Shown, newest = 0): Promise<Response> {
    if (shown.kind === 'json') {
      const text = `${JSON.stringify(shown.value, undefined, 2)}\n`;
      return new Response(text, { headers: { ...HEADERS, 'content-type': 'application/json' } });
    }
    if (shown.kind === 'file') {
      const type = { 'content-type': shown.type, 'content-disposition': `attachment; filename="${shown.name}"` };
      return new Response(bodyOf(shown.text), { headers: { ...HEADERS, ...type } });
    }
    const visit = this.#visit(ask, session);
    const missing = shown.kind === 'missing';
    const body = missing
      ? html`${pageHead({ title: 'That is not here' })}${problem({ title: shown.what, ways: [html`<a class="link" href="${visit.link('/')}">Overview</a>`] })}`
      : shown.body;
    const whole = shell(visit, {
      title: missing ? 'Not here' : shown.title,
      body,
      layout: missing ? '' : (shown.layout ?? ''),
      current: page?.name,
      names: NAMES,
      badges: this.#badges(),
      // A page that only renews its numbers is not where the person will look.
      said: ask.req.header('oktsec-fresh') === undefined ? session.takeSaid() : undefined,
      newest,
      assets: this.#paths,
    });
    return respond(missing ? 404 : (shown.status ?? 200), whole);
  }

  #badges(): ReadonlyMap<PageName, { readonly count: number; readonly what: string }> {
    const badges = new Map<PageName, { readonly count: number; readonly what: string }>();
    for (const { name, badge } of PAGES) {
      const counted = badge?.(this.#services);
      if (counted !== undefined && counted.count > 0) badges.set(name, counted);
    }
    return badges;
  }

  /** What stands against it is told; of what went wrong in here only a reference, for whoever reads the log of `serve`. */
  async #failed(ask: Ask, session: Session, page: Page, error: unknown): Promise<Response> {
    if (error instanceof OktsecError && !error.code.startsWith('store_')) {
      const title = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}`;
      return this.#problem(ask, session, page, 409, title, error.hint);
    }
    const ref = Buffer.from(this.#services.random(4)).toString('hex');
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#services.log('error', `e-${ref}: ${what}`);
    const locked = error instanceof OktsecError;
    const title = locked ? 'The audit log cannot be read or written now' : 'This page could not be read';
    return this.#problem(
      ask,
      session,
      page,
      locked ? 503 : 500,
      title,
      `Reference e-${ref}. The proxies keep working.`,
    );
  }

  async #problem(ask: Ask, session: Session, page: Page, status: number, title: string, line: string | undefined) {
    const { link } = this.#visit(ask, session);
    const from = new URL(ask.req.header('referer') ?? 'http://none/', 'http://none/').pathname;
    const back = from.startsWith(`/d/${session.place}/`) ? from : link('/');
    const body = problem({
      title,
      ...(line === undefined ? {} : { line }),
      ways: [html`<a class="link" href="${back}">Back</a>`],
    });
    try {
      return await this.#answer(ask, session, page, { kind: 'page', title: 'Problem', body, status });
    } catch {
      // The frame around it needs what failed.
      return this.#plain(status, line === undefined ? title : `${title}. ${line}`);
    }
  }

  /** A form that our own page did not send, or sent long ago [154]. */
  #strange(): Response {
    return this.#plain(403, 'This form was not sent by a page of this session: go back, reload the page, try again.');
  }

  #plain(status: number, text: string): Response {
    return new Response(`${text}\n`, { status, headers: { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' } });
  }
}

const VIEWS: readonly View[] = PAGES.flatMap(({ views }) => views);
const NAMES: ReadonlySet<PageName> = new Set(PAGES.map(({ name }) => name));

function isOurs(ask: Ask, session: Session, form: Form): boolean {
  return session.isToken(ask.req.header('oktsec-token') ?? form.one('token'));
}

function nextPath(ask: Ask): string {
  const { pathname, search } = new URL(ask.req.url);
  return ask.req.method === 'GET' ? `${pathname.replace(/^\/d\/[^/]*/, '')}${search}` : '/';
}

async function respond(status: number, body: Html): Promise<Response> {
  const headers = { ...HEADERS, 'content-type': 'text/html; charset=utf-8' };
  return new Response(String(await body), { status, headers });
}

/** The page after a form: 303, so that reloading it sends nothing again. */
function moved(to: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { ...HEADERS, ...headers, location: to } });
}

/** Pieces are taken as fast as they are read at the other end, so that no file is ever held whole. */
function bodyOf(text: string | Iterable<string>): string | ReadableStream<Uint8Array> {
  if (typeof text === 'string') return text;
  const pieces = text[Symbol.iterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: (controller) => {
      let chunk = '';
      while (chunk.length < CHUNK_LETTERS) {
        const next = pieces.next();
        if (next.done === true) {
          if (chunk !== '') controller.enqueue(encoder.encode(chunk));
          controller.close();
          return;
        }
        chunk += next.value;
      }
      controller.enqueue(encoder.encode(chunk));
    },
    cancel: () => void pieces.return?.(),
  });
}

function assetResponse({ bytes, type }: Asset): Response {
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { ...HEADERS, 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' },
  });
}
