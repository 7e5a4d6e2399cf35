import { sentence } from '../notice.ts';
import { facts, type Shape } from './shape.ts';

/** Discord's webhooks: https://discord.com/developers/docs/resources/webhook#execute-webhook */
export const discord: Shape = {
  body: (notice) => ({
    content: sentence(notice),
    embeds: [{ fields: facts(notice).map(([name, value]) => ({ name, value, inline: name !== 'sha-256' })) }],
    // Nobody is called by what stands in a notice.
    allowed_mentions: { parse: [] },
  }),
};
