// A host's dashboard in plain JavaScript. Its server tells it the address of the gateway.
takeSecret();
const config = await (await fetch('config.json')).json();
const find = (id) => document.getElementById(id);

const admin = find('admin');
const guest = find('guest');
const people = find('people');
const person = find('person');
const automations = find('automations');

find('source').textContent = config.sandbox
  ? 'Everything here is made up: it comes from the sandbox, Seam’s API in memory.'
  : 'This is your workspace on the real Seam API.';

// ---- The login: the address that the terminal prints ends in a secret, which no browser sends to a server ----

/** Keeps the secret for this tab, also after a reload, and removes it from the address, which others can see. */
function takeSecret() {
  const [, secret] = /^#([0-9a-f]{32})$/.exec(location.hash) ?? [];
  if (!secret) return false;
  history.replaceState(null, '', location.pathname);
  sessionStorage.setItem('secret', secret);
  return true;
}

const loginHeaders = async () => ({ 'demo-secret': sessionStorage.getItem('secret') });

function askForAddress() {
  find('no-login').hidden = false;
}

if (sessionStorage.getItem('secret')) {
  admin.gatewayHeaders = loginHeaders;
  admin.gateway = config.gateway;
} else askForAddress();

admin.addEventListener('seam-error', ({ detail }) => {
  // The demo was restarted, and has a new secret.
  if (detail.kind === 'session_ended') askForAddress();
});

// ---- The address contains the open person and section, so a reload or a bookmark shows them again ----

function readAddress() {
  const params = new URLSearchParams(location.hash.slice(1));
  const id = params.get('person');
  person.userIdentityId = id ?? undefined;
  person.section = params.get('section') ?? 'profile';
  people.viewState = { ...people.viewState, open: id };
  find('as-guest').hidden = find('older').hidden = !id;
  tellAutomations();
}

/** Few people need them, so they load only when somebody opens this part. */
function tellAutomations() {
  automations.userIdentityId = find('older').open ? person.userIdentityId : undefined;
}

function writeAddress(id, section) {
  const params = new URLSearchParams(id ? { person: id, section } : {});
  history.replaceState(null, '', `#${params}`);
  readAddress();
}

await customElements.whenDefined('seam-user-identity-list');
readAddress();
addEventListener('hashchange', () => {
  // The printed address was opened in a tab that already shows the dashboard.
  if (takeSecret()) location.reload();
  else readAddress();
});
find('older').addEventListener('toggle', tellAutomations);
admin.addEventListener('seam-user-identity-selected', ({ detail }) => {
  writeAddress(detail.userIdentityId, person.section);
});
admin.addEventListener('seam-section-changed', ({ detail }) => {
  writeAddress(person.userIdentityId, detail.section);
});
admin.addEventListener('seam-user-identity-removal-finished', ({ detail }) => {
  if (detail.removed.includes(person.userIdentityId)) writeAddress();
});

// ---- The same person's own client session, which calls Seam directly ----

/** Asks the gateway for a token for this one person, valid for one hour. */
async function clientSessionToken(userIdentityId) {
  const response = await fetch(`${config.gateway}/client_sessions/create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'seam-gateway': '1', ...(await loginHeaders()) },
    body: JSON.stringify({
      user_identity_id: userIdentityId,
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error.message);
  return body.client_session.token;
}

function showAsGuest() {
  const { userIdentityId } = person;
  find('guest-note').textContent = userIdentityId
    ? `This person’s own client session, straight to ${config.sandbox ? 'the sandbox' : 'Seam'}: it sees only what was granted.`
    : 'First choose a person as administrator.';
  if (!userIdentityId) return;
  guest.endpoint = config.endpoint;
  guest.getClientSessionToken = () => clientSessionToken(userIdentityId);
}

function look(caller) {
  admin.hidden = caller !== 'admin';
  guest.hidden = caller !== 'guest';
  document.querySelector(`[name=caller][value=${caller}]`).checked = true;
  if (caller === 'guest') showAsGuest();
}

document.querySelectorAll('[name=caller]').forEach((radio) => {
  radio.addEventListener('change', () => look(radio.value));
});
find('as-guest').addEventListener('click', () => look('guest'));
find('language').addEventListener('change', ({ target }) => {
  admin.locale = guest.locale = target.value;
});
