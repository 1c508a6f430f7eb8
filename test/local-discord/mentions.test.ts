import { beforeEach, describe, expect, it } from 'vitest';
import { PermissionFlagsBits } from 'discord.js';
import { openStage, type Stage } from './open-stage.ts';

let stage: Stage;
let roleId: string;
beforeEach(async () => {
  stage = await openStage();
  roleId = stage.discord.createRole({ name: 'readers' }).id;
});

async function send(body: object): Promise<{ users: string[]; roles: unknown; everyone: unknown }> {
  const { body: message } = await stage.request('POST', `/channels/${stage.channelId}/messages`, {
    content: `@everyone <@${stage.ada}> <@${stage.ben}> <@&${roleId}>`,
    ...body,
  });
  const users = (message.mentions as { id: string }[]).map((user) => user.id);
  return { users, roles: message.mention_roles, everyone: message.mention_everyone };
}

describe('mentions', () => {
  it('pings everybody named when nothing is said about it', async () => {
    expect(await send({})).toEqual({ users: [stage.ada, stage.ben], roles: [roleId], everyone: true });
  });

  it('pings nobody when nothing is allowed', async () => {
    const nobody = { users: [], roles: [], everyone: false };
    expect(await send({ allowed_mentions: { parse: [] } })).toEqual(nobody);
  });

  it('pings only who is listed', async () => {
    const allowed = { parse: ['roles'], users: [stage.ben] };
    expect(await send({ allowed_mentions: allowed })).toEqual({
      users: [stage.ben],
      roles: [roleId],
      everyone: false,
    });
  });

  it('pings nobody who is not named in the text', async () => {
    const { users } = await send({ content: 'hello', allowed_mentions: { users: [stage.ada] } });
    expect(users).toEqual([]);
  });

  it('pings nobody in code', async () => {
    const content = `\`<@${stage.ada}>\` \`\`\`@everyone <@${stage.ben}>\`\`\``;
    expect(await send({ content })).toEqual({ users: [], roles: [], everyone: false });
  });

  it('pings no roles or everyone without the permission, except roles that anybody may mention', async () => {
    const { discord, channelId } = stage;
    const closed = discord.createRole({ name: 'closed', mentionable: false }).id;
    discord.revokeBotPermissions(channelId, PermissionFlagsBits.MentionEveryone);
    const { roles, everyone } = await send({ content: `@here <@&${roleId}> <@&${closed}>` });
    expect({ roles, everyone }).toEqual({ roles: [roleId], everyone: false });
  });

  it('pings the author of the message replied to, unless told otherwise', async () => {
    const { id } = stage.discord.postMessage({
      channelId: stage.channelId,
      authorId: stage.ada,
      content: 'hi',
    });
    const reply = { content: 'hello', message_reference: { message_id: id } };
    expect((await send(reply)).users).toEqual([stage.ada]);
    expect((await send({ ...reply, allowed_mentions: { parse: [] } })).users).toEqual([]);
    const pinging = { parse: [], replied_user: true };
    expect((await send({ ...reply, allowed_mentions: pinging })).users).toEqual([stage.ada]);
  });

  it('follows the client’s own default', async () => {
    const client = await stage.logIn({ allowedMentions: { parse: [] } });
    const channel = client.channels.cache.get(stage.channelId);
    if (!channel?.isSendable()) throw new Error('no channel');
    const sent = await channel.send(`@everyone <@${stage.ada}>`);
    expect([sent.mentions.everyone, sent.mentions.users.size]).toEqual([false, 0]);
  });

  it('lets people ping the bot, in words or by a reply', async () => {
    const { discord, channelId, ada } = stage;
    const client = await stage.logIn();
    const channel = client.channels.cache.get(channelId);
    if (!channel?.isSendable()) throw new Error('no channel');
    const said = await channel.send('I am here');
    const loud = discord.postMessage({ channelId, authorId: ada, content: 'and?', replyTo: said.id });
    const quiet = discord.postMessage({
      channelId,
      authorId: ada,
      content: 'and?',
      replyTo: said.id,
      pingReplied: false,
    });
    expect(loud.mentions.map((user) => user.id)).toEqual([discord.botId]);
    expect(quiet.mentions).toEqual([]);
    expect(discord.postMessage({ channelId, authorId: ada, content: '@everyone' }).mention_everyone).toBe(
      true,
    );
  });
});
