import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('de');

export const words: Words['general'] = {
  general: {
    retry: 'Erneut versuchen',
    reload: 'Seite neu laden',
    clear: 'Aufheben',
    none: '–',
    details: 'Einzelheiten',
    requestId: 'Anfrage-ID',
    loading: 'Wird geladen …',
    refreshing: 'Wird aktualisiert …',
    asOf: (time) => `Stand: ${time}.`,
    more: (count) => `+${count}`,
    cancel: 'Abbrechen',
    close: 'Schließen',
    save: 'Speichern',
    copy: 'Kopieren',
    copied: 'Kopiert',
    use: (value) => `${value} verwenden`,
    optional: 'freiwillig',
    refusals: {
      read_only: 'Diese Seite zeigt nur an.',
      gateway_required:
        'Dafür braucht es das Gateway: Mit einer Client-Sitzung allein erlaubt Seam es nicht.',
      not_permitted: 'Dazu sind Sie nicht berechtigt. Wenden Sie sich an die Verwaltung.',
    },
    mayHaveHappened: 'Es kam keine klare Antwort, also kann es trotzdem geschehen sein.',
    validity: {
      valueMissing: 'Füllen Sie dieses Feld aus.',
      badEmail: 'Geben Sie eine E-Mail-Adresse wie name@example.com ein.',
      badPhone: 'Schreiben Sie sie mit Plus, Landesvorwahl und nur Ziffern, etwa +15555550110.',
      badValue: 'Dieser Wert hat nicht die nötige Form.',
      outOfRange: 'Das liegt außerhalb des hier Möglichen.',
    },
    times: {
      yours: (time) => `${time} bei Ihnen`,
      twice: (time) => `Diese Uhrzeit gibt es an dem Tag zweimal. Gemeint ist: ${time}.`,
      skipped: 'Die Uhr wird über diese Zeit hinweg vorgestellt, es gibt sie an dem Tag nicht.',
      endsInPast: 'Das liegt in der Vergangenheit.',
      endsTooEarly: 'Das liegt nicht nach dem Beginn.',
      zone: (zone) => `Zeiten des Zutrittssystems: ${zone}.`,
      ownZone: (zone) => `Das Zutrittssystem nennt keine Zeitzone, daher sind dies Ihre Zeiten: ${zone}.`,
    },
    picker: {
      none: 'Nichts passt.',
      results: (count, n) => `${count} ${plural(n, { one: 'Treffer', other: 'Treffer' })}`,
    },
    session: {
      missing: 'Noch keine Sitzung',
      missingHelp: 'Dieser Teil der Seite hat noch keine Sitzung erhalten. Er beginnt, sobald er eine hat.',
    },
    noPerson: {
      title: 'Niemand gewählt',
      help: 'Wählen Sie eine Person, um zu sehen und zu ändern, was sie hat.',
    },
    errors: {
      session_ended: {
        title: 'Ihre Sitzung ist beendet',
        help: 'Melden Sie sich erneut an. Was Sie eingegeben haben, bleibt erhalten.',
      },
      not_permitted: { title: 'Sie dürfen das nicht sehen', help: 'Bitten Sie die Verwaltung um Zugriff.' },
      gateway_required: {
        title: 'Das braucht das Gateway',
        help: 'Seam erlaubt es nur mit einem API-Schlüssel, der nicht in einen Browser gehört. Geben Sie bei „gateway“ das Gateway Ihres Servers an.',
      },
      wrong_token: {
        title: 'Dieser Teil der Seite wurde mit dem falschen Schlüssel eingerichtet',
        help: 'Es wurde nichts gesendet. Der Grund für die Betreiber der Seite steht unten.',
      },
      invalid_input: {
        title: 'Die Anfrage wurde nicht angenommen',
        help: 'Der Grund des Servers steht unten.',
      },
      not_found: {
        title: 'Nicht gefunden',
        help: 'Es wurde vielleicht entfernt oder gehört nicht zu dem, was Sie sehen dürfen.',
      },
      conflict: {
        title: 'Das widerspricht etwas, das es schon gibt',
        help: 'Der Grund des Servers steht unten.',
      },
      refused: { title: 'Der Server hat das nicht angenommen', help: 'Der Grund des Servers steht unten.' },
      rate_limited: {
        title: 'Zu viele Anfragen',
        help: 'Warten Sie einen Moment und versuchen Sie es erneut.',
      },
      unreachable: {
        title: 'Der Server ist nicht erreichbar',
        help: 'Prüfen Sie die Verbindung und versuchen Sie es erneut.',
      },
      server: {
        title: 'Der Server hatte ein Problem',
        help: 'Versuchen Sie es erneut. Bleibt es dabei, geben Sie die Anfrage-ID weiter.',
      },
      login_required: { title: 'Sie sind nicht angemeldet', help: 'Melden Sie sich an, um fortzufahren.' },
      login_unclear: {
        title: 'Vielleicht müssen Sie sich neu anmelden',
        help: 'Nicht der Server hat geantwortet, sondern vermutlich eine Anmeldeseite. Was Sie eingegeben haben, bleibt erhalten.',
      },
      page_failed: {
        title: 'Die Seite konnte diesen Teil nicht verbinden',
        help: 'Eine Funktion der Seite hat nichts Brauchbares geliefert. Der Grund für die Betreiber der Seite steht unten.',
      },
      unsupported_browser: {
        title: 'Dieser Browser ist zu alt',
        help: 'Aktualisieren Sie den Browser oder öffnen Sie die Seite in einem anderen.',
      },
      internal: {
        title: 'Dieser Teil der Seite hatte ein Problem',
        help: 'Versuchen Sie es erneut oder laden Sie die Seite neu. Bleibt es dabei, geben Sie die Details unten weiter.',
      },
      cancelled: { title: 'Abgebrochen', help: 'Es wurde nichts weiter gesendet.' },
    },
  },
};
