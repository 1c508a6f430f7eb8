import { html, type TemplateResult } from 'lit-html';
import type { ExtrasState } from '../extras/extras-types.ts';

/** How far the index is: at the start, or because articles were dropped. */
export function renderBuild({ phase, done, total }: NonNullable<ExtrasState['build']>): TemplateResult {
  const words = total > 0 ? `${phase}: ${done} of ${total}` : `${phase} …`;
  return html`<div class="build">
    <label for="build-progress">${words}</label>
    ${
      total > 0
        ? html`<progress id="build-progress" max=${total} .value=${done}></progress>`
        : html`<progress id="build-progress"></progress>`
    }
  </div>`;
}
