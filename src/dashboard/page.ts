import type { AuditRow, RowFilter } from '../store/store.ts';
import type { Form } from './form-data.ts';
import type { Html } from './html.ts';
import type { DashboardServices } from './services.ts';

/** The pages that the navigation knows, in its order. */
export type PageName =
  | 'overview'
  | 'events'
  | 'sessions'
  | 'quarantine'
  | 'alerts'
  | 'servers'
  | 'agents'
  | 'rules'
  | 'settings';

/** What a person asked to see. */
export type Visit = {
  readonly services: DashboardServices;
  /** What `:name` in the path stood for, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Microseconds since 1970, of this request. */
  readonly now: number;
  /** What every form carries in its field `token`. */
  readonly token: string;
  /** Who settles and changes things here, for the log. */
  readonly reviewer: string;
  /** Whether this page exists, to be linked to. */
  has(name: PageName): boolean;
  /** A link to a page of the dashboard: `/events`, with what stands in the query. Parts that are undefined or empty are left out. */
  link(path: string, query?: Query): string;
};

export type Query = Readonly<Record<string, string | number | undefined>>;

/** What a page shows. */
export type Shown =
  | {
      readonly kind: 'page';
      /** In the window's title. */
      readonly title: string;
      readonly body: Html;
      readonly status?: number;
      /** Class names of `main`, for the page's own layout. */
      readonly layout?: string;
    }
  /** There is no such thing. `what` says which, for people. */
  | { readonly kind: 'missing'; readonly what: string }
  | { readonly kind: 'json'; readonly value: unknown }
  /** In pieces where it is long: they are made as they are sent. */
  | { readonly kind: 'file'; readonly name: string; readonly type: string; readonly text: string | Iterable<string> };

/** One address that can be looked at. Looking never changes anything [155]. */
export type View = {
  /** Below the dashboard's root, as Hono writes it: `/events/:seq`. */
  readonly path: string;
  show(visit: Visit): Shown | Promise<Shown>;
  /** The rows that this page shows as they come, and how it shows one. */
  live?(visit: Visit): Live;
};

/** Rows go into the table body with `data-rows` and `data-follows`, each as one `tr`. */
export type Live = { readonly filter: RowFilter; row(row: AuditRow, now: number): Html };

/** Where the person finds themselves after an action, and one line about what was done. */
export type Done = { readonly to: string; readonly said?: string };

/** One address that changes something: a form is sent there, and the answer leads on to a page. */
export type Action = {
  readonly path: string;
  /** Whether this loosens the protection: then the code is asked for again ten minutes after it was last typed. */
  readonly loosens: boolean | ((form: Form, visit: Visit) => boolean | Promise<boolean>);
  /**
   * @returns where it leads, or what is shown at once, for what is said once or changes nothing
   * @throws OktsecError what stands against it: shown with its hint, status 409
   */
  act(visit: Visit, form: Form): Done | Shown | Promise<Done | Shown>;
};

/** One page: one file in `pages/` and one line in `pages.ts`. */
export type Page = {
  readonly name: PageName;
  readonly views: readonly View[];
  readonly actions?: readonly Action[];
  /** What waits there for a person, shown beside its name everywhere; asked for with every page, so it must be cheap. */
  badge?(services: DashboardServices): { readonly count: number; readonly what: string } | undefined;
};
