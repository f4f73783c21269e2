import type { Words } from '../words.js';

export const words: Words['issuing'] = {
  issuer: {
    title: (name) => (name ? `Schlüssel für ${name} ausstellen` : 'Schlüssel ausstellen'),
    alone: 'Zum Ausstellen von Schlüsseln braucht es das Gateway',
  },
  issuerForm: {
    system: 'Zutrittssystem',
    choose: 'Auswählen …',
    noSystems: 'Noch kein Zutrittssystem',
    noSystemsHelp: 'Verbinden Sie ein Zutrittssystem in Seam. Es erscheint hier von selbst.',
    trouble: (name, message) =>
      `${name} hat ein Problem. Bis es behoben ist, kommt der Schlüssel vielleicht nicht an: ${message}`,
    knownAs: (name) => `Diese Person ist dort als ${name} bekannt.`,
    member: 'Diese Person ist noch nicht in diesem System',
    create: 'Person hinzufügen',
    link: 'Die Person ist schon darin, unter einem Namen, der zu verknüpfen ist',
    linkLabel: 'Wer die Person dort ist',
    linkHelp: 'Nach Name, E-Mail oder Telefonnummer suchen',
    linked: (name) => `Schon mit ${name} verknüpft`,
    leaving: 'Wird gelöscht',
    manager: 'Credential-Manager',
    managerHelp: 'Der Dienst, der den Schlüssel aufs Telefon bringt.',
    managerUsual: (name) => `${name} (üblich für dieses System)`,
    managerMissing: (name) =>
      `${name} kann noch keine mobilen Schlüssel ausstellen: Kein Credential-Manager ist verbunden. Verbinden Sie in Seam einen passenden, etwa den ASSA ABLOY Credential Service.`,
    managerNone: (name) =>
      `Mit ${name} ist kein Credential-Manager verbunden. Falls Schlüssel nicht auf Telefone kommen, verbinden Sie einen in Seam.`,
    doors: 'Türen',
    groups: 'Zutrittsgruppen',
    chosen: (names) => `Ausgewählt: ${names}`,
    noMobileKeys: 'Öffnet nicht mit dem Telefon',
    inGroup: 'Schon in dieser Gruppe',
    noDoors: 'Keine Tür dieses Systems öffnet mit dem Telefon, soweit es das mitteilt.',
    noGroups: 'Dieses System hat keine Zutrittsgruppen.',
    startsAt: 'Beginn',
    startsHelp: 'Leer oder in der Vergangenheit: beginnt sofort.',
    endsAt: 'Ende',
    endsHelp: 'Leer: ohne Ende.',
    scheduleElsewhere:
      'In diesem System hat ein Schlüssel keine eigenen Zeiten: Es gelten die der Person dort.',
    needed: 'Wählen Sie mindestens eine Möglichkeit.',
    neededOne: 'Wählen Sie eine Möglichkeit.',
    vendor: (name) => `Angaben für ${name}`,
    usual: 'Wie üblich',
    usualValue: (value) => `Wie üblich (${value})`,
    fields: {
      card_format: 'Format des Schlüssels',
      card_function_type: 'Art des Schlüssels',
      override: 'Überschreiben',
      auto_join: 'Von selbst beitreten',
      joiner_acs_credential_ids: 'Schlüssel, denen beigetreten wird',
      label: 'Beschriftung auf dem Telefon',
      join_all_guest_acs_entrances: 'An allen Gästetüren beitreten',
      override_all_guest_acs_entrances: 'An allen Gästetüren überschreiben',
      override_guest_acs_entrance_ids: 'An einzelnen Gästetüren überschreiben',
      assign_new_key: 'Neuen Schlüssel zuweisen',
    },
    help: {
      card_format: 'rfid48 für übliche Aufenthalte; TLCode, wenn ein Schlüssel sehr viele Zimmer öffnet.',
      card_function_type: 'Laut Anleitung unterstützt Seam nur Gästeschlüssel.',
      override: 'Beendet die Schlüssel aller anderen Gäste zu diesen Zimmern, sofort und endgültig.',
      auto_join: 'Tritt den Schlüsseln anderer zu diesen Zimmern bei, sodass deren weiter gelten.',
      joiner_acs_credential_ids:
        'Für weitere Gäste eines Aufenthalts: Schlüssel, die neben diesem weiter gelten.',
      label: '%ROOMNUM%, %SITENAME% und dergleichen werden ausgefüllt. Nach 32 Zeichen abgeschnitten.',
      join_all_guest_acs_entrances: 'Lässt die Schlüssel anderer Gäste zu diesen Türen, wie sie sind.',
      override_all_guest_acs_entrances:
        'Beendet die Schlüssel aller anderen Gäste zu diesen Türen, sofort und endgültig.',
      override_guest_acs_entrance_ids:
        'Beendet die Schlüssel aller anderen Gäste zu den hier gewählten Türen.',
      assign_new_key: 'Für eine erste Karte; ein Schlüssel auf dem Telefon braucht es nicht.',
    },
    values: {
      guest: 'Gast',
      staff: 'Personal',
    },
    overrideNeedsPhone:
      'Überschreiben setzt ein Telefon voraus, das für Schlüssel bereit ist; diese Person hat keines. Bitten Sie sie, sich zuerst in Ihrer App anzumelden.',
    json: 'Weitere Angaben (JSON)',
    jsonHelp:
      'Wie dieser Hersteller Angaben annimmt, ist hier nicht bekannt. Hierher gehört, was Seams Anleitung dafür verlangt.',
    jsonBad: 'Das ist kein JSON-Objekt wie {"visionline_metadata": {"card_format": "rfid48"}}.',
    jsonTaken: (names) => `Schon oben festgelegt: ${names}.`,
    unique: (names) =>
      `${names}: gilt nur für eine einzige Karte. Dieser Schlüssel geht auf alle Telefone, also darf nur darin sein, was sie teilen.`,
    willWait:
      'Diese Person hat noch kein Telefon. Der Schlüssel wartet und geht hinaus, sobald sie sich auf einem anmeldet.',
    goesTo: (names) => `Geht an: ${names}`,
    action: 'Schlüssel ausstellen',
    ask: 'Schlüssel anderer Gäste beenden?',
    askBody: (system) =>
      `Dieser Schlüssel überschreibt. In ${system} verlieren alle Schlüssel anderer Gäste zu diesen Türen sofort und endgültig ihre Gültigkeit. Gäste, die noch da sind, stehen vor verschlossener Tür:`,
    askAction: 'Schlüssel ausstellen und die anderen beenden',
    progress: (name) => (name ? `Schlüssel für ${name}` : 'Schlüssel'),
    steps: {
      acs_user: (name) => `Im Zutrittssystem als ${name}`,
      acs_access_group: (name) => `In der Zutrittsgruppe ${name}`,
      acs_credential: 'Schlüssel für alle Telefone',
      phone: (name) => `Auf ${name}`,
    },
    states: {
      waiting: 'Nicht begonnen',
      working: 'Unterwegs …',
      done: 'Fertig',
      gone: 'War schon da',
      failed: 'Fehlgeschlagen',
      skipped: 'Ausgelassen',
    },
    waitsForPhone: 'Wartet auf ein Telefon',
    phoneNotReady: 'Wartet, bis das Telefon für Schlüssel bereit ist',
    phoneGone: 'Gehört nicht mehr dieser Person',
    outcomes: {
      issued: 'Der Schlüssel ist auf jedem Telefon angekommen.',
      waiting_for_phone:
        'Der Schlüssel ist bereit. Er geht von selbst hinaus, sobald sich diese Person auf einem Telefon anmeldet.',
      issuing: 'Der Schlüssel ist nach langer Zeit noch unterwegs. Das geht auch ohne diese Seite weiter.',
      failed: 'Der Schlüssel wurde nicht überall ausgestellt. Die Gründe stehen oben.',
      unknown: 'Die Verbindung riss unterwegs ab; wie es ausging, ist nicht bekannt.',
    },
    unknownHelp:
      'Erneutes Nachsehen findet ihn, wenn er da ist, und stellt ihn nur aus, wenn nicht. Nie wird er zweimal ausgestellt.',
    failedHelp:
      'Er bleibt unter den Berechtigungen dieser Person. Löschen Sie ihn dort, bevor Sie einen anderen ausstellen.',
    startOverHelp:
      'Bevor Sie einen anderen ausstellen, sehen Sie unter den Berechtigungen nach, ob dieser doch noch gekommen ist.',
    paused: 'Die Verbindung ist abgerissen. Es geht von selbst weiter, sobald sie wieder da ist.',
    lookAgain: 'Noch einmal nachsehen',
    startOver: 'Von vorn beginnen',
    another: 'Weiteren Schlüssel ausstellen',
  },
};
