/** Services whose keys have no form of their own, so that only the name beside them tells. */
export const VENDORS: readonly string[] = (
  'adafruit adobe airtable algolia alibaba asana atlassian beamer bitbucket bittrex cloudflare codecov coinbase confluence confluent contentful ' +
  'datadog discord dropbox droneci etsy facebook fastly finicity finnhub flickr flyio freshbooks gitter gocardless grafana ' +
  'hashicorp heroku hubspot intercom jfrog jira kraken kucoin launchdarkly linear linkedin looker mailchimp mailgun mapbox ' +
  'mandrill mattermost meraki messagebird netlify newrelic nytimes okta pagerduty plaid postman privateai rapidapi scalingo sendbird ' +
  'scaleway segment sendgrid sentry shopify sidekiq snyk sonar squarespace square statsig sumologic telegr travis trello twilio twitch twitter typeform ' +
  'vercel yandex zendesk x-auth x-api-key x-access-token _gitlab_session'
).split(' ');
