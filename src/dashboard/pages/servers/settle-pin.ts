import { EXIT, OktsecError } from '../../../errors.ts';
import type { Form } from '../../form-data.ts';
import type { Done, Visit } from '../../page.ts';
import { sayPin } from '../../parts/pins.ts';
import { plain } from '../../parts/text.ts';

/** @throws OktsecError `pin_changed_meanwhile` when what is offered is no longer what the person saw */
export function settlePin({ services, path, reviewer }: Visit, form: Form): Done {
  const server = path.name ?? '';
  const word = form.one('word');
  if (word !== 'approve' && word !== 'reject') {
    throw new OktsecError('usage', 'the form did not say what to do', { hint: 'reload the page and try again' });
  }
  const pin = services.store
    .pins(server)
    .find(
      ({ launch, kind, name }) =>
        launch === form.one('launch') && kind === form.one('kind') && name === form.one('name'),
    );
  if (pin === undefined || pin.state === 'approved' || String(pin.changed) !== form.one('changed')) {
    throw new OktsecError(
      'pin_changed_meanwhile',
      `what ${plain(server)} offers changed, or somebody decided, since this page was read`,
      {
        hint: 'look at it again before you decide',
        exit: EXIT.no,
      },
    );
  }
  services.store.settlePins([pin], word, reviewer);
  const to = `/servers/${encodeURIComponent(server)}`;
  return word === 'approve'
    ? { to, said: `${plain(server)}: ${sayPin(pin)} is approved as it is offered now.` }
    : { to, said: `${plain(server)}: ${sayPin(pin)} stays blocked.` };
}
