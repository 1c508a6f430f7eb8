import { Command } from 'commander';

new Command()
  .name('npm run chat')
  .description('A chat with the articles in the terminal, whether or not DISCORD_TOKEN is set.')
  .addHelpText(
    'after',
    '\nSettings are variables of the environment or lines of .env; .env.example lists them all.',
  )
  .showHelpAfterError()
  .parse();

// A variable of the environment, even an empty one, wins over the same line of .env.
process.env.DISCORD_TOKEN = '';
await import('../src/index.ts');
