import { serveDrawing } from '../../pictures/serve-drawing.ts';
import { renderWeek } from './render-week.ts';
import type { Week } from './week-picture.ts';

/** Entry of the worker thread; `drawing-worker.mjs` loads it. */
serveDrawing((request) => renderWeek(request as Week));
