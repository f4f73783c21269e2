// A host's dashboard in plain JavaScript. What it needs from its own server: where the gateway is.
const config = await (await fetch('config.json')).json();
const find = (id) => document.getElementById(id);

const admin = find('admin');
const guest = find('guest');
// Without a person it would load every device of the workspace, so it joins the page with the first one.
const personDevices = document.createElement('seam-device-access');
personDevices.id = 'person-devices';
let person;

find('source').textContent = config.sandbox
  ? 'Everything here is made up: it comes from the sandbox, Seam’s API in memory.'
  : 'This is your workspace on the real Seam API.';

admin.addEventListener('seam-user-identity-selected', ({ detail }) => {
  person = detail.userIdentity;
  find('person').textContent = person.display_name;
  find('person-help').textContent =
    person.email_address ?? person.phone_number ?? person.user_identity_key ?? '';
  personDevices.userIdentityId = detail.userIdentityId;
  if (!personDevices.isConnected) find('person-access').prepend(personDevices);
  find('person-access').hidden = false;
});

/** Asks the gateway for a token that is good for an hour and for this one person. */
async function clientSessionToken(userIdentityId) {
  const response = await fetch(`${config.gateway}/client_sessions/create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'seam-gateway': '1' },
    body: JSON.stringify({
      user_identity_id: userIdentityId,
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error.message);
  return body.client_session.token;
}

async function showAsGuest() {
  if (!person) {
    find('guest-note').textContent = 'First choose a person as administrator.';
    return;
  }
  const { user_identity_id, display_name } = person;
  guest.endpoint = config.endpoint;
  guest.getClientSessionToken = () => clientSessionToken(user_identity_id);
  find('guest-note').textContent =
    `${display_name}’s own client session, straight to ${config.sandbox ? 'the sandbox' : 'Seam'}: it sees only what was granted.`;
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
