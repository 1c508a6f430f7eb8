import { describe, expect, it } from 'vitest';
import { createMilestoneDesk } from '../../src/answers/create-milestone-desk.ts';
import type { MilestoneFindings, MilestoneQuery } from '../../src/answers/milestone-desk.ts';
import type { Retriever } from '../../src/retrieval/retriever.ts';
import { makeHits } from '../doubles/make-hits.ts';
import { makeMilestone } from '../doubles/make-milestone.ts';
import { makePassages } from '../doubles/make-passage.ts';
import { createWordDesk, emptyRetriever } from '../doubles/word-desk.ts';

const passages = makePassages([
  { text: 'In 2018 the harbour was opened. It grew.', title: 'Piers of Port Ember', heading: 'History' },
  { text: 'The last ferry sailed on 22 August 2025.', title: 'Ferries between the Islands' },
  { text: 'Key dates of the granite quarry.', title: 'The Quarry' },
]);
const [piers, ferries, quarry] = passages;
if (piers === undefined || ferries === undefined || quarry === undefined)
  throw new Error('Too few passages.');

const milestones = [
  makeMilestone(ferries, { date: '2025-08-22', title: 'The last ferry', text: ferries.text }),
  makeMilestone(quarry, { kind: 'key', date: '1990', title: 'Opening', text: '1990: Opening' }),
  makeMilestone(quarry, {
    kind: 'key',
    date: '2001',
    title: 'Drilling machines',
    text: '2001: Drilling machines',
  }),
  makeMilestone(quarry, { kind: 'key', date: '2030', title: 'Closing', text: '2030: Closing' }),
  makeMilestone(piers, {
    date: '2018',
    title: 'The harbour was opened',
    text: 'In 2018 the harbour was opened.',
  }),
  makeMilestone(piers, {
    kind: 'published',
    date: '2020-03',
    title: 'Piers of Port Ember',
    text: 'It grew.',
  }),
];
const desk = createWordDesk(milestones, passages);

function listTitles(findings: MilestoneFindings): readonly string[] {
  return findings.outcome === 'found' ? findings.entries.map(({ milestone }) => milestone.title) : [];
}

function findTitles(query: MilestoneQuery): Promise<readonly string[]> {
  return desk.findMilestones(query).then(listTitles);
}

/** Finds one passage for any topic, as near as given. */
function createNear(position: number, similarity: number): Retriever {
  const hits = makeHits(passages.slice(position, position + 1), similarity);
  return { search: async (text, options) => ({ ...(await emptyRetriever.search(text, options)), hits }) };
}

describe('createMilestoneDesk', () => {
  it('gives all milestones oldest first, with article and headings', async () => {
    const found = await desk.findMilestones({});
    expect(listTitles(found)).toEqual([
      ...['Opening', 'Drilling machines', 'The harbour was opened'],
      ...['Piers of Port Ember', 'The last ferry', 'Closing'],
    ]);
    expect(found).toMatchObject({
      entries: { 2: { article: { title: 'Piers of Port Ember' }, headingPath: ['History'] } },
    });
  });

  it('narrows by time, in any form that articles use, ends included', async () => {
    expect(await findTitles({ from: '2018', to: 'March 2020' })).toEqual([
      'The harbour was opened',
      'Piers of Port Ember',
    ]);
    expect(await findTitles({ to: '1990' })).toEqual(['Opening']);
    expect(await findTitles({ from: ' ', to: '', topic: ' ', article: '' })).toHaveLength(6);
  });

  it.each([
    ['its id', 'article-1.md'],
    ['its title', 'Ferries between the Islands'],
    ['its title in another case', 'ferries  BETWEEN the islands'],
  ])('narrows by an article given by %s', async (_how, article) => {
    expect(await findTitles({ article })).toEqual(['The last ferry']);
  });

  it.each([
    ['a title with a slip', 'Ferrys betwen the Ilands', 'Ferries between the Islands'],
    ['some words of it', 'ferry islands', 'Ferries between the Islands'],
    ['one word', 'quary', 'The Quarry'],
  ])('suggests the nearest article for %s', async (_what, article, title) => {
    expect(await desk.findMilestones({ article })).toEqual({
      outcome: 'refused',
      reason: 'unknown-article',
      text: `There is no article named “${article}”. Did you mean “${title}”?`,
    });
  });

  it('suggests nothing for an article that is like none', async () => {
    expect(await desk.findMilestones({ article: 'zzzzzzzzzzzzzzzzzzzzzzzz' })).toMatchObject({
      text: 'There is no article named “zzzzzzzzzzzzzzzzzzzzzzzz”.',
    });
  });

  it.each([
    [{ from: '2018', to: '2009' }, 'from-after-to', 'The start “2018” is after the end “2009”'],
    [{ from: '20255' }, 'from-unreadable', 'The start “20255” is no date'],
    [{ to: 'soon\u001b\n' }, 'to-unreadable', 'The end “soon” is no date'],
    [{ topic: 'zorblax', to: '2009' }, 'nothing-found', 'no milestone about “zorblax” up to “2009”.'],
    [{ article: 'the quarry', from: '2031' }, 'nothing-found', 'in the article “the quarry” from “2031”.'],
    [{ topic: `a\u0000\n${'x'.repeat(90)}` }, 'nothing-found', `about “a ${'x'.repeat(57)}…”`],
  ])('refuses %o in a plain sentence', async (query, reason, words) => {
    const refused = await desk.findMilestones(query);
    expect(refused).toMatchObject({
      outcome: 'refused',
      reason,
      text: expect.stringContaining(words) as string,
    });
  });

  it('matches a topic by the stems of its words, all of which the milestone must hold', async () => {
    expect(await findTitles({ topic: 'harbours opening' })).toEqual(['The harbour was opened']);
    expect(await findTitles({ topic: 'harbour ferry' })).toEqual([]);
  });

  it('matches a topic by the meaning of the passage, where it is near enough', async () => {
    const find = async (similarity: number): Promise<readonly string[]> => {
      const retriever = createNear(1, similarity);
      const parts = { milestones, passages, retriever };
      return listTitles(await createMilestoneDesk(parts).findMilestones({ topic: 'boats' }));
    };
    expect(await find(0.7)).toEqual(['The last ferry']);
    expect(await find(0.5)).toEqual([]);
  });

  it('takes of a list of milestones those that share a word with the topic, or all where none does', async () => {
    const near = createMilestoneDesk({ milestones, passages, retriever: createNear(2, 0.8) });
    expect(listTitles(await near.findMilestones({ topic: 'drilling stone' }))).toEqual(['Drilling machines']);
    expect(listTitles(await near.findMilestones({ topic: 'stone' }))).toHaveLength(3);
  });

  it('finds a milestone by its id, and passes over those whose passage is gone', () => {
    const [first] = milestones;
    expect(desk.findMilestone(first?.id ?? '')?.article.id).toBe('article-1.md');
    expect(desk.findMilestone('0000000000000000')).toBeUndefined();
    expect(createWordDesk(milestones, [piers]).findMilestone(first?.id ?? '')).toBeUndefined();
  });

  it('suggests by title, date and article while it is typed, best first', () => {
    const suggest = (typed: string, limit = 25): readonly string[] =>
      desk.suggestMilestones(typed, limit).map(({ milestone }) => milestone.title);
    expect(suggest('', 3)).toEqual(['Opening', 'Drilling machines', 'Closing']);
    expect(suggest('open')).toEqual(['Opening', 'The harbour was opened']);
    expect(suggest('22 august')).toEqual(['The last ferry']);
    expect(suggest('QUARRY 2030')).toEqual(['Closing']);
    expect(suggest('zorblax')).toEqual([]);
  });

  it('keeps up with ten thousand milestones', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      makeMilestone(piers, {
        date: String(1500 + (index % 500)),
        title: `Pier number ${index}`,
        text: piers.text,
      }),
    );
    const big = createWordDesk(many, passages);
    const started = performance.now();
    expect(big.suggestMilestones('pier number 99', 25)).toHaveLength(25);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(listTitles(await big.findMilestones({ topic: 'pier 4711' }))).toEqual(['Pier number 4711']);
  });
});
