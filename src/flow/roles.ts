import { wordsOf } from '../pins/words.ts';

export const FLOWS = ['private', 'public', 'untrusted'] as const;
/** What an operator says of a server: what it gives is private, may be known to all, or is written by strangers. */
export type Flow = (typeof FLOWS)[number];

/** What a tool is in the flow of data. */
export type Role = {
  /** Its results are private. */
  readonly private: boolean;
  /** Its results are written by strangers. */
  readonly untrusted: boolean;
  /** Its arguments leave this machine. */
  readonly sink: boolean;
};

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Servers whose results are somebody's own: files, mail, messages, databases, secrets, closed repositories. */
const PRIVATE = set(
  'filesystem files file fs drive gdrive dropbox onedrive s3 obsidian notes notion mail email gmail outlook imap inbox ' +
    'contacts calendar postgres postgresql mysql mariadb sqlite mongo mongodb redis mssql supabase neon snowflake bigquery ' +
    'clickhouse duckdb database db sql vault keychain keyring 1password onepassword bitwarden lastpass secrets git github ' +
    'gitlab bitbucket gitea slack discord teams whatsapp telegram signal jira confluence linear asana trello hubspot ' +
    'salesforce zendesk stripe',
);
/** Things that are private whatever server has them. */
const PRIVATE_THINGS = set(
  'email emails mail inbox secret secrets password passwords credential credentials token tokens contact contacts',
);
/** Servers that work on this machine alone: what they are given goes nowhere. */
const LOCAL = set(
  'filesystem files file fs sqlite duckdb git memory sequential thinking time everything obsidian keychain keyring local',
);
const WEB = set(
  'fetch http curl scrape scraper firecrawl crawl crawler apify browser puppeteer playwright selenium chrome firefox ' +
    'browserbase search brave tavily exa perplexity duckduckgo serper kagi web url rss reddit twitter context7 deepwiki',
);
/** Where strangers may write what a person or an agent then reads. */
const FROM_STRANGERS = set(
  'mail email emails gmail outlook imap inbox issue issues comment comments review reviews pull discussion discussions ' +
    'ticket tickets webpage page feed posts tweets',
);
const SENDS = set(
  'send post publish create upload put push share comment reply email mail tweet submit request add update append insert ' +
    'forward invite message notify webhook edit write merge commit set patch',
);
/** To a page as well: what is typed there, or handed to a script that runs there. */
const GOES_OUT = set(
  'fetch navigate goto open browse visit crawl scrape download request curl get search query http url type fill evaluate code',
);
const READS = set(
  'get read list search find query fetch show view describe download select export open load lookup check execute run',
);

/** What is known of a tool: the server's name as in `cursor.github`, and what the operator said of the server. */
export function roleOf(server: string, tool: string, flow?: Flow | undefined): Role {
  const of = wordsOf(server.slice(server.indexOf('.') + 1));
  const words = wordsOf(tool);
  const has = (list: readonly string[], words: ReadonlySet<string>) => list.some((word) => words.has(word));
  const web = has(of, WEB);
  const local = has(of, LOCAL);
  // The first word that says what is done: `get_message` reads, `message_send` sends.
  const verb = words.find((word) => SENDS.has(word) || READS.has(word));
  const sends = verb !== undefined && SENDS.has(verb);
  const reads = !sends;
  const sink = (sends && !local) || (web && !local && has(words, GOES_OUT));
  switch (flow) {
    case 'private':
      return { private: true, untrusted: false, sink: false };
    case 'public':
      return { private: false, untrusted: false, sink: true };
    case 'untrusted':
      return { private: false, untrusted: true, sink: true };
    default:
      return {
        private: reads && (has(of, PRIVATE) || has(words, PRIVATE_THINGS)),
        untrusted: reads && (web || (!local && (has(of, FROM_STRANGERS) || has(words, FROM_STRANGERS)))),
        sink,
      };
  }
}
