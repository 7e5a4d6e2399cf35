import type { Detector } from '../../detector.ts';
import { detector, listed, literals } from '../make.ts';
import { assignedPasswords, assignedSecrets } from './assigned-secret.ts';
import { providerTokens, tokenTriggers } from './provider-token.ts';
import { SHAPED_TOKENS, shapedTokens } from './shaped-token.ts';
import { TOKEN_GROUPS } from './token-table.ts';
import { vendorSecrets } from './vendor-secret.ts';
import { VENDORS } from './vendors.ts';

/** Credentials: by the shape their vendor gave them, or by the name they stand behind. */
export const SECRETS: readonly Detector[] = [
  detector('vendor_secret', vendorSecrets, 320, [literals(...VENDORS)]),
  detector('assigned_password', assignedPasswords, 320, [
    literals('secret', 'token', 'passwd', 'password', 'passphrase', '_key', '-key'),
  ]),
  detector('assigned_secret', assignedSecrets, 320, [
    literals(
      'secret',
      'token',
      'passwd',
      'password',
      'passphrase',
      'apikey',
      'api_key',
      'accesskey',
      'access_key',
      '_key',
      '-key',
    ),
    literals(
      'authkey',
      'signingkey',
      'privatekey',
      '_auth',
      '-auth',
      'credential',
      'sessioncookie',
      '_cookie',
      '-cookie',
    ),
  ]),
  ...TOKEN_GROUPS.map((group) =>
    detector(`tokens_${group}`, (text) => providerTokens(group, text), 480, [listed(() => tokenTriggers(group))]),
  ),
  ...Object.entries(SHAPED_TOKENS).map(([vendor, token]) =>
    detector(`token_${vendor}`, (text) => shapedTokens(token, text), 480, [token.trigger]),
  ),
];
