import { sentence } from '../notice.ts';
import { facts, type Shape } from './shape.ts';

/** A bot's sendMessage: https://core.telegram.org/bots/api#sendmessage; plain text, so that nothing in it is markup. */
export const telegram: Shape = {
  body: (notice, { chatId }) => ({
    chat_id: chatId,
    text: [sentence(notice), ...facts(notice).map(([name, value]) => `${name}: ${value}`)].join('\n'),
    link_preview_options: { is_disabled: true },
  }),
};
