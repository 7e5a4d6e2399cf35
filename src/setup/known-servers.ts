export const RISKS = ['unknown', 'medium', 'high', 'critical'] as const;
/** How much harm a server can do that is turned against its owner. */
export type Risk = (typeof RISKS)[number];

export const CAPABILITIES = ['files', 'network', 'execution', 'secrets', 'data'] as const;
export type Capability = (typeof CAPABILITIES)[number];

export type Kind = { readonly what: string; readonly risk: Risk; readonly capabilities: readonly Capability[] };

const KINDS: readonly (Kind & { readonly words: string })[] = [
  {
    what: 'a database',
    risk: 'critical',
    capabilities: ['data'],
    words:
      'database db postgres postgresql pg mysql mariadb sqlite sqlite3 mongo mongodb redis valkey mssql sqlserver oracle supabase neon planetscale snowflake bigquery clickhouse duckdb dynamodb cassandra elasticsearch opensearch neo4j prisma sql qdrant chroma chromadb pinecone weaviate milvus databricks redshift couchbase influxdb motherduck turso',
  },
  {
    what: 'runs commands',
    risk: 'critical',
    capabilities: ['execution', 'files'],
    words:
      'shell terminal bash exec execute command commands commander installer ssh repl sandbox jupyter kubernetes kubectl k8s docker ansible terraform runner interpreter e2b pyodide powershell tmux iterm iterm2 applescript automator adb xcodebuild blender',
  },
  {
    what: 'keeps secrets',
    risk: 'critical',
    capabilities: ['secrets'],
    words: 'vault keychain keyring 1password onepassword bitwarden lastpass secrets',
  },
  {
    what: 'runs an infrastructure',
    risk: 'critical',
    capabilities: ['network', 'execution'],
    words:
      'aws azure gcp gcloud cloudflare heroku vercel netlify digitalocean hetzner stripe paypal proxmox portainer pulumi openshift argocd',
  },
  {
    what: 'reads and writes files',
    risk: 'high',
    capabilities: ['files'],
    words: 'filesystem files file fs drive gdrive dropbox onedrive s3 obsidian excel word pdf',
  },
  {
    what: 'works on source code',
    risk: 'high',
    capabilities: ['files', 'network'],
    words: 'git github gitlab bitbucket gitea codeberg serena sentry',
  },
  {
    what: 'drives a browser',
    risk: 'high',
    capabilities: ['network', 'execution'],
    words: 'browser puppeteer playwright selenium chrome chromium devtools firefox browserbase browserless',
  },
  {
    what: 'fetches from the network',
    risk: 'high',
    capabilities: ['network'],
    words: 'fetch http curl scrape scraper firecrawl crawl crawler apify markitdown',
  },
  {
    what: 'sends messages',
    risk: 'medium',
    capabilities: ['network'],
    words:
      'slack discord email mail gmail outlook smtp imap messaging telegram whatsapp imessage teams twilio sms mattermost matrix',
  },
  {
    what: 'works on plans and notes',
    risk: 'medium',
    capabilities: ['network', 'data'],
    words:
      'jira confluence atlassian linear notion asana trello clickup monday airtable hubspot salesforce zendesk calendar task tasks taskmanager todoist evernote figma miro memory',
  },
  {
    what: 'searches the network',
    risk: 'medium',
    capabilities: ['network'],
    words: 'search brave tavily exa perplexity duckduckgo serper kagi context7 wikipedia arxiv reddit youtube',
  },
];

const BY_WORD: ReadonlyMap<string, Kind> = new Map(
  KINDS.flatMap(({ words, ...kind }) => words.split(' ').map((word): [string, Kind] => [word, kind])),
);

/** What a word in the name of a package, an image, a program or an entry says. Whole words only: `digital` is no git. */
export function kindOf(word: string): Kind | undefined {
  return BY_WORD.get(word);
}
