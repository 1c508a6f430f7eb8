import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createAnswerer } from '../../src/answers/create-answerer.ts';
import { createLibrary, type Shelf } from '../../src/answers/create-library.ts';
import type { Retriever } from '../../src/retrieval/retriever.ts';
import { createFixedRetriever } from '../doubles/make-hits.ts';
import { makeMilestone } from '../doubles/make-milestone.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { createWordDesk } from '../doubles/word-desk.ts';

function makeShelf(generation: string, text: string, retriever?: Retriever): Shelf {
  const passages = makePassages([{ text, title: `Title of ${generation}` }]);
  return {
    ask: createAnswerer(retriever ?? createFixedRetriever(passages), { minConfidence: 0 }),
    passages,
    desk: createWordDesk(
      passages.map((passage) => makeMilestone(passage, { title: `Milestone of ${generation}` })),
      passages,
    ),
    facts: {
      generation,
      builtAt: '2026-11-22T00:00:00Z',
      articleCount: 1,
      passageCount: 1,
      modelId: 'double',
    },
  };
}

describe('createLibrary', () => {
  it('lists articles with their passage counts, and finds passages', () => {
    const shelf = makeShelf('one', 'Some words.');
    const library = createLibrary(shelf);
    expect(library.listArticles()).toMatchObject([
      { id: 'article-0.md', title: 'Title of one', passageCount: 1 },
    ]);
    expect(library.findPassage(shelf.passages[0]?.id ?? '')?.text).toBe('Some words.');
    expect(library.findPassage('0000000000000000')).toBeUndefined();
  });

  it('tells of the milestones of the shelf that it stands on', async () => {
    const library = createLibrary(makeShelf('old', 'Old words.'));
    const [before] = library.suggestMilestones('milestone', 5);
    expect(before?.milestone.title).toBe('Milestone of old');
    expect(library.findMilestone(before?.milestone.id ?? '')).toEqual(before);
    library.switchTo(makeShelf('new', 'New words.'));
    expect(library.suggestMilestones('milestone', 5)[0]?.milestone.title).toBe('Milestone of new');
    expect(library.findMilestone(before?.milestone.id ?? '')).toBeUndefined();
    expect(await library.findMilestones({ topic: 'old' })).toMatchObject({ reason: 'nothing-found' });
  });

  it('ends a question on the shelf it began on, and takes the next from the new one', async () => {
    const gate = new EventEmitter();
    const slow = createFixedRetriever(makePassages([{ text: 'Old words.' }]));
    const library = createLibrary(
      makeShelf('old', 'Old words.', {
        search: (...given) => once(gate, 'open').then(() => slow.search(...given)),
      }),
    );
    const begun = library.ask('which words');
    library.switchTo(makeShelf('new', 'New words.'));
    gate.emit('open');
    expect((await begun).text).toContain('Old words.');
    expect((await library.ask('which words')).text).toContain('New words.');
    expect(library.describe().generation).toBe('new');
  });
});
