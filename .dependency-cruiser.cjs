// Who may import whom. Core computes and never reads or writes; edges know the core and none of their siblings.
const CORE = '^src/(message|rules|pins|flow|identity|config|policy|guard|posture)/';
const EDGES = [
  'files',
  'store',
  'proxy',
  'demo',
  'texts',
  'terminal',
  'tokens',
  'setup',
  'clients',
  'quarantine',
  'letters',
  'http',
  'dashboard',
  'delivery',
  'tui',
  'sinks',
  'mcp',
];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-imports-core',
      comment: 'the core imports the core, errors.ts and pure libraries',
      severity: 'error',
      from: { path: CORE },
      to: { path: '^src/', pathNot: [CORE, '^src/errors\\.ts$'] },
    },
    {
      name: 'core-has-no-node',
      severity: 'error',
      from: { path: CORE, pathNot: '^src/identity/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-libraries',
      comment: 'config and rules may parse YAML and check shapes; nothing else of npm in the core',
      severity: 'error',
      from: { path: CORE },
      to: {
        dependencyTypes: ['npm', 'npm-dev'],
        pathNot: 'node_modules/(yaml|zod|@noble/ed25519|@eslint-community/regexpp)/',
      },
    },
    {
      name: 'message-first',
      severity: 'error',
      from: { path: '^src/message/' },
      to: { path: '^src/(rules|identity|config|policy|guard)/' },
    },
    {
      name: 'rules-below-policy',
      comment: 'message, then rules and identity, then config, then policy, then guard',
      severity: 'error',
      from: { path: '^src/(rules|identity)/' },
      to: { path: '^src/(config|policy|guard)/' },
    },
    {
      name: 'policy-below-guard',
      severity: 'error',
      from: { path: '^src/(config|policy)/' },
      to: { path: '^src/guard/' },
    },
    ...EDGES.map((edge) => ({
      name: `${edge}-knows-no-sibling`,
      severity: 'error',
      from: { path: `^src/${edge}/` },
      to: {
        path: `^src/(${EDGES.filter((other) => other !== edge).join('|')})/`,
        pathNot: '^src/store/store\\.ts$',
      },
    })),
    {
      name: 'only-cli-imports-commands',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/(cli|command-table)\\.ts$', '^src/commands/'] },
      to: { path: '^src/commands/' },
    },
    {
      name: 'proxy-loads-no-library',
      comment: 'it starts with every server of every client; SQLite comes later, by the store',
      severity: 'error',
      from: { path: '^src/(proxy|guard|message|policy)/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'types'] },
  },
};
