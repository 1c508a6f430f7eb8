import { expect, it } from 'vitest';
import { listLosses, renderReport, type FaultResult } from '../faults/support/fault-report.ts';

const LINES: readonly FaultResult[] = [
  { section: 'replies', fault: 'a reply', times: 1_200, lost: 0, note: 'slowest 1.2 s' },
  { section: 'index', fault: 'SIGKILL | of a build', times: 50, lost: 2 },
  {
    section: 'index',
    fault: 'a full disk',
    times: 0,
    lost: 0,
    note: 'skipped: mounting is not allowed here',
  },
  { section: 'index', fault: 'another', times: 0, lost: 0 },
];

it('the report of the faults is a table by part, in which what was skipped says why', () => {
  expect(renderReport(LINES).split('\n').slice(2)).toEqual([
    '| index | SIGKILL \\| of a build | 50 | 2 |  |',
    '|  | a full disk | – | – | skipped: mounting is not allowed here |',
    '|  | another | – | – | skipped: no reason given |',
    '| replies | a reply | 1,200 | 0 | slowest 1.2 s |',
  ]);
});

it('every line that lost something fails the run', () => {
  expect(listLosses(LINES)).toEqual(['index: SIGKILL | of a build: 2 of 50 lost']);
  expect(listLosses(LINES.filter(({ lost }) => lost === 0))).toEqual([]);
});
