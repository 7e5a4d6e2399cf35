import type { Detector, Trigger } from '../../detector.ts';
import { detector, listed, literals } from '../make.ts';
import { assignedPasswords, assignedSecrets } from './assigned-secret.ts';
import { providerTokens, tokenTriggers } from './provider-token.ts';
import { TOKEN_GROUPS } from './token-table.ts';
import { TOKEN_VENDORS, type TokenVendor, vendorTokens } from './tokens.ts';
import { vendorSecrets } from './vendor-secret.ts';
import { VENDORS } from './vendors.ts';

const DOTTED_RUN: Trigger = { run: 'A-Za-z0-9_.-', min: 56, holds: '.' };
const HEX_RUN: Trigger = { run: 'a-f0-9', min: 32 };

const TOKEN_TRIGGERS: Readonly<Record<TokenVendor, Trigger>> = {
  sendgrid: DOTTED_RUN,
  twilio: { run: 'a-fA-F0-9', min: 32 },
  telegram: { run: '0-9:A', min: 11 },
  discord: DOTTED_RUN,
  huggingface: { run: 'A-Za-z', min: 34 },
  mailchimp: HEX_RUN,
  mailgun: HEX_RUN,
  airtable: { run: 'a-f0-9', min: 64 },
  flyio: literals('fo1_', 'fm1_', 'fm2_', 'fm1r_', 'fm1a_', 'fm2r_'),
  yandex: literals('yandex', 't1.9'),
  okta: literals('okta', 'ssws'),
  dropbox: literals('dropbox', 'sl.b', 'sl.u'),
  artifactory: literals('artifactory', 'jfrog'),
};

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
  ...TOKEN_VENDORS.map((vendor) =>
    detector(`token_${vendor}`, (text) => vendorTokens(vendor, text), 480, [TOKEN_TRIGGERS[vendor]]),
  ),
];
