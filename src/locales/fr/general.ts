import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('fr');

export const words: Words['general'] = {
  general: {
    retry: 'Réessayer',
    reload: 'Recharger la page',
    clear: 'Effacer',
    none: '–',
    details: 'Détails',
    requestId: 'Id. de la requête',
    loading: 'Chargement…',
    refreshing: 'Actualisation…',
    asOf: (time) => `Données de ${time}.`,
    more: (count) => `+${count}`,
    cancel: 'Annuler',
    close: 'Fermer',
    save: 'Enregistrer',
    copy: 'Copier',
    copied: 'Copié',
    use: (value) => `Utiliser ${value}`,
    optional: 'facultatif',
    refusals: {
      read_only: 'Cette page est en lecture seule.',
      gateway_required: 'Il faut la passerelle : Seam ne le permet pas avec une simple session client.',
      not_permitted: 'Vous n’êtes pas autorisé à faire cela. Adressez-vous à un administrateur.',
    },
    mayHaveHappened: 'Aucune réponse claire n’est arrivée : cela a peut-être eu lieu quand même.',
    validity: {
      valueMissing: 'Remplissez ce champ.',
      badEmail: 'Saisissez une adresse e-mail comme nom@example.com.',
      badPhone: 'Écrivez-le avec un plus, l’indicatif du pays et des chiffres seulement, comme +15555550110.',
      badValue: 'Cette valeur n’a pas la forme requise.',
      outOfRange: 'C’est hors de ce qui est possible ici.',
    },
    times: {
      yours: (time) => `${time} chez vous`,
      twice: (time) => `Ce jour-là, les horloges affichent deux fois cette heure. Retenu : ${time}.`,
      skipped: 'Les horloges avancent et sautent cette heure : elle n’existe pas ce jour-là.',
      endsInPast: 'C’est dans le passé.',
      endsTooEarly: 'Ce n’est pas après le début.',
      zone: (zone) => `Heures du système d’accès : ${zone}.`,
      ownZone: (zone) =>
        `Le système d’accès n’indique pas son fuseau horaire ; ce sont donc vos heures : ${zone}.`,
    },
    picker: {
      none: 'Aucune correspondance.',
      results: (count, n) => `${count} ${plural(n, { one: 'résultat', other: 'résultats' })}`,
    },
    session: {
      missing: 'Pas encore de session',
      missingHelp:
        'Cette partie de la page n’a pas encore reçu de session. Elle commencera dès qu’elle en aura une.',
    },
    noPerson: {
      title: 'Personne n’est choisi',
      help: 'Choisissez une personne pour voir et modifier ce qu’elle a.',
    },
    errors: {
      session_ended: {
        title: 'Votre session est terminée',
        help: 'Reconnectez-vous pour continuer. Rien de ce que vous avez saisi n’est perdu.',
      },
      not_permitted: {
        title: 'Vous n’êtes pas autorisé à voir ceci',
        help: 'Demandez l’accès à un administrateur.',
      },
      gateway_required: {
        title: 'Ceci nécessite la passerelle',
        help: 'Seam ne l’autorise qu’avec une clé d’API, qu’un navigateur ne doit pas détenir. Indiquez dans « gateway » la passerelle de votre serveur.',
      },
      wrong_token: {
        title: 'Cette partie de la page a été configurée avec une mauvaise clé',
        help: 'Rien n’a été envoyé. La raison, pour qui gère la page, est ci-dessous.',
      },
      invalid_input: {
        title: 'La demande n’a pas été acceptée',
        help: 'La raison du serveur est ci-dessous.',
      },
      not_found: {
        title: 'Introuvable',
        help: 'L’élément a peut-être été supprimé, ou ne fait pas partie de ce que vous pouvez voir.',
      },
      conflict: { title: 'Conflit avec un élément existant', help: 'La raison du serveur est ci-dessous.' },
      refused: { title: 'Le serveur ne l’a pas accepté', help: 'La raison du serveur est ci-dessous.' },
      rate_limited: { title: 'Trop de requêtes', help: 'Patientez un instant, puis réessayez.' },
      unreachable: { title: 'Le serveur est injoignable', help: 'Vérifiez la connexion, puis réessayez.' },
      server: {
        title: 'Le serveur a rencontré un problème',
        help: 'Réessayez. Si cela persiste, transmettez l’id. de la requête.',
      },
      login_required: { title: 'Vous n’êtes pas connecté', help: 'Connectez-vous pour continuer.' },
      login_unclear: {
        title: 'Vous devez peut-être vous reconnecter',
        help: 'Ce n’est pas le serveur qui a répondu, mais sans doute une page de connexion. Rien de ce que vous avez saisi n’est perdu.',
      },
      page_failed: {
        title: 'La page n’a pas pu connecter cette partie',
        help: 'Une fonction de la page n’a rien renvoyé d’utilisable. La raison, pour qui gère la page, est ci-dessous.',
      },
      unsupported_browser: {
        title: 'Ce navigateur est trop ancien',
        help: 'Mettez-le à jour ou ouvrez la page dans un autre navigateur.',
      },
      internal: {
        title: 'Cette partie de la page a rencontré un problème',
        help: 'Réessayez ou rechargez la page. Si cela persiste, transmettez les détails ci-dessous.',
      },
      cancelled: { title: 'Annulé', help: 'Rien d’autre n’a été envoyé.' },
    },
  },
};
