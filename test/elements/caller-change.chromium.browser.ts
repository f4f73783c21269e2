// Another caller comes to the page, the person shown changes or goes, or the login ends: what then still stands on the
// screen. Over every element of the manifest, and whatever can be opened in it.
// In Chromium alone: our own code empties the screen, the same in each engine, and every dialog is opened.
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

/** What of it a person sees. */
const visible = (page: CrawledPage, text: string) =>
  textsOf(page.session, (element) => element.checkVisibility()).filter((one) => one.includes(text));

/** One request, so that the page hears who is logged in. */
const ask = ({ session }: CrawledPage) =>
  session.session.client!.call(devicesList, { limit: 1 }).catch(() => undefined);

const everybody = { userIdentityIds: 'all', permissions: 'all' } as const;

/** After these nothing may be left, typed or not. */
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

/** Without a person these show what is not one person's, or make a new person. */
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
      it(`<${tag}> keeps nothing when ${change}, and ends what is under way`, async () => {
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
        // With one press, some show no name yet.
        if (at === 0) expect(markCount).to.be.greaterThan(0);
      }).timeout(300_000);

    if (tag !== 'seam-user-identity-list')
      it(`<${tag}> asks nothing about one person while it shows another, or nobody`, async () => {
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
      it(`<${tag}> says that nobody is chosen, and offers nothing`, async () => {
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

    it(`<${tag}> leaves nothing on the screen once the login has ended, and keeps what is typed for the next`, async () => {
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

    it(`<${tag}> shows what it showed after the next login`, async () => {
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
