import { parentPort } from 'node:worker_threads';
import { type DrawReply, READY } from './drawing-protocol.ts';

/** What a worker thread of a `DrawingThread` does: one request in, one picture out. What a request is, its thread knows. */
export function serveDrawing(draw: (request: unknown) => Promise<unknown>): void {
  const answer = async (request: unknown): Promise<DrawReply<unknown>> => {
    try {
      return { kind: 'drawn', picture: await draw(request) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { kind: 'failed', message, isRangeError: error instanceof RangeError };
    }
  };
  parentPort?.on('message', (request: unknown) => {
    void answer(request).then((reply) => parentPort?.postMessage(reply));
  });
  parentPort?.postMessage(READY);
}
