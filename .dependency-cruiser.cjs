// Who may import whom: core <- git <- cli; core <- files; core <- protocol <- webview-ui; the extension imports core, git, files, protocol.
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

module.exports = {
  forbidden: [
    only(
      'core-is-pure',
      '^src/core',
      '^src/core|^node_modules/(yaml|zod)/',
      'core imports yaml, zod and itself: no vscode, no node:*, no DOM',
    ),
    only(
      'git',
      '^src/git/(?!experiments/)',
      '^src/(core|git/(?!experiments/))|^node_modules/(simple-git|(@types/)?picomatch)/|^(node:)?[a-z_/]+$',
      'git imports core, simple-git, picomatch and Node',
    ),
    only(
      'git-that-writes',
      '^src/git/experiments',
      '^src/(core|files|git)|^(node:)?[a-z_/]+$',
      'what commits records imports files too, and nothing that only reads imports it',
    ),
    only('files', '^src/files', '^src/(core|files)|^(node:)?[a-z_/]+$', 'files imports core and Node'),
    only(
      'protocol',
      '^src/protocol',
      '^src/(core|protocol)|^node_modules/zod/',
      'protocol imports core and zod',
    ),
    only(
      'webview-ui',
      '^webview-ui',
      '^webview-ui|^src/(core|protocol)|^node_modules/(lit|lit-html|lit-element|@lit|@vscode/webview-ui-toolkit|zod)/',
      'the webview imports protocol, core, Lit, the toolkit, and zod for what it kept itself',
    ),
    only(
      'cli',
      '^src/cli',
      '^src/(core|git|files|cli)|^package\\.json$|^node_modules/(commander|yaml|zod)/|^(node:)?[a-z_/]+$',
      'cli imports core, git, files, its argument parser, and the version',
    ),
    only(
      'extension',
      '^src/extension',
      '^src/(core|git|files|protocol|extension)|^vscode$|^node_modules/(@types/vscode|zod|yaml|jsonc-parser)/|^(node:)?[a-z_/]+$',
      'the extension imports core, git, files and protocol',
    ),
    {
      name: 'only-git-is-started',
      comment: 'processes are started in two places, each with an absolute path of git and without a shell',
      severity: 'error',
      from: { path: '^(src|webview-ui)', pathNot: '^src/git/(runner|experiments/person)\\.ts$' },
      to: { path: '^(node:)?(child_process|cluster|worker_threads)$' },
    },
    {
      name: 'no-network',
      severity: 'error',
      from: { path: '^(src|webview-ui)' },
      to: { path: '^(node:)?(https?|http2|net|tls|dgram|dns)(/promises)?$' },
    },
    {
      name: 'nobody-imports-cli',
      severity: 'error',
      from: { pathNot: '^(src/cli|test)' },
      to: { path: '^src/cli' },
    },
    {
      name: 'nobody-imports-extension',
      severity: 'error',
      from: { pathNot: '^(src/extension|test)' },
      to: { path: '^src/extension' },
    },
    {
      name: 'vscode-only-in-the-extension',
      severity: 'error',
      from: { path: '^src', pathNot: '^src/extension' },
      to: { path: '^vscode$|@types/vscode' },
    },
    {
      name: 'toolkit-in-one-module',
      severity: 'error',
      from: { path: '^webview-ui', pathNot: '^webview-ui/toolkit\\.ts$' },
      to: { path: '@vscode/webview-ui-toolkit' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache)' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types'],
    },
  },
};
