import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ModelLocation } from '../../src/embeddings/model-location.ts';
import { SHIPPED } from './copy-model.ts';

/**
 * Writes a real, if dull, cross-encoder into a temporary models folder, which the caller removes: the shipped model's
 * tokenizer, and an ONNX graph whose one logit is minus the mean of the token ids, so that its scores can be worked out.
 *
 *     input_ids ─► Cast to float ─► ReduceMean over tokens ─► Neg ─► logits [1, 1]
 */
export async function writeCrossEncoder(): Promise<ModelLocation> {
  const modelsDir = await mkdtemp(join(tmpdir(), 'footnote-reranker-'));
  const location: ModelLocation = { modelsDir, modelId: 'test/cross-encoder' };
  const folder = join(modelsDir, location.modelId);
  await mkdir(join(folder, 'onnx'), { recursive: true });
  for (const name of ['tokenizer.json', 'tokenizer_config.json']) {
    await cp(join(SHIPPED.modelsDir, SHIPPED.modelId, name), join(folder, name));
  }
  const config = {
    ...{ model_type: 'bert', architectures: ['BertForSequenceClassification'], hidden_size: 1 },
    ...{ max_position_embeddings: 64, num_labels: 1 },
  };
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  await writeFile(join(folder, 'onnx', 'model_quantized.onnx'), encodeModel());
  return location;
}

/** Field numbers of onnx.proto: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
function encodeModel(): Buffer {
  const [INT64, FLOAT, INT, INTS] = [7, 1, 2, 7];
  const cast = node('Cast', 'input_ids', 'numbers', [text(1, 'to'), number(3, FLOAT), number(20, INT)]);
  const axes = [text(1, 'axes'), number(8, 1), number(20, INTS)];
  const graph = [
    bytes(1, cast),
    bytes(1, node('ReduceMean', 'numbers', 'mean', axes)),
    bytes(1, node('Neg', 'mean', 'logits')),
    text(2, 'mean of token ids'),
    bytes(11, tensor('input_ids', INT64, ['batch', 'tokens'])),
    bytes(12, tensor('logits', FLOAT, ['batch', 'one'])),
  ];
  const opset = Buffer.concat([text(1, ''), number(2, 13)]);
  return Buffer.concat([number(1, 8), bytes(7, Buffer.concat(graph)), bytes(8, opset)]);
}

function node(type: string, input: string, output: string, attribute: readonly Buffer[] = []): Buffer {
  const attributes = attribute.length === 0 ? [] : [bytes(5, Buffer.concat(attribute))];
  return Buffer.concat([text(1, input), text(2, output), text(4, type), ...attributes]);
}

function tensor(name: string, type: number, dimensions: readonly string[]): Buffer {
  const shape = Buffer.concat(dimensions.map((dimension) => bytes(1, text(2, dimension))));
  return Buffer.concat([
    text(1, name),
    bytes(2, bytes(1, Buffer.concat([number(1, type), bytes(2, shape)]))),
  ]);
}

/** Protocol buffers: a key is the field's number and its wire type (0 a number, 2 bytes of a length). */
function number(field: number, value: number): Buffer {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function text(field: number, value: string): Buffer {
  return bytes(field, Buffer.from(value));
}

function bytes(field: number, value: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(value.length), value]);
}

function varint(value: number): Buffer {
  const groups: number[] = [];
  for (let rest = value; groups.length === 0 || rest > 0; rest = Math.floor(rest / 128)) {
    groups.push((rest % 128) + (rest >= 128 ? 128 : 0));
  }
  return Buffer.from(groups);
}
