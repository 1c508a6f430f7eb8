import type { ButtonAction } from '../custom-id.ts';
import type { ButtonHandler } from './button.ts';
import { dismissAnswer } from './dismiss.ts';
import { postForEveryone } from './post-for-everyone.ts';
import { rateAnswer } from './rate-answer.ts';
import { showPassage } from './show-me.ts';
import { turnMilestonesPage } from './turn-milestones-page.ts';
import { turnPage } from './turn-page.ts';

/** Every button. */
export const BUTTONS: { readonly [Kind in ButtonAction['kind']]: ButtonHandler<Kind> } = {
  show: showPassage,
  dismiss: dismissAnswer,
  post: postForEveryone,
  rate: rateAnswer,
  page: turnPage,
  dates: turnMilestonesPage,
};
