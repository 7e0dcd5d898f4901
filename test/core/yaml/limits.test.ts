import assert from 'node:assert/strict';
import { parseYaml } from '../../../src/core/yaml/parse';

const MIB = 1024 * 1024;
const codes = (text: string) => parseYaml(text, 'a.yaml').problems.map(({ code }) => code);
const keys = (count: number) => Array.from({ length: count }, (_, n) => `k${n}: 1\n`).join('');
const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const long = (bytes: number) => `a: ${'x'.repeat(bytes - 'a: \n'.length)}\n`;

describe('at the very limit a file is read, one past it it is not', () => {
  const cases: [string, string, string, string][] = [
    ['1,000 keys a map', keys(1000), keys(1001), 'file/too-many-keys'],
    ['depth 64', deep(64), deep(65), 'file/too-deep'],
    ['1 MiB', long(MIB), long(MIB + 1), 'file/too-large'],
  ];
  for (const [name, within, past, code] of cases) {
    it(name, () => {
      assert.deepEqual(codes(within), []);
      assert.deepEqual(codes(past), [code]);
    });
  }
});
