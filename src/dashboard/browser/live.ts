import type { News } from '../live/stream.ts';
import { inSlot } from './slot.ts';
import { tokenHeader } from './trusted.ts';

const HIDDEN_MILLIS = 10_000;
const LOST_MILLIS = 3000;
const LONGEST_WAIT_SECONDS = 30;

type Follower = {
  /** The newest row that the page shows, or was told of. */
  newest(): number;
  news(news: News, newest: number): void;
};

/** Follows the log as long as the page is looked at. Read with fetch: `EventSource` cannot send the session's token. */
export function follow(follower: Follower): { again(): void } {
  let stop = new AbortController();
  let hidden: ReturnType<typeof setTimeout> | undefined;
  let newest = 0;
  const run = async (signal: AbortSignal) => {
    for (let tries = 0; !signal.aborted; tries += 1) {
      const began = performance.now();
      try {
        const open = await read(signal, Math.max(newest, follower.newest()), (news, id) => {
          newest = id;
          follower.news(news, id);
        });
        if (!open) return;
      } catch {
        if (signal.aborted) return;
      }
      if (performance.now() - began > 10_000) tries = 0;
      await wait(Math.min(LONGEST_WAIT_SECONDS, 2 ** tries), signal);
    }
  };
  const start = () => {
    stop.abort();
    stop = new AbortController();
    const { signal } = stop;
    void inSlot(
      signal,
      () => run(signal),
      () => say('lost', 'Not live: other tabs are'),
    );
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hidden = setTimeout(() => stop.abort(), HIDDEN_MILLIS);
    else {
      clearTimeout(hidden);
      if (idle || stop.signal.aborted) start();
      idle = false;
    }
  });
  // A tab that was opened behind this one follows nothing until it is looked at.
  let idle = document.hidden;
  if (!idle) start();
  return {
    again: () => {
      newest = 0;
      if (!idle) start();
    },
  };
}

/** @returns false when there is no use in trying again */
async function read(signal: AbortSignal, after: number, told: (news: News, id: number) => void): Promise<boolean> {
  const root = document.querySelector<HTMLMetaElement>('meta[name="oktsec-root"]')?.content;
  if (root === undefined) return false;
  const search = new URLSearchParams(location.search);
  search.set('page', location.pathname.slice(root.length - 1));
  const answer = await fetch(`${root}live?${search}`, {
    headers: { ...tokenHeader(), 'last-event-id': String(after) },
    signal,
  });
  if (answer.status === 401) {
    say('lost', 'Signed out: reload');
    return false;
  }
  if (!answer.ok || answer.body === null) throw new Error(String(answer.status));
  say('live', 'Live');
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return true;
    held += value;
    const events = held.split('\n\n');
    held = events.pop() ?? '';
    for (const event of events) {
      const id = /^id: (\d+)$/m.exec(event)?.[1];
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (id !== undefined && data !== undefined) told(JSON.parse(data) as News, Number(id));
    }
  }
}

async function wait(seconds: number, signal: AbortSignal): Promise<void> {
  const lost = setTimeout(() => say('lost', `Not live since ${clock()}, trying again`), seconds > 2 ? 0 : LOST_MILLIS);
  await new Promise<void>((go) => {
    const timer = setTimeout(go, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      go();
    });
  });
  clearTimeout(lost);
}

function say(state: 'live' | 'lost', words: string): void {
  for (const mark of document.querySelectorAll<HTMLElement>('[data-live]')) {
    mark.hidden = false;
    mark.classList.toggle('lost', state === 'lost');
    const place = mark.querySelector('[data-live-words]');
    if (place !== null) place.textContent = words;
  }
}

function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}
