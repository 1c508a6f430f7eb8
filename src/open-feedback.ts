import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Embedder } from './embeddings/embedder.ts';
import { createFeedbackDesk } from './feedback/create-feedback-desk.ts';
import type { FeedbackDesk } from './feedback/feedback-desk.ts';

const FOLDER = 'question-log';

/** The wiring of what is kept of questions, in a folder of `stateDir`. */
export async function openFeedback(
  { questionLog: isOn, questionLogDays: days }: Pick<Config, 'questionLog' | 'questionLogDays'>,
  stateDir: string,
  embedder: Pick<Embedder, 'embedPassages'>,
  logger: Logger,
): Promise<FeedbackDesk> {
  return createFeedbackDesk({
    ...{ isOn, days, folder: join(stateDir, FOLDER) },
    embed: (texts) => embedder.embedPassages(texts),
    onProblem: (err) => {
      logger.error({ err }, 'questions cannot be kept at the moment (see QUESTION_LOG and STATE_DIR)');
    },
  });
}
