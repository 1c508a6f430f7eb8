import { DrawingThread } from '../pictures/drawing-thread.ts';
import type { Timeline, TimelineEntry, TimelineOptions } from './timeline.ts';

/** What the thread is asked for. */
export interface DrawTimelineRequest {
  readonly entries: readonly TimelineEntry[];
  readonly options: TimelineOptions;
}

/** One for the process: it holds no thread before the first picture, nor a minute after the last. */
const thread = new DrawingThread<DrawTimelineRequest, Timeline>({
  workerUrl: new URL('./drawing-worker.mjs', import.meta.url),
});

/** As `renderTimeline`, without holding up this thread. Throws what `DrawingThread.draw` throws. */
export async function drawInThread(
  entries: readonly TimelineEntry[],
  options: TimelineOptions = {},
): Promise<Timeline> {
  return thread.draw({ entries, options });
}
