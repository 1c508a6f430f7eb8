/** Starts a local Discord, logs a bot in, closes both, and then has to end by itself: run by login.test.ts. */
import { Client, GatewayIntentBits } from 'discord.js';
import { startLocalDiscord } from '../../src/local-discord/start-local-discord.ts';

const discord = await startLocalDiscord({ users: [{ name: 'Ada' }], firstResponseDeadlineMs: 600_000 });
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.restBase } });
const ready = new Promise((resolve) => client.once('clientReady', resolve));
await client.login(discord.botToken);
await ready;
await client.application?.commands.set([{ name: 'ask', description: 'Ask' }]);
const [user] = discord.listUsers().filter((candidate) => candidate.global_name === 'Ada');
// A pending deadline and somebody waiting must not keep the process either.
const { id: channelId } = discord.listChannels()[0] ?? { id: '' };
const handle = discord.runCommand({ userId: user?.id ?? '', channelId, name: 'ask' });
const abandoned = handle.awaitMessage(600_000).catch(() => undefined);
process.stdout.write('ready, ');
await client.destroy();
await discord.close();
await abandoned;
process.stdout.write('closed');
