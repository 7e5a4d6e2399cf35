import type { WebhookConfig } from '../../config/config.ts';
import { discord } from './discord.ts';
import { jandi } from './jandi.ts';
import { json } from './json.ts';
import type { Shape } from './shape.ts';
import { slack } from './slack.ts';
import { teams } from './teams.ts';
import { telegram } from './telegram.ts';

export const SHAPES: Readonly<Record<WebhookConfig['format'], Shape>> = {
  json,
  slack,
  discord,
  telegram,
  teams,
  jandi,
};
