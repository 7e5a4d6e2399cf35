import { openConfig } from '../app.ts';
import type { FoundServer } from '../clients/discover.ts';
import { readText } from '../clients/read-text.ts';
import type { Context } from '../command.ts';
import type { OktsecError } from '../errors.ts';
import { rulesOf } from '../files/config/rule-packs.ts';
import type { ClientFacts } from '../posture/facts.ts';
import { SEVERITIES, type Severity } from '../rules/rule.ts';
import { scanText, Work } from '../rules/scan/scan.ts';
import type { Check, Subject, Trouble } from '../setup/check.ts';
import { CHECKS } from '../setup/checks/index.ts';
import { launchOf } from '../setup/launch.ts';
import { type Assessment, assess, type Configured } from '../setup/risk.ts';
import { here, lookAround } from './clients.ts';
import { type Chosen, checkTargets, choose, parseTarget, targetFor } from './targets.ts';

/** What the configs say of one server. */
export type Checked = {
  readonly chosen: Chosen;
  /** Where its entry begins in the file, from 1. */
  readonly line: number;
  readonly assessment: Assessment;
  /** The worst first. */
  readonly troubles: readonly (Trouble & { readonly check: Check; readonly severity: Severity })[];
};

export type SetUp = {
  readonly servers: readonly Checked[];
  readonly clients: number;
  /** Configs that could not be read: of them nothing is known. */
  readonly problems: readonly OktsecError[];
};

/** Every server that is configured here, project files of this folder included. Reads, and starts nothing. */
export async function readSetUp(context: Context, words: readonly string[]): Promise<SetUp> {
  const targets = words.map(parseTarget);
  const all = await lookAround(context, await here(context), { project: true });
  const found = all.filter(({ client }) => targets.length === 0 || targets.some((target) => target.client === client));
  checkTargets(found, targets);
  const secretIn = await secretFinder(context);
  const lines = new Map<string, string>();
  const servers = choose(found, targets)
    .filter(({ server }) => server.state !== 'own' && server.state !== 'builtin')
    .map((chosen) => check(chosen, { secretIn, userHome: context.io.userHome, lines }));
  const problems = found.flatMap(({ files }) => files.flatMap(({ problem }) => problem ?? []));
  return { servers, clients: found.length, problems };
}

function check(
  chosen: Chosen,
  { secretIn, userHome, lines }: Pick<Subject, 'secretIn' | 'userHome'> & { readonly lines: Map<string, string> },
): Checked {
  const { file, server } = chosen;
  const configured = configuredOf(server);
  const { headers } = server.entry;
  const launch = launchOf(server.argv);
  const subject: Subject = { ...configured, launch, headers, scope: file.scope, userHome, secretIn };
  const troubles = CHECKS.flatMap((one) =>
    one.find(subject).map((trouble) => ({ severity: one.severity, ...trouble, check: one })),
  );
  troubles.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
  const text = lines.get(file.real) ?? readText(file.real);
  lines.set(file.real, text);
  const line = text.slice(0, server.entry.table.start).split('\n').length;
  return { chosen, line, assessment: assess(configured), troubles };
}

/** What the score counts of the clients' configs. */
export function clientFacts({ servers, problems }: SetUp): ClientFacts {
  const started = servers.filter(({ chosen: { server } }) => !server.entry.disabled);
  const bare = started.filter(({ chosen }) => chosen.server.state === 'bare').map(({ chosen }) => chosen);
  const remote = started.filter(({ chosen }) => chosen.server.state === 'remote').length;
  return {
    coverage: {
      servers: started.length - remote,
      bare: bare.map(({ server }) => server.ref),
      wrap: targetFor(bare),
      remote,
      unreadable: problems.length,
    },
    entries: servers.flatMap(({ chosen, troubles }) =>
      troubles.map(({ severity, what }) => ({ server: chosen.server.ref, severity, what })),
    ),
  };
}

export function configuredOf({ name, argv, entry }: FoundServer): Configured {
  return { name, argv, url: entry.url, env: entry.env };
}

/** The rules about credentials, asked about one value. */
async function secretFinder(context: Context): Promise<Subject['secretIn']> {
  const rules = rulesOf((await openConfig(context)).snapshot);
  return (text) => {
    const found = scanText(rules, 'tool_args', text, new Work()).filter(({ rule }) => rule.category === 'credentials');
    // A medium rule names a value that may be a secret; the check's own names are as good as that.
    return found.find(({ rule }) => rule.severity === 'critical' || rule.severity === 'high')?.rule.name;
  };
}
