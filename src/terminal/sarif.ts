import type { RuleInfo, Severity } from '../rules/rule.ts';

/** What may be found, described once. */
export type SarifRule = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly help: string;
  readonly severity: Severity;
};

/** One finding. It holds no matched text but what is fit to be shown. */
export type SarifResult = {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Relative to the folder that is scanned, or absolute. */
  readonly path: string;
  /** From 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** Server and tool, where the file alone does not say it. */
  readonly place?: string | undefined;
};

/** As code scanning services grade them, 0 to 10. */
const GRADES = { critical: '9.5', high: '8.0', medium: '5.5', low: '3.0', info: '1.0' } as const;

/** A SARIF 2.1.0 log of one run (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). Only rules with a result are listed. */
export function sarifLog(version: string, rules: readonly SarifRule[], results: readonly SarifResult[]): object {
  const used = rules.filter(({ id }) => results.some(({ rule }) => rule === id));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'oktsec', version, rules: used.map(descriptor) } },
        results: results.map((result) => ({
          ruleId: result.rule,
          ruleIndex: used.findIndex(({ id }) => id === result.rule),
          level: levelOf(result.severity),
          message: { text: result.message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(result.path) },
                region: {
                  startLine: result.line ?? 1,
                  ...(result.column === undefined ? {} : { startColumn: result.column }),
                },
              },
              ...(result.place === undefined
                ? {}
                : { logicalLocations: [{ fullyQualifiedName: result.place, kind: 'resource' }] }),
            },
          ],
        })),
      },
    ],
  };
}

/** Detection rules as a log describes them. */
export function sarifRules(
  rules: Iterable<Pick<RuleInfo, 'id' | 'name' | 'description' | 'remediation' | 'severity'>>,
): SarifRule[] {
  return [...rules].map(({ id, name, description, remediation, severity }) => ({
    id,
    name,
    description,
    help: remediation,
    severity,
  }));
}

function descriptor({ id, name, description, help, severity }: SarifRule): object {
  return {
    id,
    name,
    shortDescription: { text: name },
    fullDescription: { text: description },
    help: { text: help },
    defaultConfiguration: { level: levelOf(severity) },
    properties: { 'security-severity': GRADES[severity], tags: ['security'] },
  };
}

function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  if (severity === 'critical' || severity === 'high') return 'error';
  return severity === 'medium' ? 'warning' : 'note';
}

function uriOf(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  const encoded = slashed.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(slashed)) return `file:///${encoded.replace('%3A', ':')}`;
  return slashed.startsWith('/') ? `file://${encoded}` : encoded;
}
