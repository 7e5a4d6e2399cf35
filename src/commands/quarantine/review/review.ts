import { appOf, requestOf } from '../../../app.ts';
import type { Context } from '../../../command.ts';
import { EXIT, OktsecError } from '../../../errors.ts';
import { watchConfig } from '../../../files/config/watch-config.ts';
import type { Desk } from '../../../quarantine/desk.ts';
import { atDesk, deskOf } from '../open.ts';
import { approved } from '../settle.ts';
import { draw, mostScroll } from './draw.ts';
import { type Act, EMPTY, type Pressed, pressed, type Review, relisted } from './state.ts';

const MOST = 1000;
const LOOK_MILLIS = 1000;

/** `oktsec quarantine review`: what waits, one by one, settled by key; an approval is typed out like everywhere else. */
export async function review(context: Context): Promise<number> {
  const { io, globals, screen } = context;
  if (!io.stdout.isTTY || io.env.TERM === 'dumb') {
    throw new OktsecError('no_terminal', 'the review needs a terminal to draw on', { hint: 'oktsec quarantine list' });
  }
  if (globals.json)
    throw new OktsecError('usage', '--json does not apply to a screen', { hint: 'oktsec quarantine list --json' });
  await atDesk(context, async (first, app, store) => {
    const { fullScreen } = await import('../../../tui/full-screen.ts');
    let desk = first;
    let changed = false;
    // The screen may stand for days: what is settled on it is judged by the config of that moment.
    const watch = watchConfig(requestOf(context), app.opened.snapshot, globals.mode, (opened) => {
      if (opened === undefined) return;
      desk = deskOf(context, appOf(context, opened), store);
      changed = true;
    });
    const look = (state: Review) => {
      const again = changed ? { ...state, open: undefined } : state;
      changed = false;
      return looked(desk, again);
    };
    try {
      await fullScreen<Review>({
        start: looked(desk, EMPTY),
        press: (state, key, size) => {
          const done = pressed(state, key);
          if (done === undefined) return undefined;
          const next = opened(desk, acted(context, desk, done));
          return { ...next, scroll: Math.min(next.scroll, mostScroll(next, size, { screen, now: io.now() })) };
        },
        look,
        everyMillis: LOOK_MILLIS,
        draw: (state, size) => draw(state, size, { screen, now: io.now() }),
      });
    } finally {
      watch.end();
    }
  });
  return EXIT.done;
}

function acted({ io }: Context, desk: Desk, { review: state, act }: Pressed): Review {
  if (act === undefined) return state;
  try {
    return looked(desk, { ...state, said: settle(act) });
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    return looked(desk, { ...state, said: error.message });
  }

  function settle({ do: what, ref, note }: Act): string {
    const by = { reviewer: io.user, user: io.user, note };
    if (what === 'reject') return `${desk.reject(ref, by).ref} rejected by ${io.user}; what it said is deleted`;
    const { row } = desk.find(ref);
    return approved({ item: desk.approve(ref, { ...by, masked: what === 'masked' }), row }, io.now());
  }
}

/** The list read again; what cannot be read leaves the screen as it is and says so. */
function looked(desk: Desk, state: Review): Review {
  try {
    return opened(desk, relisted(state, desk.list('pending', MOST)));
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    return { ...state, trouble: `${error.message}, trying again` };
  }
}

/** The chosen item as it is judged now; judged once. */
function opened(desk: Desk, state: Review): Review {
  const { chosen, open } = state;
  if (chosen === open?.item.ref) return state;
  try {
    return { ...state, open: chosen === undefined ? undefined : desk.find(chosen) };
  } catch (error) {
    if (!(error instanceof OktsecError)) throw error;
    return { ...state, open: undefined, said: error.message };
  }
}
