import { CUSTOM_ELEMENTS_SCHEMA, Component, signal } from '@angular/core';
import 'seam-admin-elements';
import type { SeamEventMap } from 'seam-admin-elements';

@Component({
  selector: 'front-desk',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <p role="status">{{ news() }}</p>
    <seam-session gateway="/seam">
      <seam-user-identity-list (seam-user-identity-selected)="openGuest($event)" />
      @if (guestId(); as id) {
        <seam-user-identity-details [userIdentityId]="id" (seam-phone-deactivated)="tell($event)" />
      }
    </seam-session>
  `,
})
export class FrontDesk {
  readonly guestId = signal('');
  readonly news = signal('');

  openGuest({ detail }: SeamEventMap['seam-user-identity-selected']) {
    this.guestId.set(detail.userIdentityId);
  }

  tell({ detail }: SeamEventMap['seam-phone-deactivated']) {
    this.news.set(`${detail.deviceId} was deactivated.`);
  }
}
