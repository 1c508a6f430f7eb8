import { createHash } from 'node:crypto';

/** True for the short run that fits into five minutes. */
export const IS_QUICK = (process.env.FAULTS_QUICK ?? '') !== '' && process.env.FAULTS_QUICK !== '0';

/** The seed of this run, a whole number below 2³¹; `FAULTS_SEED` sets it, and the run prints it. */
export const SEED = readSeed(process.env.FAULTS_SEED);

/** How often a fault is tried: as often as `full` says, or as `quick` says in the short run. */
export function chooseTimes({ full, quick }: { readonly full: number; readonly quick: number }): number {
  return IS_QUICK ? quick : full;
}

/** Random numbers in [0, 1) that are the same for the same seed and name, whatever else runs. */
export function createRandom(name: string, seed = SEED): () => number {
  let state = createHash('sha256').update(`${seed.toString()} ${name}`).digest().readUInt32LE(0);
  // Numbers of a linear congruential generator, of which the upper bits are taken (Knuth, TAOCP 2, 3.3.4, line 16).
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

function readSeed(text = '0'): number {
  const seed = Number(text);
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31) return seed;
  throw new Error(`FAULTS_SEED must be a whole number from 0 to ${(2 ** 31 - 1).toString()}.`);
}
