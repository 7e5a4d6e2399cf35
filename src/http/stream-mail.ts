import type { ServerResponse } from 'node:http';
import type { Waiting } from './intake/waiting.ts';
import type { Services } from './services.ts';

export const LEASE_MICROS = 60_000_000;
const MOST_UNSENT_BYTES = 1024 * 1024;
const BEAT_MILLIS = 15_000;

export type MailStream = {
  readonly owner: string;
  readonly response: ServerResponse;
  readonly stands: () => boolean;
  readonly gone: AbortSignal;
};

/**
 * Server-sent events: one `message` per letter, its JSON on one line [165]. A reader that does not read is let go once a
 * megabyte waits for it [164]; what it was sent comes again after the lease.
 */
export function streamMail({ owner, response, stands, gone }: MailStream, services: Services, waiting: Waiting): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.write(': oktsec\n\n');
  const left = () => {
    leave();
    clearInterval(beat);
    services.stopping.removeEventListener('abort', end);
  };
  const end = () => {
    left();
    response.end();
  };
  const push = () => {
    for (;;) {
      if (response.writableLength > MOST_UNSENT_BYTES) return response.destroy();
      let letters: ReturnType<Services['mailroom']['fetch']>;
      try {
        letters = services.mailroom.fetch(owner, { limit: 10, leaseMicros: LEASE_MICROS });
      } catch {
        // Locked: the next look tries again.
        return;
      }
      if (letters.length === 0) return;
      for (const { id, letter } of letters) response.write(`event: message\nid: ${id}\ndata: ${letter}\n\n`);
    }
  };
  const leave = waiting.add({ owner, woken: push, stands, ended: end });
  const beat = setInterval(() => {
    if (response.writableLength > MOST_UNSENT_BYTES) response.destroy();
    else response.write(': still here\n\n');
  }, BEAT_MILLIS);
  gone.addEventListener('abort', left, { once: true });
  services.stopping.addEventListener('abort', end, { once: true });
  push();
}
