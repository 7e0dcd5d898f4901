/**
 * What every git process of ours is told, so that neither the repository's nor the person's configuration
 * runs code or changes what is printed (docs/decisions/git.md).
 */
export const HARDENING: readonly string[] = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'color.ui=false',
  // One that is missing would end each comparison.
  'diff.orderFile=/dev/null',
  'log.showSignature=false',
  'log.follow=false',
  'submodule.recurse=false',
];

/** No index refresh that would lock a person out; a path is a path, never a pattern. */
export const GLOBAL_OPTIONS: readonly string[] = ['--no-optional-locks', '--literal-pathspecs'];

/** Set by the person who starts us, not by a repository: where git's configuration is, and where it may look. */
const KEPT = [
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CEILING_DIRECTORIES',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
] as const;

const SET = {
  LC_ALL: 'C',
  LANGUAGE: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  // Else a log that goes into a pipe is written, and read here, commit by commit.
  GIT_FLUSH: '0',
  // A blobless clone would go to the network, and with a hostile `uploadpack` setting start a program. The first
  // is known to git 2.45 and newer; the second stops the transport in older ones.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
} as const;

/** All the `GIT_…` names that we pass on; simple-git refuses any other. */
export const ALLOWED_NAMES: readonly string[] = [...KEPT, ...Object.keys(SET)];

/**
 * The environment of a git process: ours, with the `GIT_…` variables that redirect git (a hook sets some) taken out,
 * and with those that start programs (`EDITOR`, `PAGER`) too.
 */
export function gitEnvironment(from: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const environment: Record<string, string> = {};
  const kept: readonly string[] = KEPT;
  for (const [name, value] of Object.entries(from)) {
    if (value === undefined) continue;
    const upper = name.toUpperCase();
    if (upper.startsWith('GIT_') ? kept.includes(upper) : !STARTERS.has(upper)) environment[name] = value;
  }
  return { ...environment, ...SET };
}

const STARTERS = new Set(['EDITOR', 'VISUAL', 'PAGER', 'SSH_ASKPASS', 'PREFIX']);
