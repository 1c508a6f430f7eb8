import { html, nothing, type TemplateResult } from 'lit-html';
import { addArticles, resetToShipped } from '../actions/change-articles.ts';
import type { ExtrasState } from '../extras/extras-types.ts';
import type { Page } from '../page.ts';
import { renderBuild } from './build-view.ts';
import { ICONS } from './icons.ts';

/** What the bot may quote from, with a place to drop more. */
export function renderArticlesPanel(page: Page): TemplateResult {
  const { extras } = page.store.get();
  const state = extras?.state ?? null;
  const choose = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    void addArticles(page, files);
  };
  const build = state?.build ?? null;
  return html`<div class="panel-scroll articles">
    <p class="panel-text">
      ${describeCorpus(state)} Add articles of your own, and ask about them at once. They stay in the
      playground: nothing is written into <code>corpus/</code>, and nothing leaves this machine.
    </p>
    <label class="drop-zone">
      ${ICONS.file}
      <strong>Drop articles here, or choose files</strong>
      <span>Markdown, text or HTML, up to 1 MB each</span>
      <input
        type="file"
        class="unseen"
        id="article-files"
        multiple
        accept=".md,.markdown,.txt,.html,.htm,text/markdown,text/plain,text/html"
        @change=${choose}
      />
    </label>
    ${build === null ? nothing : renderBuild(build)}
    <p class="panel-note" role="status">${extras?.articlesNote ?? ''}</p>
    ${renderAdded(state)}
    <button
      type="button"
      class="button secondary wide"
      ?disabled=${build !== null || state?.corpus.kind !== 'own'}
      @click=${() => void resetToShipped(page)}
    >
      Reset to the shipped articles
    </button>
  </div>`;
}

function describeCorpus(state: ExtrasState | null): string {
  if (state === null) return '';
  const { kind, articles } = state.corpus;
  const count = articles === 1 ? '1 article' : `${articles} articles`;
  return kind === 'shipped'
    ? `The bot quotes from the ${count} it is shipped with.`
    : `The bot quotes from ${count}.`;
}

function renderAdded(state: ExtrasState | null): unknown {
  const added = state?.corpus.added ?? [];
  if (added.length === 0) return nothing;
  return html`<h3 class="section-name" id="added">Added here — ${added.length}</h3>
    <ul class="added" aria-labelledby="added">
      ${added.map((name) => html`<li dir="auto">${ICONS.file}<span>${name}</span></li>`)}
    </ul>`;
}
