// The types must refuse these lines: the compiler reports an expected error that is missing.
import { useRef } from 'react';
import { SeamPhoneManager, SeamUserIdentityList } from 'seam-admin-elements/react';

export function Mistakes() {
  const phones = useRef<HTMLElementTagNameMap['seam-phone-manager']>(null);
  return (
    <>
      <SeamPhoneManager ref={phones} onSeamPhoneDeactivated={({ detail }) => detail.deviceId.trim()} />
      {/* @ts-expect-error -- an id is a string */}
      <SeamPhoneManager userIdentityId={7} />
      {/* @ts-expect-error -- there is no such property */}
      <SeamPhoneManager userIdentity="a" />
      {/* @ts-expect-error -- the element has no such event */}
      <SeamPhoneManager onSeamDeviceLocked={() => undefined} />
      {/* @ts-expect-error -- it has a device id, and no phone id */}
      <SeamPhoneManager onSeamPhoneDeactivated={({ detail }) => detail.phoneId} />
      {/* @ts-expect-error -- a view also has an order */}
      <SeamUserIdentityList viewState={{ search: 'a', selection: [], open: null }} />
    </>
  );
}
