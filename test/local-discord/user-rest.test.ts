import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { openPerson } from './open-person.ts';
import { openStage } from './open-stage.ts';

describe("a person's REST", () => {
  it('knows the person by their token, and nobody by another', async () => {
    const { discord, ada } = await openStage();
    const person = openPerson(discord, ada);
    expect((await person.request('GET', '/users/@me')).body).toMatchObject({ id: ada, global_name: 'Ada' });
    const headers = { Authorization: `${person.token}x` };
    const refused = await fetch(`${discord.restBase}/v10/users/@me`, { headers });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toEqual({ code: 0, message: '401: Unauthorized' });
  });

  it('has no token for the bot or for somebody who is not there', async () => {
    const { discord } = await openStage();
    expect(() => discord.createUserToken(discord.botId)).toThrow(`There is no person ${discord.botId}.`);
    expect(() => discord.createUserToken('1')).toThrow('There is no person 1.');
  });

  it('opens direct messages with the bot, and shows them from the side of the person', async () => {
    const { discord, ada, ben } = await openStage();
    const person = openPerson(discord, ada);
    const opened = await person.request('POST', '/users/@me/channels', { recipient_id: discord.botId });
    expect(opened.body).toMatchObject({ type: 1, recipients: [{ id: discord.botId }] });
    const listed = await person.request('GET', '/users/@me/channels');
    expect(listed.body).toMatchObject([{ id: opened.body.id }]);
    const other = await person.request('POST', '/users/@me/channels', { recipient_id: ben });
    expect(other).toMatchObject({ status: 403, body: { code: 50007 } });
    const nobody = await person.request('POST', '/users/@me/channels', { recipient_id: '1' });
    expect(nobody).toMatchObject({ status: 404, body: { code: 10013 } });
    const foreign = openPerson(discord, ben);
    const path = `/channels/${String(opened.body.id)}/messages`;
    expect(await foreign.request('GET', path)).toMatchObject({ status: 403, body: { code: 50001 } });
  });

  it('writes, edits and deletes messages as the person, and nobody else’s', async () => {
    const { discord, ada, ben, channelId } = await openStage();
    const person = openPerson(discord, ada);
    const path = `/channels/${channelId}/messages`;
    const sent = await person.request('POST', path, { content: ' Hello ', nonce: '12' });
    expect(sent.body).toMatchObject({ content: 'Hello', nonce: '12', author: { id: ada } });
    const own = `${path}/${String(sent.body.id)}`;
    const edited = await person.request('PATCH', own, { content: 'Hello there' });
    expect(edited.body).toMatchObject({
      content: 'Hello there',
      edited_timestamp: expect.any(String) as string,
    });

    const other = openPerson(discord, ben);
    expect(await other.request('PATCH', own, { content: 'x' })).toMatchObject({ body: { code: 50005 } });
    expect(await other.request('DELETE', own)).toMatchObject({ status: 403, body: { code: 50013 } });
    const reply = await other.request('POST', path, {
      content: 'Hi',
      message_reference: { message_id: sent.body.id },
    });
    expect(reply.body).toMatchObject({ type: 19, referenced_message: { id: sent.body.id } });
    expect((await person.request('DELETE', own)).status).toBe(204);
    expect((await person.request('GET', own)).body).toMatchObject({ code: 10008 });
    expect((await person.request('GET', path)).body).toMatchObject([{ content: 'Hi' }]);
  });

  it('refuses what Discord refuses, with its codes', async () => {
    const { discord, ada, channelId } = await openStage();
    const person = openPerson(discord, ada);
    const send = (body: object) => person.request('POST', `/channels/${channelId}/messages`, body);
    expect(await send({ content: '   ' })).toMatchObject({ status: 400, body: { code: 50006 } });
    expect(await send({ content: 'x'.repeat(2001) })).toMatchObject({
      status: 400,
      body: { code: 50035, errors: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } },
    });
    expect((await send({ content: '😀'.repeat(2000) })).status).toBe(200);
    expect(await person.request('GET', `/channels/${channelId}/messages?limit=101`)).toMatchObject({
      body: { code: 50035 },
    });
    expect(await person.request('GET', `/channels/${channelId}/messages?before=now`)).toMatchObject({
      body: { code: 50035, errors: { before: {} } },
    });
    expect(await person.request('GET', '/channels/1')).toMatchObject({ status: 404, body: { code: 10003 } });
    expect(await person.request('GET', '/guilds/1')).toMatchObject({ status: 404, body: { code: 10004 } });
    for (const [method, path] of [
      ['GET', '/gateway/bot'],
      ['GET', '/applications/@me'],
      ['PUT', `/applications/${discord.applicationId}/commands`],
    ] as const) {
      expect(await person.request(method, path, method === 'PUT' ? [] : undefined)).toMatchObject({
        status: 403,
        body: { code: 20002 },
      });
    }
  });

  it('lets nobody send embeds or components as a person', async () => {
    const { discord, ada, channelId } = await openStage();
    const person = openPerson(discord, ada);
    const sent = await person.request('POST', `/channels/${channelId}/messages`, {
      content: 'Hello',
      embeds: [{ title: 'Not mine to send' }],
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'x' }] }],
      flags: 1 << 15,
    });
    expect(sent.body).toMatchObject({ embeds: [], components: [], flags: 0 });
  });

  it('shows a channel, and takes that somebody types in it', async () => {
    const { discord, ada, channelId } = await openStage();
    const person = openPerson(discord, ada);
    const listed = await person.request('GET', `/channels/${channelId}`);
    expect(listed.body).toMatchObject({ id: channelId, name: 'general' });
    expect((await person.request('POST', `/channels/${channelId}/typing`)).status).toBe(204);
  });

  it('shows the guild, its channels and its members to who is in it', async () => {
    const { discord, ada } = await openStage();
    const stranger = discord.createUser({ name: 'Eve', guildIds: [] });
    const guildId = discord.guild.id;
    const person = openPerson(discord, ada);
    const members = await person.request('GET', `/guilds/${guildId}/members?limit=1000`);
    expect(
      (members.body as unknown as { user: { username: string } }[]).map(({ user }) => user.username),
    ).toEqual(expect.arrayContaining(['Footnote', 'ada', 'ben']));
    expect(members.body).toHaveLength(4);
    expect((await person.request('GET', `/guilds/${guildId}/members?limit=0`)).body).toMatchObject({
      code: 50035,
    });
    expect((await person.request('GET', `/guilds/${guildId}/channels`)).body).toMatchObject([
      { name: 'general' },
    ]);
    const outside = openPerson(discord, stranger.id);
    expect((await outside.request('GET', `/guilds/${guildId}/channels`)).body).toMatchObject({ code: 50001 });
  });

  it('shows a channel only to who may see it', async () => {
    const { discord, ada, channelId, request } = await openStage();
    discord.revokeBotPermissions(channelId, PermissionFlagsBits.ViewChannel);
    const person = openPerson(discord, ada);
    expect((await person.request('GET', `/channels/${channelId}`)).status).toBe(200);
    expect((await request('GET', `/channels/${channelId}`)).body).toMatchObject({ code: 50001 });
  });

  it('starts threads, lists them, and archives its own', async () => {
    const { discord, ada, channelId } = await openStage();
    const person = openPerson(discord, ada);
    const sent = await person.request('POST', `/channels/${channelId}/messages`, { content: 'Begin' });
    const path = `/channels/${channelId}/messages/${String(sent.body.id)}/threads`;
    const started = await person.request('POST', path, { name: 'Talk' });
    expect(started).toMatchObject({
      status: 201,
      body: { type: 11, owner_id: ada, member: { user_id: ada } },
    });
    expect((await person.request('POST', path, { name: 'Again' })).body).toMatchObject({ code: 160004 });
    const active = `/guilds/${discord.guild.id}/threads/active`;
    expect((await person.request('GET', active)).body).toMatchObject({ threads: [{ name: 'Talk' }] });
    const id = String(started.body.id);
    await person.request('PATCH', `/channels/${id}`, { archived: true });
    expect((await person.request('GET', active)).body).toMatchObject({ threads: [] });
    const archived = await person.request('GET', `/channels/${channelId}/threads/archived/public`);
    expect(archived.body).toMatchObject({ threads: [{ id }], has_more: false });
  });

  it('meets none of the faults that the bot meets', async () => {
    const { discord, ada, channelId, request } = await openStage();
    const person = openPerson(discord, ada);
    const path = `/channels/${channelId}/messages`;
    discord.answerNext(['POST /channels/:id/messages', 'GET /users/@me'], 500, { times: 2 });
    const left: number[] = [];
    discord.events.on('fault', (event) => left.push(event.left));
    expect((await person.request('POST', path, { content: 'Hi' })).status).toBe(200);
    expect((await person.request('GET', '/users/@me')).status).toBe(200);
    expect((await request('POST', path, { content: 'Hi' })).status).toBe(500);
    expect((await request('GET', '/users/@me')).status).toBe(500);
    expect((await request('POST', path, { content: 'Hi' })).status).toBe(200);
    expect(left).toEqual([1, 0]);

    discord.answerNext('GET /users/@me', 500);
    discord.forgetPlannedAnswers();
    expect((await request('GET', '/users/@me')).status).toBe(200);
  });

  it('does not wait where the bot has to', async () => {
    const { discord, ada, request } = await openStage();
    const person = openPerson(discord, ada);
    discord.delayResponses(400);
    const slow = request('GET', '/users/@me').then(() => 'the bot');
    const quick = person.request('GET', '/users/@me').then(() => 'the person');
    expect(await Promise.race([slow, quick])).toBe('the person');
    discord.delayResponses(0);
    await slow;
  });

  it('has a rate limit for each person', async () => {
    const { discord, ada, ben } = await openStage({ rateLimit: { requests: 2, windowMs: 60_000 } });
    const [first, second] = [openPerson(discord, ada), openPerson(discord, ben)];
    const ask = async (client: typeof first) => (await client.request('GET', '/users/@me')).status;
    expect([await ask(first), await ask(first), await ask(first), await ask(second)]).toEqual([
      200, 200, 429, 200,
    ]);
  });
});
