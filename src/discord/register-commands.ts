import {
  DiscordAPIError,
  REST,
  Routes,
  type RESTGetCurrentApplicationResult,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPutAPIApplicationCommandsResult,
} from 'discord.js';
import { FootnoteError } from '../errors.ts';
import { CHAT_INPUT_COMMANDS, MESSAGE_COMMANDS } from './commands/registry.ts';
import { classifyDiscordError } from './failures/discord-codes.ts';

/** As whom, where and for which server. */
export interface RegisterCommandsOptions {
  readonly token: string;
  /** Base of the REST routes, without the version. */
  readonly apiBase: string;
  /** The server to register the commands in, at once; null for every server. */
  readonly guildId: string | null;
}

/** A command as Discord knows it. */
export interface RegisteredCommand {
  readonly id: string;
  readonly name: string;
}

/**
 * The commands as they are registered. For a single server the two fields are left out that only commands for every
 * server take [interactions/application-commands#application-command-object].
 */
export function listCommandBodies(guildId: string | null): readonly RESTPostAPIApplicationCommandsJSONBody[] {
  const schemas: RESTPostAPIApplicationCommandsJSONBody[] = [...CHAT_INPUT_COMMANDS, ...MESSAGE_COMMANDS].map(
    ({ schema }) => schema,
  );
  if (guildId === null) return schemas;
  return schemas.map((schema) => {
    const body = { ...schema };
    delete body.contexts;
    delete body.integration_types;
    return body;
  });
}

/**
 * Puts the commands in the place of all those registered before (bulk overwrite), so that one that is gone from the code goes from
 * Discord, too. Throws a `FootnoteError` ('discord-refused') that says what to do; it never holds the token.
 */
export async function registerCommands(
  options: RegisterCommandsOptions,
): Promise<readonly RegisteredCommand[]> {
  const rest = new REST({ api: options.apiBase }).setToken(options.token);
  try {
    const application = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
    const route =
      options.guildId === null
        ? Routes.applicationCommands(application.id)
        : Routes.applicationGuildCommands(application.id, options.guildId);
    const body = listCommandBodies(options.guildId);
    const registered = (await rest.put(route, { body })) as RESTPutAPIApplicationCommandsResult;
    return registered.map(({ id, name }) => ({ id, name }));
  } catch (error) {
    throw explainRefusal(error, options);
  }
}

function explainRefusal(error: unknown, { apiBase, guildId }: RegisterCommandsOptions): FootnoteError {
  const refused = (words: string) => new FootnoteError(words, { code: 'discord-refused' });
  if (error instanceof DiscordAPIError && error.status === 401) {
    return refused(
      'Discord does not know this bot token. Set DISCORD_TOKEN to the one shown under Bot → Token in the developer portal.',
    );
  }
  switch (classifyDiscordError(error)) {
    case 'forbidden':
      return refused(
        `The bot may not register commands in the server ${guildId ?? ''}. Invite it with the scope “applications.commands”, and see whether the id is that of the server.`,
      );
    case 'daily-limit':
      return refused('Discord takes no more new commands for this server today. Please try again tomorrow.');
    default: {
      const reason = error instanceof Error ? error.message : String(error);
      return refused(`Discord at ${apiBase} did not take the commands: ${reason}`);
    }
  }
}
