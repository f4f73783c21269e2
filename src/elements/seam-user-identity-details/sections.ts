import { html, type TemplateResult } from 'lit';

export interface Section {
  /** Loads the element of the section, when the section is first opened. */
  load(): Promise<object>;
  render(userIdentityId: string): TemplateResult;
}

/** The sections of a user identity, in the order of the tabs. */
export const sections = {
  profile: {
    load: () => import('../seam-user-identity-form/seam-user-identity-form.js'),
    render: (id) => html`<seam-user-identity-form .userIdentityId=${id}></seam-user-identity-form>`,
  },
  access_systems: {
    load: () => import('../seam-acs-user-links/seam-acs-user-links.js'),
    render: (id) => html`<seam-acs-user-links .userIdentityId=${id}></seam-acs-user-links>`,
  },
  phones: {
    load: () => import('../seam-phone-manager/seam-phone-manager.js'),
    render: (id) => html`<seam-phone-manager .userIdentityId=${id}></seam-phone-manager>`,
  },
  keys: {
    load: () => import('../seam-credential-list/seam-credential-list.js'),
    render: (id) => html`<seam-credential-list .userIdentityId=${id}></seam-credential-list>`,
  },
  issue: {
    load: () => import('../seam-credential-issuer/seam-credential-issuer.js'),
    render: (id) => html`<seam-credential-issuer .userIdentityId=${id}></seam-credential-issuer>`,
  },
  instant_keys: {
    load: () => import('../seam-instant-keys/seam-instant-keys.js'),
    render: (id) => html`<seam-instant-keys .userIdentityId=${id}></seam-instant-keys>`,
  },
  devices: {
    load: () => import('../seam-device-access/seam-device-access.js'),
    render: (id) => html`<seam-device-access .userIdentityId=${id}></seam-device-access>`,
  },
  sessions: {
    load: () => import('../seam-client-session-list/seam-client-session-list.js'),
    render: (id) => html`<seam-client-session-list .userIdentityId=${id}></seam-client-session-list>`,
  },
  activity: {
    load: () => import('../seam-activity-feed/seam-activity-feed.js'),
    render: (id) => html`<seam-activity-feed .userIdentityId=${id}></seam-activity-feed>`,
  },
} satisfies Record<string, Section>;

export type SectionName = keyof typeof sections;

export const sectionNames = Object.keys(sections) as SectionName[];

export const isSectionName = (name: string): name is SectionName => Object.hasOwn(sections, name);
