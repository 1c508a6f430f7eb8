// A worker thread without a model, for the pool's tests: keeps the protocol of worker-protocol.ts, and what its texts
// and its model's name say happens to it.
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';

/** True the first time that any thread asks with this path. */
function isFirst(path) {
  if (existsSync(path)) return false;
  writeFileSync(path, '');
  return true;
}

async function answer(request) {
  if (request.kind === 'load') {
    if (request.modelId === 'test/fails') return { kind: 'failed', reason: 'the weights are damaged' };
    if (request.modelId === 'test/dies') throw new Error('out of luck');
    if (request.modelId === 'test/once' && !isFirst(request.modelsDir)) {
      return { kind: 'failed', reason: 'no memory for a second one' };
    }
    return { kind: 'loaded' };
  }
  const [order, argument] = request.text.split('=');
  if (order === 'die') throw new Error('the thread fell over');
  if (order === 'die-once' && isFirst(argument)) process.exit(1);
  if (order === 'sleep') await sleep(Number(argument));
  if (order === 'too-long') return { kind: 'too-long', tokens: 600 };
  if (order === 'fail') return { kind: 'failed', reason: 'odd numbers' };
  return { kind: 'embedded', embedding: Float32Array.of(request.text.length) };
}

parentPort.on('message', async (request) => {
  if (request.kind === 'stop') process.exit(0);
  const reply = await answer(request);
  parentPort.postMessage(reply, reply.kind === 'embedded' ? [reply.embedding.buffer] : []);
});
