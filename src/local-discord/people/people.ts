import type { APIApplicationCommand, APIChannel, APIMessage, APIRole, APIUser } from 'discord-api-types/v10';
import type { InteractionHandle } from '../interactions/interaction-handle.ts';
import { refuse } from '../refuse.ts';
import { inviteBot, kickBot } from '../state/bot-membership.ts';
import { buildChannel } from '../state/build-channel.ts';
import { openDirectChannel } from '../state/direct-channels.ts';
import type { GuildRecord } from '../state/records.ts';
import { deleteTextChannel, deleteThread } from '../state/remove-channel.ts';
import { createRole, createTextChannel, createUser, type CreateUserInput } from '../state/settle-world.ts';
import { setThreadState, type ThreadState } from '../state/threads.ts';
import type { World } from '../state/world.ts';
import { listChannels, listGuilds, listMessages, type GuildSummary } from './list-world.ts';
import {
  editMessage,
  postMessage,
  postWebhookMessage,
  removeMessage,
  removeMessages,
  type EditMessageInput,
  type PostMessageInput,
  type PostWebhookMessageInput,
  type RemoveMessageInput,
  type RemoveMessagesInput,
} from './post-message.ts';
import {
  autocomplete,
  runCommand,
  runMessageCommand,
  type AutocompleteInput,
  type RunCommandInput,
  type RunMessageCommandInput,
} from './run-command.ts';
import { startThread, startTyping, type StartThreadInput, type StartTypingInput } from './start-thread.ts';
import { submitModal, type SubmitModalInput } from './submit-modal.ts';
import { clickButton, selectOption, type ClickButtonInput, type SelectOptionInput } from './use-component.ts';

/**
 * The people's side of a Discord: who is there, what they do, what they see. What a person's client would not let them
 * do throws a `FootnoteError` with the code `discord-refused`. What is given is a copy, the receiver's own.
 */
export class People {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** The first guild. Throws when there is none. */
  get guild(): GuildSummary {
    const [guild] = this.listGuilds();
    if (guild === undefined) throw refuse('This Discord has no guild.');
    return guild;
  }

  createUser(input: CreateUserInput): APIUser {
    return createUser(this.#world, input).user;
  }

  /** A text channel, in the first guild unless told otherwise. */
  createChannel(input: {
    readonly guildId?: string;
    readonly name: string;
    readonly topic?: string;
  }): APIChannel {
    const { guildId = this.guild.id, name, topic = null } = input;
    this.#findGuild(guildId);
    return buildChannel(this.#world, createTextChannel(this.#world, guildId, name, topic));
  }

  /** A role without permissions, to be mentioned; in the first guild unless told otherwise. */
  createRole(input: {
    readonly guildId?: string;
    readonly name: string;
    readonly mentionable?: boolean;
  }): APIRole {
    const { guildId = this.guild.id, name, mentionable = true } = input;
    return structuredClone(createRole(this.#world, this.#findGuild(guildId), name, mentionable));
  }

  listGuilds(): readonly GuildSummary[] {
    return listGuilds(this.#world);
  }

  /** Everybody, the bot and the owners of guilds among them. */
  listUsers(): readonly APIUser[] {
    return [...this.#world.users.values()].map((record) => record.user);
  }

  /** Text channels and threads of a guild (the first unless told); with `asUserId`, those that this person can see. */
  listChannels(guildId: string = this.guild.id, asUserId?: string): readonly APIChannel[] {
    return listChannels(this.#world, guildId, asUserId);
  }

  /** Oldest first, as one person sees them: ephemeral ones of others are not there. */
  listMessages(channelId: string, asUserId: string): readonly APIMessage[] {
    return listMessages(this.#world, channelId, asUserId);
  }

  /** Commands that the bot registered: the global ones, or those of a guild. */
  registeredCommands(guildId?: string): readonly APIApplicationCommand[] {
    return structuredClone(this.#world.commands.list(guildId ?? null));
  }

  /** The channel of somebody's direct messages with the bot; gives its id. */
  openDirectMessage(userId: string): string {
    if (!this.#world.users.has(userId)) throw refuse(`There is no user ${userId}.`);
    return openDirectChannel(this.#world, userId).id;
  }

  postMessage(input: PostMessageInput): APIMessage {
    return postMessage(this.#world, input);
  }

  /** Posts as a webhook, e.g. a news feed. */
  postWebhookMessage(input: PostWebhookMessageInput): APIMessage {
    return postWebhookMessage(this.#world, input);
  }

  editMessage(input: EditMessageInput): APIMessage {
    return editMessage(this.#world, input);
  }

  deleteMessage(input: RemoveMessageInput): void {
    removeMessage(this.#world, input);
  }

  /** Deletes many messages of a channel at once, as a moderator. */
  deleteMessages(input: RemoveMessagesInput): void {
    removeMessages(this.#world, input);
  }

  startTyping(input: StartTypingInput): void {
    startTyping(this.#world, input);
  }

  /** Starts a thread, from a message or on its own. */
  startThread(input: StartThreadInput): APIChannel {
    return startThread(this.#world, input);
  }

  /** Archives, reopens, locks or renames a thread, as a moderator. */
  setThreadState(threadId: string, state: ThreadState): void {
    const thread = this.#world.channels.get(threadId);
    if (thread?.kind !== 'thread') throw refuse(`There is no thread ${threadId}.`);
    setThreadState(this.#world, thread, state);
  }

  /** Deletes a text channel with all in it, or a thread, as a moderator. */
  deleteChannel(channelId: string): void {
    const channel = this.#world.channels.get(channelId);
    if (channel?.kind === 'text') deleteTextChannel(this.#world, channel);
    else if (channel?.kind === 'thread') deleteThread(this.#world, channel);
    else throw refuse(`There is no text channel or thread ${channelId}.`);
  }

  /** Removes the bot from a guild, as a moderator. */
  kickBot(guildId: string = this.guild.id): void {
    kickBot(this.#world, this.#findGuild(guildId));
  }

  /** Takes the bot into a guild that it was removed from. */
  inviteBot(guildId: string = this.guild.id): void {
    inviteBot(this.#world, this.#findGuild(guildId));
  }

  runCommand(input: RunCommandInput): InteractionHandle {
    return runCommand(this.#world, input);
  }

  runMessageCommand(input: RunMessageCommandInput): InteractionHandle {
    return runMessageCommand(this.#world, input);
  }

  autocomplete(input: AutocompleteInput): InteractionHandle {
    return autocomplete(this.#world, input);
  }

  clickButton(input: ClickButtonInput): InteractionHandle {
    return clickButton(this.#world, input);
  }

  selectOption(input: SelectOptionInput): InteractionHandle {
    return selectOption(this.#world, input);
  }

  submitModal(input: SubmitModalInput): InteractionHandle {
    return submitModal(this.#world, input);
  }

  #findGuild(guildId: string): GuildRecord {
    const guild = this.#world.guilds.get(guildId);
    if (guild === undefined) throw refuse(`There is no guild ${guildId}.`);
    return guild;
  }
}
