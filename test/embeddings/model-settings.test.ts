import { describe, expect, it } from 'vitest';
import { resolveModelSettings } from '../../src/embeddings/model-settings.ts';

const SEARCH = 'Represent this sentence for searching relevant passages: ';

describe('model settings', () => {
  it.each([
    ['Xenova/bge-small-en-v1.5', 'cls', SEARCH, ''],
    ['BAAI/bge-large-en', 'cls', SEARCH, ''],
    ['Xenova/bge-m3', 'cls', '', ''],
    ['Xenova/e5-small-v2', 'mean', 'query: ', 'passage: '],
    ['intfloat/multilingual-e5-base', 'mean', 'query: ', 'passage: '],
    ['Xenova/gte-small', 'mean', '', ''],
    ['Alibaba-NLP/gte-base-en-v1.5', 'cls', '', ''],
    ['Xenova/all-MiniLM-L6-v2', 'mean', '', ''],
    ['onnx-community/all-MiniLM-L6-v2-ONNX', 'mean', '', ''],
    ['Xenova/all-mpnet-base-v2', 'mean', '', ''],
    ['Xenova/paraphrase-multilingual-MiniLM-L12-v2', 'mean', '', ''],
    ['Snowflake/snowflake-arctic-embed-xs', 'cls', SEARCH, ''],
    ['Snowflake/snowflake-arctic-embed-m-v1.5', 'cls', SEARCH, ''],
    ['Snowflake/snowflake-arctic-embed-l-v2.0', 'cls', 'query: ', ''],
  ])('knows %s', (modelId, pooling, queryPrefix, passagePrefix) => {
    expect(resolveModelSettings(modelId)).toEqual({ pooling, queryPrefix, passagePrefix });
  });

  it.each([
    // Wants a description of the task before each question.
    'intfloat/multilingual-e5-large-instruct',
    // Pools the last token.
    'Alibaba-NLP/gte-Qwen2-1.5B-instruct',
    // CLS, unlike its cosine sisters.
    'Xenova/multi-qa-mpnet-base-dot-v1',
    'somebody/bge-small-en-v1.5-tuned',
  ])('does not guess for %s', (modelId) => {
    expect(() => resolveModelSettings(modelId)).toThrow(/EMBEDDING_POOLING .*must be set/);
  });

  it.each([
    [{}, 'EMBEDDING_POOLING'],
    [{ pooling: 'cls' }, 'EMBEDDING_QUERY_PREFIX'],
    [{ pooling: 'cls', queryPrefix: '' }, 'EMBEDDING_PASSAGE_PREFIX'],
  ] as const)('names the setting that is missing beside %j', (overrides, variable) => {
    expect(() => resolveModelSettings('somebody/something', overrides)).toThrow(
      expect.objectContaining({ name: 'ConfigError', variable }) as Error,
    );
  });

  it('takes an unknown model with all three given, empty prefixes too', () => {
    const given = { pooling: 'mean', queryPrefix: '', passagePrefix: '' } as const;
    expect(resolveModelSettings('somebody/something', given)).toEqual(given);
  });

  it('lets what is given win over what is known', () => {
    expect(resolveModelSettings('Xenova/bge-small-en-v1.5', { queryPrefix: '' })).toEqual({
      pooling: 'cls',
      queryPrefix: '',
      passagePrefix: '',
    });
  });
});
