import { config as loadDotenv } from 'dotenv';
import { type Config, loadConfig } from '../../src/config.ts';
import { ConfigError } from '../../src/errors.ts';

/** Settings as far as they can be read. */
export interface ReadSettings {
  /** Where a setting cannot be read, its default stands in. */
  readonly config: Config;
  /** Everything that is wrong, not only the first of it. */
  readonly problems: readonly ConfigError[];
}

/** The settings of the environment and of `.env`, with all that is wrong with them. Throws nothing of it. */
export function loadAllSettings(): ReadSettings {
  const { parsed = {}, error } = loadDotenv({ quiet: true });
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? 'ENOENT';
  const problems: ConfigError[] = [];
  if (code !== 'ENOENT') {
    problems.push(new ConfigError('.env', `The file .env cannot be read (${code}): mend or remove it.`));
  }
  const env = { ...process.env };
  let keys: readonly string[] = [];
  for (const key of Object.keys(parsed)) {
    const problem = findProblem({}, [key]);
    if (problem === null) keys = [...keys, key];
    else problems.push(problem);
  }
  for (;;) {
    const problem = findProblem(env, keys);
    if (problem === null) return { config: loadConfig(env, { dotenvKeys: keys }), problems };
    problems.push(problem);
    env[problem.variable] = '';
  }
}

function findProblem(env: NodeJS.ProcessEnv, dotenvKeys: readonly string[]): ConfigError | null {
  try {
    loadConfig(env, { dotenvKeys });
    return null;
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}
