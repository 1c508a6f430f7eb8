// tsx does not hook the modules of worker threads on Node 20, so that this thread registers it itself.
import { register } from 'tsx/esm/api';

register();
await import('./drawing-worker.ts');
