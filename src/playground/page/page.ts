import type { PageState } from './state/page-state.ts';
import type { Store } from './state/store.ts';
import type { GatewayClient } from './wire/gateway-client.ts';
import type { RestClient } from './wire/rest-client.ts';

/** What the actions and views of the page share. */
export interface Page {
  readonly store: Store<PageState>;
  readonly rest: RestClient;
  readonly gateway: GatewayClient;
}
