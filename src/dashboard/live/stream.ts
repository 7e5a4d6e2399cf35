import type { ServerResponse } from 'node:http';
import type { AuditRow, RowFilter } from '../../store/store.ts';
import { HEADERS } from '../headers.ts';
import type { Feed, Reader } from './feed.ts';

const MOST_UNSENT_BYTES = 1024 * 1024;
const MOST_ROWS = 500;
const BEAT_MILLIS = 15_000;

export type StreamOptions = {
  readonly response: ServerResponse;
  /** Rows beyond this sequence number. */
  readonly after: number;
  /** What the page shows. */
  readonly filter: RowFilter;
  /** A row as the page shows it; undefined for a page that shows none. */
  readonly render: ((row: AuditRow) => string) | undefined;
  /** The log, with this filter. */
  readonly list: (filter: RowFilter) => readonly AuditRow[];
  readonly stands: () => boolean;
  readonly stopping: AbortSignal;
};

/** What one event of the stream carries. */
export type News = {
  /** Oldest first; `hot` when a person should look. */
  readonly rows: readonly { readonly seq: number; readonly html: string; readonly hot: boolean }[];
  /** More came than are told one by one. */
  readonly missed: boolean;
};

/**
 * Server-sent events: `news` whenever the log grew, its JSON on one line, so that no text in it can end an event or begin
 * another [165]; its id is the log's newest row, with which a reader resumes. Who does not read is let go once a megabyte
 * waits for it [164].
 * @returns false when there are too many readers already; nothing was written then
 */
export function openStream(feed: Feed, options: StreamOptions): boolean {
  const { response, filter, render, list, stands, stopping } = options;
  let after = options.after;
  const write = (text: string) => {
    if (response.writableLength > MOST_UNSENT_BYTES) response.destroy();
    else response.write(text);
  };
  const reader: Reader = {
    stands,
    look: (newest) => {
      if (newest <= after) return;
      const found = render === undefined ? [] : list({ ...filter, afterSeq: after, limit: MOST_ROWS + 1 });
      const missed = found.length > MOST_ROWS;
      const rows = (missed ? [] : found).map((row) => ({
        seq: row.seq,
        html: render?.(row) ?? '',
        hot: row.decision !== 'allow',
      }));
      after = Math.max(newest, found.at(-1)?.seq ?? 0);
      const news: News = { rows, missed };
      write(`event: news\nid: ${after}\ndata: ${JSON.stringify(news)}\n\n`);
    },
    end: () => {
      leave?.();
      clearInterval(beat);
      response.end();
    },
  };
  const leave = feed.add(reader);
  if (leave === undefined) return false;
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
  response.write(': oktsec\n\n');
  const beat = setInterval(() => write(': still here\n\n'), BEAT_MILLIS).unref();
  response.once('close', () => {
    leave();
    clearInterval(beat);
    stopping.removeEventListener('abort', reader.end);
  });
  stopping.addEventListener('abort', reader.end, { once: true });
  // What came while the page was on its way.
  feed.tell(reader);
  return true;
}
