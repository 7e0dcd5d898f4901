import assert from 'node:assert/strict';
import { makeProgram } from '../../src/cli/run';
import { Session } from '../../src/cli/session';
import { kata, richRepository } from '../support/cli';
import { GitRepo } from '../support/git-repo';
import { tempFolder } from '../support/temp';

const silent = { write: () => {}, isTerminal: false, columns: undefined };

/** Each command with arguments that are right, and with an id, name or revision that is nobody's. */
const COMMANDS: Readonly<Record<string, readonly [right: string, unknown: string | null]>> = {
  init: ['k', 'Bad'],
  list: ['', '--kata nope'],
  show: ['', 'nope'],
  'experiment start': ['--step s', '--step s --target nope'],
  'experiment expect': ['x-7f3kq --expect e', 'x-zzzzz --expect e'],
  'experiment result': ['x-7f3kq --happened e', 'x-zzzzz --happened e'],
  'experiment finish': ['x-7f3kq --outcome confirmed', 'x-zzzzz --outcome confirmed'],
  'experiment carry': ['x-7f3kq', 'x-zzzzz'],
  'experiment attach': ['x-b2m4q main', 'x-zzzzz main'],
  'experiment list': ['', '--kata nope'],
  'obstacle add': ['t', 't --target nope'],
  'obstacle set': ['o-m3w8a parked', 'o-zzzzz parked'],
  'target next': [
    '--title t --achieve-by 2027-01-08',
    '--title t --achieve-by 2027-01-08 --value nope=1 --close missed',
  ],
  'corner list': ['', '--base nope'],
  'corner cut': ['--path x --what w', '--path nope --what w'],
  'corner keep': ['c-8k2fd --why w', 'c-zzzzz --why w'],
  measure: ['p95 5', 'nope 5'],
  check: ['', '--base nope'],
  review: ['', '--base nope'],
  'hook install': ['', null],
  'hook uninstall': ['', null],
  'hook status': ['', null],
  'diffs install': ['', null],
  'diffs uninstall': ['', null],
  'diffs status': ['', null],
  'refs push': ['', 'nope'],
  'refs fetch': ['', 'nope'],
  schema: ['kata', 'nope'],
};

const words = (text: string) => text.split(' ').filter((word) => word !== '');

/** A failure of ours: what is wrong, then what to do, each a sentence; nothing of git's or the parser's own. */
function isSaid(err: string, what: string): void {
  assert.match(err, /^kata: (?:kata\.yaml |[^a-z\n])[^\n]*\. [^a-z\n][^\n]*[.?]\n$/, what);
  assert.doesNotMatch(err, /Git refused|something went wrong|command-argument|undefined|fatal:/, what);
}

describe('what the command says aloud', () => {
  it('has every command', () => {
    const io = {
      cwd: '/',
      env: {},
      out: silent,
      err: silent,
      clock: { today: () => '' },
      now: () => 0,
      random: () => 0,
    };
    const names = makeProgram(new Session(io), '1').commands.flatMap((command) =>
      command.commands.length === 0
        ? [command.name()]
        : command.commands.map((sub) => `${command.name()} ${sub.name()}`),
    );
    assert.deepEqual(Object.keys(COMMANDS).sort(), names.sort());
  });

  for (const [name, [right, unknown]] of Object.entries(COMMANDS)) {
    it(`kata ${name}, run wrongly`, async () => {
      const { path } = richRepository();
      const bare = `${tempFolder()}/bare.git`;
      GitRepo.at(path).git('clone', '-q', '--bare', path, bare);
      const command = words(name);
      const wrong: readonly (readonly [string, string, readonly string[]])[] = [
        ['an unknown option', path, [...words(right), '--nope']],
        ['too much', path, [...words(right), 'one', 'two', 'three']],
        ...(unknown === null ? [] : ([['an unknown name', path, words(unknown)]] as const)),
      ];
      for (const [what, folder, args] of wrong) {
        const ran = await kata(folder, [...command, ...args]);
        assert.ok([2, 4, 5].includes(ran.status), `${what}: ${ran.status}`);
        isSaid(ran.err, what);
      }
      // Some do what they can: those that fail say why.
      for (const [what, folder, args] of [
        ['an argument missing', path, []],
        ['no repository', tempFolder(), words(right)],
        ['a bare one', bare, words(right)],
      ] as const) {
        const ran = await kata(folder, [...command, ...args]);
        if (ran.status !== 0) isSaid(ran.err, what);
      }
    });
  }
});
