// What stays on the screen after the caller changes, the element shows another person or none, or the login ends.
// Tests every element of the manifest, with everything that can be opened in it.
// In Chromium alone: our own code clears the screen, the same in each engine, and every dialog is opened.
import { expect } from '@open-wc/testing';

import '../../src/index.js';
import { devicesList } from '../../src/api/contract.gen.js';
import { noteThrown, pressable } from '../support/everything.js';
import {
  crawl,
  mark,
  openDialogs,
  openElement,
  shownTags,
  textsOf,
  typeEverywhere,
  type CrawledPage,
} from '../support/crawl.js';
import { byText, eventually, focused, frames } from '../support/find.js';

const marked = (name: string) => `${mark}${name}`;
const typed = 'Typed7';

const shown = (page: CrawledPage, text: string) => textsOf(page.session).filter((one) => one.includes(text));

/** The texts that a user sees. */
const visible = (page: CrawledPage, text: string) =>
  textsOf(page.session, (element) => element.checkVisibility()).filter((one) => one.includes(text));

/** Makes one request, so that the page learns the new login. */
const ask = ({ session }: CrawledPage) =>
  session.session.client!.call(devicesList, { limit: 1 }).catch(() => undefined);

const everybody = { userIdentityIds: 'all', permissions: 'all' } as const;

/** After these changes, no text may stay, neither loaded nor typed. */
const callerChanges: Record<string, (page: CrawledPage) => unknown> = {
  'another caller logs in': (page) => {
    page.backend.login = { caller: 'second', ...everybody };
    return ask(page);
  },
  'the page gets the token of another person': async (page) => {
    page.session.gateway = undefined;
    page.session.clientSessionToken = await page.backend.createClientSession(page.otherUserIdentityId);
  },
  'the session is taken away': (page) => (page.session.gateway = undefined),
};

/** These elements work without a person: they show shared data, or create a person. */
const needsNoPerson = [
  'seam-user-identity-list',
  'seam-user-identity-form',
  'seam-device-access',
  'seam-activity-feed',
];

const tags = await shownTags();

const most = (mostPresses: number) => ({ mostPresses });

describe('an element', () => {
  let caught: ReturnType<typeof noteThrown>;
  before(() => (caught = noteThrown()));
  beforeEach(() => (caught.thrown.length = 0));
  afterEach(() => expect(caught.thrown.join('\n')).to.equal(''));
  after(() => caught.release());

  for (const tag of tags) {
    for (const [at, [change, make]] of Object.entries(callerChanges).entries())
      it(`<${tag}> keeps nothing when ${change}, and stops running requests`, async () => {
        let markCount = 0;
        await crawl(
          tag,
          marked,
          async (page) => {
            typeEverywhere(page, typed);
            await frames(2);
            markCount += shown(page, mark).length;
            const hadFocus = page.session.contains(document.activeElement);
            const underWay = page.sent.filter(
              ({ isAnswered, path }) => !isAnswered && !path.includes('/gateway/'),
            );
            page.isRenaming = false;
            await make(page);
            await frames(2);
            expect(shown(page, mark)).to.deep.equal([]);
            expect(shown(page, typed)).to.deep.equal([]);
            expect(openDialogs(page).length).to.equal(0);
            expect(underWay.filter(({ signal }) => !signal?.aborted).map(({ path }) => path)).to.deep.equal(
              [],
            );
            await page.settle();
            expect([...shown(page, mark), ...shown(page, typed)]).to.deep.equal([]);
            if (hadFocus && page.session.gateway) expect(focused().localName).not.to.equal('body');
          },
          most(at === 0 ? 2 : 1),
        );
        // After one press, some elements show no name yet.
        if (at === 0) expect(markCount).to.be.greaterThan(0);
      }).timeout(300_000);

    if (tag !== 'seam-user-identity-list')
      it(`<${tag}> requests nothing about a person while it shows another person or none`, async () => {
        for (const id of ['another', undefined])
          await crawl(
            tag,
            marked,
            async (page) => {
              typeEverywhere(page, typed);
              if (id) page.element.setAttribute('user-identity-id', page.otherUserIdentityId);
              else page.element.removeAttribute('user-identity-id');
              await frames(2);
              expect(openDialogs(page).length).to.equal(0);
              expect(shown(page, typed)).to.deep.equal([]);
            },
            most(1),
          );
      }).timeout(300_000);

    if (!needsNoPerson.includes(tag))
      it(`<${tag}> says that no person is chosen, and offers no actions`, async () => {
        const page = await openElement(tag, marked);
        try {
          page.element.removeAttribute('user-identity-id');
          await eventually(() => byText('Nobody chosen'));
          expect(shown(page, 'Loading')).to.deep.equal([]);
          expect(pressable(page.session).length).to.equal(0);
        } finally {
          page.close();
        }
      });

    it(`<${tag}> clears the screen after the login ended, and keeps typed text for the next login`, async () => {
      await crawl(
        tag,
        marked,
        async (page) => {
          typeEverywhere(page, typed);
          await frames(2);
          const typedBefore = shown(page, typed);
          const dialogCount = openDialogs(page).length;
          page.backend.login = null;
          page.isRenaming = false;
          await ask(page);
          await frames(2);
          await eventually(() => expect(visible(page, 'Your session has ended')).not.to.deep.equal([]));
          expect(visible(page, mark)).to.deep.equal([]);
          expect(openDialogs(page).length).to.equal(0);
          page.backend.login = { caller: 'administrator', ...everybody };
          page.isRenaming = true;
          page.release();
          await ask(page);
          await page.settle();
          expect(openDialogs(page).length).to.equal(dialogCount);
          expect(shown(page, typed)).to.include.members(typedBefore);
        },
        most(1),
      );
    }).timeout(300_000);

    it(`<${tag}> shows the same content again after the next login`, async () => {
      const page = await openElement(tag, marked);
      try {
        const hasNames = visible(page, mark).length > 0;
        page.backend.login = null;
        await ask(page);
        await eventually(() => expect(visible(page, 'Your session has ended')).not.to.deep.equal([]));
        page.backend.login = { caller: 'administrator', ...everybody };
        await ask(page);
        if (hasNames) await eventually(() => expect(visible(page, mark)).not.to.deep.equal([]));
        await eventually(() => expect(visible(page, 'Your session has ended')).to.deep.equal([]));
      } finally {
        page.close();
      }
    });
  }
});
