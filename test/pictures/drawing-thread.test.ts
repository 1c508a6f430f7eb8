import { afterAll, describe, expect, it } from 'vitest';
import { FootnoteError } from '../../src/errors.ts';
import { DrawingThread } from '../../src/pictures/drawing-thread.ts';
import type { DrawTimelineRequest } from '../../src/timeline/draw-in-thread.ts';
import { renderTimeline } from '../../src/timeline/render-timeline.ts';
import type { Timeline } from '../../src/timeline/timeline.ts';
import { createEntry } from '../timeline/create-entry.ts';

const entries = ['2009', '2015-03', '2018', '2025-08-22'].map((date) => createEntry(date));
type Thread = DrawingThread<DrawTimelineRequest, Timeline>;
const threads: Thread[] = [];
const workerUrl = new URL('../../src/timeline/drawing-worker.mjs', import.meta.url);

function open(options: Partial<ConstructorParameters<typeof DrawingThread>[0]> = {}): Thread {
  const thread: Thread = new DrawingThread({ workerUrl, ...options });
  threads.push(thread);
  return thread;
}

/** A thread that does what its body says with each request. */
function scripted(body: string): { readonly workerUrl: URL } {
  const source = `import { parentPort } from 'node:worker_threads'; let asked = 0;
    parentPort.on('message', (request) => { asked += 1; ${body} }); parentPort.postMessage('ready');`;
  return { workerUrl: new URL(`data:text/javascript,${encodeURIComponent(source)}`) };
}

afterAll(async () => {
  await Promise.all(threads.map((thread) => thread.close()));
});

describe('DrawingThread', () => {
  it('gives the same picture as drawing here, again and again, while this thread goes on', async () => {
    const thread = open();
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 5);
    const [first, second] = await Promise.all([
      thread.draw({ entries, options: {} }),
      thread.draw({ entries, options: { heading: 'Other' } }),
    ]);
    clearInterval(ticking);
    const here = await renderTimeline(entries);
    expect({ ...first, png: Buffer.from(first.png) }).toEqual({ ...here, png: Buffer.from(here.png) });
    expect(second.svg).not.toBe(first.svg);
    expect(ticks).toBeGreaterThan(5);
  });

  it('tells a mistake of the caller as one, and draws on', async () => {
    const thread = open();
    await expect(thread.draw({ entries: [], options: {} })).rejects.toThrow(RangeError);
    expect((await thread.draw({ entries, options: {} })).shown).toBe(4);
  });

  it('gives up a picture that takes too long, and draws the next in a new thread', async () => {
    const thread = open({
      ...scripted(
        "if (request.entries.length > 1) for (;;); else parentPort.postMessage({ kind: 'drawn', picture: { asked } });",
      ),
      timeoutMs: 200,
    });
    const slow = thread.draw({ entries, options: {} });
    const next = thread.draw({ entries: entries.slice(1, 2), options: {} });
    await expect(slow).rejects.toThrow(FootnoteError);
    await expect(next).resolves.toEqual({ asked: 1 });
  });

  it('starts again after a thread that died over a picture, after one, or that waited long', async () => {
    const dying = open(scripted('process.exit(1);'));
    await expect(dying.draw({ entries, options: {} })).rejects.toThrow(/thread ended/);
    await expect(dying.draw({ entries, options: {} })).rejects.toThrow(/thread ended/);
    const waiting = open(
      scripted(
        "parentPort.postMessage({ kind: 'drawn', picture: { asked } }); setTimeout(() => process.exit(1));",
      ),
    );
    await expect(waiting.draw({ entries, options: {} })).resolves.toEqual({ asked: 1 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(waiting.draw({ entries, options: {} })).resolves.toEqual({ asked: 1 });
    const resting = open({
      ...scripted("parentPort.postMessage({ kind: 'drawn', picture: { asked } });"),
      idleMs: 20,
    });
    await expect(resting.draw({ entries, options: {} })).resolves.toEqual({ asked: 1 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(resting.draw({ entries, options: {} })).resolves.toEqual({ asked: 1 });
  });

  it('says so where no thread can be started', async () => {
    const thread = open({ workerUrl: new URL('./no-such-worker.mjs', import.meta.url) });
    await expect(thread.draw({ entries, options: {} })).rejects.toThrow(/did not start/);
    await expect(thread.draw({ entries, options: {} })).rejects.toThrow(/did not start/);
  });
});
