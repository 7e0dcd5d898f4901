import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';

const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

describe('dependencies', () => {
  it('are few that run, with all that they bring', () => {
    const { dependencies } = json('package.json');
    const { packages } = json('package-lock.json');
    const running = Object.entries<{ dev?: boolean; devOptional?: boolean }>(packages)
      .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
      .map(([path]) => path);
    assert.ok(Object.keys(dependencies).length <= 8, Object.keys(dependencies).join());
    assert.ok(running.length <= 29, `${running.length}: ${running.join()}`);
  });
});
