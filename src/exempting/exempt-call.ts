import { join } from 'node:path';
import type { RuleOverride } from '../config/config.ts';
import { addRuleOverride } from '../config/editing/rules.ts';
import { checkConfig } from '../config/parse.ts';
import { formatTime } from '../config/units.ts';
import { OktsecError } from '../errors.ts';
import type { Snapshot } from '../files/config-file.ts';
import { NO_CONFIG, readToEdit, writeEdited } from '../files/edit-config.ts';
import { ensureHome } from '../files/home.ts';
import { rulesOf } from '../files/rule-packs.ts';
import type { Exemption } from '../proxy/session/effects.ts';
import { withLock } from '../store/lock.ts';

const THIRTY_DAYS_MICROS = 30 * 86_400_000_000;

/**
 * Writes a person's word in the client into the config: these arguments pass for thirty days. The watch over the config
 * brings it to every proxy. Never throws: the call itself went through already.
 * @returns name and text of the row about it
 */
export async function exemptCall(
  snapshot: Snapshot,
  exempted: Exemption,
  { by, now }: { readonly by: string; readonly now: number },
): Promise<[name: string, text: string]> {
  // To the second, as it will stand in the config.
  const expires = Math.ceil((now + THIRTY_DAYS_MICROS) / 1_000_000) * 1_000_000;
  const { rules, server, tool, ref } = exempted;
  const what = `${rules.join(', ')} will not count for the arguments of ${ref}, ${server} ${tool ?? ''} until ${formatTime(expires)}`;
  try {
    const path = snapshot.path ?? join(snapshot.home, 'oktsec.yaml');
    const entries = entriesFor(exempted, { expires, reason: `${ref}, by ${by}` });
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

/** The config's entries that let exactly this call pass, until then. @param expires microseconds since 1970 */
function entriesFor(
  { rules, server, tool, call }: Omit<Exemption, 'ref'>,
  { expires, reason }: { readonly expires: number; readonly reason: string | undefined },
): RuleOverride[] {
  const tools = tool === undefined ? undefined : [tool];
  return rules.map((id) => ({ id, action: 'ignore', agents: [server], tools, arguments: [call], expires, reason }));
}
