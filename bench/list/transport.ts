// Seam's API in the page's own memory, as far as the list asks: answers at once, and as text, as a server does.
import { haystackOf, type Person } from './people.js';

export interface Transport {
  /** How many people an answer holds; Seam's own pages have 500. */
  pageSize: number;
  /** Milliseconds until an answer. */
  latency: number;
}

/** Answers what the page asks of `/seam`. People are kept as the text they are sent as. */
export function answerInMemory(people: readonly Person[], { pageSize, latency }: Transport): void {
  const texts = people.map((person) => JSON.stringify(person));
  const haystacks = people.map(haystackOf);
  const indexes = people.map((_, index) => index);
  const byId = new Map(people.map(({ user_identity_id }, index) => [user_identity_id, index]));

  const list = ({ search, page_cursor }: { search?: string; page_cursor?: string }) => {
    const wanted = search?.toLowerCase();
    const found = wanted ? indexes.filter((index) => haystacks[index]!.includes(wanted)) : indexes;
    const start = Number(page_cursor ?? 0);
    const end = start + pageSize;
    const rows = found.slice(start, end).map((index) => texts[index]);
    const next = end < found.length ? `"${end}"` : null;
    return `{"user_identities":[${rows.join()}],"pagination":{"has_next_page":${next !== null},"next_page_cursor":${next},"next_page_url":null},"ok":true}`;
  };
  const answers: Record<string, (params: never) => string> = {
    '/gateway/session/get': () =>
      '{"caller":"bench","user_identity_ids":"all","permissions":["user_identities.read","events.read"],"expires_at":null,"ok":true}',
    '/events/list': () => '{"events":[],"ok":true}',
    '/user_identities/list': list,
    '/user_identities/get': ({ user_identity_id }: { user_identity_id: string }) =>
      `{"user_identity":${texts[byId.get(user_identity_id)!]},"ok":true}`,
    /** As if somebody else had changed it. */
    '/bench/change': (person: Person) => {
      texts[byId.get(person.user_identity_id)!] = JSON.stringify(person);
      return '{}';
    },
  };

  globalThis.fetch = async (input, init) => {
    const path = new URL(String(input), location.href).pathname.replace('/seam', '');
    const answer = answers[path]!(JSON.parse(String(init?.body)) as never);
    // The network's time, which a stream of pages is made of.
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
    return new Response(answer, { headers: { 'content-type': 'application/json' } });
  };
}
