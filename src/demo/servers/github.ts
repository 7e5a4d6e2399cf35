// A harmless MCP server that stands in for a private repository: it has one issue.
import { ISSUE } from '../bait.ts';
import { serve } from './wire.ts';

serve('github', () => [
  {
    name: 'get_issue',
    description: 'The text of one issue.',
    takes: { number: 'its number' },
    call: (args) => (args.get('number') === '12' ? ISSUE : 'there is no such issue'),
  },
]);
