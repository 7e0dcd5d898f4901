import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { kata } from '../support/cli';
import { GitRepo } from '../support/git-repo';
import { actsOnATerminal } from '../support/terminal';

/** What no output may hold: starts of terminal commands, marks that turn text around, tags that hide in it. */
const HOSTILE = [
  '\u001b]0;owned\u0007',
  '\u001b[2J',
  '\u009b31m',
  '\u0090x\u009c',
  '\u202etxt.exe\u202c',
  '\u2066hidden\u2069',
  '\u200e\u200f\u061c',
  '\ufeff\u200b\u00ad',
  '\u{e0041}\u{e007f}',
  '\u0085\u2028\u2029',
  '\b\u007f',
].join('x');

const quoted = JSON.stringify(HOSTILE);

function hostileRepository(): GitRepo {
  const repo = GitRepo.create();
  const files: Record<string, string> = {
    '.kata/a/kata.yaml': `kata: 1
title: ${quoted}
northStar: ${quoted}
challenge: ${quoted}
focusProcess: ${quoted}
${quoted}: unknown key
team: { learner: ${quoted}, coach: ${quoted}, members: [${quoted}] }
metrics:
  - { id: p95, title: ${quoted}, unit: ${quoted}, better: lower }
currentCondition:
  - { date: 2026-11-02, process: ${quoted}, knowledge: ${quoted}, facts: [${quoted}], values: { p95: 1, ${quoted}: 2 } }
targets:
  - { id: t, title: ${quoted}, achieveBy: 2026-11-20, state: active, pattern: ${quoted}, values: { p95: 2 }, reflection: ${quoted} }
  - { id: ${quoted}, title: T, state: ${quoted}, achieveBy: ${quoted} }
`,
    '.kata/a/obstacles/o-m3w8a-x.yaml': `title: ${quoted}\nowner: ${quoted}\nnote: ${quoted}\ntarget: ${quoted}\nstate: addressing\n`,
    '.kata/a/experiments/x-7f3kq-x.yaml': `title: ${quoted}
step: ${quoted}
expect: ${quoted}
happened: ${quoted}
learned: ${quoted}
learner: ${quoted}
obstacle: ${quoted}
started: 2026-11-03
corners:
  - { id: c-8k2fd, what: ${quoted}, why: ${quoted}, plan: ${quoted}, until: 2026-11-05, owner: ${quoted}, path: ${quoted} }
`,
    '.kata/a/coaching/q-4d2mp-x.yaml': `date: 2026-11-04\nlearner: ${quoted}\nnotes: ${quoted}\nnextStep: ${quoted}\n`,
    '.kata/a/experiments/x-8f3kq-raw.yaml': `step: ${HOSTILE}\n`,
    '.kata/a/obstacles/o-n3w8a-tag.yaml': `title: !${'\u202e'}evil x\n`,
  };
  // A name may hold anything but a slash and NUL.
  files[`.kata/a/obstacles/o-p3w8a-${HOSTILE}.yaml`] = 'title: [\n';
  repo.write(files).commit('hostile', '2026-11-02');
  return repo;
}

describe('hostile records', () => {
  it('bring no character to the terminal that acts on it, in any command and format', async () => {
    const repo = hostileRepository();
    const commands = [
      ['list'],
      ['list', '--json'],
      ['show'],
      ['show', '--format', 'md'],
      ['show', '--json'],
      ['show', '--rev', 'HEAD'],
      ['experiment', 'list'],
      ['experiment', 'list', '--json'],
      ['check'],
      ['check', '--json'],
      ['check', '--format', 'github'],
      ['check', '--format', 'sarif'],
      ['show', HOSTILE],
      ['show', '--rev', HOSTILE],
      ['show', '--rev', HOSTILE, '--json'],
      ['show', '--kata', HOSTILE, '--verbose'],
      ['show', '--today', HOSTILE],
      ['-C', HOSTILE, 'list'],
      [HOSTILE],
      [`--${HOSTILE}`],
      ['obstacle', 'set', HOSTILE, 'parked'],
      ['obstacle', 'set', 'o-p3w8a', 'parked'],
      ['obstacle', 'add', HOSTILE],
      ['experiment', 'finish', 'x-8f3kq', '--outcome', 'refuted'],
      ['measure', HOSTILE, '1'],
      ['init', HOSTILE],
      [
        'target',
        'next',
        '--title',
        HOSTILE,
        '--achieve-by',
        '2026-12-24',
        '--close',
        'missed',
        '--reflection',
        HOSTILE,
      ],
    ];
    for (const args of commands) {
      const { out, err } = await kata(repo.path, args);
      assert.ok((out + err).length > 0, args.join(' '));
      for (const line of (out + err).split('\n')) {
        assert.deepEqual(actsOnATerminal(line), [], `${args[0]} ${args[1] ?? ''}: ${JSON.stringify(line)}`);
      }
    }
  });

  it('keep their text whole in JSON', async () => {
    const repo = hostileRepository();
    const view = JSON.parse((await kata(repo.path, ['show', '--json'])).out);
    assert.equal(view.direction.northStar.value, HOSTILE);
  });

  it('run nothing: no revision or name is taken for an option', async () => {
    const repo = hostileRepository();
    const canary = `${repo.path}/canary`;
    for (const name of [
      `--output=${canary}`,
      `$(touch ${canary})`,
      `;touch ${canary}`,
      `-O touch ${canary}`,
    ]) {
      const ran = await kata(repo.path, ['show', `--rev=${name}`]);
      assert.equal(ran.status, 4, ran.err);
    }
    assert.equal(existsSync(canary), false);
  });
});
