import { copies, showCopies } from './copy.ts';
import { Fresh } from './fresh.ts';
import { keys } from './keys.ts';
import { follow } from './live.ts';
import { Rows } from './rows.ts';
import { onSwap, swaps } from './swap.ts';

// Everything works without this file. It saves clicks, keeps the page where it is, and follows the log.
document.documentElement.classList.add('scripted');
copies();
swaps();
const rows = new Rows();
keys(rows);
if (document.querySelector('meta[name="oktsec-root"]') !== null) {
  const fresh = new Fresh();
  const following = follow({
    newest: () => rows.newest(),
    news: (news) => {
      rows.add(news);
      fresh.later();
    },
  });
  onSwap(() => {
    rows.renew();
    showCopies();
    following.again();
  });
}
