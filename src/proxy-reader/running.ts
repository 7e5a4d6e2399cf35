import type { Carrier } from '../proxy/carry.ts';
import type { Session } from '../proxy/session/session.ts';
import { RunningMark, type Told } from '../store/kept/running.ts';

const TELL_MS = 1000;

type Relay = { readonly session: Session; readonly carrier: Carrier; readonly now: () => number };

/** Tells the commands of this machine, once a second, that this relay runs and how. @returns ends that */
export function tellRunning(home: string, about: Told, { session, carrier, now }: Relay): () => void {
  const mark = new RunningMark(home, about);
  const tell = () => {
    const { made: calls, answered, micros: answerMicros, times, waited } = session.calls;
    // To the second: a call that waits is no reason to write again and again.
    const waitingSince = waited === undefined ? undefined : Math.round((now() - waited) / 1e6) * 1e6;
    const { p50, p99 } = times.read() ?? {};
    mark.put({ calls, answered, answerMicros, answerP50: p50, answerP99: p99, ...carrier.stopped, waitingSince });
  };
  tell();
  const telling = setInterval(tell, TELL_MS).unref();
  return () => {
    clearInterval(telling);
    mark.remove();
  };
}
