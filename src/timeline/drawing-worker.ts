import { parentPort } from 'node:worker_threads';
import { type DrawReply, type DrawRequest, READY } from './drawing-protocol.ts';
import { renderTimeline } from './render-timeline.ts';

/** Entry of the worker thread (`drawing-worker.mjs` loads it): one request in, one picture out. */
async function answer({ entries, options }: DrawRequest): Promise<DrawReply> {
  try {
    return { kind: 'drawn', timeline: await renderTimeline(entries, options) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', message, isRangeError: error instanceof RangeError };
  }
}

parentPort?.on('message', (request: DrawRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});
parentPort?.postMessage(READY);
