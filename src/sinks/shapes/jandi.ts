import { sentence } from '../notice.ts';
import { facts, type Shape } from './shape.ts';

/** Jandi's incoming webhooks: https://support.jandi.com (Incoming Webhook). */
export const jandi: Shape = {
  headers: { accept: 'application/vnd.tosslab.jandi-v2+json' },
  body: (notice) => ({
    body: sentence(notice),
    connectColor: notice.severity === 'critical' ? '#C62828' : '#EF6C00',
    connectInfo: facts(notice).map(([title, description]) => ({ title, description })),
  }),
};
