import type { LibraryFacts } from '../../answers/library.ts';
import { renderAge } from '../../text/render-age.ts';
import { MAX_FIELD_VALUE_LENGTH } from '../limits.ts';
import type { MessageBody } from './message-body.ts';
import { renderLine } from './render-source.ts';

const HOW_IT_WORKS =
  'I look for the passages that answer your question in a fixed set of articles, and answer only with sentences ' +
  'quoted from them, each with a footnote that “Show me” opens. ' +
  'I write nothing of my own: where the articles do not hold an answer, I say so.';

/** How Footnote works, and what it holds. `warnings` are our own words, one a line. */
export function renderAbout(facts: LibraryFacts, warnings: readonly string[], now: number): MessageBody {
  const builtAt = Number.isNaN(Date.parse(facts.builtAt))
    ? ''
    : ` (${new Date(facts.builtAt).toISOString().slice(0, 16).replace('T', ' ')} UTC)`;
  const field = (name: string, value: string, inline = true) => ({ name, value: value || '–', inline });
  return {
    content: '',
    embeds: [
      {
        title: 'About Footnote',
        description: [HOW_IT_WORKS, ...warnings].join('\n\n'),
        fields: [
          field('Articles', facts.articleCount.toString()),
          field('Passages', facts.passageCount.toString()),
          field('Index built', `${renderAge(facts.builtAt, now)}${builtAt}`, false),
          field('Generation', renderLine(facts.generation, MAX_FIELD_VALUE_LENGTH)),
          field('Embedding model', renderLine(facts.modelId, MAX_FIELD_VALUE_LENGTH)),
        ],
      },
    ],
    components: [],
  };
}
