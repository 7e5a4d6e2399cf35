import { type Action, DECISIONS, type Decision } from '../../policy/decisions.ts';
import type { Severity } from '../../rules/rule.ts';
import { type Html, html } from '../html.ts';
import { type IconName, icon } from './icons.ts';

const SHAPES: Readonly<Record<Severity, Html>> = {
  critical: html`<path d="M6 .8 11.2 6 6 11.2.8 6z"/>`,
  high: html`<path d="M6 1.2 11.3 10.8H.7z"/>`,
  medium: html`<rect x="1.6" y="1.6" width="8.8" height="8.8" rx="1"/>`,
  low: html`<path d="M6 1.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6zm0 2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z"/>`,
  info: html`<circle cx="6" cy="6" r="2.2"/>`,
};

/** A severity is a shape, a word and a colour: nobody needs all three. */
export function severityMark(severity: Severity): Html {
  return html`<span class="sev ${severity}"><svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true">${SHAPES[severity]}</svg>${severity}</span>`;
}

/** The shape alone, where the word would be said in every row; the word is there for whoever listens. */
export function severityShape(severity: Severity): Html {
  return html`<span class="sev ${severity}"><svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true">${SHAPES[severity]}</svg><span class="sr">${severity}</span></span>`;
}

/** What became of a message, in one word; `would` when observe let through what enforce would not. */
export type Outcome = {
  readonly word: 'delivered' | 'flagged' | 'masked' | 'quarantined' | 'blocked' | 'rejected' | 'dropped' | 'noted';
  readonly would: boolean;
};

export function outcomeOf(row: {
  readonly kind: string;
  readonly decision: Decision;
  readonly action: Action;
}): Outcome {
  if (row.kind === 'event') return { word: 'noted', would: false };
  const { action, status } = DECISIONS[row.decision];
  if (row.decision === 'content_flagged') return { word: 'flagged', would: false };
  // It took back what had gone nowhere.
  if (row.decision === 'allow' && row.action === 'refuse') return { word: 'dropped', would: false };
  const word = action === 'mask' ? 'masked' : status;
  return { word, would: row.action === 'forward' && action !== 'forward' };
}

const STATUS_ICONS: Readonly<Record<Outcome['word'], IconName>> = {
  delivered: 'check',
  flagged: 'flag',
  masked: 'mask',
  quarantined: 'quarantine',
  blocked: 'stop',
  rejected: 'stop',
  dropped: 'stop',
  noted: 'note',
};

/** In observe: what enforce would have done. */
const WOULD: Readonly<Record<Outcome['word'], string>> = {
  delivered: 'delivered',
  flagged: 'flagged',
  masked: 'would mask',
  quarantined: 'would hold',
  blocked: 'would block',
  rejected: 'would reject',
  dropped: 'dropped',
  noted: 'noted',
};

/** What an outcome is called where it was carried out, and where it was not. */
export function statusMark({ word, would }: Outcome): Html {
  const said = would ? WOULD[word] : word;
  return html`<span class="status ${word}${would ? ' would' : ''}">${icon(STATUS_ICONS[word], 14)}<span>${said}</span></span>`;
}
