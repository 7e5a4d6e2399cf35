// A harmless MCP server: notes kept in memory.
import { serve } from './wire.ts';

const notes = new Map<string, string>();

serve('notes', () => [
  {
    name: 'add_note',
    description: 'Keeps a note under a title.',
    takes: { title: 'the title', text: 'what it says' },
    call: (args) => {
      notes.set(args.get('title') ?? '', args.get('text') ?? '');
      return `kept: ${args.get('title')}`;
    },
  },
  {
    name: 'read_note',
    description: 'The text of one note.',
    takes: { title: 'the title' },
    call: (args) => notes.get(args.get('title') ?? '') ?? 'there is no such note',
  },
  {
    name: 'list_notes',
    description: 'The titles of all notes.',
    takes: {},
    call: () => [...notes.keys()].join(', '),
  },
]);
