import type { Trigger } from '../../detector.ts';
import { literals } from '../make.ts';
import type { Span } from '../span.ts';
import { entropy, isPlaceholder } from './placeholder.ts';

type ShapedToken = {
  /** Bounded, and precise in length. */
  readonly shape: RegExp;
  readonly trigger: Trigger;
  /** What stands in every such token, where something as rare does. */
  readonly mark?: string;
  /** For a shape that much else has: what is named before it, and how random it is. */
  readonly beside?: { readonly name: RegExp; readonly minBits: number };
};

const DOTTED: Trigger = { run: 'A-Za-z0-9_.-', min: 56, holds: '.' };
const HEX: Trigger = { run: 'a-f0-9', min: 32 };

/** Tokens whose fixed beginning is too short to be a rule's anchor, by vendor; each is the detector of one rule. */
export const SHAPED_TOKENS: Readonly<Record<string, ShapedToken>> = {
  sendgrid: {
    shape: /\bSG\.(?:[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{39,50}|[\w=.-]{66})(?![\w-])/g,
    trigger: DOTTED,
    mark: 'SG.',
  },
  twilio: {
    shape: /\b(?:SK|AC)(?:[0-9a-f]{32}|[0-9a-fA-F]{32})\b/g,
    trigger: { run: 'a-fA-F0-9', min: 32 },
  },
  telegram: {
    shape: /(?:\b|bot)[0-9]{8,10}:AA[A-Za-z0-9_-]{32,34}(?![A-Za-z0-9_-])/g,
    trigger: { run: '0-9:A', min: 11 },
    mark: ':AA',
  },
  discord: {
    // Names of methods have no digit: the first part of a token is a number in base64.
    shape: /\b[MNO](?=[\w.-]{0,61}[0-9])[A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/g,
    trigger: DOTTED,
  },
  huggingface: { shape: /\b(?:hf|api_org)_[A-Za-z]{34}\b/g, trigger: { run: 'A-Za-z', min: 34 } },
  mailchimp: { shape: /\b[0-9a-f]{32}-us[0-9]{1,2}\b/g, trigger: HEX, mark: '-us' },
  mailgun: { shape: /\b(?:key-[0-9a-f]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})\b/g, trigger: HEX },
  airtable: {
    shape: /\bpat[A-Za-z0-9]{14}\.[0-9a-f]{64}\b/g,
    trigger: { run: 'a-f0-9', min: 64 },
    mark: 'pat',
  },
  flyio: {
    shape: /\b(?:fo1_[\w-]{43}(?![\w-])|fm[12][ar]?_[A-Za-z0-9+/]{60,400}={0,3})/g,
    trigger: literals('fo1_', 'fm1_', 'fm2_', 'fm1r_', 'fm1a_', 'fm2r_'),
  },
  yandex: {
    shape: /\bt1\.[A-Z0-9a-z_-]{1,300}={0,2}\.[A-Z0-9a-z_-]{80,90}={0,2}/g,
    trigger: literals('yandex', 't1.9'),
    mark: 't1.',
  },
  okta: {
    shape: /\b00[A-Za-z0-9_-]{40}\b/g,
    trigger: literals('okta', 'ssws'),
    beside: { name: /okta|ssws/i, minBits: 4.2 },
  },
  dropbox: {
    shape: /\bsl\.[A-Za-z0-9_=-]{130,200}/g,
    trigger: literals('dropbox', 'sl.b', 'sl.u'),
    mark: 'sl.',
  },
  artifactory: { shape: /\bAK[Cc][A-Za-z0-9]{64,80}\b/g, trigger: literals('artifactory', 'jfrog') },
};

/** Below this nobody drew the characters at random. */
const MIN_BITS = 2.6;
const NEAR = 80;

/** The live-looking tokens of one vendor; placeholders are left out. */
export function shapedTokens({ shape, mark = '', beside }: ShapedToken, text: string): Span[] {
  const found: Span[] = [];
  if (!text.includes(mark)) return found;
  for (const { 0: token, index } of text.matchAll(shape)) {
    const before = text.slice(Math.max(0, index - NEAR), index);
    if (isPlaceholder(token) || entropy(token) < (beside?.minBits ?? MIN_BITS)) continue;
    if (beside === undefined || beside.name.test(before)) found.push({ start: index, end: index + token.length });
  }
  return found;
}
