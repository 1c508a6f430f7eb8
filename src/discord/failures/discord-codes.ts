import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, RESTJSONErrorCodes } from 'discord.js';

/** What a refusal by Discord means for a reply. */
export type DiscordFailure =
  /** Answered already, or too late to be answered: nothing can or need be said. */
  | 'gone'
  /** The message that was to be changed or answered was deleted. */
  | 'deleted'
  /** The channel was deleted, or the bot removed from its server. */
  | 'channel-gone'
  /** The bot lacks a permission. */
  | 'forbidden'
  /** The asker takes no direct messages. */
  | 'no-direct-messages'
  /** The thread is archived or locked, or there already. */
  | 'thread'
  /** The body broke a limit: a fault of ours. */
  | 'malformed'
  /** More commands were created today than Discord allows. */
  | 'daily-limit';

/** Discord's JSON error codes, by name [topics/opcodes-and-status-codes#json]. */
const FAILURES: ReadonlyMap<number | string, DiscordFailure> = new Map([
  [RESTJSONErrorCodes.UnknownInteraction, 'gone'],
  [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged, 'gone'],
  [RESTJSONErrorCodes.UnknownWebhook, 'gone'],
  [RESTJSONErrorCodes.InvalidWebhookToken, 'gone'],
  [RESTJSONErrorCodes.UnknownMessage, 'deleted'],
  [RESTJSONErrorCodes.UnknownChannel, 'channel-gone'],
  [RESTJSONErrorCodes.UnknownGuild, 'forbidden'],
  [RESTJSONErrorCodes.MissingAccess, 'forbidden'],
  [RESTJSONErrorCodes.MissingPermissions, 'forbidden'],
  [RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory, 'forbidden'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser, 'no-direct-messages'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, 'no-direct-messages'],
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread, 'thread'],
  [RESTJSONErrorCodes.ThreadLocked, 'thread'],
  [RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage, 'thread'],
  [RESTJSONErrorCodes.InvalidFormBodyOrContentType, 'malformed'],
  [RESTJSONErrorCodes.CannotSendAnEmptyMessage, 'malformed'],
  [RESTJSONErrorCodes.MaximumDailyApplicationCommandCreatesReached, 'daily-limit'],
]);

/** True where what was to be read or changed is not there any more. */
export function isGone(failure: DiscordFailure | undefined): boolean {
  return failure === 'deleted' || failure === 'channel-gone' || failure === 'gone';
}

/** What kind of refusal an error is; undefined where it is none of Discord's, or none that we know. */
export function classifyDiscordError(error: unknown): DiscordFailure | undefined {
  // discord.js forgets a channel with the event of its deletion, and then asks Discord nothing.
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.ChannelNotCached) {
    return 'channel-gone';
  }
  return error instanceof DiscordAPIError ? FAILURES.get(error.code) : undefined;
}
