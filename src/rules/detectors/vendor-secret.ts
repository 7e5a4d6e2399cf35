import { looksRandom } from './assigned-secret.ts';
import { isPlaceholder } from './placeholder.ts';
import type { Span } from './span.ts';

/** Services whose keys have no form of their own, so that only the name beside them tells. */
export const VENDORS: readonly string[] = (
  'adafruit adobe airtable algolia alibaba asana atlassian bitbucket bittrex cloudflare codecov coinbase confluent contentful ' +
  'datadog discord dropbox droneci etsy facebook fastly finicity finnhub flickr flyio freshbooks gitter gocardless grafana ' +
  'hashicorp heroku hubspot intercom jfrog jira kraken kucoin launchdarkly linear linkedin looker mailchimp mailgun mapbox ' +
  'mattermost meraki messagebird netlify newrelic nytimes okta pagerduty plaid postman privateai rapidapi scalingo sendbird ' +
  'sendgrid sentry shopify sidekiq snyk sonar squarespace square sumologic telegram travis trello twilio twitch twitter typeform ' +
  'vercel yandex zendesk x-auth x-api-key x-access-token _gitlab_session'
).split(' ');

const NAMED = new RegExp(
  `(?<![A-Za-z])(?:${VENDORS.join('|')})[\\w .-]{0,20}["'\\]]{0,2}[ \\t]{0,3}(?:\\|\\|:?|:{1,3}=?|={1,2}>?|=>|>|,)[ \\t]{0,3}["'\`=]{0,2}([A-Za-z0-9_.~+/=-]{20,180})`,
  'gi',
);

/** A random value beside the name of a service: `heroku: 4f1c…`. */
export function vendorSecrets(text: string): Span[] {
  const found: Span[] = [];
  // A badge or a link to such a service is common; a value beside it is not.
  if (!/[A-Za-z0-9_~+=-]{20}/.test(text)) return found;
  for (const match of text.matchAll(NAMED)) {
    const value = match[1] ?? '';
    const digits = (value.match(/[0-9]/g) ?? []).length;
    if (digits < 4 || /[./]/.test(value) || isPlaceholder(value) || !looksRandom(value, false)) continue;
    const end = match.index + match[0].length;
    found.push({ start: end - value.length, end });
  }
  return found;
}
