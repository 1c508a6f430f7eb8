import { IndexFormatError } from '../errors.ts';
import type { Passage } from '../passages/passage.ts';
import { GENERATION_FILES, type Manifest } from '../retrieval/manifest.ts';
import { parseArticles, parsePassages } from '../retrieval/passage-file.ts';
import { checkGenerationFile, readGenerationFile } from '../retrieval/read-generation-file.ts';
import { findFile, readManifest } from '../retrieval/read-manifest.ts';
import { type Calibration, parseCalibration } from './calibration/calibration.ts';
import { parseQuestionResults, type QuestionResults } from './questions/question-results.ts';
import { locateGeneration, readPointer } from '../retrieval/read-pointer.ts';

/** The index as a build finds it. */
export interface CurrentIndex {
  /** Null where there is no index, or its manifest cannot be trusted. */
  readonly manifest: Manifest | null;
  /** Empty where the index is missing or damaged. */
  readonly passages: readonly Passage[];
  /** What its regression questions gave; null where it has none, or is missing or damaged. */
  readonly questions: QuestionResults;
  /** Null where it is the shipped one, or the index is missing or damaged. */
  readonly calibration: Calibration;
  /** What is wrong with the index; null where nothing is, or there is none. */
  readonly damage: string | null;
}

/** Reads the current index and checks every file of it, but not what it was built with. Damage is told, not thrown. */
export async function readCurrentIndex(indexDir: string): Promise<CurrentIndex> {
  let manifest: Manifest | null = null;
  try {
    const pointer = await readPointer(indexDir);
    if (pointer === null)
      return { manifest: null, passages: [], questions: null, calibration: null, damage: null };
    const read = await readManifest(indexDir, pointer);
    manifest = read;
    const folder = locateGeneration(indexDir, pointer.generation);
    const [articles, passages, questions, calibration] = await Promise.all([
      readGenerationFile(folder, findFile(read, GENERATION_FILES.articles, folder)),
      readGenerationFile(folder, findFile(read, GENERATION_FILES.passages, folder)),
      readGenerationFile(folder, findFile(read, GENERATION_FILES.questions, folder)),
      readGenerationFile(folder, findFile(read, GENERATION_FILES.calibration, folder)),
      ...read.files.map((file) => checkGenerationFile(folder, file)),
    ]);
    return {
      manifest,
      passages: await parsePassages(passages, await parseArticles(articles)),
      questions: parseQuestionResults(questions.toString('utf8')),
      calibration: parseCalibration(calibration.toString('utf8')),
      damage: null,
    };
  } catch (error) {
    if (!(error instanceof IndexFormatError)) throw error;
    return { manifest, passages: [], questions: null, calibration: null, damage: error.message };
  }
}
