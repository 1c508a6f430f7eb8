import type { ArticleSummary } from '../../answers/library.ts';
import { MAX_EMBED_DESCRIPTION_LENGTH, SOURCES_PER_PAGE } from '../limits.ts';
import { createButtonUrl } from './link-target.ts';
import {
  createButton,
  createLinkButton,
  createNotice,
  createRows,
  type MessageBody,
} from './message-body.ts';
import { renderLine, renderSource } from './render-source.ts';

/** Links get shorter entries, until a page of them fits one embed. */
const DETAILS = [
  { link: 'page', titleLength: 150, headingLength: 0, authorLength: 60 },
  { link: 'none', titleLength: 150, headingLength: 0, authorLength: 60 },
] as const;
const ONE = { link: 'page', titleLength: 256, headingLength: 0, authorLength: 200 } as const;
const MAX_TAGS_LENGTH = 500;
const MAX_ARTICLE_ID_LENGTH = 500;

/** One page of the list of articles, from 0; a page that is not there (any more) gives the nearest. */
export function renderSourcesPage(articles: readonly ArticleSummary[], page: number): MessageBody {
  if (articles.length === 0) return createNotice('There are no articles in the index.');
  const pageCount = Math.ceil(articles.length / SOURCES_PER_PAGE);
  const shown = Math.min(Math.max(0, page), pageCount - 1);
  const first = shown * SOURCES_PER_PAGE;
  const articlesShown = articles.slice(first, first + SOURCES_PER_PAGE);
  const lists = DETAILS.map((detail) =>
    articlesShown
      .map(
        (article, index) =>
          `${(first + index + 1).toString()}\\. ${renderSource({ ...article, articleId: article.id }, detail)}`,
      )
      .join('\n'),
  );
  const description = lists.find(({ length }) => length <= MAX_EMBED_DESCRIPTION_LENGTH) ?? '';
  const count = articles.length === 1 ? '1 article' : `${articles.length.toString()} articles`;
  return {
    content: '',
    embeds: [
      {
        title: 'Sources',
        description,
        footer: { text: `${count}, page ${(shown + 1).toString()} of ${pageCount.toString()}` },
      },
    ],
    components:
      pageCount === 1
        ? []
        : createRows([
            createButton(
              'Previous',
              { kind: 'page', page: Math.max(0, shown - 1) },
              { disabled: shown === 0 },
            ),
            createButton('Next', { kind: 'page', page: shown + 1 }, { disabled: shown === pageCount - 1 }),
          ]),
  };
}

/** What is known of one article. */
export function renderArticle(article: ArticleSummary): MessageBody {
  const url = createButtonUrl(article.url);
  const passages = article.passageCount === 1 ? '1 passage' : `${article.passageCount.toString()} passages`;
  const tags = renderLine(article.tags.join(', '), MAX_TAGS_LENGTH);
  const lines = [
    `**${renderSource({ ...article, articleId: article.id }, ONE)}**`,
    `${passages} · ${renderLine(article.id, MAX_ARTICLE_ID_LENGTH)}`,
    ...(tags === '' ? [] : [`Tags: ${tags}`]),
  ];
  return {
    content: '',
    embeds: [{ description: lines.join('\n') }],
    components: createRows(url === null ? [] : [createLinkButton('Open the article', url)]),
  };
}
