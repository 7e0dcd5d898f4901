import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newFolder, oneWorkbench } from '../support/workbench';

/** Text that would run or ask for something if it ever became markup, a style or an address. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=https://evil.test/a.png onerror=alert(2)>',
  '<svg onload=alert(3)>',
  '<style>@import "https://evil.test/b.css"</style>',
  '<a href="javascript:alert(4)">here</a>',
  '<iframe srcdoc="<script>alert(5)</script>"></iframe>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the braces are the attack
  '${alert(6)} {{alert(7)}}',
  'https://evil.test/c',
  '"><base href="https://evil.test/">',
];

function hostileKata(): string {
  const folder = newFolder('hostile');
  const put = (path: string, lines: readonly string[]) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${lines.join('\n')}\n`);
  };
  const text = (n: number) => JSON.stringify(HOSTILE[n % HOSTILE.length]);
  const all = HOSTILE.map((_, n) => `      - ${text(n)}`);
  put('.kata/k/kata.yaml', [
    'kata: 1',
    `title: ${text(0)}`,
    `northStar: ${text(1)}`,
    `challenge: ${text(2)}`,
    `focusProcess: ${text(3)}`,
    `team: { learner: ${text(4)}, coach: ${text(5)}, members: [${text(6)}] }`,
    'metrics:',
    `  - { id: p95, title: ${text(7)}, unit: ${text(0)}, better: lower }`,
    'currentCondition:',
    '  - date: 2026-11-02',
    `    process: ${text(8)}`,
    '    facts:',
    ...all,
    '    values: { p95: 840 }',
    'targets:',
    `  - { id: t, title: ${text(1)}, achieveBy: 2099-01-01, state: active, pattern: ${text(2)}, values: { p95: 500 } }`,
  ]);
  put('.kata/k/obstacles/o-aaaaa.yaml', [`title: ${text(3)}`, `owner: ${text(4)}`, `note: ${text(5)}`]);
  put('.kata/k/experiments/x-aaaaa.yaml', [
    `step: ${text(1)}`,
    `title: ${text(2)}`,
    `expect: ${text(3)}`,
    `happened: ${text(4)}`,
    `learned: ${text(5)}`,
    `learner: ${text(6)}`,
    'started: 2026-11-03',
    'corners:',
    `  - { id: c-aaaaa, what: ${text(7)}, why: ${text(8)}, plan: ${text(0)} }`,
  ]);
  put('.kata/k/experiments/x-bbbbb.yaml', [`step: ${text(0)}`, `${text(1)}: [`]);
  return folder;
}

describe('Text of a record', function () {
  this.timeout(120_000);
  const open = oneWorkbench(() => ({ folder: hostileKata() }));

  it('is shown as text on the storyboard and in the tree: nothing runs, nothing is asked for', async () => {
    const { workbench, requests, dialogs } = open();
    await workbench.openView('Kata');
    await workbench.openStoryboard();
    const frame = await workbench.storyboardFrame();
    const board = await frame.evaluate(`(() => {
      const all = [];
      const walk = (root) => {
        for (const element of root.querySelectorAll('*')) {
          all.push(element.localName);
          if (element.shadowRoot) walk(element.shadowRoot);
        }
      };
      walk(document.body);
      return { text: document.body.innerText, names: all };
    })()`);
    const { names } = board as { names: string[] };
    for (const name of ['img', 'iframe', 'base', 'object', 'embed', 'link']) {
      assert.ok(!names.includes(name), `the board holds a <${name}>`);
    }
    await workbench.storyboard
      .getByText(HOSTILE[2] ?? '')
      .first()
      .waitFor();
    assert.deepEqual(dialogs, []);
    assert.deepEqual(
      requests.filter((address) => address.includes('evil.test')),
      [],
    );
  });
});
