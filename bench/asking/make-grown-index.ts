import { runMeasured } from '../shared/run-measured.ts';
import { growIndex } from './grow-index.ts';

/** In a process of its own, since the memory that it takes is none of the asking's. */
await runMeasured(
  async ({
    realDir,
    indexDir,
    count,
  }: {
    realDir: string;
    indexDir: string;
    count: number;
  }): Promise<null> => {
    await growIndex(realDir, indexDir, count);
    return null;
  },
);
