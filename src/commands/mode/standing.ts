import type { AgentConfig, Config } from '../../config/config.ts';
import type { Mode } from '../../policy/decisions.ts';

/** A mode and where it stands: everywhere, for an agent, or for a tool of it. */
export type Standing = {
  readonly mode: Mode;
  readonly agent?: string | undefined;
  readonly tool?: string | undefined;
  readonly because: string;
  readonly description?: string | undefined;
  readonly tags: readonly string[];
  /** Description, tags and whether it is suspended, in one line. */
  readonly about: string;
};

/** In the order of the config, the widest first. @param forced the `--mode` of this run, which stands above all */
export function standing(config: Config, forced: Mode | undefined): Standing[] {
  const stands: Standing[] = [
    { mode: forced ?? config.mode, because: forced === undefined ? 'mode' : '--mode', tags: [], about: '' },
  ];
  for (const agent of config.agents) {
    const own = agent.mode ?? config.mode;
    stands.push({
      mode: forced ?? own,
      agent: agent.name,
      because: becauseOf(forced, agent.mode),
      description: agent.description,
      tags: agent.tags,
      about: aboutOf(agent),
    });
    for (const { tool, mode } of agent.tools.each) {
      if (mode === undefined) continue;
      stands.push({
        mode: forced ?? mode,
        agent: agent.name,
        tool,
        because: becauseOf(forced, mode),
        tags: [],
        about: '',
      });
    }
  }
  return stands;
}

function becauseOf(forced: Mode | undefined, own: Mode | undefined): string {
  if (forced !== undefined) return '--mode';
  return own === undefined ? 'everything' : 'its own';
}

function aboutOf({ description, tags, suspended, server }: AgentConfig): string {
  const parts = [
    suspended ? 'suspended' : '',
    server ? 'server' : '',
    description ?? '',
    tags.length === 0 ? '' : `[${tags.join(', ')}]`,
  ];
  return parts.filter((part) => part !== '').join('  ');
}
