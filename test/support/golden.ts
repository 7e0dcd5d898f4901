import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Compares with a file under `test/fixtures/golden`. `KATA_GOLDEN=write` writes it instead, for a person to read by eye.
 * A file that is missing fails.
 */
export function golden(name: string, actual: string): void {
  const path = fileURLToPath(new URL(`../fixtures/golden/${name}`, import.meta.url));
  if (process.env.KATA_GOLDEN === 'write') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  assert.equal(
    actual,
    readFileSync(path, 'utf8'),
    `${name} differs; look at it, then run with KATA_GOLDEN=write`,
  );
}
