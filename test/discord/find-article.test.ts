import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArticleSummary } from '../../src/answers/library.ts';
import { findArticle, listChoices } from '../../src/discord/sources/find-article.ts';
import { hostileText, longHostileText } from './support/hostile-text.ts';

const make = (id: string, title: string): ArticleSummary => ({
  ...{ id, title, url: null, author: null, date: null, tags: [], textIsPages: false, passageCount: 1 },
});
const articles = [
  make('news/ai.md', 'An autumn of agents'),
  make('guide.md', 'Café guide'),
  make('ci.md', 'Pipelines that pass'),
  make('more/ci.md', 'Pipelines that pass'),
];

describe('the choices for an article', () => {
  it('are those whose title or id fits, titles that begin so first', () => {
    expect(listChoices('a', articles).map(({ value }) => value)).toEqual([
      'news/ai.md',
      'guide.md',
      'ci.md',
      'more/ci.md',
    ]);
    expect(listChoices('cafe', articles)).toEqual([{ name: 'Café guide', value: 'guide.md' }]);
    expect(listChoices('news/', articles)).toEqual([{ name: 'An autumn of agents', value: 'news/ai.md' }]);
    expect(listChoices('zzz', articles)).toEqual([]);
  });

  it('tell articles of one title apart', () => {
    expect(listChoices('pipe', articles).map(({ name }) => name)).toEqual([
      'Pipelines that pass (ci.md)',
      'Pipelines that pass (more/ci.md)',
    ]);
  });

  it('are at most 25, with names and values of 1 to 100 characters, and each leads back to its article', () => {
    const article = fc
      .tuple(fc.oneof(hostileText, longHostileText), hostileText)
      .map(([id, title]) => make(id, title));
    const shelf = fc.uniqueArray(article, { selector: ({ id }) => id, maxLength: 40 });
    fc.assert(
      fc.property(shelf, fc.oneof(fc.constant(''), hostileText), (listed, typed) => {
        const choices = listChoices(typed, listed);
        expect(choices.length).toBeLessThanOrEqual(25);
        for (const { name, value } of choices) {
          expect(name.trim()).not.toBe('');
          expect(name.length).toBeLessThanOrEqual(100);
          expect(value.trim()).not.toBe('');
          expect(value.length).toBeLessThanOrEqual(100);
          expect(findArticle(value, listed).found).toBeDefined();
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('an article that is asked for', () => {
  it('is found by its id, and by its title in any case', () => {
    expect(findArticle('guide.md', articles).found?.id).toBe('guide.md');
    expect(findArticle('CAFE GUIDE', articles).found?.id).toBe('guide.md');
  });

  it('is suggested where the text is none of the choices', () => {
    expect(findArticle('autumn', articles).nearest?.id).toBe('news/ai.md');
    expect(findArticle('Pipelnes that pas', articles).nearest?.id).toBe('ci.md');
    expect(findArticle('anything', [])).toEqual({});
  });
});
