import { describe, expect, it } from 'vitest';
import { createAnswerer } from '../../src/answers/create-answerer.ts';
import { createMilestoneDesk } from '../../src/answers/create-milestone-desk.ts';
import { createTimekeeper } from '../../src/answers/create-timekeeper.ts';
import { extractMilestones } from '../../src/milestones/extract-milestones.ts';
import { splitArticle } from '../../src/passages/split-article.ts';
import { makeArticle } from '../doubles/make-article.ts';
import { createFixedRetriever } from '../doubles/make-hits.ts';

const article = makeArticle([
  { kind: 'paragraph', text: 'The club tells its story.' },
  { kind: 'heading', text: 'Key Milestones', depth: 2 },
  { kind: 'list-item', text: '- 1969: Founding — The club was founded by nine sailors.', depth: 1 },
  { kind: 'list-item', text: '- 2009: New harbour — The club moved to the new harbour.', depth: 1 },
  { kind: 'list-item', text: '- May 2018: Sails — The club bought red sails.', depth: 1 },
  { kind: 'list-item', text: '- 2018: Regatta — The club won the regatta of Lisbon.', depth: 1 },
]);
const passages = splitArticle(article, { countTokens: (text) => text.split(/\s+/).length, maxTokens: 512 });
const retriever = createFixedRetriever(passages);
const desk = createMilestoneDesk({ milestones: extractMilestones(article, passages), passages, retriever });
const ask = createAnswerer(retriever, { timekeeper: createTimekeeper(desk, passages) });

async function askQuotes(question: string): Promise<readonly string[]> {
  const reply = await ask(question);
  return reply.outcome === 'answer' ? reply.quotes.map(({ text }) => text) : [reply.reason];
}

describe('questions about a time', () => {
  it('are answered from the milestones of that time only', async () => {
    const quotes = await askQuotes('what happened in 2009?');
    expect(quotes).toHaveLength(1);
    expect(quotes[0]).toContain('2009: New harbour');
    expect(quotes[0]).not.toContain('2018');
  });

  it('leave out what is dated less closely than was asked, where something lies within', async () => {
    const quotes = await askQuotes('what happened in May 2018?');
    expect(quotes).toHaveLength(1);
    expect(quotes[0]).toContain('May 2018');
  });

  it('tell a period from its oldest event on', async () => {
    const quotes = await askQuotes('what happened between 1960 and 2010');
    expect(quotes.map((quote) => /\d{4}/.exec(quote)?.[0])).toEqual(['1969', '2009']);
  });

  it('say as of which article date something is the latest', async () => {
    const reply = await ask('what are the latest events?');
    expect(reply).toMatchObject({
      outcome: 'answer',
      note: 'As of 22 August 2025, the date of the newest article.',
    });
    if (reply.outcome === 'answer') expect(reply.quotes[0]?.text).toContain('2018: Regatta');
    expect(reply.text).toContain('As of 22 August 2025');
  });

  it('begin with the first where the first is asked for', async () => {
    expect((await askQuotes('what was the first event'))[0]).toContain('1969');
  });

  it('abstain with that reason where no article tells of the time', async () => {
    expect(await askQuotes('what happened in 1987?')).toEqual(['nothing-then']);
  });
});
