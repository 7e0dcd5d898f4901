import assert from 'node:assert/strict';
import { makeProgram } from '../../src/cli/run';
import { Session } from '../../src/cli/session';
import { kata, richRepository } from '../support/cli';
import { tempFolder } from '../support/temp';

const COMMANDS = [
  'init',
  'list',
  'show',
  'experiment result',
  'experiment start',
  'hook install',
  'hook uninstall',
  'hook status',
  'diffs install',
  'diffs uninstall',
  'diffs status',
  'refs push',
  'refs fetch',
  'experiment carry',
  'experiment attach',
  'experiment expect',
  'experiment finish',
  'experiment list',
  'corner list',
  'corner cut',
  'corner keep',
  'obstacle add',
  'obstacle set',
  'target next',
  'measure',
  'check',
  'review',
  'schema',
];

describe('usage', () => {
  for (const command of COMMANDS) {
    it(`kata ${command} --help shows an example that parses`, async () => {
      const ran = await kata(tempFolder(), [...command.split(' '), '--help'], { columns: 100 });
      assert.equal(ran.status, 0);
      assert.match(ran.out, new RegExp(`^Usage: kata ${command} `));
      assert.match(ran.out, /Global Options:\n.*--json/s);
      const example = ran.out.split('Example:\n')[1] ?? '';
      assert.ok(example.trim().startsWith(`kata ${command}`), ran.out);
      const words =
        example
          .replace(/\\\n/g, ' ')
          .split('>')[0]
          ?.match(/"[^"]*"|\S+/g) ?? [];
      const args = words.slice(1).map((word) => word.replace(/^"|"$/g, ''));
      const parsed = await kata(tempFolder(), [...args, '--json']);
      assert.notEqual(parsed.status, 2, `${example}: ${parsed.out}`);
    });
  }

  it('leaves no command without a test here', () => {
    const silent = { write: () => {}, isTerminal: false, columns: undefined };
    const session = new Session({
      cwd: '/',
      env: {},
      out: silent,
      err: silent,
      clock: { today: () => '2026-11-24' },
      now: () => 0,
      random: () => 0,
    });
    const names = makeProgram(session, '1').commands.flatMap((command) =>
      command.commands.length === 0
        ? [command.name()]
        : command.commands.map((sub) => `${command.name()} ${sub.name()}`),
    );
    assert.deepEqual(names.sort(), [...COMMANDS].sort());
  });

  it('says in one line what is wrong and what to do, with status 2', async () => {
    const repo = richRepository();
    const wrong: readonly (readonly [RegExp, ...string[]])[] = [
      [/Unknown command 'lst'\. Did you mean list\?/, 'lst'],
      [/unknown option '--strcit'\. Did you mean --strict\?/i, 'check', '--strcit'],
      [/missing required argument 'slug'\. See kata init --help/i, 'init'],
      [/'--what <text>' not specified\. See kata corner cut --help/, 'corner', 'cut', 'a.js:1'],
      [/too many arguments/i, 'list', 'x'],
      [/not a calendar date/, 'list', '--today', '2026-02-30'],
      [/not a number/, 'measure', 'p95', 'fast'],
      [/not a number/, 'measure', 'p95', '1e999'],
      [/METRIC=NUMBER/, 'experiment', 'result', 'x-7f3kq', '--value', '640'],
      [/Give --happened, --learned or --value/, 'experiment', 'result', 'x-7f3kq'],
      [/Allowed choices are confirmed, refuted/, 'experiment', 'finish', 'x-7f3kq', '--outcome', 'great'],
      [/Required option '--outcome <outcome>' not specified/, 'experiment', 'finish', 'x-7f3kq'],
      [/Allowed choices are parked/, 'obstacle', 'set', 'o-m3w8a', 'gone'],
      [/Allowed choices are text, md, html, json/, 'show', '--format', 'pdf'],
      [/Nothing to start was named\. Say --step TEXT/, 'experiment', 'start'],
      [/is no id of an experiment/, 'experiment', 'carry', 'o-m3w8a'],
      [/Allowed choices are kata, obstacle/, 'schema', 'corner'],
    ];
    for (const [message, ...args] of wrong) {
      const ran = await kata(repo.path, args);
      assert.deepEqual([ran.status, ran.out], [2, ''], args.join(' '));
      assert.match(ran.err, message);
      assert.match(ran.err, /^kata: [^\n]+\n$/, args.join(' '));
      const json = await kata(repo.path, [...args, '--json']);
      const { error } = JSON.parse(json.out);
      assert.deepEqual([Object.keys(error), json.err], [['code', 'message', 'mend'], '']);
      assert.match(error.code, /^usage\/[a-z-]+$/);
    }
  });

  it('shows help where no command is named, with status 2', async () => {
    const ran = await kata(tempFolder(), []);
    assert.deepEqual([ran.status, ran.out], [2, '']);
    assert.match(ran.err, /Usage: kata[\s\S]*kata: No command was named/);
  });

  it('prints its version', async () => {
    assert.deepEqual(await kata(tempFolder(), ['--version']), { status: 0, out: '1.2.3\n', err: '' });
  });

  it('says where a folder is missing', async () => {
    const ran = await kata(tempFolder(), ['-C', 'none', 'list']);
    assert.equal(ran.status, 4);
    assert.match(ran.err, /There is no folder .*none\. Check what -C says\./);
  });

  it('prints each schema', async () => {
    for (const kind of ['kata', 'obstacle', 'experiment', 'coaching', 'config']) {
      const ran = await kata(tempFolder(), ['schema', kind]);
      assert.equal(ran.status, 0);
      assert.match(JSON.parse(ran.out).$schema, /json-schema/);
    }
  });
});
