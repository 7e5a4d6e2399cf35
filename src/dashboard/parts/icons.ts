import { type Html, html } from '../html.ts';

/** Drawn on a grid of 16 by 16 in one line weight. */
const ICONS = {
  overview: html`<path d="M2.5 12.5a5.8 5.8 0 1 1 11 0M8 9.5l2.8-3.2"/>`,
  events: html`<path d="M2.5 4h1M2.5 8h1M2.5 12h1M6 4h7.5M6 8h7.5M6 12h5"/>`,
  sessions: html`<path d="M4 2.5v11M12 2.5v11M4 6h3c2.5 0 2.5 4.5 5 4.5"/>`,
  quarantine: html`<circle cx="8" cy="8" r="5.8"/><path d="M6.3 5.8v4.4M9.7 5.8v4.4"/>`,
  alerts: html`<path d="M3.5 11.5V7.3a4.5 4.5 0 0 1 9 0v4.2M2.5 11.5h11M6.8 14h2.4"/>`,
  servers: html`<rect x="2.2" y="2.7" width="11.6" height="4.3" rx="1"/><rect x="2.2" y="9" width="11.6" height="4.3" rx="1"/><path d="M5 4.9h.1M5 11.2h.1"/>`,
  agents: html`<circle cx="3.8" cy="8" r="1.8"/><circle cx="12.2" cy="3.8" r="1.8"/><circle cx="12.2" cy="12.2" r="1.8"/><path d="m5.5 7.2 5-2.5M5.5 8.8l5 2.5"/>`,
  rules: html`<path d="M2.3 3.3h11.4L9.6 8.6v4.6l-3.2-1.6v-3z"/>`,
  settings: html`<path d="M2.3 5h6M12 5h1.7M2.3 11H4M7.7 11h6"/><circle cx="10.1" cy="5" r="1.8"/><circle cx="5.8" cy="11" r="1.8"/>`,
  shield: html`<path d="M8 2 3.2 4v3.8c0 3 2 5 4.8 6.2 2.8-1.2 4.8-3.2 4.8-6.2V4z"/>`,
  link: html`<path d="m6.3 9.7 3.4-3.4M7.2 4.6l1.5-1.5a3 3 0 0 1 4.2 4.2l-1.5 1.5M8.8 11.4l-1.5 1.5a3 3 0 0 1-4.2-4.2l1.5-1.5"/>`,
  lock: html`<rect x="3.2" y="7" width="9.6" height="6.3" rx="1"/><path d="M5.4 7V5.2a2.6 2.6 0 0 1 5.2 0V7"/>`,
  check: html`<path d="m3 8.4 3.2 3.2L13 4.8"/>`,
  stop: html`<circle cx="8" cy="8" r="5.8"/><path d="m4 4 8 8"/>`,
  mask: html`<rect x="2" y="5" width="12" height="6" rx="1"/><path d="M5 8h6"/>`,
  flag: html`<path d="M4 14V2.6h8.3L10.3 5.5l2 2.9H4"/>`,
  note: html`<path d="M3.5 2.5h6l3 3v8h-9zM9.5 2.5v3h3"/>`,
  right: html`<path d="M2.5 8h10.6M9.6 4.5 13.1 8l-3.5 3.5"/>`,
  left: html`<path d="M13.5 8H2.9M6.4 4.5 2.9 8l3.5 3.5"/>`,
  up: html`<path d="m4 10 4-4 4 4"/>`,
  down: html`<path d="m4 6 4 4 4-4"/>`,
  close: html`<path d="m4 4 8 8M12 4l-8 8"/>`,
  search: html`<circle cx="7" cy="7" r="4.4"/><path d="m10.3 10.3 3.4 3.4"/>`,
  pause: html`<path d="M5.6 3.5v9M10.4 3.5v9"/>`,
  more: html`<path d="M3.5 8h.1M8 8h.1M12.5 8h.1"/>`,
} as const satisfies Record<string, Html>;

export type IconName = keyof typeof ICONS;

/** Beside a word that says the same; hidden from whoever listens. */
export function icon(name: IconName, size = 16): Html {
  return html`<svg width="${size}" height="${size}" viewBox="0 0 16 16" class="icon" aria-hidden="true">${ICONS[name]}</svg>`;
}

export const MARK = html`<svg width="20" height="18" viewBox="0 0 20 18" class="mark" aria-hidden="true"><path d="M1.5 9h5.2M13.3 9h5.2M10 1.8v14.4"/></svg>`;
