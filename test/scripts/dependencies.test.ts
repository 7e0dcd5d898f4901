import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';

const text = (path: string) => readFileSync(join(root, path), 'utf8');
const { dependencies, devDependencies } = JSON.parse(text('package.json'));

describe('dependencies', () => {
  it('are pinned, and each has its reason', () => {
    const reasons = text('docs/decisions/dependencies.md');
    for (const [name, version] of Object.entries<string>({ ...dependencies, ...devDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.ok(reasons.includes(`**${name}** ${version}`), `${name} ${version} has no reason`);
    }
  });

  it('that run are few, with all that they bring', () => {
    const { packages } = JSON.parse(text('package-lock.json'));
    const running = Object.entries<{ dev?: boolean; devOptional?: boolean }>(packages)
      .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
      .map(([path]) => path);
    assert.ok(Object.keys(dependencies).length <= 8, Object.keys(dependencies).join());
    assert.ok(running.length <= 29, `${running.length}: ${running.join()}`);
  });
});
