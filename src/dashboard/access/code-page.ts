import { type Html, html, nothing } from '../html.ts';
import { type AssetPaths, documentOf } from '../layout.ts';
import { MARK } from '../parts/icons.ts';
import { sayDuration } from '../parts/time.ts';
import type { Tried } from './code.ts';

/** What is known of how the last code fared. */
export function saidOf(tried: Tried): string | undefined {
  if (tried.ok) return undefined;
  if (tried.left < 1)
    return `Too many wrong codes. There is a new one; it is heard in ${sayDuration(tried.waitMicros + 999_999)}.`;
  return `That code is not right. ${tried.left === 1 ? 'One try' : `${tried.left} tries`} left this hour.`;
}

/** The way in: the code and nothing else, for nobody is known yet. */
export function codePage(assets: AssetPaths, next: string, said: string | undefined): Html {
  return documentOf(
    'Sign in',
    assets,
    html`<main class="door" id="main"><div class="brand">${MARK}oktsec</div>
<form method="post" action="/dashboard">
<h1><label for="code">Access code</label></h1>
${said === undefined ? nothing : html`<p class="wrong" role="alert" id="said">${said}</p>`}
<input class="code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="16" required autofocus${said === undefined ? '' : html` aria-describedby="said"`}>
<input type="hidden" name="next" value="${next}">
<button class="btn primary">Sign in</button>
<p class="dim">The code is in the terminal where <code>oktsec serve</code> runs.</p>
</form></main>`,
  );
}

/** Asked in between, when something is loosened a while after the code was typed: what was sent waits in the form. */
export function codeAgain(
  action: string,
  fields: readonly (readonly [string, string])[],
  back: string,
  said: string | undefined,
): Html {
  return html`<section class="panel again" aria-labelledby="again"><form method="post" action="${action}">
<h1 id="again"><label for="code-again">The access code again, please</label></h1>
<p class="dim">This loosens the protection, and the code was typed more than ten minutes ago.</p>
${said === undefined ? nothing : html`<p class="wrong" role="alert">${said}</p>`}
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<input class="code" id="code-again" name="code-again" inputmode="numeric" autocomplete="one-time-code" maxlength="16" required autofocus>
<p class="ways"><button class="btn primary">Go on</button><a class="btn" href="${back}">Leave it as it is</a></p>
</form></section>`;
}
