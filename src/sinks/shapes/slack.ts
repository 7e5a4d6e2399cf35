import { sentence } from '../notice.ts';
import { facts, type Shape } from './shape.ts';

/** Slack's incoming webhooks: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export const slack: Shape = {
  body: (notice) => ({
    text: escaped(sentence(notice)),
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: sentence(notice), emoji: false } },
      {
        type: 'context',
        elements: facts(notice).map(([name, value]) => ({
          type: 'plain_text',
          text: `${name} ${value}`,
          emoji: false,
        })),
      },
    ],
  }),
};

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
