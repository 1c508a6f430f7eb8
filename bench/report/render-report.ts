import type { SizeReport } from '../asking/compare-sizes.ts';
import { NOISE_LENGTH, WORDS_PER_NEW_WORD } from '../asking/grow-passages.ts';
import type { Machine } from '../describe-machine.ts';
import type { IndexingReport } from '../indexing/compare-indexing.ts';
import type { MeasuredBuild } from '../indexing/measured-build.ts';
import type { QualityRow } from '../quality/compare-quality.ts';
import { renderTable } from './render-table.ts';

/** All that a run found; a part that did not run is left out. */
export interface BenchReport {
  readonly machine: Machine;
  readonly corpusDir: string;
  readonly questions: { readonly all: number; readonly answerable: number };
  readonly indexing?: IndexingReport;
  readonly quality?: readonly QualityRow[];
  readonly asking?: readonly SizeReport[];
}

/** The report in Markdown, for people. */
export function renderReport(report: BenchReport): string {
  const { machine, corpusDir, questions, indexing, quality, asking } = report;
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return [
    '# Benchmark',
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGb.toFixed(0)} GB; load before the run ${machine.load.toFixed(1)} (above 1, other work slowed it down).`,
    `${versions.join(', ')}.`,
    `Articles: ${corpusDir}; questions: ${questions.all}, of which ${questions.answerable} are answerable. One run, each system in a process of its own, offline.`,
    ...(indexing === undefined ? [] : renderIndexing(indexing)),
    ...(quality === undefined ? [] : renderQuality(quality)),
    ...(asking === undefined ? [] : renderAsking(asking)),
  ].join('\n\n');
}

function renderIndexing({ articles, footnote, langchain }: IndexingReport): readonly string[] {
  const perSecond = ({ seconds }: MeasuredBuild): number => articles.characters / seconds;
  const row = (name: string, build: MeasuredBuild): readonly string[] => [
    name,
    String(build.pieces),
    build.seconds.toFixed(1),
    (build.pieces / build.seconds).toFixed(1),
    perSecond(build).toFixed(0),
    build.peakMb.toFixed(0),
  ];
  const faster = perSecond(footnote) / perSecond(langchain);
  return [
    '## Indexing',
    `${articles.articles} articles of ${articles.characters} characters in all. From nothing to an index on the disk, the loading of the model included. Footnote's time also has the reading of the files, dated events and checks; LangChain.js is given the cleaned texts. LangChain.js as it comes (splitter of 1,000 with 200 of overlap, batches of 512, mean pooling), but with the same quantised weights instead of its 32-bit default.`,
    renderTable(
      ['', 'pieces', 'seconds', 'pieces/s', 'characters/s', 'peak MB'],
      [row('Footnote', footnote), row('LangChain.js', langchain)],
    ),
    `Footnote: ${faster.toFixed(1)} × the characters a second, 1/${(langchain.peakMb / footnote.peakMb).toFixed(1)} of the memory.`,
  ];
}

function renderQuality(rows: readonly QualityRow[]): readonly string[] {
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  return [
    '## Search quality',
    'The same answerable questions. A hit is a passage (Footnote) or a piece of up to 1,000 characters (the peers), so that a peer\'s hit holds more words. Orama is given the pieces and vectors of LangChain.js. "Tuned": the pooling that the model was trained for, which Footnote uses too.',
    renderTable(
      ['', 'right article first', 'in the top five', 'answer in the first hit', 'in the top five'],
      rows.map(({ system, articleFirst, articleInFive, answerFirst, answerInFive }) => [
        system,
        ...[articleFirst, articleInFive, answerFirst, answerInFive].map(percent),
      ]),
    ),
  ];
}

function renderAsking(reports: readonly SizeReport[]): readonly string[] {
  const ms = (value: number): string => (Number.isFinite(value) ? value.toFixed(0) : '–');
  return [
    '## Asking',
    `The whole answering path. Up to the size of the corpus its own passages; above it, made ones are added: sentences of the corpus mixed anew with one made-up word in ${WORDS_PER_NEW_WORD}, and real embeddings with noise of length ${NOISE_LENGTH} (similarity to the original about 0.9). The questions and their embeddings are real. All times in milliseconds.`,
    renderTable(
      ['passages', 'at once', 'p50', 'p95', 'p99', 'answers/s', 'longest pause'],
      reports.flatMap(({ passages, levels }) =>
        levels.map((level) => [
          String(passages),
          String(level.askers),
          ...[level.p50Ms, level.p95Ms, level.p99Ms].map(ms),
          level.perSecond.toFixed(1),
          ms(level.longestPauseMs),
        ]),
      ),
    ),
    renderTable(
      [
        ...['passages', 'opening', 'its longest pause', 'MB after asking', 'recall@10', 'lowest', 'HNSW p95'],
        ...['exact p95', 'timeline: pause', 'new index: pause'],
      ],
      reports.map(({ passages, opening, memory, recall, timeline, takingUp }) => [
        String(passages),
        ms(opening.ms),
        ms(opening.longestPauseMs),
        memory.nowMb.toFixed(0),
        recall.recallAt10.toFixed(3),
        recall.worst.toFixed(1),
        recall.graphP95Ms.toFixed(1),
        recall.exactP95Ms.toFixed(1),
        `${ms(timeline.longestPauseMs)} (of ${ms(timeline.ms)})`,
        `${ms(takingUp.longestPauseMs)} (of ${ms(takingUp.ms)})`,
      ]),
    ),
  ];
}
