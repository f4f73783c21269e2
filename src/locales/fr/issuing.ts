import type { Words } from '../words.js';

export const words: Words['issuing'] = {
  issuer: {
    title: (name) => (name ? `Émettre une clé pour ${name}` : 'Émettre une clé'),
    alone: 'Émettre des clés exige la passerelle',
  },
  issuerForm: {
    system: 'Système d’accès',
    choose: 'Choisir…',
    noSystems: 'Pas encore de système d’accès',
    noSystemsHelp: 'Connectez un système d’accès dans Seam. Il apparaîtra ici de lui-même.',
    trouble: (name, message) =>
      `${name} a un problème ; tant qu’il n’est pas résolu, la clé risque de ne pas arriver : ${message}`,
    knownAs: (name) => `Cette personne y est connue sous le nom de ${name}.`,
    member: 'Cette personne n’est pas encore dans ce système',
    create: 'L’y ajouter',
    link: 'Elle y est déjà, sous un nom à lier',
    linkLabel: 'Qui est cette personne là-bas',
    linkHelp: 'Chercher par nom, e-mail ou téléphone',
    linked: (name) => `Déjà lié à ${name}`,
    leaving: 'En cours de suppression',
    manager: 'Gestionnaire d’identifiants',
    managerHelp: 'Le service qui apporte la clé au téléphone.',
    managerUsual: (name) => `${name} (habituel pour ce système)`,
    managerMissing: (name) =>
      `${name} ne peut pas encore émettre de clés mobiles : aucun gestionnaire d’identifiants n’est connecté. Connectez-en un compatible dans Seam, comme ASSA ABLOY Credential Service.`,
    managerNone: (name) =>
      `Aucun gestionnaire d’identifiants n’est connecté à ${name}. Si les clés n’arrivent pas sur les téléphones, connectez-en un dans Seam.`,
    doors: 'Portes',
    groups: 'Groupes d’accès',
    chosen: (names) => `Choisi : ${names}`,
    noMobileKeys: 'Ne s’ouvre pas avec un téléphone',
    inGroup: 'Déjà dans ce groupe',
    noDoors: 'Autant qu’on sache, aucune porte de ce système ne s’ouvre avec un téléphone.',
    noGroups: 'Ce système n’a pas de groupes d’accès.',
    startsAt: 'Début',
    startsHelp: 'Vide ou dans le passé : commence aussitôt.',
    endsAt: 'Fin',
    endsHelp: 'Vide : sans fin.',
    scheduleElsewhere: 'Dans ce système, une clé n’a pas d’horaires propres : ceux de la personne y valent.',
    needed: 'Choisissez-en au moins un.',
    neededOne: 'Choisissez-en un.',
    vendor: (name) => `Détails pour ${name}`,
    usual: 'Comme d’habitude',
    usualValue: (value) => `Comme d’habitude (${value})`,
    fields: {
      card_format: 'Format de la clé',
      card_function_type: 'Type de clé',
      override: 'Remplacer les autres',
      auto_join: 'Se joindre automatiquement',
      joiner_acs_credential_ids: 'Clés à rejoindre',
      label: 'Libellé sur le téléphone',
      join_all_guest_acs_entrances: 'Se joindre à toutes les portes de clients',
      override_all_guest_acs_entrances: 'Remplacer à toutes les portes de clients',
      override_guest_acs_entrance_ids: 'Remplacer à certaines portes de clients',
      assign_new_key: 'Attribuer une nouvelle clé',
    },
    help: {
      card_format:
        'rfid48 pour les séjours courants ; TLCode si une clé ouvre un très grand nombre de chambres.',
      card_function_type: 'Selon ses guides, Seam ne prend en charge que les clés de clients.',
      override: 'Met fin aux clés de tous les autres clients pour ces chambres, aussitôt et définitivement.',
      auto_join: 'Se joint aux clés que d’autres ont pour ces chambres, qui restent valables.',
      joiner_acs_credential_ids:
        'Pour d’autres clients d’un séjour : des clés qui restent valables à côté de celle-ci.',
      label: '%ROOMNUM%, %SITENAME% et autres sont remplis. Coupé après 32 caractères.',
      join_all_guest_acs_entrances: 'Laisse les clés d’autres clients pour ces portes telles quelles.',
      override_all_guest_acs_entrances:
        'Met fin aux clés de tous les autres clients pour ces portes, aussitôt et définitivement.',
      override_guest_acs_entrance_ids:
        'Met fin aux clés de tous les autres clients pour les portes choisies ici.',
      assign_new_key: 'Pour une première carte ; une clé sur téléphone n’en a pas besoin.',
    },
    values: {
      guest: 'Client',
      staff: 'Personnel',
    },
    overrideNeedsPhone:
      'Remplacer exige un téléphone prêt à recevoir des clés, et cette personne n’en a pas. Demandez-lui de se connecter d’abord à votre application.',
    json: 'Autres détails (JSON)',
    jsonHelp: 'On ignore ici quels détails accepte ce fabricant. Indiquez ce que demande le guide de Seam.',
    jsonBad: 'Ce n’est pas un objet JSON tel que {"visionline_metadata": {"card_format": "rfid48"}}.',
    jsonTaken: (names) => `Déjà indiqué plus haut : ${names}.`,
    unique: (names) =>
      `${names} : propre à une seule carte. Cette clé va sur tous les téléphones ; elle ne peut contenir que ce qu’ils partagent.`,
    willWait:
      'Cette personne n’a pas encore de téléphone. La clé attend et part dès qu’elle se connecte sur l’un d’eux.',
    goesTo: (names) => `Destination : ${names}`,
    action: 'Émettre la clé',
    ask: 'Mettre fin aux clés d’autres clients ?',
    askBody: (system) =>
      `Cette clé remplace les autres. Dans ${system}, toutes les clés d’autres clients pour ces portes cessent de fonctionner, aussitôt et définitivement. Les clients encore présents trouveront porte close :`,
    askAction: 'Émettre la clé et mettre fin aux autres',
    progress: (name) => (name ? `Clé de ${name}` : 'Clé'),
    steps: {
      acs_user: (name) => `Dans le système d’accès comme ${name}`,
      acs_access_group: (name) => `Dans le groupe d’accès ${name}`,
      acs_credential: 'Clé pour tous les téléphones',
      phone: (name) => `Sur ${name}`,
    },
    states: {
      waiting: 'Pas commencé',
      working: 'En route…',
      done: 'Fait',
      gone: 'Déjà là',
      failed: 'Échec',
      skipped: 'Laissé de côté',
    },
    waitsForPhone: 'Attend un téléphone',
    phoneNotReady: 'Attend que le téléphone soit prêt à recevoir des clés',
    phoneGone: 'N’appartient plus à cette personne',
    outcomes: {
      issued: 'La clé est arrivée sur chaque téléphone.',
      waiting_for_phone:
        'La clé est prête. Elle part d’elle-même dès que cette personne se connecte sur un téléphone.',
      issuing: 'La clé est encore en route après un long moment. Cela continue sans cette page.',
      failed: 'La clé n’a pas été émise partout. Les raisons sont ci-dessus.',
      unknown: 'La connexion a été perdue en chemin ; on ignore comment cela s’est terminé.',
    },
    unknownHelp:
      'Regarder de nouveau la retrouve si elle est là, et ne l’émet que si elle n’y est pas. Elle n’est jamais émise deux fois.',
    failedHelp:
      'Elle reste parmi les identifiants de cette personne. Supprimez-la avant d’en émettre une autre.',
    startOverHelp:
      'Avant d’en émettre une autre, vérifiez parmi les identifiants si celle-ci est finalement arrivée.',
    paused: 'La connexion est perdue. Cela reprend de soi-même dès son retour.',
    lookAgain: 'Regarder de nouveau',
    startOver: 'Recommencer',
    another: 'Émettre une autre clé',
  },
};
