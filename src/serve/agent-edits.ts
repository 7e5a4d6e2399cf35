import { openApp, openLog } from '../app.ts';
import { changeConfig } from '../change-config.ts';
import type { Context } from '../command.ts';
import { removeAgent, setAgentFields } from '../config/editing/agent-fields.ts';
import { withoutPath } from '../config/place.ts';
import { OktsecError } from '../errors.ts';
import type { AgentEdits } from '../http/services.ts';

/** What comes in by the API goes the way of a command: checked as a whole, with a row, and put back when that fails. */
export function agentEdits(context: Context, reload: () => Promise<void>): AgentEdits {
  const change = async (edit: (text: string) => string, name: string, note: string, by: string) => {
    let edited: string | undefined;
    try {
      const app = await openApp(context);
      const log = await openLog(context, app.opened.snapshot);
      try {
        await changeConfig(context, app, {
          edit: (text) => {
            edited = edit(text);
            return edited;
          },
          record: ({ before, after, loosens }) =>
            log.appendEvent({
              name: loosens ? 'config_loosened' : 'agent_changed',
              note: `${note} by ${by}, config ${before} to ${after}`,
              from: name,
            }),
        });
      } finally {
        log.close();
      }
    } catch (error) {
      if (!(error instanceof OktsecError) || error.code.startsWith('store_')) throw error;
      // Where the config lies is nobody's business out there [171].
      throw new OktsecError(
        error.code === 'changed' || error.code === 'busy' ? 'api_conflict' : 'api_bad_agent',
        withoutPath(error.message, edited),
      );
    }
    await reload();
  };
  return {
    set: (name, fields, by) =>
      change(
        (text) => setAgentFields(text, name, fields),
        name,
        `${Object.keys(fields).join(', ') || 'nothing'} of ${name} set`,
        by,
      ),
    remove: async (name, by) => {
      let found = true;
      await change(
        (text) => {
          const edited = removeAgent(text, name);
          found = edited !== undefined;
          return edited ?? text;
        },
        name,
        `${name} removed`,
        by,
      );
      return found;
    },
  };
}
