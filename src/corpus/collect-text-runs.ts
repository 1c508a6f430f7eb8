import { cleanLine } from './clean-text.ts';
import { ELEMENT_NODE, TEXT_NODE, type DomNode } from './dom.ts';

/** Elements that flow within a line of text; every other one parts what is before it from what is after. */
const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark q s samp small span strike ' +
    'strong sub sup time tt u var wbr'
  ).split(' '),
);

const UNSEEN = new Set('script style template noscript head svg math select textarea iframe'.split(' '));

/** The text of a page, one entry for each run that no block interrupts, in order. */
export function collectTextRuns(root: DomNode): readonly string[] {
  const runs: string[] = [];
  let run = '';
  const flush = (): void => {
    const text = cleanLine(run);
    if (text !== '') runs.push(text);
    run = '';
  };
  const visit = (node: DomNode): void => {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === TEXT_NODE) run += child.textContent ?? '';
      if (child.nodeType !== ELEMENT_NODE) continue;
      const name = child.nodeName.toLowerCase();
      if (UNSEEN.has(name)) continue;
      const isInline = INLINE.has(name);
      if (!isInline) flush();
      if (name === 'br') run += '\n';
      visit(child);
      if (!isInline) flush();
    }
  };
  visit(root);
  flush();
  return runs;
}
