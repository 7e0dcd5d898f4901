// Runs one command and ends it, with all its descendants, when standard input closes: that happens when whoever started it
// stops, ends or is killed, even by a signal that nobody can catch. Folders named in `remove` go with it.
// Started by processes.mjs with one argument: JSON { command, args, cwd, remove }.
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** @type {{ command: string, args: string[], cwd?: string, remove: string[] }} */
const { command, args, cwd, remove } = JSON.parse(process.argv[2] ?? '');
const windows = process.platform === 'win32';
const child = spawn(command, args, { cwd, detached: !windows, stdio: ['ignore', 'inherit', 'inherit'] });

/** @param {NodeJS.Signals} signal */
function signalAll(signal) {
  if (child.pid === undefined) return;
  try {
    if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else process.kill(-child.pid, signal);
  } catch {
    // No process of the group is left.
  }
}

function clean() {
  for (const folder of remove) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function stop() {
  signalAll('SIGTERM');
  setTimeout(() => signalAll('SIGKILL'), 1_500).unref();
}

let status = 1;
child.on('error', (error) => {
  console.error(error.message);
  clean();
  process.exit(127);
});
child.on('exit', (code, signal) => {
  status = code ?? (signal ? 1 : 0);
  // Descendants can outlive the command that started them.
  signalAll('SIGKILL');
  clean();
  process.exit(status);
});

// Ctrl+C reaches the whole terminal group; the starter decides what it means and closes the pipe.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('SIGTERM', stop);
process.stdin.on('end', stop);
process.stdin.on('error', stop);
process.stdin.resume();
