import { DrawingThread } from '../../pictures/drawing-thread.ts';
import type { Week, WeekPicture } from './week-picture.ts';

/** One for the process: it holds no thread before the first picture, nor a minute after the last. */
const thread = new DrawingThread<Week, WeekPicture>({
  workerUrl: new URL('./drawing-worker.mjs', import.meta.url),
});

/** As `renderWeek`, without holding up this thread. Throws what `DrawingThread.draw` throws. */
export async function drawWeekInThread(week: Week): Promise<WeekPicture> {
  return thread.draw(week);
}
