import {
  ApplicationFlags,
  REST,
  Routes,
  type APIApplicationCommand,
  type RESTGetAPIGatewayBotResult,
  type RESTGetCurrentApplicationResult,
} from 'discord.js';
import { connectClient, explainLogin } from '../connect-client.ts';
import { createClient } from '../create-client.ts';
import { listCommandBodies } from '../register-commands.ts';
import { compareCommands } from './compare-commands.ts';
import type { AccountFacts, CommandFacts, DiscordFacts, GatewayFacts, Look } from './discord-facts.ts';
import { inspectServers } from './inspect-servers.ts';

export interface InspectDiscordOptions {
  readonly token: string;
  /** Base of the REST routes, without the version. */
  readonly apiBase: string;
  /** The server that the commands are registered in; null for every server. */
  readonly guildId: string | null;
  /** Ids or names of channels, without `#`. */
  readonly answerChannels: readonly string[];
  /** How long each request, and logging in, may take, in milliseconds. @default 15000 */
  readonly timeoutMs?: number;
}

/** With fewer logins left for today, the bot itself may need them. */
const SPARED_SESSIONS = 20;

/**
 * Looks at Discord as the bot would see it: REST, then the gateway, where it logs in and out once (one of the 1,000
 * logins a day). Changes nothing. Never throws: what fails is told in its place.
 */
export async function inspectDiscord(options: InspectDiscordOptions): Promise<DiscordFacts> {
  const { token, apiBase, timeoutMs = 15_000 } = options;
  const rest = new REST({ api: apiBase, timeout: timeoutMs, retries: 1 }).setToken(token);
  const look = <Facts>(find: () => Promise<Facts>): Promise<Look<Facts>> =>
    find().then(
      (facts) => ({ ok: true, facts }),
      (error: unknown) => ({ ok: false, reason: explainLogin(error, undefined, apiBase).message }),
    );
  const account = await look(() => inspectAccount(rest));
  if (!account.ok) return { account, commands: null, gateway: null };
  const commands = await look(() => inspectCommands(rest, account.facts.applicationId, options.guildId));
  if (account.facts.sessionsLeft < SPARED_SESSIONS) return { account, commands, gateway: null };
  const gateway = await look(() => inspectGateway(options, account.facts.mayReadMessages, timeoutMs));
  return { account, commands, gateway };
}

async function inspectAccount(rest: REST): Promise<AccountFacts> {
  const application = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
  const { session_start_limit: limit } = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
  const contentFlags = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
  return {
    name: application.bot?.username ?? application.name,
    applicationId: application.id,
    mayReadMessages: (application.flags & contentFlags) !== 0,
    sessionsLeft: limit.remaining,
    sessionsTotal: limit.total,
    sessionsResetAt: new Date(Date.now() + limit.reset_after).toISOString(),
  };
}

async function inspectCommands(
  rest: REST,
  applicationId: string,
  guildId: string | null,
): Promise<CommandFacts> {
  const list = async (route: `/${string}`) => (await rest.get(route)) as readonly APIApplicationCommand[];
  const everywhere = await list(Routes.applicationCommands(applicationId));
  const registered =
    guildId === null ? everywhere : await list(Routes.applicationGuildCommands(applicationId, guildId));
  const names = new Set(registered.map(({ name }) => name));
  return {
    ...compareCommands(registered, listCommandBodies(guildId)),
    count: registered.length,
    duplicates: guildId === null ? [] : everywhere.map(({ name }) => name).filter((name) => names.has(name)),
  };
}

async function inspectGateway(
  options: InspectDiscordOptions,
  mayReadMessages: boolean,
  timeoutMs: number,
): Promise<GatewayFacts> {
  const { token, apiBase, answerChannels } = options;
  // Without the switch Discord would refuse the login, and what it could tell besides would stay unknown.
  const client = createClient({ apiBase, answerChannels: mayReadMessages ? answerChannels : [] });
  try {
    await connectClient(client, token, timeoutMs, apiBase);
    return inspectServers(client, options);
  } finally {
    await client.destroy();
  }
}
