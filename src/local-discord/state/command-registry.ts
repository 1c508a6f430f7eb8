import type { APIApplicationCommand, ApplicationCommandType } from 'discord-api-types/v10';

/** The commands of the bot, global ones and those of single guilds. */
export class CommandRegistry {
  readonly #scopes = new Map<string | null, APIApplicationCommand[]>();

  /** In the order of registration; null asks for the global ones. */
  list(guildId: string | null): readonly APIApplicationCommand[] {
    return this.#scopes.get(guildId) ?? [];
  }

  replace(guildId: string | null, commands: readonly APIApplicationCommand[]): void {
    this.#scopes.set(guildId, [...commands]);
  }

  /** What a person finds under a name: the guild's own command hides a global one of the same name. */
  find(
    guildId: string | null,
    type: ApplicationCommandType,
    name: string,
  ): APIApplicationCommand | undefined {
    const own = guildId === null ? [] : this.list(guildId);
    return [...own, ...this.list(null)].find((command) => command.type === type && command.name === name);
  }
}
