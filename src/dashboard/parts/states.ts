import { type Html, html, nothing } from '../html.ts';

/** Nothing to show: why, and what to do about it. Not an error. */
export function empty(state: {
  readonly title: string;
  readonly line?: Html | string;
  readonly command?: string;
  readonly ways?: readonly Html[];
}): Html {
  const { title, line, command, ways = [] } = state;
  return html`<div class="empty"><p class="lead">${title}</p>${line === undefined ? nothing : html`<p>${line}</p>`}${
    command === undefined
      ? nothing
      : html`<p class="command"><code>${command}</code><button class="btn" type="button" data-copy="${command}" hidden>Copy</button></p>`
  }${ways.length === 0 ? nothing : html`<p class="ways">${ways}</p>`}</div>`;
}

/** What went wrong, in the place of what should stand there, or above it. */
export function problem(state: {
  readonly title: string;
  readonly line?: Html | string;
  readonly ways?: readonly Html[];
}): Html {
  const { title, line, ways = [] } = state;
  return html`<div class="problem" role="alert"><p class="lead">${title}</p>${line === undefined ? nothing : html`<p>${line}</p>`}${
    ways.length === 0 ? nothing : html`<p class="ways">${ways}</p>`
  }</div>`;
}
