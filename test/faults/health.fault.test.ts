import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it, onTestFinished, vi } from 'vitest';
import { readPointer } from '../../src/retrieval/read-pointer.ts';
import { startProgram } from '../doubles/run-program.ts';
import { openDoctorStage } from './support/doctor-stage.ts';
import { recordFault } from './support/fault-report.ts';
import { chooseTimes } from './support/fault-run.ts';
import { findChild } from './support/find-child.ts';
import { assertThat, collectLosses } from './support/index-stage.ts';
import { parsePrometheus } from './support/parse-prometheus.ts';
import { startWorld } from './support/start-world.ts';

async function openWorld() {
  const stage = await openDoctorStage();
  const cwd = await stage.copy();
  const [corpusDir, indexDir] = [join(cwd, 'corpus'), join(cwd, 'data/index')];
  const world = await startWorld({
    path: 'src/index.ts',
    people: 2,
    env: { CORPUS_DIR: corpusDir, INDEX_DIR: indexDir, METRICS_PORT: '0', LOG_LEVEL: 'info' },
  });
  onTestFinished(async () => {
    await world.close();
    await stage.close();
  });
  return { ...world, cwd, corpusDir, indexDir };
}

it('health, readiness and metrics tell how it stands: start, a gateway lost and back, stop', async () => {
  const world = await openWorld();
  const { discord } = world;
  const starting = world.startBot();
  const { child, ended } = world.program();
  const url = await new Promise<string>((resolve) => {
    child.stderr?.on('data', (text: string) => {
      const [found] = /http:\/\/127\.0\.0\.1:\d+(?=","msg":"metrics)/.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  const look = async (path: string): Promise<number> => (await fetch(`${url}${path}`)).status;
  const steps: readonly (readonly [string, () => Promise<void>])[] = [
    [
      'not ready while it starts, but healthy',
      async () => {
        assertThat((await look('/healthz')) === 200 && (await look('/readyz')) === 503, 'otherwise');
        await starting;
      },
    ],
    [
      'ready when online',
      () => vi.waitUntil(async () => (await look('/readyz')) === 200).then(() => undefined),
    ],
    [
      'not ready without the gateway, but healthy',
      async () => {
        discord.setGatewayReachable(false);
        await vi.waitUntil(async () => (await look('/readyz')) === 503, { timeout: 10_000 });
        assertThat((await look('/healthz')) === 200, 'not healthy');
      },
    ],
    [
      'ready again when it is back',
      async () => {
        discord.setGatewayReachable(true);
        await vi.waitUntil(async () => (await look('/readyz')) === 200, { timeout: 90_000, interval: 200 });
      },
    ],
    [
      'metrics that Prometheus reads, without ids or words',
      async () => {
        const [userId = '', channelId = ''] = [world.userIds[0], world.channelIds[0]];
        const options = { question: 'How high is the tower of the lighthouse?' };
        await discord.runCommand({ userId, channelId, name: 'ask', options }).awaitMessage(30_000);
        const response = await fetch(`${url}/metrics`);
        const text = await response.text();
        const samples = parsePrometheus(text);
        assertThat(response.headers.get('content-type')?.startsWith('text/plain') === true, 'another type');
        const answers = samples.find(
          ({ name, labels }) => name === 'footnote_questions_total' && labels.outcome === 'answer',
        );
        assertThat(answers?.value === 1, 'the question is not counted');
        assertThat(
          !/(?<![\d.])\d{17,20}(?!\d)|lighthouse|tower|Person/.test(text),
          'it holds an id or words',
        );
      },
    ],
    [
      'not served any more after the stop',
      async () => {
        child.kill('SIGTERM');
        assertThat((await ended).code === 0, 'another code');
        assertThat(
          await look('/healthz').then(
            () => false,
            () => true,
          ),
          'still served',
        );
      },
    ],
  ];
  const lost = await collectLosses(steps.length, async (index) => steps[index]?.[1](), 1);
  recordFault({
    section: 'nothing silent',
    fault: '`/healthz`, `/readyz` and `/metrics` over a start, a lost gateway, its return and a stop',
    times: steps.length,
    lost: lost.length,
    note: 'each state told; the metrics parse and hold no ids',
  });
  expect(lost).toEqual([]);
});

it('/status and /reindex in a real process: progress and difference; a killed build and a build beside it are told', async () => {
  const world = await openWorld();
  const { discord, cwd, corpusDir, indexDir } = world;
  await world.startBot();
  const channelId = world.channelIds[0] ?? '';
  const { id: userId } = discord.createUser({ name: 'Boss', permissions: PermissionFlagsBits.ManageGuild });
  const shown: string[] = [];
  const reindex = async (during?: () => Promise<unknown>): Promise<string> => {
    const run = discord.runCommand({ userId, channelId, name: 'reindex' });
    await run.awaitAcknowledgement();
    await during?.();
    const read = (): string => JSON.stringify(run.message ?? '');
    await vi.waitUntil(
      () => {
        const text = read();
        if (text !== shown.at(-1)) shown.push(text);
        return /rebuilt|up to date|not rebuilt|did not|could not|stopped|failed|already|Another/i.test(text);
      },
      { timeout: 90_000, interval: 50 },
    );
    return read();
  };
  const readGeneration = async (): Promise<string> => (await readPointer(indexDir))?.generation ?? '';
  const write = (name: string, count: number): Promise<void> =>
    writeFile(
      join(corpusDir, name),
      `# ${name}\n\n${Array.from({ length: count }, (_, n) => `## Part ${n.toString()}\n\nThe mill number ${n.toString()} of ${name} was built by Ada Brandt in ${(1700 + n).toString()}, and it grinds ${'much '.repeat(40)} corn.\n`).join('\n')}`,
    );
  const steps: readonly (() => Promise<void>)[] = [
    async () => {
      const status = await discord.runCommand({ userId, channelId, name: 'status' }).awaitMessage();
      assertThat(JSON.stringify(status).includes('bge-small-en'), 'the status lacks the model');
    },
    async () => {
      await write('mills.md', chooseTimes({ full: 150, quick: 50 }));
      const end = await reindex();
      assertThat(end.includes('Articles: 1 added, 0 changed'), `no difference: ${end.slice(0, 300)}`);
      assertThat(
        shown.some((text) => /\d+ of \d+|%/.test(text)),
        `no progress: ${shown.join(' ').slice(0, 400)}`,
      );
    },
    async () => {
      await write('more.md', chooseTimes({ full: 300, quick: 100 }));
      const before = await readGeneration();
      const end = await reindex(async () => {
        const pid = await vi.waitUntil(() => findChild(world.program().child.pid), { timeout: 20_000 });
        process.kill(pid, 'SIGKILL');
      });
      assertThat(!end.includes('is rebuilt'), `told as built: ${end.slice(0, 300)}`);
      assertThat((await readGeneration()) === before, 'the index is another one');
    },
    async () => {
      const before = await readGeneration();
      const build = startProgram('scripts/index.ts', { cwd, env: { MODELS_DIR: join(cwd, 'models') } });
      await once(build.child.stderr ?? build.child, 'data');
      const end = await reindex();
      assertThat((await build.ended).code === 0, 'the build beside it failed');
      assertThat(/another|running|already/i.test(end), `not told: ${end.slice(0, 300)}`);
      assertThat((await readGeneration()) !== before, 'the build beside it did nothing');
    },
  ];
  const lost = await collectLosses(steps.length, async (index) => steps[index]?.(), 1);
  recordFault({
    section: 'nothing silent',
    fault:
      '`/status`; `/reindex` with an article added, with its process killed, and while `npm run index` runs',
    times: steps.length,
    lost: lost.length,
    note: 'progress and difference told; killed or beside another: told, the index as it was',
  });
  expect(lost).toEqual([]);
});
