import { agentFlow, type FoundAgent } from '../config/editing/agents.ts';

/** The config that `init` writes: short, with the words a reader needs beside what stands there. */
export function firstConfig(
  agents: readonly FoundAgent[],
  options: { readonly keysDir?: string | undefined } = {},
): string {
  const clients = agents.filter(({ server }) => !server);
  const servers = agents.filter(({ server }) => server);
  const lines = [
    '# The policy of oktsec on this machine. Check it with: oktsec verify',
    '# Every key there is, with what it does: oktsec config show --resolved, and oktsec.example.yaml',
    '',
    'version: "1"',
    '',
    '# observe: nothing is refused or changed; what enforce would have done is recorded.',
    '# enforce: what the rules and this file say is carried out. All at once: oktsec mode enforce',
    'mode: observe',
    ...(options.keysDir === undefined
      ? []
      : [
          '',
          '# Whose signatures are known: a public key NAME.pub for each.',
          'identity:',
          `  keys_dir: ${JSON.stringify(options.keysDir)}`,
        ]),
  ];
  if (agents.length === 0) {
    lines.push(
      '',
      '# MCP clients and servers by name, such as cursor and cursor.filesystem. oktsec init adds what it finds.',
      '# agents:',
      '#   cursor.filesystem: { server: true, mode: enforce }',
    );
    return `${lines.join('\n')}\n`;
  }
  lines.push('', '# By name: what oktsec init found. An agent without an entry has the defaults.', 'agents:');
  if (clients.length > 0) lines.push('  # MCP clients', ...clients.map(lineOf));
  if (servers.length > 0) {
    lines.push(
      '  # their servers; the first tag is how much harm each could do, as far as its name and command tell',
      ...servers.map(lineOf),
    );
  }
  lines.push(
    '  # for one server alone: cursor.filesystem: { server: true, mode: enforce, tools: { deny: [delete_file] } }',
  );
  return `${lines.join('\n')}\n`;
}

function lineOf(agent: FoundAgent): string {
  return `  ${agent.name}: ${agentFlow(agent)}`;
}
