import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('de');

export const words: Words['linking'] = {
  links: {
    title: 'Zutrittssysteme',
    count: (count, n) => `${count} ${plural(n, { one: 'Zutrittssystem', other: 'Zutrittssysteme' })}`,
    empty: 'Noch in keinem Zutrittssystem',
    emptyHelp:
      'Verknüpfen Sie den Benutzer, den ein Zutrittssystem für diese Person schon hat, oder legen Sie dort einen an.',
    link: 'Benutzer verknüpfen',
    create: 'Benutzer anlegen',
    unknownSystem: 'Zutrittssystem ohne Namen',
    thisPerson: 'diese Person',
    mismatch: 'Ein Zutrittssystem hat andere Angaben zu dieser Person.',
    profile: (details) => `Das eigene Profil der Person sagt: ${details}`,
    suspended: 'Gesperrt',
    scheduled: (from, until) => `Von ${from} bis ${until}`,
    scheduledFrom: (from) => `Ab ${from}, ohne Ende`,
    mutations: {
      creating: 'Wird hinzugefügt',
      deleting: 'Wird gelöscht',
      deferring_creation: 'Wird später hinzugefügt',
      updating_user_information: 'Angaben werden geändert',
      updating_access_schedule: 'Zeitraum wird geändert',
      updating_suspension_state: 'Sperre wird geändert',
      updating_group_membership: 'Zutrittsgruppen werden geändert',
      deferring_group_membership_update: 'Zutrittsgruppen ändern sich später',
      updating_credential_assignment: 'Zutrittsmedien werden geändert',
    },
    addedAt: (time) => `Wird hinzugefügt am ${time}`,
    suspending: 'Wird gesperrt',
    unsuspending: 'Wird entsperrt',
    joining: 'Kommt später in eine Zutrittsgruppe',
    leaving: 'Verlässt später eine Zutrittsgruppe',
    changes: (what, from, to) => `${what}: ${from} → ${to}`,
    changesTo: (what, to) => `${what}: ${to}`,
    errors: {
      deleted_externally: 'Im Zutrittssystem selbst gelöscht, nicht durch Seam',
      salto_ks_subscription_limit_exceeded:
        'Der Salto-KS-Standort hat kein Abonnement mehr für diesen Benutzer',
      failed_to_create_on_acs_system:
        'Konnte nicht hinzugefügt werden. Vielleicht hat das Zutrittssystem schon einen Benutzer mit dieser E-Mail-Adresse',
      failed_to_update_on_acs_system: 'Die letzte Änderung hat das Zutrittssystem nicht erreicht',
      failed_to_delete_on_acs_system: 'Konnte aus dem Zutrittssystem nicht gelöscht werden',
      latch_conflict_with_resident_user: 'Widerspricht einem Bewohner, den Latch verwaltet',
    },
    warnings: {
      being_deleted: 'Wird gelöscht',
      salto_ks_user_not_subscribed: 'Hat gerade kein Salto-KS-Abonnement, etwa vor Beginn des Zutritts',
      acs_user_inactive: 'Im Zutrittssystem nicht aktiv',
      latch_resident_user: 'Ein Bewohner, den Latch verwaltet',
    },
    systemErrors: {
      seam_bridge_disconnected: 'Seam Bridge ist nicht verbunden',
      bridge_disconnected: 'Die Brücke zum Zutrittssystem ist nicht verbunden',
      visionline_instance_unreachable: 'Der Visionline-Server ist nicht erreichbar',
      salto_ks_subscription_limit_exceeded: 'Der Salto-KS-Standort ist voll',
      acs_system_disconnected: 'Das Zutrittssystem ist nicht verbunden',
      account_disconnected: 'Das Konto des Zutrittssystems ist nicht verbunden. Verbinden Sie es neu',
      salto_ks_certification_expired: 'Die Salto-KS-Zertifizierung ist abgelaufen',
      provider_service_unavailable: 'Der Dienst des Herstellers ist ausgefallen. Seam versucht es weiter',
    },
    systemWarnings: {
      salto_ks_subscription_limit_almost_reached: 'Der Salto-KS-Standort ist fast voll',
      time_zone_does_not_match_location: 'Die Zeitzone passt nicht zum Ort',
      setup_required: 'Das Zutrittssystem ist noch nicht fertig eingerichtet',
    },
    acts: { unlink: 'Verknüpfung lösen', suspend: 'Sperren', unsuspend: 'Entsperren', delete: 'Löschen' },
    isBeingDeleted: 'Wird gerade gelöscht.',
  },
  linkDialogs: {
    questions: {
      unlink: {
        confirm: 'Verknüpfung lösen',
        ask: (user, system) => `Verknüpfung mit ${user} in ${system} lösen?`,
        help: (person, system) =>
          `In ${system} ändert sich nichts: Der Benutzer bleibt dort mit all seinen Zutrittsmedien. Er gehört nur nicht mehr zu ${person}.`,
      },
      suspend: {
        confirm: 'Benutzer sperren',
        ask: (user, system) => `${user} in ${system} sperren?`,
        help: (_person, system) =>
          `Der Zutritt zu ${system} ruht, bis Sie den Benutzer entsperren. Gelöscht wird nichts.`,
      },
      unsuspend: {
        confirm: 'Benutzer entsperren',
        ask: (user, system) => `${user} in ${system} entsperren?`,
        help: (_person, system) => `Der Benutzer hat wieder Zutritt zu ${system}.`,
      },
      delete: {
        confirm: 'Benutzer löschen',
        ask: (user, system) => `${user} aus ${system} löschen?`,
        help: (person, system) =>
          `Der Benutzer wird aus ${system} entfernt, und seine Zutrittsmedien dort gelten nicht mehr. Das lässt sich nicht rückgängig machen. Alles andere von ${person} bleibt. Soll der Benutzer dort bleiben, lösen Sie stattdessen die Verknüpfung.`,
      },
    },
    linkTitle: (person) => `Benutzer mit ${person} verknüpfen`,
    linkHelp:
      'Wählen Sie den Benutzer, den ein Zutrittssystem für diese Person schon hat. Er behält alles, was er öffnen darf.',
    link: 'Benutzer verknüpfen',
    user: 'Benutzer im Zutrittssystem',
    userPlaceholder: 'Name, E-Mail, Telefonnummer …',
    userMissing: 'Wählen Sie zuerst einen Benutzer.',
    more: 'Es gibt weitere. Tippen Sie, um sie zu finden.',
    createInstead: 'Stattdessen Benutzer anlegen',
    createTitle: (person) => `Benutzer für ${person} anlegen`,
    createHelp: 'Der Benutzer kommt in das Zutrittssystem und wird mit dieser Person verknüpft.',
    create: 'Benutzer anlegen',
    system: 'Zutrittssystem',
    systemMissing: 'Wählen Sie zuerst ein Zutrittssystem.',
    fullName: 'Vollständiger Name',
    email: 'E-Mail',
    phone: 'Telefonnummer',
    phoneHelp: 'Mit Ländervorwahl, etwa +15555550100',
    startsAt: 'Zutritt von',
    endsAt: 'Zutritt bis',
    alreadyIn: (person) => `In diesem Zutrittssystem hat ${person} schon einen Benutzer.`,
    belongsTo: (person) => `Gehört zu ${person}.`,
    belongsToAnother: 'Gehört zu jemand anderem.',
    beingDeleted: 'Wird gerade gelöscht.',
    credentialManager: 'Verwaltet Zutrittsmedien: Seam fügt Benutzer dort selbst hinzu.',
  },
};
