const USER = /<@!?(\d{1,20})>/g;
/** Roles, channels, commands, timestamps, custom emoji and the server's own pages, as Discord writes them. */
const MARKUP = /<(?:@&\d+|#\d+|\/[^:>]{1,200}:\d+|t:-?\d+(?::[a-zA-Z])?|a?:\w+:\d+|id:\w+)>/g;

/**
 * The words of a message as a question: mentions of people as their names where `nameOf` knows them, everything else
 * that is Discord's own left out.
 */
export function readWords(content: string, nameOf: (userId: string) => string | undefined): string {
  return content
    .replace(USER, (_, userId: string) => nameOf(userId) ?? ' ')
    .replace(MARKUP, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
