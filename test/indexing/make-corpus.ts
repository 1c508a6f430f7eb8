import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** File name → paragraphs of an article, or the bare content of a file where it is a string. */
export type CorpusDraft = Readonly<Record<string, readonly string[] | string>>;

/** Writes a corpus folder in the place of the one that was there. */
export async function writeCorpus(corpusDir: string, draft: CorpusDraft): Promise<void> {
  await rm(corpusDir, { recursive: true, force: true });
  await mkdir(corpusDir, { recursive: true });
  for (const [name, content] of Object.entries(draft)) {
    await mkdir(dirname(join(corpusDir, name)), { recursive: true });
    await writeFile(
      join(corpusDir, name),
      typeof content === 'string' ? content : renderArticle(name, content),
    );
  }
}

/** Every paragraph under a heading of its own, so that each is a passage. */
function renderArticle(name: string, paragraphs: readonly string[]): string {
  const sections = paragraphs.map((text, index) => `## Part ${index + 1}\n\n${text}\n`);
  return `---\ntitle: About ${name}\ndate: 2025-08-22\nauthor: Ada Writer\n---\n\n${sections.join('\n')}`;
}

/** A corpus whose every paragraph names the revision, so that a mixture of two would show. */
export function draftRevision(revision: string, articleCount = 6, paragraphCount = 4): CorpusDraft {
  const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
  return Object.fromEntries(
    range(articleCount).map((article) => [
      `article-${article}.md`,
      range(paragraphCount).map(
        (paragraph) =>
          `The ${revision} revision says this in paragraph ${paragraph} of article ${article}, and nothing else.`,
      ),
    ]),
  );
}
