import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';

/** The folder that a workbench has open, seen past VS Code: its files on the disk, and what git says. */
export class Checkout {
  constructor(readonly folder: string) {}

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Writes a file as another program would. */
  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  git(...args: string[]): string {
    return execFileSync('git', ['--no-optional-locks', ...args], { cwd: this.folder, encoding: 'utf8' });
  }

  /** What changed since the last commit, a line a file: `added removed path`; new files as `new path`. */
  changes(): string[] {
    const changed = lines(this.git('diff', '--numstat', 'HEAD')).map((line) => line.replaceAll('\t', ' '));
    const fresh = lines(this.git('ls-files', '--others', '--exclude-standard'));
    return [...changed, ...fresh.map((path) => `new ${path}`)];
  }

  /** The lines that a diff took away and added, with their sign. */
  diffLines(path: string): string[] {
    return lines(this.git('diff', '--unified=0', 'HEAD', '--', path)).filter((line) =>
      /^[-+](?![-+]{2} )/.test(line),
    );
  }

  /** Runs the built `kata` command here. */
  kata(...args: string[]): { status: number; output: string } {
    try {
      const output = execFileSync(process.execPath, [join(root, 'dist', 'kata.cjs'), ...args], {
        cwd: this.folder,
        encoding: 'utf8',
        stdio: 'pipe',
      });
      return { status: 0, output };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
      return { status, output: `${stdout}${stderr}` };
    }
  }

  remove(): void {
    rmSync(dirname(this.folder), { recursive: true, force: true, maxRetries: 5 });
  }
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
