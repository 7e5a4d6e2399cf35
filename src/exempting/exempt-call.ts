import { join } from 'node:path';
import { addRuleOverride } from '../config/editing/rules.ts';
import { checkConfig } from '../config/parse.ts';
import { formatTime } from '../config/units.ts';
import { OktsecError } from '../errors.ts';
import type { Snapshot } from '../files/config/config-file.ts';
import { NO_CONFIG, readToEdit, writeEdited } from '../files/config/edit-config.ts';
import { rulesOf } from '../files/config/rule-packs.ts';
import { ensureHome } from '../files/home.ts';
import { entriesFor } from '../policy/lets-pass.ts';
import type { Exemption } from '../proxy/session/effects.ts';
import { withLock } from '../store/lock.ts';

/**
 * Writes a person's word in the client into the config: these arguments pass for thirty days. The watch over the config
 * brings it to every proxy. Never throws: the call itself went through already.
 * @returns name and text of the row about it
 */
export async function exemptCall(
  snapshot: Snapshot,
  exempted: Exemption,
  by: string,
): Promise<[name: 'allowed' | 'config_error', text: string]> {
  const { rules, server, tool, ref, expires } = exempted;
  const what = `${rules.join(', ')} will not count for the arguments of ${ref}, ${server} ${tool ?? ''} until ${formatTime(expires)}`;
  try {
    const path = snapshot.path ?? join(snapshot.home, 'oktsec.yaml');
    const entries = entriesFor({ ...exempted, reason: `${ref}, by ${by}` });
    ensureHome(snapshot.home);
    await withLock(snapshot.home, 'config', async () => {
      const before = readToEdit(path);
      const after = entries.reduce(addRuleOverride, before ?? NO_CONFIG);
      const { problems } = checkConfig(after, path, { rules: rulesOf(snapshot).rules });
      if (problems[0] !== undefined) throw problems[0];
      writeEdited(path, after, before);
    });
    return ['allowed', `${what}, by ${by}: ${path}`];
  } catch (error) {
    const why = error instanceof OktsecError || error instanceof Error ? error.message : String(error);
    return ['config_error', `${ref} was let through once: its arguments could not be written into the config: ${why}`];
  }
}
