import { listenForStop } from '../../src/listen-for-stop.ts';

// A process that begins to stop at the first signal, and would take a minute for it.
const signal = listenForStop();
signal.addEventListener('abort', () => {
  process.stdout.write('stopping\n');
});
setTimeout(() => undefined, 60_000);
process.stdout.write('ready\n');
