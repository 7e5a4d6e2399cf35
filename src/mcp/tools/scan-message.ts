import { z } from 'zod';
import { CHANNELS } from '../../message/message.ts';
import { tool } from '../tool.ts';

const MAX_TEXT = 1024 * 1024;

export const scanMessage = tool({
  name: 'scan_message',
  title: 'Scan a text',
  description:
    'What the rules and the config say of a text: verdict clean, flag, quarantine or block, and which rules found something where. The text that was found is not repeated. Nothing is recorded.',
  input: z.strictObject({
    content: z.string().max(MAX_TEXT).describe('the text'),
    channel: z.enum(CHANNELS).default('agent_message').describe('what kind of text it is'),
  }),
  readOnly: true,
  run: (world, { content, channel }) => {
    const { verdict, decision, findings } = world.scan(content, channel);
    return { verdict, decision, is_safe: verdict === 'clean' || verdict === 'flag', findings };
  },
});
