import { Pusher } from '../delivery/push.ts';
import type { Services } from '../http/services.ts';
import type { Io } from '../io.ts';
import { post } from '../outbound.ts';
import { expanded } from '../sinks/environment.ts';

const SWEEP_MILLIS = 5000;
const PUSH_MILLIS = 250;

/** Brings mail to agents that have a `deliver_to`, and forgets what expired. @returns ends both */
export function keepMail(io: Io, { mailroom, recorder, standing, event, log, now }: Services): () => void {
  const warn = (line: string) => log('warn', line);
  const pusher = new Pusher({
    mailroom,
    targets: () =>
      [...standing().policy.agents.values()].flatMap(({ name, deliverTo }) =>
        deliverTo === undefined ? [] : { agent: name, url: deliverTo },
      ),
    post: async (url, body) => {
      const headers = { 'content-type': 'application/json' };
      // The operator's own word: it may be on this machine.
      const { status } = await post({ url: expanded(url, io.env), headers, body, allowPrivate: true });
      return status;
    },
    now,
    warn,
  });
  const pushing = setInterval(() => pusher.look(), PUSH_MILLIS).unref();
  const sweeping = setInterval(() => {
    try {
      const gone = mailroom.sweep();
      if (gone > 0) recorder.spool(event('mail_expired', `${gone} messages that nobody fetched`));
    } catch (error) {
      warn(`mail could not be swept: ${error instanceof Error ? error.message : String(error)}`);
    }
  }, SWEEP_MILLIS).unref();
  return () => {
    clearInterval(sweeping);
    clearInterval(pushing);
  };
}
