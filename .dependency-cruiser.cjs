/** The layer table of docs/architecture.md, checked on every test run. An arrow only ever points down. */
const engineFaces = '^src/main/engine/(engine\\.ts|types\\.ts|[^/]+/(index|types)\\.ts)$'
const nodeModules = 'node_modules/'

/** core folder -> the one pure library it may use. */
const coreLibraries = {
  model: ['fast-xml-parser', 'papaparse'],
  filter: ['re2js'],
}

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle hides which of two files decides.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-imports-core',
      comment: 'core is pure: no Node, DOM, Electron, contract or engine.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { pathNot: ['^src/core/', nodeModules] },
    },
    {
      name: 'core-libraries',
      comment: 'A library enters core only in the one folder that needs it.',
      severity: 'error',
      from: {
        path: '^src/core/',
        pathNot: Object.keys(coreLibraries).map((folder) => `^src/core/${folder}/`),
      },
      to: { path: nodeModules },
    },
    ...Object.entries(coreLibraries).map(([folder, libraries]) => ({
      name: `core-libraries-${folder}`,
      comment: `core/${folder} may use ${libraries.join(', ')} and nothing else.`,
      severity: 'error',
      from: { path: `^src/core/${folder}/` },
      to: { path: nodeModules, pathNot: libraries.map((library) => `node_modules/${library}/`) },
    })),
    {
      name: 'contract-imports',
      comment: 'The contract knows core types, the contract library and zod.',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { pathNot: ['^src/contract/', '^src/core/', 'node_modules/(@orpc/contract|zod)/'] },
    },
    {
      name: 'engine-imports',
      comment: 'The engine is plain Node: no Electron, React or face.',
      severity: 'error',
      from: { path: '^src/main/engine/' },
      to: {
        path: [
          '^src/main/(electron|headless|cli)',
          '^src/(preload|renderer)/',
          'node_modules/(electron|react|react-dom)/',
          '^electron$',
        ],
      },
    },
    {
      name: 'engine-concern-face',
      comment: 'A concern of the engine knows another only by its index or types.',
      severity: 'error',
      from: { path: '^src/main/engine/([^/]+)/' },
      to: { path: '^src/main/engine/([^/]+)/', pathNot: ['^src/main/engine/$1/', engineFaces] },
    },
    {
      name: 'electron-shell-imports',
      comment: "The Electron shell knows the engine's face and the contract.",
      severity: 'error',
      from: { path: '^src/(main/electron|preload)/' },
      to: { path: ['^src/core/', '^src/renderer/', '^src/main/(headless|cli)/'] },
    },
    {
      name: 'shells-know-the-engine-by-its-face',
      severity: 'error',
      from: { path: '^src/main/(electron|headless|cli)/' },
      to: { path: '^src/main/engine/', pathNot: [engineFaces] },
    },
    {
      name: 'shells-know-core-by-its-faces',
      severity: 'error',
      from: { path: '^src/main/(headless|cli)/' },
      to: { path: '^src/core/', pathNot: '^src/core/[^/]+/index\\.ts$' },
    },
    {
      name: 'headless-has-no-electron',
      severity: 'error',
      from: { path: '^src/main/(headless|cli)' },
      to: { path: ['^src/main/electron/', 'node_modules/electron/', '^electron$', '^src/renderer/'] },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-imports',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: ['^src/main/', '^src/preload/', 'node_modules/electron/', '^electron$'] },
    },
    {
      name: 'features-know-each-other-by-their-index',
      comment: "No feature imports another's inside.",
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: {
        path: '^src/renderer/features/([^/]+)/',
        pathNot: ['^src/renderer/features/$1/', '/index\\.ts$'],
      },
    },
    {
      name: 'design-system-is-independent',
      severity: 'error',
      from: { path: '^src/renderer/ui/' },
      to: { path: ['^src/contract/', '^src/renderer/(state|features|app|host)/'] },
    },
    {
      name: 'core-has-no-node',
      severity: 'error',
      from: { path: '^src/(core|contract)/' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
