import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePassages } from '../doubles/make-passage.ts';
import { findButton, firstEmbed, listButtons, startStage, type DiscordStage } from './support/start-stage.ts';

let stage: DiscordStage;
beforeAll(async () => {
  stage = await startStage();
  stage.library.restock(
    makePassages(
      Array.from({ length: 31 }, (_, index) => ({
        title: `Article ${String(index + 1).padStart(2, '0')}`,
        text: 'Some words.',
      })),
    ),
  );
});
afterAll(async () => {
  await stage.close();
});

const run = (name: string, options: Record<string, string> = {}) =>
  stage.discord.runCommand({ userId: stage.ada.id, channelId: stage.general, name, options });

describe('/sources', () => {
  it('lists the articles privately, ten a page, and turns the pages', async () => {
    const { discord, ada } = stage;
    const asked = run('sources');
    let message = await asked.awaitMessage();
    expect(asked.ephemeral).toBe(true);
    expect(firstEmbed(message).description).toContain(
      '1\\. [Article 01](https://example.org/article) · Ada Writer',
    );
    expect(listButtons(message)).toMatchObject([
      { label: 'Previous', disabled: true },
      { label: 'Next', disabled: false },
    ]);
    for (const page of [2, 3, 4]) {
      discord.clickButton({ userId: ada.id, messageId: message.id, customId: findButton(message, 'Next') });
      await expect
        .poll(() => {
          const shown = discord.listMessages(stage.general, ada.id).find(({ id }) => id === message.id);
          if (shown !== undefined) message = shown;
          return message.embeds[0]?.footer?.text;
        })
        .toBe(`31 articles, page ${String(page)} of 4`);
    }
    expect(firstEmbed(message).description).toContain('31\\. [Article 31]');
    expect(listButtons(message)).toMatchObject([
      { label: 'Previous', disabled: false },
      { label: 'Next', disabled: true },
    ]);
  });

  it('suggests articles while one is typed', async () => {
    const { discord, ada, general } = stage;
    const complete = (value: string) =>
      discord
        .autocomplete({
          userId: ada.id,
          channelId: general,
          name: 'sources',
          focused: { name: 'article', value },
        })
        .awaitChoices();
    expect(await complete('')).toHaveLength(25);
    expect(await complete('article 07')).toEqual([{ name: 'Article 07', value: 'article-6.md' }]);
    expect(await complete('x'.repeat(300))).toEqual([]);
  });

  it('shows one article, and suggests the nearest where there is none of that name', async () => {
    expect(
      firstEmbed(await run('sources', { article: 'article-6.md' }).awaitMessage()).description,
    ).toContain('Article 07');
    const { content } = await run('sources', { article: 'Artcle 07' }).awaitMessage();
    expect(content).toBe('There is no such article. Did you mean “Article 07”?');
  });
});

describe('/about', () => {
  it('tells privately how it works, the age of the index, the counts and the model', async () => {
    const asked = run('about');
    const embed = firstEmbed(await asked.awaitMessage());
    expect(asked.ephemeral).toBe(true);
    expect(embed.description).toContain('quoted');
    const fields = new Map(embed.fields?.map(({ name, value }) => [name, value]));
    expect(fields.get('Articles')).toBe('31');
    expect(fields.get('Passages')).toBe('31');
    expect(fields.get('Index built')).toMatch(/ago \(2026-01-02 03:04 UTC\)$/);
    expect(fields.get('Embedding model')).toBe('some/model');
  });

  it('tells which permission is missing where it is asked', async () => {
    const { discord, ada } = stage;
    const channelId = discord.createChannel({ name: 'quiet' }).id;
    discord.revokeBotPermissions(channelId, PermissionFlagsBits.ReadMessageHistory);
    const asked = discord.runCommand({ userId: ada.id, channelId, name: 'about' });
    expect(firstEmbed(await asked.awaitMessage()).description).toContain('“Read Message History”');
  });
});
