// A harmless MCP server that stands in for a chat that many read: it keeps what is posted.
import { serve } from './wire.ts';

const posted: string[] = [];

serve('slack', () => [
  {
    name: 'post_message',
    description: 'Posts a message to a channel.',
    takes: { channel: 'its name', text: 'what it says' },
    call: (args) => {
      posted.push(args.get('text') ?? '');
      return `posted to ${args.get('channel')}`;
    },
  },
  { name: 'read_channel', description: 'What was posted.', takes: {}, call: () => posted.join('\n') },
]);
