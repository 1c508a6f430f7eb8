import { renderSourcesPage } from '../render/render-sources.ts';
import type { ButtonHandler } from './button.ts';

/** "Previous" and "Next" of `/sources`. */
export const turnPage: ButtonHandler<'page'> = async (interaction, action, context) => {
  await interaction.deferUpdate();
  await interaction.editReply(renderSourcesPage(context.library.listArticles(), action.page));
};
