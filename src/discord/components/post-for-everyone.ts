import { ComponentType, MessageFlags, type APIEmbed, type ButtonInteraction, type Embed } from 'discord.js';
import { parseCustomId } from '../custom-id.ts';
import { NOTICES } from '../notices.ts';
import { findMissingPermissions, renderMissingPermissions } from '../permissions.ts';
import { createButton, createNotice, createRows, type MessageBody } from '../render/message-body.ts';
import type { ButtonHandler } from './button.ts';

/** "Post for everyone": the private answer again, in the channel. It is taken from the message itself. */
export const postForEveryone: ButtonHandler<'post'> = async (interaction, action, context) => {
  if (interaction.message.embeds[0]?.description === undefined) {
    await interaction.reply({ ...createNotice(NOTICES.outdatedButton), flags: MessageFlags.Ephemeral });
    return;
  }
  const missing = interaction.inCachedGuild()
    ? findMissingPermissions(interaction.appPermissions, {
        isThread: interaction.channel?.isThread() ?? false,
        refersToMessage: false,
      })
    : [];
  if (missing.length > 0) {
    const words = renderMissingPermissions(missing, 'this channel');
    await interaction.reply({ ...createNotice(words), flags: MessageFlags.Ephemeral });
    return;
  }
  await interaction.deferUpdate();
  const claim = `post.${interaction.message.id}`;
  if (!context.handled.add(claim)) return;
  try {
    const posted = await interaction.followUp(createPublicBody(interaction, action.messageId));
    const isPublic = !posted.flags.has(MessageFlags.Ephemeral);
    await interaction.editReply({
      content: isPublic ? NOTICES.posted : NOTICES.postedPrivately,
      components: createRows(readButtons(interaction, 'show'), readButtons(interaction, 'rate')),
    });
  } catch (error) {
    context.handled.forget(claim);
    throw error;
  }
};

function createPublicBody(interaction: ButtonInteraction, targetMessageId: string | null): MessageBody {
  const asker = `<@${interaction.user.id}>`;
  const link = `https://discord.com/channels/${interaction.guildId ?? '@me'}/${interaction.channelId}/${targetMessageId ?? ''}`;
  return {
    content: targetMessageId === null ? `Asked by ${asker}` : `Sources for ${link}, looked up by ${asker}`,
    embeds: [takeWords(interaction.message.embeds[0])],
    components: createRows(readButtons(interaction, 'show'), [
      ...readButtons(interaction, 'rate'),
      createButton('Dismiss', { kind: 'dismiss', askerId: interaction.user.id }),
    ]),
  };
}

function readButtons(interaction: ButtonInteraction, kind: 'show' | 'rate') {
  return interaction.message.components
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .flatMap((component) => {
      if (component.type !== ComponentType.Button) return [];
      const action = parseCustomId(component.customId ?? '');
      if (action?.kind !== kind) return [];
      return [createButton(component.label ?? '…', action, { primary: kind === 'show' })];
    });
}

/** Only what rendering put there: Discord adds facts of its own to an embed. */
function takeWords(embed: Embed | undefined): APIEmbed {
  const { title, description, color } = embed?.data ?? {};
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(color === undefined ? {} : { color }),
  };
}
