import { ConfigError } from '../errors.ts';
import type { Pooling } from './embedder.ts';

/** How a model is to be used; wrong settings give embeddings that look right and find little. */
export interface ModelSettings {
  readonly pooling: Pooling;
  /** Put before a question. */
  readonly queryPrefix: string;
  /** Put before a passage. */
  readonly passagePrefix: string;
}

/** Settings given by hand (EMBEDDING_POOLING, EMBEDDING_QUERY_PREFIX, EMBEDDING_PASSAGE_PREFIX); each wins over what is known. */
export type ModelSettingsOverrides = {
  readonly [Key in keyof ModelSettings]?: ModelSettings[Key] | undefined;
};

interface KnownFamily extends ModelSettings {
  /** Tested against the last part of the model's name, in lower case, without `-onnx`. */
  readonly name: RegExp;
}

const SEARCH_PREFIX = 'Represent this sentence for searching relevant passages: ';
const plain = { queryPrefix: '', passagePrefix: '' };

/** Each row says what the authors' model card says. */
const FAMILIES: readonly KnownFamily[] = [
  // BAAI/bge-*-en and -en-v1.5: CLS, an instruction before the question only.
  { name: /^bge-(small|base|large)-en(-v1\.5)?$/, ...plain, pooling: 'cls', queryPrefix: SEARCH_PREFIX },
  {
    name: /^bge-(small|base|large)-zh(-v1\.5)?$/,
    ...plain,
    pooling: 'cls',
    queryPrefix: '为这个句子生成表示以用于检索相关文章：',
  },
  // BAAI/bge-m3: CLS; instructions were dropped.
  { name: /^bge-m3$/, ...plain, pooling: 'cls' },
  // intfloat/e5-*, -v2 and multilingual-e5-*; the -instruct models want a task description and are left out.
  {
    name: /^(multilingual-)?e5-(small|base|large)(-v2|-unsupervised)?$/,
    pooling: 'mean',
    queryPrefix: 'query: ',
    passagePrefix: 'passage: ',
  },
  // thenlper/gte-*: mean of the tokens.
  { name: /^gte-(tiny|small|base|large)$/, ...plain, pooling: 'mean' },
  // Alibaba-NLP/gte-*-en-v1.5, gte-multilingual-base and gte-modernbert-base: CLS.
  { name: /^gte-((base|large)-en-v1\.5|multilingual-base|modernbert-base)$/, ...plain, pooling: 'cls' },
  // sentence-transformers' general models: mean, nothing before either text.
  {
    name: /^(all|paraphrase|paraphrase-multilingual)-(minilm|mpnet|distilroberta)-/,
    ...plain,
    pooling: 'mean',
  },
  { name: /^multi-qa-(minilm|mpnet|distilbert)-.*cos-v1$/, ...plain, pooling: 'mean' },
  // Snowflake/snowflake-arctic-embed-*: CLS; version 2.0 shortened the prefix.
  { name: /^snowflake-arctic-embed-[ml]-v2\.0$/, ...plain, pooling: 'cls', queryPrefix: 'query: ' },
  {
    name: /^snowflake-arctic-embed-(xs|s|m|m-long|m-v1\.5|l)$/,
    ...plain,
    pooling: 'cls',
    queryPrefix: SEARCH_PREFIX,
  },
];

/**
 * Pooling and prefixes of a model: those given by hand, else those known for its family.
 *
 * @throws ConfigError where the family is unknown and not all three are given.
 */
export function resolveModelSettings(modelId: string, overrides: ModelSettingsOverrides = {}): ModelSettings {
  const name = (modelId.split('/').at(-1) ?? '').toLowerCase().replace(/-onnx$/, '');
  const known = FAMILIES.find((family) => family.name.test(name));
  const pooling = overrides.pooling ?? known?.pooling;
  const queryPrefix = overrides.queryPrefix ?? known?.queryPrefix;
  const passagePrefix = overrides.passagePrefix ?? known?.passagePrefix;
  if (pooling === undefined) throw createMissingError('EMBEDDING_POOLING', modelId);
  if (queryPrefix === undefined) throw createMissingError('EMBEDDING_QUERY_PREFIX', modelId);
  if (passagePrefix === undefined) throw createMissingError('EMBEDDING_PASSAGE_PREFIX', modelId);
  return { pooling, queryPrefix, passagePrefix };
}

function createMissingError(variable: string, modelId: string): ConfigError {
  return new ConfigError(
    variable,
    `${variable} must be set: how ${JSON.stringify(modelId)} is to be used is not known. Its model card tells what to put in EMBEDDING_POOLING (cls or mean), EMBEDDING_QUERY_PREFIX and EMBEDDING_PASSAGE_PREFIX (the word none where it has none).`,
  );
}
