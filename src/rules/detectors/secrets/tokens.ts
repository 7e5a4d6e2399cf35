import type { Span } from '../span.ts';
import { entropy, isPlaceholder } from './placeholder.ts';

/** Tokens whose fixed beginning is too short to be a rule's anchor; each shape is bounded and precise in length. */
const SHAPES = {
  sendgrid: /\bSG\.(?:[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{39,50}|[\w=.-]{66})(?![\w-])/g,
  twilio: /\b(?:SK|AC)(?:[0-9a-f]{32}|[0-9a-fA-F]{32})\b/g,
  telegram: /(?:\b|bot)[0-9]{8,10}:AA[A-Za-z0-9_-]{32,34}(?![A-Za-z0-9_-])/g,
  // Names of methods have no digit: the first part of a token is a number in base64.
  discord: /\b[MNO](?=[\w.-]{0,61}[0-9])[A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/g,
  huggingface: /\b(?:hf|api_org)_[A-Za-z]{34}\b/g,
  mailchimp: /\b[0-9a-f]{32}-us[0-9]{1,2}\b/g,
  mailgun: /\b(?:key-[0-9a-f]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})\b/g,
  airtable: /\bpat[A-Za-z0-9]{14}\.[0-9a-f]{64}\b/g,
  flyio: /\b(?:fo1_[\w-]{43}(?![\w-])|fm[12][ar]?_[A-Za-z0-9+/]{60,400}={0,3})/g,
  yandex: /\bt1\.[A-Z0-9a-z_-]{1,300}={0,2}\.[A-Z0-9a-z_-]{80,90}={0,2}/g,
  okta: /\b00[A-Za-z0-9_-]{40}\b/g,
  dropbox: /\bsl\.[A-Za-z0-9_=-]{130,200}/g,
  artifactory: /\bAK[Cc][A-Za-z0-9]{64,80}\b/g,
} as const;

/** What stands in every token of a vendor, where something as rare does. */
const MARKS: Partial<Record<TokenVendor, string>> = {
  sendgrid: 'SG.',
  telegram: ':AA',
  mailchimp: '-us',
  airtable: 'pat',
  dropbox: 'sl.',
  yandex: 't1.',
};

export type TokenVendor = keyof typeof SHAPES;
export const TOKEN_VENDORS = Object.keys(SHAPES) as TokenVendor[];

/** The live-looking tokens of one vendor; placeholders are left out. */
export function vendorTokens(vendor: TokenVendor, text: string): Span[] {
  const found: Span[] = [];
  if (!text.includes(MARKS[vendor] ?? '')) return found;
  for (const match of text.matchAll(SHAPES[vendor])) {
    const body = match[0];
    if (isPlaceholder(body) || entropy(body) < 2.6) continue;
    if (
      vendor === 'okta' &&
      (entropy(body) < 4.2 || !/okta|ssws/i.test(text.slice(Math.max(0, match.index - 80), match.index)))
    )
      continue;
    found.push({ start: match.index, end: match.index + body.length });
  }
  return found;
}
