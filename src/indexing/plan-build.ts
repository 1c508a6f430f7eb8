import { describePassage, type Passage } from '../passages/passage.ts';

/** How many of something a build adds, changes, removes and leaves as they are. */
export interface Changes {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** Articles with the checksums of their files, and their passages. */
export interface Snapshot {
  readonly articles: readonly { readonly id: string; readonly sha256: string }[];
  readonly passages: readonly Passage[];
}

/** What sets the next index apart from the current one. */
export interface BuildPlan {
  /** Ids, each list sorted. */
  readonly articles: Readonly<Record<keyof Changes, readonly string[]>>;
  /**
   * In an article that stays, as many new passages as vanished ones count as changed, the rest as added or removed.
   * A passage that only moved within its article is unchanged.
   */
  readonly passages: Changes;
}

/** Compares two states of the corpus as they are, or would be, indexed. */
export function planBuild(current: Snapshot, next: Snapshot): BuildPlan {
  const [before, after] = [groupPassages(current.passages), groupPassages(next.passages)];
  const checksums = new Map(current.articles.map(({ id, sha256 }) => [id, sha256]));
  const articles = { added: [], changed: [], removed: [], unchanged: [] } as Record<keyof Changes, string[]>;
  const totals = { added: 0, changed: 0, removed: 0, unchanged: 0 };

  for (const { id, sha256 } of next.articles) {
    const [old, now] = [before.get(id) ?? [], after.get(id) ?? []];
    const changes = compareParts(old, now);
    for (const kind of Object.keys(totals) as (keyof Changes)[]) totals[kind] += changes[kind];
    if (!checksums.has(id)) articles.added.push(id);
    else if (checksums.get(id) === sha256 && areSame(old, now)) articles.unchanged.push(id);
    else articles.changed.push(id);
  }
  const kept = new Set(next.articles.map(({ id }) => id));
  for (const { id } of current.articles) {
    if (kept.has(id)) continue;
    articles.removed.push(id);
    totals.removed += before.get(id)?.length ?? 0;
  }
  for (const ids of Object.values(articles)) ids.sort();
  return { articles, passages: totals };
}

/** The figures of a plan. */
export function countChanges({ articles, passages }: BuildPlan): { articles: Changes; passages: Changes } {
  const { added, changed, removed, unchanged } = articles;
  return {
    articles: {
      added: added.length,
      changed: changed.length,
      removed: removed.length,
      unchanged: unchanged.length,
    },
    passages,
  };
}

function groupPassages(passages: readonly Passage[]): ReadonlyMap<string, readonly Passage[]> {
  const groups = new Map<string, Passage[]>();
  for (const passage of passages) {
    const group = groups.get(passage.article.id);
    if (group === undefined) groups.set(passage.article.id, [passage]);
    else group.push(passage);
  }
  return groups;
}

function compareParts(old: readonly Passage[], now: readonly Passage[]): Changes {
  const described = new Map(old.map((passage) => [passage.id, describePassage(passage)]));
  let unchanged = 0;
  let retitled = 0;
  for (const passage of now) {
    const before = described.get(passage.id);
    if (before === undefined) continue;
    if (before === describePassage(passage)) unchanged += 1;
    else retitled += 1;
  }
  const fresh = now.length - unchanged - retitled;
  const gone = old.length - unchanged - retitled;
  const paired = Math.min(fresh, gone);
  return { added: fresh - paired, changed: paired + retitled, removed: gone - paired, unchanged };
}

/** True where nothing at all of the passages or of what a footnote says differs. */
function areSame(old: readonly Passage[], now: readonly Passage[]): boolean {
  return JSON.stringify(old.map(toComparable)) === JSON.stringify(now.map(toComparable));
}

function toComparable({ id, article, headingPath, start, end, text, blocks }: Passage): unknown {
  const { title, url, author, date, tags, textIsPages } = article;
  const rows = blocks.map((block) => [block.kind, block.start, block.end, block.depth]);
  return [id, title, url, author, date, tags, textIsPages, headingPath, start, end, text, rows];
}
