/** What one line typed into the chat asks for. */
export type ChatLine =
  | { readonly kind: 'blank' | 'about' | 'help' | 'quit' }
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: 'sources'; readonly filter: string }
  | { readonly kind: 'show'; readonly number: number | null }
  | { readonly kind: 'unknown'; readonly command: string };

/** The commands of the chat, as they are typed. */
export const CHAT_COMMANDS = [':sources', ':show', ':about', ':help', ':quit'] as const;

/** Tells commands from questions: a line is a command where its first word begins with a colon. */
export function parseLine(line: string): ChatLine {
  const text = line.trim();
  if (text === '') return { kind: 'blank' };
  const match = /^:([a-z]+|\?)?(?:\s+(.*))?$/isu.exec(text);
  if (match === null) return { kind: 'question', question: text };
  const [, command = '', rest = ''] = match;
  switch (command.toLowerCase()) {
    case 'sources':
      return { kind: 'sources', filter: rest.trim() };
    case 'show':
      return {
        kind: 'show',
        number: /^\[?\d{1,3}\]?$/.test(rest.trim()) ? Number(rest.replace(/\D/g, '')) : null,
      };
    case 'about':
      return { kind: 'about' };
    case 'help':
    case '?':
      return { kind: 'help' };
    case 'quit':
    case 'q':
    case 'exit':
      return { kind: 'quit' };
    default:
      return { kind: 'unknown', command };
  }
}
