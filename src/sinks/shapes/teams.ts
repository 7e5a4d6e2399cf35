import { sentence } from '../notice.ts';
import { facts, type Shape } from './shape.ts';

/** A Teams workflow's webhook, which takes an adaptive card: https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors */
export const teams: Shape = {
  body: (notice) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'TextBlock', text: sentence(notice), wrap: true, weight: 'Bolder' },
            { type: 'FactSet', facts: facts(notice).map(([title, value]) => ({ title, value })) },
          ],
        },
      },
    ],
  }),
};
