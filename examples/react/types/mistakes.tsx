// What the types must refuse: an error that is expected and does not come is one for the compiler.
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
      {/* @ts-expect-error -- there is no such event at it */}
      <SeamPhoneManager onSeamDeviceLocked={() => undefined} />
      {/* @ts-expect-error -- it has the id of a device, and of no phone */}
      <SeamPhoneManager onSeamPhoneDeactivated={({ detail }) => detail.phoneId} />
      {/* @ts-expect-error -- a view has an order as well */}
      <SeamUserIdentityList viewState={{ search: 'a', selection: [], open: null }} />
    </>
  );
}
