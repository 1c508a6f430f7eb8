import { loadConfig } from '../../src/config.ts';
import { describeModel } from '../../src/embeddings/describe-model.ts';
import { createIndexFingerprint } from '../../src/indexing/create-index-fingerprint.ts';
import type { IndexFingerprint } from '../../src/retrieval/manifest.ts';
import { selectModelOptions } from '../../src/select-model-options.ts';

/** What an index must be built with to be measured: the defaults, whatever the environment says. */
export async function readFingerprint(): Promise<IndexFingerprint> {
  return createIndexFingerprint(await describeModel(selectModelOptions(loadConfig({}))));
}
