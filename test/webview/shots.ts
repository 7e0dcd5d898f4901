// Pictures of the storyboard in four themes and four widths, for people to look at:
// npx tsx test/webview/shots.ts FOLDER [NAME-PART]
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { boardOf, broken, empty, many, rich } from './support/boards';
import { traced, unknown } from './support/history';
import { closeBrowser, openBoard, THEMES } from './support/page';
import { reviewed } from './support/review';

const [folder = '.cache/shots', part = ''] = process.argv.slice(2);
const boards = {
  rich: boardOf(rich),
  empty: boardOf(empty),
  broken: boardOf(broken),
  many: boardOf(many),
  traced: boardOf(traced(rich)),
  unknown: boardOf(unknown(rich)),
  reviewed: reviewed(),
};
await mkdir(folder, { recursive: true });
for (const [name, view] of Object.entries(boards)) {
  for (const theme of THEMES) {
    for (const width of [360, 700, 1300, 1900]) {
      const file = `${name}-${theme}-${width}.png`;
      if (!file.includes(part)) continue;
      const board = await openBoard({ theme, width, view, canUndo: 'park obstacle' });
      await board.page.screenshot({ path: join(folder, file), fullPage: true });
      if (board.complaints.length > 0) console.log(file, board.complaints);
      await board.close();
    }
  }
}
await closeBrowser();
