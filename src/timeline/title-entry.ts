import { cleanLine } from './clean-line.ts';
import type { TimelineEntry } from './timeline.ts';

/** The title of an entry as people read it: cleaned, never empty, and "Published: …" for an article's own date. */
export function titleEntry({ kind, title, sourceTitle }: TimelineEntry): string {
  const text = cleanLine(title) || cleanLine(sourceTitle) || 'Untitled';
  return kind === 'published' ? `Published: ${text}` : text;
}
