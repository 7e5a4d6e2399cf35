import type { Snapshot } from '../../files/config/config-file.ts';
import { readServeMark } from '../../files/marks/serve-mark.ts';
import { DEFAULT_URL } from '../../letters/account.ts';

/** Where serve listens: what the one that runs wrote down, else what the config says. */
export function urlOfServe({ home, config }: Snapshot): string {
  const running = readServeMark(home);
  if (running !== undefined && running.url !== '') return running.url;
  return config.server.port === 0 ? DEFAULT_URL : `http://127.0.0.1:${config.server.port}`;
}

/** What to say when an oktsec refused that was asked because none runs in this home: it may be another's. */
export function anothers({ home }: Snapshot, url: string): string | undefined {
  const running = readServeMark(home);
  if (running !== undefined && running.url !== '') return undefined;
  return `no oktsec serve runs in this home, and what answered at ${url} may be of another: oktsec serve starts one here`;
}
