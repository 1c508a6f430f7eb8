import { SingleBar } from 'cli-progress';
import { stripToLine } from './strip-controls.ts';

/** Tells a person how far a long piece of work is. */
export interface ProgressReporter {
  /** `phase` in plain words; a new phase begins a new bar or line. */
  readonly report: (phase: string, done: number, total: number) => void;
  /** Ends the bar, if there is one. */
  readonly stop: () => void;
}

export interface ProgressReporterOptions {
  /** Said once, before the first report; never where nothing is reported. @default '' */
  readonly intro?: string;
  /** Least time between two lines of one phase where the stream is no terminal, in milliseconds. @default 2000 */
  readonly linesEveryMs?: number;
}

type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** A bar on a terminal; elsewhere plain lines: the first and last of a phase, and some between. */
export function createProgressReporter(
  stream: ProgressStream,
  options: ProgressReporterOptions = {},
): ProgressReporter {
  const { intro = '', linesEveryMs = 2000 } = options;
  const show = stream.isTTY === true ? createBarReporter(stream) : createLineReporter(stream, linesEveryMs);
  let introduced = intro === '';
  return {
    report(phase, done, total) {
      if (!introduced) stream.write(`${intro}\n`);
      introduced = true;
      show.report(stripToLine(phase), done, total);
    },
    stop: () => {
      show.stop();
    },
  };
}

function createBarReporter(stream: ProgressStream): ProgressReporter {
  let current: { readonly phase: string; readonly bar: SingleBar } | null = null;
  const stop = (): void => {
    current?.bar.stop();
    current = null;
  };
  return {
    report(phase, done, total) {
      if (current?.phase !== phase) {
        stop();
        // Line wrapping stays as it is: a process that is stopped could not switch it on again.
        const bar = new SingleBar({
          stream,
          format: '{phase} [{bar}] {value}/{total}',
          barsize: 30,
          fps: 8,
          linewrap: true,
        });
        bar.start(total, done, { phase });
        current = { phase, bar };
      }
      current.bar.setTotal(total);
      current.bar.update(done);
    },
    stop,
  };
}

function createLineReporter(stream: ProgressStream, everyMs: number): ProgressReporter {
  let last = { phase: '', timeMs: 0, done: -1 };
  return {
    report(phase, done, total) {
      const timeMs = performance.now();
      const isNews =
        phase !== last.phase || (done !== last.done && (done >= total || timeMs - last.timeMs >= everyMs));
      if (!isNews) return;
      stream.write(`${phase}: ${done} of ${total}\n`);
      last = { phase, timeMs, done };
    },
    stop() {
      // Every line stands by itself.
    },
  };
}
