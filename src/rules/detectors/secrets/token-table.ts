/** What kind of service a token opens; each is a rule of its own. */
export const TOKEN_GROUPS = [
  'models',
  'code',
  'cloud',
  'data',
  'money',
  'messages',
  'watch',
  'work',
  'identity',
] as const;
export type TokenGroup = (typeof TOKEN_GROUPS)[number];

/**
 * Tokens that their own beginning gives away, a line each: vendor, beginning, rest. The rest is a regular expression in which a
 * capital before braces stands for a set: H lower-case hexadecimal, X hexadecimal, L small letters and digits, U capitals and
 * digits, N letters and digits, W these with `_` and `-`, B with `+` and `/`, D digits. Where nothing constant of four
 * characters stands at the beginning, the beginning is `~`, a constant within the token, and `~`.
 */
export const TOKEN_LINES: Readonly<Record<TokenGroup, string>> = {
  models: `
OpenRouter|sk-or-v1-|H{64}
Groq|gsk_|N{52}
xAI|xai-|N{70,90}
Perplexity|pplx-|N{40,56}
Replicate|replicate_|N{37}
LangSmith personal|lsv2_pt_|H{32}_H{10}
LangSmith service|lsv2_sk_|H{32}_H{10}
Langfuse|sk-lf-|H{8}-H{4}-H{4}-H{4}-H{12}
Cerebras|csk-|L{48}
Tavily|tvly-|(?:dev-|prod-)?N{32}
Jina|jina_|H{32}W{28}
NVIDIA|nvapi-|W{60,70}
Pinecone|pcsk_|W{60,80}
Helicone|sk-helicone-|W{20,50}
Apify|apify_api_|N{36}
Browserbase|bb_live_|W{24,40}
E2B|e2b_|H{40}
Hugging Face organisation|api_org_|[A-Za-z]{34}
Context7|ctx7sk-|H{8}-H{4}-H{4}-H{4}-H{12}
AWS Bedrock|ABSKQmVkcm9ja0FQSUtleS|B{60,160}={0,2}
OpenAI session|sess-|N{40}
Gladia and others by RFC 8959|secret-token:|[\\w.~%-]{20,200}`,
  code: `
PyPI test|pypi-AgENdGVzdC5weXBpLm9yZw|W{50,200}
RubyGems|rubygems_|H{48}
Clojars|CLOJARS_|L{60}
Docker Hub personal|dckr_pat_|W{27}
Docker Hub organisation|dckr_oat_|W{32}
CircleCI personal|CCIPAT_|N{22}_H{40}
CircleCI project|CCIPRJ_|N{22}_H{40}
Buildkite|bkua_|H{40}
Bitbucket app password|ATBB|N{24}[A-F0-9]{8}
Atlassian|ATATT3|[\\w=-]{60,240}
Bitbucket repository|ATCTT3|[\\w=-]{60,240}
Sourcegraph|sgp_|(?:X{16}_|local_)?X{40}
Sourcegraph licence|slk_|H{64}
SonarQube project|sqp_|H{40}
SonarQube user|squ_|H{40}
SonarQube analysis|sqa_|H{40}
Terraform Cloud|~.atlasv1.~|N{14}\\.atlasv1\\.W{60,70}
Pulumi|pul-|H{40}
Infracost|ico-|N{32}
Harness personal|pat.|W{22}\\.H{24}\\.N{20}
Harness service|sat.|W{22}\\.H{24}\\.N{20}
Gitpod|gitpod_pat_|W{40,80}
Deno Deploy|ddp_|N{36}
Deno Deploy organisation|ddo_|N{36}
JSR|jsrp_|N{30,60}
Depot project|depot_project_|H{64}
Depot organisation|depot_org_|H{64}
Socket|sktsec_|W{30,70}
Val Town|vtwn_|N{20,40}
Artifactory reference|cmVmdGtu|N{56}
Chromatic|chpt_|L{12,20}
Inngest production|signkey-prod-|H{64}
Inngest test|signkey-test-|H{64}
Trigger.dev|tr_prod_|N{20,32}
Azure DevOps|~azdo~|N{76}AZDON{4}`,
  cloud: `
Vercel|vercel_|W{24,60}
Netlify|nfp_|N{36,40}
Render|rnd_|N{32}
Heroku|HRKU-|W{30,64}
Supabase personal|sbp_|(?:oauth_)?H{40}
Supabase secret|sb_secret_|W{22,60}
Scalingo|tk-us-|W{48}
Defined Networking|dnkey-|[\\w=-]{26}-[\\w=-]{52}
Tailscale|tskey-|(?:api|auth|client|scim|webhook)-N{6,24}-N{16,64}
Cloudflare origin|v1.0-|H{24}-H{146}
Alibaba|LTAI|N{16,24}
Tencent|AKID|N{32}
Yandex API|AQVN|W{35,38}
AWS MWS|amzn.mws.|H{8}-H{4}-H{4}-H{4}-H{12}
AWS AppSync|da2-|L{26}
Amazon SP-API|amzn1.oa2-cs.v1.|H{64}
Azure Functions|~azfu~|W{44}AzFuW{5}[AQgw]==
Azure Cache|~azca~|B{33}AzCa[A-P]B{5}=
Azure Search|~azse~|N{42}AzSe[A-D]N{5}
Azure IoT|~aiot~|B{33}AIoT[A-P]B{5}=
Google OAuth refresh|1//0|W{40,120}
Akamai|akab-|L{16}-L{16}
Cloudinary|cloudinary://|D{10,20}:W{20,40}@`,
  data: `
PlanetScale token|pscale_tkn_|[\\w=.-]{32,64}
PlanetScale password|pscale_pw_|[\\w=.-]{32,64}
PlanetScale OAuth|pscale_oauth_|[\\w=.-]{32,64}
Neon|napi_|L{60,70}
MongoDB Atlas service account|mdb_sa_sk_|W{40}
CockroachDB|CCDB1_|N{22}_N{40}
Prefect user|pnu_|N{36}
Prefect bot|pnb_|N{36}
dbt service|dbtc_|W{24,80}
dbt user|dbtu_|W{24,80}
ClickHouse|4b1d|N{38}
Tinybird|p.eyJ|W{40,140}\\.W{43}
Elastic serverless|essu_|B{40,140}={0,2}
MaxMind|~_mmk~|N{6}_N{29}_mmk
SettleMint application|sm_aat_|N{16}
SettleMint personal|sm_pat_|N{16}
SettleMint service|sm_sat_|N{16}
Airtable personal, long|pat.eyJ|W{40,200}
Databricks OAuth|dose|H{32}
Weaviate and others by RFC 8959|secret-token.|[\\w.~%-]{20,200}`,
  money: `
Square access|sq0atp-|W{22,60}
Square secret|sq0csp-|W{22,60}
Square id|sq0idp-|W{22,60}
Square|EAAA|W{22,64}
Braintree|access_token$production$|L{16}\\$H{32}
Braintree sandbox|access_token$sandbox$|L{16}\\$H{32}
Razorpay|rzp_live_|N{14}
Razorpay test|rzp_test_|N{14}
Flutterwave secret|FLWSECK-|L{32}-X
Flutterwave test|FLWSECK_TEST-|L{12,32}-X
Flutterwave public test|FLWPUBK_TEST-|L{12,32}-X
Shippo|shippo_live_|X{40}
Shippo test|shippo_test_|X{40}
EasyPost|EZAK|N{54}
EasyPost test|EZTK|N{54}
Duffel|duffel_live_|[\\w=-]{43}
Duffel test|duffel_test_|[\\w=-]{43}
Plaid production|access-production-|H{8}-H{4}-H{4}-H{4}-H{12}
Plaid development|access-development-|H{8}-H{4}-H{4}-H{4}-H{12}
Plaid sandbox|access-sandbox-|H{8}-H{4}-H{4}-H{4}-H{12}
Paddle|pdl_live_apikey_|L{26}_N{22}_N{3}
Paddle sandbox|pdl_sdbx_apikey_|L{26}_N{22}_N{3}
Checkout.com|sk_sbox_|L{26,30}
Shopify app|shpat_|X{32}
Shopify custom|shpca_|X{32}
Shopify private|shppa_|X{32}
Shopify shared|shpss_|X{32}
Shopify user|shpua_|X{32}
GoCardless|live_|[a-z0-9_=-]{40}
Lob|live_|H{35}
Lob test|test_|H{35}
Extended private key of a wallet|xprv|N{107}`,
  messages: `
Brevo|xkeysib-|H{64}-N{16}
Brevo SMTP|xsmtpsib-|H{64}-N{16}
Courier|pk_prod_|U{28}
Intercom|dG9rOj|B{40,70}={0,2}
Zapier hook|hooks.zapier.com/hooks/catch/|D{5,9}/N{5,10}
IFTTT hook|maker.ifttt.com/trigger/|[\\w%-]{1,60}/(?:json/)?with/key/W{20,50}
Make hook|~.make.com/~|hook\\.(?:eu|us)D{1}\\.make\\.com/L{32}
Matrix|syt_|B{1,60}_N{20}_N{6}
Meta page|EAAM|N{80,300}
Meta app|EAAC|N{80,300}
Meta graph|EAAG|N{80,300}
Meta business|EAAB|N{80,300}
Twitter bearer|AAAAAAAAAAAAAAAAAAAAA|[\\w%]{80,110}
LinkedIn|WPL_AP1.|N{12,24}
HubSpot|pat-na1-|H{8}-H{4}-H{4}-H{4}-H{12}
HubSpot Europe|pat-eu1-|H{8}-H{4}-H{4}-H{4}-H{12}
Slack configuration|xoxe.xoxp-|D{1}-W{140,200}
Slack legacy workspace|xoxa-2-|[\\w-]{24,150}
Mailgun public|pubkey-|H{32}`,
  watch: `
Sentry organisation|sntrys_eyJ|[\\w+/=-]{60,300}
Sentry user|sntryu_|H{64}
Sentry other|sntryc_|H{64}
New Relic user|NRAK-|U{27}
New Relic browser|NRJS-|H{19}
New Relic insert|NRII-|W{32}
New Relic licence|~nral~|H{36}NRAL
Datadog application|ddapp_|N{34}
Grafana service account|glsa_|N{32}_X{8}
Grafana Cloud|glc_|B{32,400}={0,3}
Grafana legacy|eyJrIjoi|B{70,400}={0,3}
Dynatrace|dt0c01.|N{24}\\.N{64}
Dynatrace platform|dt0s16.|N{8,24}\\.N{64}
Dynatrace OAuth|dt0s02.|N{8,24}\\.N{64}
Honeycomb ingest|hcaik_|L{58}
Honeycomb environment|hcxik_|L{58}
PostHog personal|phx_|W{43,50}
Axiom|xaat-|H{8}-H{4}-H{4}-H{4}-H{12}
Axiom personal|xapt-|H{8}-H{4}-H{4}-H{4}-H{12}
LaunchDarkly|sdk-|H{8}-H{4}-4H{3}-H{4}-H{12}
Highlight and others|sk-obs-|N{32,64}`,
  work: `
Notion|ntn_|D{11}N{35}
Linear|lin_api_|N{40}
Linear OAuth|lin_oauth_|H{64}
Figma|figd_|W{40}
Figma OAuth|figo_|W{40}
Contentful|CFPAT-|W{43}
ReadMe|rdme_|L{70}
GitBook|gb_api_|N{36,48}
Postman|PMAK-|X{24}-X{34}
Postman collection|PMAT-|U{26}
Typeform|tfp_|[\\w.=-]{59}
Mapbox secret|sk.eyJ|W{60,120}\\.W{22}
Frame.io|fio-u-|[\\w=-]{64}
Adobe|p8e-|L{32}
Cal.com|cal_live_|H{32}
Intra 42 secret|s-s4t2ud-|H{64}
Intra 42|s-s4t2af-|H{64}
Zapier MCP|zapier_mcp_|W{30,80}
Dub|dub_|N{24}
Coda and others|coda-api-|H{8}-H{4}-H{4}-H{4}-H{12}
Todoist app|tdi_|N{40}
Webflow site|ws-api-|H{64}`,
  identity: `
Vault service|hvs.|W{90,120}
Vault batch|hvb.|W{138,300}
Vault recovery|hvr.|W{90,120}
1Password service account|ops_eyJ|B{200,400}={0,3}
Doppler personal|dp.pt.|N{40,44}
Doppler command line|dp.ct.|N{40,44}
Doppler service|dp.st.|(?:[a-z0-9_-]{2,35}\\.)?N{40,44}
Doppler SCIM|dp.scim.|N{40,44}
Doppler audit|dp.audit.|N{40,44}
Doppler service account|dp.sa.|N{40,44}
Stytch|secret-live-|[\\w=-]{36}
Stytch test|secret-test-|[\\w=-]{36}
Auth.js and others|authjs_|N{43}
Bitwarden machine account|~:bws~|H{8}-H{4}-H{4}-H{4}-H{12}\\.N{30}:bws
Duo integration|duo_sk_|N{40}
Rapid7|rapid7_|H{32}
Teleport|tbot-|H{32}`,
};

/** A format of the table. */
export type TokenFormat = {
  readonly vendor: string;
  readonly group: TokenGroup;
  /** A constant part, by which it is noticed. */
  readonly trigger: string;
  /** The constant beginning, empty when there is none. */
  readonly prefix: string;
  /** The rest, as a regular expression. */
  readonly rest: string;
};

const SETS: Readonly<Record<string, string>> = {
  H: '[0-9a-f]',
  X: '[0-9a-fA-F]',
  L: '[a-z0-9]',
  U: '[A-Z0-9]',
  N: '[A-Za-z0-9]',
  W: '[\\w-]',
  B: '[A-Za-z0-9+/]',
  D: '[0-9]',
};

/** Every format of the table. */
export function tokenFormats(): TokenFormat[] {
  return TOKEN_GROUPS.flatMap((group) =>
    TOKEN_LINES[group]
      .trim()
      .split('\n')
      .map((line) => {
        const [vendor = '', beginning = '', ...rest] = line.split('|');
        const within = /^~(.+)~$/.exec(beginning)?.[1];
        return {
          vendor,
          group,
          trigger: (within ?? beginning.split(' ').at(-1) ?? '').toLowerCase(),
          prefix: within === undefined ? beginning : '',
          rest: rest.join('|').replace(/([HXLUNWBD])(?=\{)/g, (set) => SETS[set] ?? set),
        };
      }),
  );
}
