import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { StoryboardView } from '../../../src/core/storyboard/view';
import type { Host } from '../../../src/extension/host';
import { ReviewBoard } from '../../../src/extension/review/review-board';
import type { ToWebview } from '../../../src/protocol/messages';
import { GitPlace } from '../support/git-place';
import { eventually, startedHost } from '../support/host';

const OBSTACLE = '.kata/checkout/obstacles/o-5t7ab.yaml';

describe('a review, in VS Code', () => {
  let host: Host;
  let place: GitPlace;
  before(async () => {
    host = await startedHost();
  });
  beforeEach(async () => {
    place = new GitPlace();
    await place.start();
  });
  afterEach(() => place.remove());

  it('marks what the branch changes, and follows commits; nothing is edited', async () => {
    place.repo.git('switch', '--quiet', '--create', 'topic');
    place.repo.write({ [OBSTACLE]: 'title: First call after a deploy\n' }).commit('An obstacle');
    const found = await eventually(
      () => host.records.katas.find(({ kata }) => kata.obstacles.some(({ id }) => id === 'o-5t7ab')),
      'the kata with its obstacle',
    );
    const sent: ToWebview[] = [];
    const messages = new vscode.EventEmitter<unknown>();
    const webview = {
      onDidReceiveMessage: messages.event,
      postMessage: async (message: ToWebview) => sent.push(message) > 0,
    };
    const acted: string[] = [];
    const board = new ReviewBoard(
      host,
      found,
      'main',
      { webview },
      async (_, { type }) => void acted.push(type),
    );
    const view = (): StoryboardView | undefined =>
      sent.flatMap((message) => (message.type === 'snapshot' ? [message.view] : [])).at(-1);
    const words = () => view()?.review?.marks.map(({ at, words: said }) => `${at.record} ${said}`) ?? [];
    try {
      await board.receive({ type: 'ready' });
      await eventually(() => words().some((one) => one.endsWith('o-5t7ab new')), 'the new obstacle');
      assert.equal(view()?.review?.base, 'main');
      assert.match(view()?.readOnly ?? '', /changes since it parted from main/);
      place.repo
        .write({ [OBSTACLE]: 'title: First call after a deploy\nstate: addressing\n' })
        .commit('Take it up');
      await eventually(() => words().some((one) => one.endsWith('o-5t7ab new: taken up')), 'the commit');
      await board.receive({ type: 'addCondition', request: 1 });
      await board.receive({ type: 'startExperiment' });
      await board.receive({ type: 'openText', record: 'o-5t7ab', path: null, line: null });
      assert.deepEqual(acted, ['openText']);
      assert.equal(sent.filter(({ type }) => type === 'refused').length, 1);
    } finally {
      board.dispose();
    }
  });
});
