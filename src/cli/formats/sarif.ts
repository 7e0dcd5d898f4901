import { asks, CODES, RULES } from '../../core/check/rules';
import type { Problem, Range, Severity } from '../../core/model/problem';
import { harmless } from '../../core/text/harmless';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const LEVELS = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/**
 * Problems as a SARIF 2.1.0 log with one run, for code scanning and editors. Every rule is listed, found or not.
 * Paths are relative to the repository's top, as `%SRCROOT%` stands for.
 */
export function sarif(problems: readonly Problem[], version: string): object {
  const rules = [...CODES].sort();
  const results = problems.map((problem) => result(problem, rules.indexOf(problem.code)));
  const driver = { name: 'kata', version, rules: rules.map(ruleOf) };
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
}

function ruleOf(code: string): object {
  const severity: Severity = RULES.find((rule) => rule.code === code)?.severity ?? 'error';
  return {
    id: code,
    shortDescription: { text: asks(code) },
    defaultConfiguration: { level: LEVELS[code === 'schema/unknown-key' ? 'hint' : severity] },
  };
}

function result({ code, severity, message, path, range, field, related }: Problem, index: number): object {
  return {
    ruleId: code,
    ...(index < 0 ? {} : { ruleIndex: index }),
    level: LEVELS[severity],
    message: { text: harmless(message) },
    locations: [location(path, range)],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one, id) => ({
            id,
            ...location(one.path, one.range),
            message: { text: harmless(one.message) },
          })),
        }),
    // The same however the lines move, so that an alert is not closed and opened again.
    partialFingerprints: { 'kataField/v1': JSON.stringify([code, path, field]) },
  };
}

function location(path: string, { start, end }: Range): object {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  const isEmpty = start.line === end.line && start.column === end.column;
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: {
        startLine: start.line,
        startColumn: start.column,
        ...(isEmpty ? {} : { endLine: end.line, endColumn: end.column }),
      },
    },
  };
}
