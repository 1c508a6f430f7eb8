import { resolve } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type * as Transformers from '@xenova/transformers';
import type { PreTrainedModel, PreTrainedTokenizer, ProgressInfo, Tensor } from '@xenova/transformers';
import { runGuarded } from './exit-guard.ts';
import { normalizeVector } from './vector-arithmetic.ts';
import { yieldToMainThread } from './yield-to-main-thread.ts';
import type {
  DownloadRequest,
  EmbedRequest,
  LoadRequest,
  WorkerBirth,
  WorkerReply,
  WorkerRequest,
} from './worker-protocol.ts';

type Library = typeof Transformers;

interface LoadedModel {
  readonly tokenizer: PreTrainedTokenizer;
  readonly model: PreTrainedModel;
  readonly request: LoadRequest;
}

/** The names under which models give their token states, `[1, tokens, dimensions]`. */
interface Outputs {
  readonly last_hidden_state?: unknown;
  readonly token_embeddings?: unknown;
  /** Of a model that scores, `[1, labels]`. */
  readonly logits?: unknown;
}

const { guard } = workerData as WorkerBirth;

/** One ONNX thread a worker: the pool gives the parallelism, without threads that wait for each other. */
const MODEL_OPTIONS = {
  dtype: 'q8',
  device: 'cpu',
  session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
} as const;

/** The body of a worker thread: answers the requests of `worker-protocol.ts`, one at a time. */
export async function serveEmbeddings(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('embedding-worker runs in a worker thread only.');
  yieldToMainThread();
  const library = await import('@xenova/transformers');
  // Its error log prints the tokens of the text.
  library.env.logLevel = library.LogLevel.NONE;
  let loaded: LoadedModel | undefined;

  const answer = async (request: Exclude<WorkerRequest, { kind: 'stop' }>): Promise<WorkerReply> => {
    switch (request.kind) {
      case 'download':
        await downloadModel(library, request, (reply) => {
          port.postMessage(reply);
        });
        return { kind: 'downloaded' };
      case 'load':
        loaded = await loadModel(library, request);
        return { kind: 'loaded' };
      case 'embed':
        if (loaded === undefined) return { kind: 'failed', reason: 'no model is loaded' };
        return embedText(library, loaded, request);
    }
  };

  port.on('message', (request: WorkerRequest) => {
    // JavaScript runs, so native code does not: the thread may end here.
    if (request.kind === 'stop') process.exit(0);
    void answer(request)
      .catch((error: unknown): WorkerReply => ({ kind: 'failed', reason: describeError(error) }))
      .then((reply) => {
        port.postMessage(reply, reply.kind === 'embedded' ? [reply.embedding.buffer as ArrayBuffer] : []);
      });
  });
}

async function loadModel(library: Library, request: LoadRequest): Promise<LoadedModel> {
  const modelsDir = resolve(request.modelsDir);
  library.env.allowRemoteModels = false;
  library.env.localModelPath = modelsDir;
  library.env.cacheDir = modelsDir;
  const tokenizer = await library.AutoTokenizer.from_pretrained(request.modelId);
  const modelClass =
    request.task === 'score' ? library.AutoModelForSequenceClassification : library.AutoModel;
  const model = await runGuarded(guard, () => modelClass.from_pretrained(request.modelId, MODEL_OPTIONS));
  return { tokenizer, model, request };
}

async function downloadModel(
  library: Library,
  { modelsDir, modelId, hubUrl }: DownloadRequest,
  report: (reply: WorkerReply) => void,
): Promise<void> {
  library.env.allowRemoteModels = true;
  library.env.remoteHost = hubUrl;
  library.env.localModelPath = resolve(modelsDir);
  library.env.cacheDir = resolve(modelsDir);
  const progress_callback = (event: ProgressInfo): void => {
    if (event.status !== 'progress') return;
    report({ kind: 'progress', file: event.file, loadedBytes: event.loaded, totalBytes: event.total });
  };
  await library.AutoTokenizer.from_pretrained(modelId, { progress_callback });
  // There is no other way to have the weights downloaded than to load them.
  const model = await runGuarded(guard, () =>
    library.AutoModel.from_pretrained(modelId, { ...MODEL_OPTIONS, progress_callback }),
  );
  await model.dispose();
}

async function embedText(
  library: Library,
  { tokenizer, model, request: { task, pooling, dimensions, maxTokens } }: LoadedModel,
  { text, cut }: EmbedRequest,
): Promise<WorkerReply> {
  const [first, text_pair] = task === 'score' ? (JSON.parse(text) as [string, string]) : [text];
  const encoded = Object.entries(tokenizer(first, text_pair === undefined ? {} : { text_pair })).filter(
    (entry): entry is [string, Tensor] => entry[1] instanceof library.Tensor,
  );
  const tokens = encoded[0]?.[1].dims[1] ?? 0;
  if (tokens > maxTokens && !cut) return { kind: 'too-long', tokens };
  const inputs = Object.fromEntries(
    encoded.map(([name, tensor]) => [
      name,
      tokens > maxTokens ? cutTensor(library, tensor, maxTokens) : tensor,
    ]),
  );
  const outputs = await runGuarded(guard, () => model(inputs) as Promise<Outputs>);
  if (task === 'score') return readScore(library, outputs);
  const states = outputs.last_hidden_state ?? outputs.token_embeddings;
  if (!(states instanceof library.Tensor) || !(states.data instanceof Float32Array)) {
    return { kind: 'failed', reason: 'the model gives no token states' };
  }
  if (states.dims.at(-1) !== dimensions) {
    return { kind: 'failed', reason: `config.json states ${dimensions} dimensions, the model gives others` };
  }
  const pooled =
    pooling === 'cls' ? states.data.subarray(0, dimensions) : averageStates(states.data, dimensions);
  return { kind: 'embedded', embedding: normalizeVector(pooled) };
}

/** One logit is the score; of two, "no" and "yes", it is how far the second is ahead. */
function readScore(library: Library, { logits }: Outputs): WorkerReply {
  if (!(logits instanceof library.Tensor) || !(logits.data instanceof Float32Array)) {
    return { kind: 'failed', reason: 'the model gives no scores, so it is no cross-encoder' };
  }
  const [first = NaN, second] = logits.data;
  if (logits.data.length > 2 || !Number.isFinite(first)) {
    return { kind: 'failed', reason: `the model gives ${logits.data.length} scores for a text, not one` };
  }
  return { kind: 'embedded', embedding: Float32Array.of(second === undefined ? first : second - first) };
}

/** The first tokens and the very last, which is the closing special token. */
function cutTensor(library: Library, tensor: Tensor, maxTokens: number): Tensor {
  const data = tensor.data as BigInt64Array;
  const kept = BigInt64Array.from([...data.subarray(0, maxTokens - 1), ...data.subarray(-1)]);
  return new library.Tensor('int64', kept, [1, maxTokens]);
}

/** Mean over the tokens; one text a call has no padding to leave out. */
function averageStates(states: Float32Array, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions);
  for (let i = 0; i < states.length; i++)
    sums[i % dimensions] = (sums[i % dimensions] ?? 0) + (states[i] ?? 0);
  const tokens = states.length / dimensions;
  return Float32Array.from(sums, (sum) => sum / tokens);
}

/** The message with that of its cause: "fetch failed" alone tells nobody that the host name is unknown. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}`;
}
