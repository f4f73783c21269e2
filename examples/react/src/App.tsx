import { useState } from 'react';
import {
  SeamActivityFeed,
  SeamSession,
  SeamUserIdentityDetails,
  SeamUserIdentityList,
  type SeamEventMap,
} from 'seam-admin-elements/react';

export function App() {
  const [guestId, setGuestId] = useState<string>();
  const [name, setName] = useState('');
  const [section, setSection] = useState('phones');
  const [news, setNews] = useState('');
  const [problem, setProblem] = useState('');

  const openGuest = ({ detail }: SeamEventMap['seam-user-identity-selected']) => {
    setGuestId(detail.userIdentityId);
    setName(detail.userIdentity.display_name);
    setNews('');
    setProblem('');
  };

  return (
    <SeamSession gateway="/seam" onSeamError={({ detail }) => setProblem(detail.message)}>
      <header>
        <h1>Front desk</h1>
        <p role="status">{news}</p>
        {problem && <p role="alert">{problem}</p>}
      </header>
      <main>
        <SeamUserIdentityList onSeamUserIdentitySelected={openGuest} />
        {guestId ? (
          <SeamUserIdentityDetails
            userIdentityId={guestId}
            section={section}
            onSeamSectionChanged={({ detail }) => setSection(detail.section)}
            onSeamPhoneDeactivated={() => setNews(`A phone of ${name} was deactivated.`)}
            onSeamUserIdentityDeleted={() => setGuestId(undefined)}
          />
        ) : (
          <SeamActivityFeed readOnly />
        )}
      </main>
    </SeamSession>
  );
}
