// Run by desktop.mjs with the options of `runTests` as JSON; ends with VS Code's exit status.
import { runTests, TestRunFailedError } from '@vscode/test-electron';

try {
  await runTests(JSON.parse(process.argv[2] ?? ''));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof TestRunFailedError ? (error.code ?? 1) : 1;
}
