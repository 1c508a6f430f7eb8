import { writeSync } from 'node:fs';
import { QuestionStore } from '../../../src/feedback/question-store.ts';

/**
 * Keeps questions, edits and forgets some of them, until it is killed: `question-child.ts FOLDER ROUND`. It tells each
 * step once it is done: what was told must hold for whoever opens the folder next.
 */
const [folder = '', round = '0'] = process.argv.slice(2);

const store = await QuestionStore.open({ folder, days: 30 });
if (store === null) throw new Error('another process has the folder');
for (let count = 0; ; count += 1) {
  const id = `${round}.${count.toString()}`;
  await store.put({
    id,
    userId: `user-${round}`,
    serverId: 'home',
    text: `Question ${id}?`,
    isAnswered: false,
  });
  writeSync(1, `kept ${id}\n`);
  if (count % 4 === 3) {
    await store.forgetQuestion(id);
    writeSync(1, `gone ${id}\n`);
  }
}
