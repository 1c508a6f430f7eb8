import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countChanges, planBuild, type Snapshot } from '../../src/indexing/plan-build.ts';
import { splitArticle } from '../../src/passages/split-article.ts';
import { makeArticle } from '../doubles/make-article.ts';

type Corpus = Readonly<Record<string, { readonly title?: string; readonly paragraphs: readonly string[] }>>;

/** One passage a paragraph, so that the figures are easy to foresee. */
function takeSnapshot(corpus: Corpus): Snapshot {
  const articles = Object.entries(corpus).map(([id, { title = 'A title', paragraphs }]) =>
    makeArticle(
      paragraphs.map((text) => ({ kind: 'paragraph', text })),
      { id, title, sha256: JSON.stringify([title, paragraphs]) },
    ),
  );
  const options = { countTokens: () => 10, maxTokens: 512, targetTokens: 10 };
  return { articles, passages: articles.flatMap((article) => splitArticle(article, options)) };
}

const nothing = takeSnapshot({});
const figures = (before: Corpus, after: Corpus): ReturnType<typeof countChanges> =>
  countChanges(planBuild(takeSnapshot(before), takeSnapshot(after)));

describe('planBuild', () => {
  it('adds everything where there was nothing', () => {
    const next = takeSnapshot({ a: { paragraphs: ['one', 'two'] }, b: { paragraphs: ['three'] } });
    expect(planBuild(nothing, next)).toEqual({
      articles: { added: ['a', 'b'], changed: [], removed: [], unchanged: [] },
      passages: { added: 3, changed: 0, removed: 0, unchanged: 0 },
    });
  });

  it('counts an edited paragraph as one changed passage, and leaves its neighbours alone', () => {
    expect(
      figures({ a: { paragraphs: ['one', 'two', 'three'] } }, { a: { paragraphs: ['one', 'TWO', 'three'] } }),
    ).toEqual({
      articles: { added: 0, changed: 1, removed: 0, unchanged: 0 },
      passages: { added: 0, changed: 1, removed: 0, unchanged: 2 },
    });
  });

  it('leaves a passage unchanged that only moved, though its article changed', () => {
    expect(
      figures({ a: { paragraphs: ['one', 'two'] } }, { a: { paragraphs: ['zero', 'one', 'two'] } }),
    ).toEqual({
      articles: { added: 0, changed: 1, removed: 0, unchanged: 0 },
      passages: { added: 1, changed: 0, removed: 0, unchanged: 2 },
    });
  });

  it('counts every passage of a retitled article as changed, since the title is embedded with it', () => {
    const paragraphs = ['one', 'two'];
    expect(figures({ a: { paragraphs } }, { a: { title: 'Another', paragraphs } }).passages).toEqual({
      added: 0,
      changed: 2,
      removed: 0,
      unchanged: 0,
    });
  });

  it('sees that an article reads otherwise though its file is the same', () => {
    const before = takeSnapshot({ a: { paragraphs: ['one', 'two'] } });
    const after = takeSnapshot({ a: { paragraphs: ['one'] } });
    const sameFile = { ...after, articles: before.articles };
    expect(planBuild(before, sameFile).articles.changed).toEqual(['a']);
  });

  const corpora = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.record({
      title: fc.constantFrom('A title', 'Another'),
      paragraphs: fc.array(fc.constantFrom('one', 'two', 'three', 'four', 'five'), {
        minLength: 1,
        maxLength: 5,
      }),
    }),
  );

  it('accounts for every article and passage, before and after', () => {
    fc.assert(
      fc.property(corpora, corpora, (before, after) => {
        const [current, next] = [takeSnapshot(before), takeSnapshot(after)];
        const { articles, passages } = countChanges(planBuild(current, next));
        for (const [changes, was, is] of [
          [articles, current.articles.length, next.articles.length],
          [passages, current.passages.length, next.passages.length],
        ] as const) {
          expect(
            Math.min(changes.added, changes.changed, changes.removed, changes.unchanged),
          ).toBeGreaterThanOrEqual(0);
          expect(changes.unchanged + changes.changed + changes.removed).toBe(was);
          expect(changes.unchanged + changes.changed + changes.added).toBe(is);
        }
      }),
    );
  });

  it('finds nothing changed between a corpus and itself, and the opposite changes the other way round', () => {
    fc.assert(
      fc.property(corpora, corpora, (before, after) => {
        const same = figures(before, before);
        expect([same.articles.unchanged, same.passages.unchanged]).toEqual([
          Object.keys(before).length,
          takeSnapshot(before).passages.length,
        ]);
        const [there, back] = [figures(before, after), figures(after, before)];
        expect(back.passages).toEqual({
          ...there.passages,
          added: there.passages.removed,
          removed: there.passages.added,
        });
      }),
    );
  });
});
