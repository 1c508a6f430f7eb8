import { serveDrawing } from '../pictures/serve-drawing.ts';
import type { DrawTimelineRequest } from './draw-in-thread.ts';
import { renderTimeline } from './render-timeline.ts';

/** Entry of the worker thread; `drawing-worker.mjs` loads it. */
serveDrawing((request) => {
  const { entries, options } = request as DrawTimelineRequest;
  return renderTimeline(entries, options);
});
