import { eventsGet, eventsList, type ParamsOf, type SeamEvent } from '../../api/contract.gen.js';
import { allEvents, createIsOwn, shownEvent, type Question } from '../access/events.js';
import type { Errand } from '../access/request-context.js';
import { devices, thoseNamed } from '../access/building-resources.js';
import { acsUsers, credentials, phones } from '../access/owned-resources.js';
import { distinct, ofEach, ownedBy, peopleOf } from '../access/ownership.js';
import { filtered, type Filters } from '../access/paginate.js';
import { invalidInput } from '../http/http-error.js';
import { readRow } from './endpoint-rule.js';

export const get = readRow({
  endpoint: eventsGet,
  permission: 'events.read',
  // An event alone does not say whose it is; a limited scope finds its own in the list.
  onlyForAll: ['device_id', 'event_id', 'event_type'],
  forLimited() {
    throw invalidInput({ path: [], message: 'Not allowed within a limited scope' });
  },
});

type ListParams = ParamsOf<'/events/list'>;

export const list = readRow({
  endpoint: eventsList,
  permission: 'events.read',
  // What is not among the filters below, and what could say where in everybody's events the own ones lie.
  onlyForAll: [
    'access_code_id',
    'access_code_ids',
    'access_grant_id',
    'access_grant_ids',
    'access_method_id',
    'access_method_ids',
    'acs_encoder_id',
    'connect_webview_id',
    'customer_key',
    'space_id',
    'space_ids',
    'unstable_offset',
  ],
  async forLimited(errand, params) {
    requireTimes(params);
    const questions = await questionsOf(errand, params);
    const isOwn = await createIsOwn(errand, questions);
    const answers = await ofEach(questions, async (question) => {
      const found = await allEvents(errand, question);
      const owned = await Promise.all(found.map((event) => isOwn(event, question)));
      return [found.filter((_, at) => owned[at])];
    });
    const events = filtered(distinct(answers.flat(), 'event_id'), params, filters);
    const sorted = answers.some(isNewestFirst) ? events.sort(byTime).reverse() : events.sort(byTime);
    return { events: sorted.slice(0, params.limit ?? mostEvents).map((event) => shownEvent(errand, event)) };
  },
});

/** As many as Seam answers where no limit is given. */
const mostEvents = 500;

/** Seam's own words about a time could not be passed on. */
function requireTimes({ since, between }: ListParams): void {
  if ((since === undefined) === (between === undefined))
    throw invalidInput({ path: [], message: 'Must specify either since or between, and not both' });
  const name = since === undefined ? 'between' : 'since';
  if ((between ?? [since!]).some((time) => Number.isNaN(Date.parse(time))))
    throw invalidInput({ path: [name], message: 'Invalid datetime' });
}

/**
 * What to ask Seam, so that all it answers is about somebody in scope or something of theirs. The caller's limit is not
 * passed on: it would cut a list in which other people's events still stand.
 */
async function questionsOf(errand: Errand, params: ListParams): Promise<Question[]> {
  const { since, between, event_type, event_types } = params;
  const about = (subject: Partial<ListParams>): Question =>
    ({ since, between, event_type, event_types, ...subject }) as Question;
  const { user_identity_id, device_id, device_ids = [], acs_user_id, acs_credential_id } = params;
  const people = user_identity_id === undefined ? peopleOf(errand) : [user_identity_id];
  const questions = people.map((id) => about({ user_identity_id: id }));

  const deviceIds = [...new Set(device_id === undefined ? device_ids : [device_id, ...device_ids])];
  if (deviceIds.length > 0) {
    const inSight = [
      ...(await thoseNamed(errand, devices, deviceIds)),
      ...(await ownedBy(errand, devices)),
      ...(await ownedBy(errand, phones)),
    ];
    for (const id of deviceIds)
      if (inSight.some((one) => one.device_id === id)) questions.push(about({ device_id: id }));
  }
  if (acs_user_id !== undefined)
    for (const one of await ownedBy(errand, acsUsers, user_identity_id))
      if (one.acs_user_id === acs_user_id) questions.push(about({ acs_user_id }));
  if (acs_credential_id !== undefined)
    for (const one of await ownedBy(errand, credentials, user_identity_id))
      if (one.acs_credential_id === acs_credential_id) questions.push(about({ acs_credential_id }));
  return questions;
}

const filters: Filters<ListParams, SeamEvent> = {
  acs_access_group_id: (event, id) => event.acs_access_group_id === id,
  acs_credential_id: (event, id) => event.acs_credential_id === id,
  acs_entrance_id: (event, id) => event.acs_entrance_id === id,
  acs_system_id: (event, id) => event.acs_system_id === id,
  acs_system_ids: (event, ids) => ids.some((id) => id === event.acs_system_id),
  acs_user_id: (event, id) => event.acs_user_id === id,
  connected_account_id: (event, id) => event.connected_account_id === id,
  device_id: (event, id) => event.device_id === id,
  device_ids: (event, ids) => ids.some((id) => id === event.device_id),
  event_ids: (event, ids) => ids.includes(event.event_id),
  event_type: (event, type) => event.event_type === type,
  event_types: (event, types) => types.some((type) => type === event.event_type),
};

const byTime = (a: SeamEvent, b: SeamEvent): number => Date.parse(a.created_at) - Date.parse(b.created_at);

/** Seam does not say in which order it answers, and so which end a limit cuts off. */
const isNewestFirst = (events: SeamEvent[]): boolean =>
  events.length > 0 && byTime(events[0]!, events.at(-1)!) > 0;
