import type { SeededRandom } from './seeded-random.ts';

/** Words that people put for others; each may stand for each of its row. */
const SYNONYM_ROWS = `
allow let enable permit
app application program
begin start kick off
big large huge
build make create
bug error problem issue
change update modify
choose pick select
cost price charge
customer client user
database db
delete remove drop
developer dev engineer
documentation docs manual
fast quick speedy
feature capability function
fix repair solve
give provide offer
help support assist
improve boost better
job task work
kind type sort
machine server box
monitor watch track
new recent latest
package bundle library
permission right access
repository repo
run execute launch
say state mention
secure safe protected
send deliver ship
show display present
software program tool
stop end halt
store save keep
test check try
use utilize employ
version release edition
`;

/** Everyday words that people put around what they ask for, and that the articles need not hold. */
export const FILLER_WORDS: readonly string[] = (
  'catch trick reason benefit difference deal point way setup downside advantage purpose meaning idea limit default ' +
  'need happen matter handle deal expect recommend worth safe easy hard best worst cheap official minimum maximum ' +
  'company team people folks guys project production laptop beginner quickly exactly actually currently right lately'
).split(' ');

const SYNONYMS: ReadonlyMap<string, readonly string[]> = collectSynonyms();

function collectSynonyms(): ReadonlyMap<string, readonly string[]> {
  const synonyms = new Map<string, readonly string[]>();
  for (const row of SYNONYM_ROWS.trim().split('\n')) {
    const words = row.split(' ');
    for (const word of words) {
      const others = words.filter((other) => other !== word);
      synonyms.set(word, [...(synonyms.get(word) ?? []), ...others]);
    }
  }
  return synonyms;
}

/** A word that people may type in the place of this one; the word itself where none is known. */
export function replaceBySynonym(word: string, random: SeededRandom): string {
  const base = word.toLowerCase().replace(/s$/, '');
  return random.pick(SYNONYMS.get(word.toLowerCase()) ?? SYNONYMS.get(base) ?? []) ?? word;
}

/** A word with two letters swapped, or one left out; short words and words with digits stay as they are. */
export function misspell(word: string, random: SeededRandom): string {
  if (word.length < 6 || !/^\p{L}+$/u.test(word)) return word;
  const at = 1 + Math.floor(random.next() * (word.length - 3));
  const [first, second] = [word.charAt(at), word.charAt(at + 1)];
  const middle = random.chance(0.5) ? second + first : second;
  return word.slice(0, at) + middle + word.slice(at + 2);
}
