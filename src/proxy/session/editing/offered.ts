import { onlyReads, readOnly } from '../../../guard/calls.ts';
import { vouched } from '../../../guard/pinned.ts';
import { toolAllowed } from '../../../policy/tools.ts';
import type { SessionState } from '../state.ts';

/** Which tools a list may show; undefined when all of them. */
export function mayCall(session: SessionState): ((tool: string) => boolean) | undefined {
  const { policy, options } = session;
  const { client, server } = options.names;
  const restricted = [client, server].some((name) => {
    const tools = policy.agents.get(name)?.tools;
    return (
      tools !== undefined &&
      (tools.default === 'deny' || tools.allow !== undefined || tools.deny.size > 0 || tools.readOnly)
    );
  });
  const { at } = session.pins;
  const approved = at && ((tool: string) => vouched(at, tool));
  const reads = readOnly(policy, { from: client, to: server })
    ? (tool: string) => at !== undefined && onlyReads(at, tool)
    : () => true;
  return restricted ? (tool) => toolAllowed(policy, server, tool, client, approved) && reads(tool) : undefined;
}
