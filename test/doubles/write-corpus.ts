import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Two short articles, enough for the real model to answer some questions on and to abstain from others. */
export const SMALL_CORPUS = {
  'lighthouse.md': `---
title: The Lighthouse of Port Ember
author: Ines Calder
date: 2021-04-09
external_url: https://example.org/lighthouse
---

The lighthouse of Port Ember has guided ships since the harbour was dug.

## Building the Tower

The tower was finished in 1874 by the engineer Thomas Varley. It stands 38 metres high and is made of granite from
the Korrin quarry.

## The Lamp

The first lamp burned whale oil. In 1931 it was replaced by an electric lamp that can be seen from 22 nautical miles
away.
`,
  'ferries.md': `---
title: Ferries between the Harn Islands
author: Josef Bram
date: 2019-11-30
---

## The Fleet

Four ferries sail between the Harn Islands. The largest of them, the Marigold, carries 240 passengers and 36 cars.

## Timetable

In summer a ferry leaves Port Ember every forty minutes. In winter there are six crossings a day.
`,
} as const;

/** Writes files into a folder that is made for them, and gives its path. */
export async function writeCorpus(
  folder: string,
  files: Readonly<Record<string, string>> = SMALL_CORPUS,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}
