import { DrawingThread } from './drawing-thread.ts';
import type { Timeline, TimelineEntry, TimelineOptions } from './timeline.ts';

/** One for the process: it holds no thread before the first picture, nor a minute after the last. */
const thread = new DrawingThread();

/** As `renderTimeline`, without holding up this thread. Throws what `DrawingThread.draw` throws. */
export async function drawInThread(
  entries: readonly TimelineEntry[],
  options: TimelineOptions = {},
): Promise<Timeline> {
  return thread.draw(entries, options);
}
