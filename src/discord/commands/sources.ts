import { MessageFlags } from 'discord.js';
import { createNotice } from '../render/message-body.ts';
import { renderArticle, renderSourcesPage } from '../render/render-sources.ts';
import { renderLine } from '../render/render-source.ts';
import { readArguments } from '../schemas/read-arguments.ts';
import { SOURCES_SCHEMA } from '../schemas/sources.ts';
import { findArticle, listChoices } from '../sources/find-article.ts';
import type { ChatInputCommand } from './command.ts';

const MAX_SUGGESTION_LENGTH = 200;

/** `/sources [article]` */
export const sourcesCommand: ChatInputCommand = {
  schema: SOURCES_SCHEMA,
  run: async (interaction, context) => {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const { article: typed } = readArguments(interaction, SOURCES_SCHEMA);
    const articles = context.library.listArticles();
    if (typed === undefined) {
      await interaction.editReply(renderSourcesPage(articles, 0));
      return;
    }
    const { found, nearest } = findArticle(typed, articles);
    if (found !== undefined) {
      await interaction.editReply(renderArticle(found));
      return;
    }
    const hint =
      nearest === undefined ? '' : ` Did you mean “${renderLine(nearest.title, MAX_SUGGESTION_LENGTH)}”?`;
    await interaction.editReply(createNotice(`There is no such article.${hint}`));
  },
  complete: async (interaction, context) => {
    const choices = listChoices(interaction.options.getFocused(), context.library.listArticles());
    await interaction.respond([...choices]);
  },
};
