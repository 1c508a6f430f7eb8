import { config as loadDotenv } from 'dotenv';
import { type Config, loadConfig, type LoadConfigOptions } from '../../src/config.ts';
import { ConfigError } from '../../src/errors.ts';

/**
 * The settings of a script: those of the environment, then those of `.env` in the working directory. Throws a
 * `ConfigError` that names what is wrong.
 */
export function loadSettings(options: Pick<LoadConfigOptions, 'required'> = {}): Config {
  const { parsed = {}, error } = loadDotenv({ quiet: true });
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? 'ENOENT';
  if (code !== 'ENOENT')
    throw new ConfigError('.env', `The file .env cannot be read (${code}): mend or remove it.`);
  return loadConfig(process.env, { ...options, dotenvKeys: Object.keys(parsed) });
}
