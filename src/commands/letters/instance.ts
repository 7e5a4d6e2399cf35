import { openConfig } from '../../app.ts';
import type { Context } from '../../command.ts';
import { ensureHome } from '../../files/home.ts';

/** The id of the oktsec of this home, which v2 signatures name; made where there is none yet. @throws OktsecError */
export async function instanceOf(context: Context): Promise<string> {
  const { snapshot } = await openConfig(context);
  ensureHome(snapshot.home);
  const { ensureInstance } = await import('../../store/chain/instance.ts');
  return ensureInstance(snapshot.home).id;
}
