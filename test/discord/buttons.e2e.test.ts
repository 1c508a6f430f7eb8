import { PermissionFlagsBits, type APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMarkdown } from './support/read-markdown.ts';
import {
  askInChannel,
  findButton,
  firstEmbed,
  listButtons,
  listReplies,
  startStage,
  WORDS,
  type DiscordStage,
} from './support/start-stage.ts';

let stage: DiscordStage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(async () => {
  await stage.close();
});

const openChannel = () => stage.discord.createChannel({ name: 'talk' }).id;
const ask = (channelId: string): Promise<APIMessage> =>
  askInChannel(stage, {
    channelId,
    authorId: stage.ada.id,
    content: 'Who bought GitHub?',
    mentions: [stage.discord.botId],
  });
const click = (userId: string, message: APIMessage, label: string) =>
  stage.discord.clickButton({ userId, messageId: message.id, customId: findButton(message, label) });

describe('"Show me"', () => {
  it('shows whoever clicks it, and nobody else, the whole passage with the quoted words in bold', async () => {
    const channelId = openChannel();
    const answer = await ask(channelId);
    const clicked = click(stage.bob.id, answer, 'Show me');
    const shown = await clicked.awaitMessage();
    expect(clicked.deferred).toBe(true);
    expect(clicked.ephemeral).toBe(true);
    const { visible, bold, links } = readMarkdown(firstEmbed(shown).description ?? '');
    expect(bold).toEqual([WORDS]);
    expect(visible).toBe(`A deal · Who bought whom · Ada Writer · 4 June 2018\n\n${stage.passage.text}`);
    expect(links.map(({ target }) => target)).toEqual(['https://example.org/article']);
    expect(listButtons(shown).map(({ label }) => label)).toEqual(['Open the article']);
    expect(listReplies(stage, channelId, stage.ada.id)).toHaveLength(1);
  });

  it('works after the bot was started again, and says so once the passage is gone', async () => {
    const { passage } = stage;
    const answer = await ask(openChannel());
    await stage.restart();
    const shown = await click(stage.ada.id, answer, 'Show me').awaitMessage();
    expect(firstEmbed(shown).description).toContain(`**${WORDS}**`);
    stage.library.restock([]);
    const { content } = await click(stage.ada.id, answer, 'Show me').awaitMessage();
    expect(content).toContain('The index was rebuilt since that answer');
    stage.library.restock([passage]);
  });

  it('finds the quoted words where the passage moved within its article', async () => {
    const { passage, library } = stage;
    const answer = await ask(openChannel());
    library.restock([{ ...passage, start: passage.start + 500, end: passage.end + 500 }]);
    const shown = await click(stage.ada.id, answer, 'Show me').awaitMessage();
    expect(firstEmbed(shown).description).toContain(`**${WORDS}**`);
    library.restock([passage]);
  });
});

describe('"Dismiss"', () => {
  it('takes the answer away for the one who asked', async () => {
    const channelId = openChannel();
    const answer = await ask(channelId);
    await click(stage.ada.id, answer, 'Dismiss').awaitAcknowledgement();
    await expect.poll(() => listReplies(stage, channelId, stage.ada.id)).toEqual([]);
  });

  it('takes the answer to a command away, too', async () => {
    const { discord, ada } = stage;
    const channelId = openChannel();
    const asked = discord.runCommand({
      userId: ada.id,
      channelId,
      name: 'ask',
      options: { question: 'GitHub?' },
    });
    await click(ada.id, await asked.awaitMessage(), 'Dismiss').awaitAcknowledgement();
    await expect.poll(() => listReplies(stage, channelId, ada.id)).toEqual([]);
  });

  it('tells a stranger privately that it is not theirs', async () => {
    const channelId = openChannel();
    const answer = await ask(channelId);
    const clicked = click(stage.bob.id, answer, 'Dismiss');
    expect((await clicked.awaitMessage()).content).toContain('Only the person who asked');
    expect(clicked.ephemeral).toBe(true);
    expect(listReplies(stage, channelId, stage.ada.id)).toHaveLength(1);
  });

  it('takes the answer away for someone who may manage messages', async () => {
    const channelId = openChannel();
    const answer = await ask(channelId);
    await click(stage.mod.id, answer, 'Dismiss').awaitAcknowledgement();
    await expect.poll(() => listReplies(stage, channelId, stage.ada.id)).toEqual([]);
  });

  it('does no harm where the answer is gone already', async () => {
    const channelId = openChannel();
    const answer = await ask(channelId);
    await Promise.all(
      ['ada', 'mod'].map((name) =>
        click(name === 'ada' ? stage.ada.id : stage.mod.id, answer, 'Dismiss')
          .awaitAcknowledgement()
          .catch(() => undefined),
      ),
    );
    await expect.poll(() => listReplies(stage, channelId, stage.ada.id)).toEqual([]);
    expect((await ask(channelId)).embeds).toHaveLength(1);
  });
});

describe('"Find sources"', () => {
  const find = (channelId: string, content: string, userId = stage.bob.id) => {
    const target = stage.discord.postMessage({ channelId, authorId: stage.ada.id, content });
    const found = stage.discord.runMessageCommand({
      userId,
      channelId,
      name: 'Find sources',
      targetMessageId: target.id,
    });
    return { target, found };
  };

  it('answers privately, and posts the answer once for everyone with a link to the message', async () => {
    const { discord, ada, bob } = stage;
    const channelId = openChannel();
    const { target, found } = find(channelId, 'I heard that GitHub was sold');
    const answer = await found.awaitMessage();
    expect(found.ephemeral).toBe(true);
    expect(firstEmbed(answer).title).toBe('I heard that GitHub was sold');
    expect(listReplies(stage, channelId, ada.id)).toEqual([]);

    await Promise.all([1, 2].map(() => click(bob.id, answer, 'Post for everyone').awaitAcknowledgement()));
    await expect.poll(() => listReplies(stage, channelId, ada.id)).toHaveLength(1);
    await expect
      .poll(() => listReplies(stage, channelId, bob.id).find(({ id }) => id === answer.id)?.content)
      .toBe('Posted.');
    const [posted] = listReplies(stage, channelId, ada.id);
    if (posted === undefined) throw new Error('nothing was posted');
    expect(posted.content).toBe(
      `Sources for https://discord.com/channels/${discord.guild.id}/${channelId}/${target.id}, looked up by <@${bob.id}>`,
    );
    expect(posted.mentions).toEqual([]);
    expect(firstEmbed(posted)).toEqual(firstEmbed(answer));
    expect(listButtons(posted).map(({ label }) => label)).toEqual(['Show me', '👍', '👎', 'Dismiss']);
    const shown = await click(ada.id, posted, 'Show me').awaitMessage();
    expect(firstEmbed(shown).description).toContain(`**${WORDS}**`);
    await click(bob.id, posted, 'Dismiss').awaitAcknowledgement();
    await expect.poll(() => listReplies(stage, channelId, stage.mod.id)).toEqual([]);
  });

  it('posts the private answer to a command, too', async () => {
    const { discord, ada, bob } = stage;
    const channelId = openChannel();
    const options = { question: 'Who bought GitHub?', private: true };
    const asked = discord.runCommand({ userId: ada.id, channelId, name: 'ask', options });
    await click(ada.id, await asked.awaitMessage(), 'Post for everyone').awaitAcknowledgement();
    await expect
      .poll(() => listReplies(stage, channelId, bob.id).map(({ content }) => content))
      .toEqual([`Asked by <@${ada.id}>`]);
  });

  it('tells privately which permission is missing for that', async () => {
    const { discord, bob, ada } = stage;
    const channelId = openChannel();
    const answer = await find(channelId, 'GitHub was sold').found.awaitMessage();
    discord.revokeBotPermissions(channelId, PermissionFlagsBits.SendMessages);
    const clicked = click(bob.id, answer, 'Post for everyone');
    expect((await clicked.awaitMessage()).content).toContain('“Send Messages”');
    expect(clicked.ephemeral).toBe(true);
    expect(listReplies(stage, channelId, ada.id)).toEqual([]);
  });

  it('posts nothing from a button on a message without an answer, and says so', async () => {
    const { discord, bob } = stage;
    const channelId = openChannel();
    const row = {
      type: 1,
      components: [{ type: 2, style: 2, label: 'Post for everyone', custom_id: 'post.' }],
    };
    const response = await fetch(`${discord.restBase}/v10/channels/${channelId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${discord.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ content: 'No answer.', components: [row] }),
    });
    const clicked = click(bob.id, (await response.json()) as APIMessage, 'Post for everyone');
    expect((await clicked.awaitMessage()).content).toContain('Please ask again');
    expect(clicked.ephemeral).toBe(true);
    expect(listReplies(stage, channelId, stage.ada.id)).toHaveLength(1);
  });

  it('offers nothing to post where nothing was found', async () => {
    const answer = await find(openChannel(), 'The moon is far away').found.awaitMessage();
    expect(listButtons(answer)).toEqual([]);
  });

  it('says so where the message has no words', async () => {
    const asked = stage.library.asked.length;
    const answer = await find(openChannel(), '<:wave:123456789012345678>').found.awaitMessage();
    expect(answer.content).toContain('no text');
    expect(stage.library.asked.length).toBe(asked);
  });
});
