import type { AutocompleteInteraction } from 'discord.js';
import type { BotContext } from '../bot-context.ts';
import { listChoices } from '../sources/find-article.ts';
import { listTopicChoices } from './milestone-choices.ts';

/** Suggests topics or articles, whichever is being typed; from memory. */
export async function completeSearch(
  interaction: AutocompleteInteraction,
  { library }: BotContext,
): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const choices =
    name === 'article' ? listChoices(value, library.listArticles()) : listTopicChoices(value, library);
  await interaction.respond([...choices]);
}
