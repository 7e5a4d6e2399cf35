import { OktsecError } from '../../errors.ts';
import { type Ask, wanted } from '../ask.ts';
import { Form } from '../form-data.ts';
import type { AssetPaths } from '../layout.ts';
import { nextOf } from '../links.ts';
import type { Shown } from '../page.ts';
import { moved, pageResponse, plain } from '../responses.ts';
import type { DashboardServices } from '../services.ts';
import type { AccessCode } from './code.ts';
import { codeAgain, codePage, saidOf } from './code-page.ts';
import { endedCookie, sessionCookie, sessionIds } from './cookie.ts';
import { type Session, Sessions } from './sessions.ts';

/** The way in and out: who has typed the code, and whose forms are heard. */
export class Door {
  readonly #services: DashboardServices;
  readonly #code: AccessCode;
  readonly #sessions: Sessions;
  readonly #assets: AssetPaths;

  constructor(services: DashboardServices, code: AccessCode, assets: AssetPaths) {
    this.#services = services;
    this.#code = code;
    this.#sessions = new Sessions(services.random, services.micros);
    this.#assets = assets;
  }

  sessionOf(ask: Ask): Session | undefined {
    return this.#sessions.find(ask.req.param('place') ?? '', sessionIds(ask.req.header('cookie')));
  }

  /** The page that asks for the code. @param next where it leads on to */
  page(status: number, next: string, said?: string): Promise<Response> {
    return pageResponse(status, codePage(this.#assets, next, said));
  }

  /** The same, for whoever asked for another page without a session. */
  closed(ask: Ask): Promise<Response> {
    return this.page(401, nextOf(wanted(ask)));
  }

  async letIn(ask: Ask): Promise<Response> {
    const form = new Form(await ask.req.text());
    const next = nextOf(form.one('next'));
    const tried = this.#code.check(form.one('code'));
    if (!tried.ok) return this.page(401, next, saidOf(tried));
    try {
      this.#services.store.appendEvent({ name: 'dashboard_login', note: 'a browser signed in with the code' });
    } catch (error) {
      if (!(error instanceof OktsecError)) throw error;
      this.#services.log('error', `nobody is let in without a row: ${error.message}`);
      return this.page(
        503,
        next,
        'The audit log cannot be written now, and nobody is let in without a row. Try again.',
      );
    }
    const { session, id } = this.#sessions.begin();
    return moved(`/d/${session.place}${next}`, { 'set-cookie': sessionCookie(id, session.place) });
  }

  async logOut(ask: Ask): Promise<Response> {
    const posted = await this.posted(ask);
    if (posted instanceof Response) return posted;
    this.#sessions.end(posted.session);
    return moved('/dashboard', { 'set-cookie': endedCookie(posted.session.place) });
  }

  /** A form and whose it is; or the answer to one that our own page did not send, or sent long ago [154]. */
  async posted(ask: Ask): Promise<{ readonly session: Session; readonly form: Form } | Response> {
    const session = this.sessionOf(ask);
    if (session === undefined) return this.page(401, '/');
    const form = new Form(await ask.req.text());
    if (session.isToken(ask.req.header('oktsec-token') ?? form.one('token'))) return { session, form };
    return plain(403, 'This form was not sent by a page of this session: go back, reload the page, try again.');
  }

  /**
   * Asks for the code once more where it was typed a while ago.
   * @returns the page that asks; undefined once the code was given with the form
   */
  codeAgain(ask: Ask, session: Session, form: Form): Shown | undefined {
    if (session.isFresh(this.#services.micros())) return undefined;
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
}
