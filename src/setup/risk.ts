import { CAPABILITIES, type Capability, type Kind, kindOf, RISKS, type Risk } from './known-servers.ts';
import { launchOf } from './launch.ts';

/** A server as it is configured. */
export type Configured = {
  readonly name: string;
  /** Its own command, without an oktsec in front; empty for a remote one. */
  readonly argv: readonly string[];
  readonly url: string | undefined;
  readonly env: ReadonlyMap<string, string>;
};

export type Assessment = {
  readonly risk: Risk;
  readonly capabilities: readonly Capability[];
  /** Why, one line each, the strongest first; empty where nothing is known. */
  readonly because: readonly string[];
};

/**
 * How much harm a server could do, from what is known of it: the name of its package, image or program, then what it is
 * given (a database's address), and last what its owner calls it. Nothing is started, and no word is looked for within
 * other words or in a path.
 */
export function assess(server: Configured): Assessment {
  const launch = launchOf(server.argv);
  const found: { readonly kind: Kind; readonly because: string }[] = [];
  const look = (text: string | undefined, where: string) => {
    for (const word of wordsOf(text ?? '')) {
      const kind = kindOf(word);
      if (kind !== undefined) found.push({ kind, because: `${where} ${text}: ${kind.what}` });
    }
  };
  look(launch.package?.name ?? installedPackage(launch.script), 'the package');
  look(launch.image?.name, 'the image');
  look(launch.script === undefined ? undefined : fileName(launch.script), 'the script');
  if (launch.package === undefined && launch.image === undefined && launch.script === undefined) {
    look(fileName(launch.runner), 'the program');
  }
  look(server.url === undefined ? undefined : hostOf(server.url), 'the address');
  for (const word of [...launch.args, ...server.env.values()]) {
    const scheme = DATABASE_URL.exec(word)?.[1];
    const kind = kindOf('database');
    if (scheme !== undefined && kind !== undefined) found.push({ kind, because: `it is given a ${scheme} address` });
  }
  if (found.length === 0) look(server.name, 'its name');
  const risk = RISKS[Math.max(0, ...found.map(({ kind }) => RISKS.indexOf(kind.risk)))] ?? 'unknown';
  const capabilities = new Set(found.flatMap(({ kind }) => kind.capabilities));
  if ([...server.env.keys()].some(isSecretName)) capabilities.add('secrets');
  if (server.url !== undefined) capabilities.add('network');
  const strongest = found.toSorted((a, b) => RISKS.indexOf(b.kind.risk) - RISKS.indexOf(a.kind.risk));
  return {
    risk,
    capabilities: CAPABILITIES.filter((one) => capabilities.has(one)),
    because: [...new Set(strongest.map(({ because }) => because))],
  };
}

/** The package that a script belongs to, where it lies in what npm installed: `node …/node_modules/@x/server-git/dist/index.js`. */
function installedPackage(script: string | undefined): string | undefined {
  return script?.replaceAll('\\', '/').match(/.*\/node_modules\/((?:@[^/]+\/)?[^@/][^/]*)\//)?.[1];
}

/** A variable or an option whose value is meant to be kept: `GITHUB_TOKEN`, `--api-key`. */
export function isSecretName(name: string): boolean {
  return /(?:^|[_-])(?:token|secret|password|passwd|pwd|pat|credentials?|api[_-]?key|access[_-]?key|private[_-]?key|key)$/i.test(
    name,
  );
}

const DATABASE_URL =
  /^(postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|mssql|sqlserver|clickhouse|neo4j|bolt):\/\//i;

function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function fileName(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? '').replace(/\.\w{1,4}$/, '');
}

function hostOf(url: string): string | undefined {
  try {
    return new URL(url).hostname;
  } catch {
    return undefined;
  }
}
