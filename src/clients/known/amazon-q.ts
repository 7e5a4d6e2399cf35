import { client, project, user } from '../client.ts';

/** The one before Kiro CLI; servers in a file of their own and in those of its agents. */
export const AMAZON_Q = client({
  id: 'amazon-q',
  aliases: ['q', 'amazonq'],
  title: 'Amazon Q',
  locations: [
    user('~/.aws/amazonq/mcp.json'),
    user('~/.aws/amazonq/cli-agents/*.json'),
    user('~/.aws/amazonq/agents/default.json'),
    project('.amazonq/mcp.json'),
    project('.amazonq/cli-agents/*.json'),
  ],
  restart: 'start a new Amazon Q session',
  processes: ['q', 'qchat'],
});
