import { type Html, html, nothing } from '../html.ts';

/**
 * A page's title, which is a sentence made of what is there ("Three things need you"), one line below it, and on its right
 * what can be done with the page as a whole.
 */
export function pageHead(head: { readonly title: string; readonly line?: Html | string; readonly tools?: Html }): Html {
  return html`<div class="head"><div data-fresh="head"><h1>${head.title}</h1>${
    head.line === undefined ? nothing : html`<p>${head.line}</p>`
  }</div>${head.tools === undefined ? nothing : html`<div class="tools">${head.tools}</div>`}</div>`;
}

/** A box with a name. `aside` stands at the right end of its title. */
export function panel(title: string, body: Html | readonly Html[], aside: Html = nothing): Html {
  return html`<section class="panel" aria-label="${title}"><header><h2>${title}</h2>${aside}</header>${body}</section>`;
}

/** What may be wider than the window: it scrolls sideways by itself, by keyboard too. */
export function scrollBox(label: string, body: Html): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${body}</div>`;
}
