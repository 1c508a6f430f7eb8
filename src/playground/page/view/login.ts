import { html, type TemplateResult } from 'lit-html';

/** Where the server is a Discord without a playground: it has to be told who one is. */
export function renderLogin(logIn: (token: string) => void): TemplateResult {
  const submit = (event: Event): void => {
    event.preventDefault();
    const token = new FormData(event.target as HTMLFormElement).get('token');
    if (typeof token === 'string' && token.trim() !== '') logIn(token.trim());
  };
  return html`<main class="login">
    <form @submit=${submit}>
      <h1>Log in</h1>
      <label for="token">Token of a user of this server</label>
      <input id="token" name="token" type="password" autocomplete="off" required />
      <button type="submit" class="button primary">Log in</button>
    </form>
  </main>`;
}
