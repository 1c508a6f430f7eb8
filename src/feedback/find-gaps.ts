import { foldText } from '../text/fold.ts';
import { countDays, type Verdict } from './count-days.ts';
import type { Gap, GapReport } from './gap-report.ts';
import { groupQuestions } from './group-questions.ts';
import type { KeptFeedback, KeptQuestion, KeptRating } from './kept-question.ts';

/** Texts → unit vectors, one a text, in order. */
export type EmbedTexts = (texts: readonly string[]) => Promise<readonly Float32Array[]>;

/** Different texts that are grouped, the newest. */
const MAX_TEXTS = 1_000;
const MAX_OTHER_WORDINGS = 2;

interface Judged extends KeptQuestion {
  readonly verdict: Verdict;
  /** People who marked its answer unhelpful. */
  readonly downs: number;
}

/** One text, with all questions that read so. */
interface Wording {
  readonly text: string;
  readonly questions: readonly Judged[];
}

/** What is asked in vain, by meaning, most often first, and the last seven days. `now` in milliseconds since 1970. */
export async function findGaps(
  { questions, ratings }: KeptFeedback,
  embed: EmbedTexts,
  now: number,
): Promise<GapReport> {
  const judged = judgeQuestions(questions, ratings);
  const wordings = collectWordings(judged.filter(({ verdict }) => verdict !== 'answered')).slice(
    0,
    MAX_TEXTS,
  );
  const embeddings = await embed(wordings.map(({ text }) => text));
  const groups = await groupQuestions(embeddings);
  const gaps = groups
    .map((members) => describeGap(members.flatMap((index) => wordings[index] ?? [])))
    .sort((a, b) => countFailures(b) - countFailures(a) || b.people - a.people || b.lastAt - a.lastAt);
  return { gaps, week: countDays(judged, now), questions: questions.length };
}

function judgeQuestions(
  questions: readonly KeptQuestion[],
  ratings: readonly KeptRating[],
): readonly Judged[] {
  const said = new Map<string, { up: number; down: number }>();
  for (const { question, rating } of ratings) {
    const counts = said.get(question) ?? { up: 0, down: 0 };
    counts[rating] += 1;
    said.set(question, counts);
  }
  return questions.map((question) => {
    const { up, down } = said.get(question._id) ?? { up: 0, down: 0 };
    const verdict = !question.isAnswered ? 'refused' : down > up ? 'unhelpful' : 'answered';
    return { ...question, verdict, downs: down };
  });
}

/** The same text in another case or with other spaces is one; the newest first. */
function collectWordings(questions: readonly Judged[]): readonly Wording[] {
  const byText = new Map<string, Judged[]>();
  for (const question of [...questions].sort((a, b) => b.at - a.at)) {
    const key = foldText(question.text).replace(/\s+/g, ' ').trim();
    const same = byText.get(key);
    if (same === undefined) byText.set(key, [question]);
    else same.push(question);
  }
  return [...byText.values()].map((same) => ({ text: same[0]?.text ?? '', questions: same }));
}

function describeGap(wordings: readonly Wording[]): Gap {
  const byUse = [...wordings].sort((a, b) => b.questions.length - a.questions.length);
  const questions = byUse.flatMap((wording) => wording.questions);
  return {
    question: byUse[0]?.text ?? '',
    otherWordings: byUse.slice(1, 1 + MAX_OTHER_WORDINGS).map(({ text }) => text),
    asked: questions.length,
    people: new Set(questions.map(({ asker }) => asker)).size,
    refused: questions.filter(({ verdict }) => verdict === 'refused').length,
    unhelpful: questions.reduce((sum, { verdict, downs }) => sum + (verdict === 'unhelpful' ? downs : 0), 0),
    lastAt: Math.max(...questions.map(({ at }) => at)),
  };
}

function countFailures({ refused, unhelpful }: Gap): number {
  return refused + unhelpful;
}
