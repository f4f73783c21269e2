/**
 * Which user identities Seam has lately answered for by their own id. Seam answers to the id of a person who was merged
 * into another with that other's data, so an id alone does not say whose things it opens.
 */
export interface PeopleMemory {
  rememberPerson(userIdentityId: string): void;
  knowsPerson(userIdentityId: string): boolean;
}

const rememberedForMs = 30_000;
const rememberedPeople = 10_000;

export function createPeopleMemory(): PeopleMemory {
  const until = new Map<string, number>();
  return {
    rememberPerson(id) {
      until.delete(id);
      until.set(id, Date.now() + rememberedForMs);
      if (until.size > rememberedPeople) until.delete(until.keys().next().value!);
    },
    knowsPerson: (id) => (until.get(id) ?? 0) > Date.now(),
  };
}
