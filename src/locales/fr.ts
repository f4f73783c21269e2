import type { Words } from './words.js';

const plural = (count: number, one: string, other: string) => (count < 2 ? one : other);

export const fr: Words = {
  general: {
    retry: 'Réessayer',
    clear: 'Effacer',
    none: '–',
    details: 'Détails',
    requestId: 'Id. de la requête',
    loading: 'Chargement…',
    refreshing: 'Actualisation…',
    asOf: (time) => `Données de ${time}.`,
    more: (count) => `+${count}`,
    session: {
      missing: 'Pas encore de session',
      missingHelp:
        'Cette partie de la page n’a pas encore reçu de session. Elle commencera dès qu’elle en aura une.',
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
      rate_limited: { title: 'Trop de requêtes', help: 'Patientez un instant, puis réessayez.' },
      unreachable: { title: 'Le serveur est injoignable', help: 'Vérifiez la connexion, puis réessayez.' },
      server: {
        title: 'Le serveur a rencontré un problème',
        help: 'Réessayez. Si cela persiste, transmettez l’id. de la requête.',
      },
      cancelled: { title: 'Annulé', help: 'Rien d’autre n’a été envoyé.' },
    },
  },
  people: {
    title: 'Personnes',
    search: 'Rechercher des personnes',
    searchPlaceholder: 'Nom, e-mail, téléphone…',
    selectAll: 'Sélectionner toutes les personnes chargées',
    select: (name) => `Sélectionner ${name}`,
    columns: { name: 'Nom', email: 'E-mail', phone: 'Téléphone', key: 'Clé', created: 'Création' },
    sorted: (column, ascending) =>
      `Trié par ${column.toLowerCase()}, ordre ${ascending ? 'croissant' : 'décroissant'}`,
    loaded: (count, hasMore, n) =>
      hasMore ? `${count} chargées jusqu’ici` : `${count} ${plural(n, 'personne', 'personnes')}`,
    selected: (count) => `${count} sélectionnées`,
    loadingMore: 'Chargement de la suite…',
    loadMoreFailed: 'Les personnes suivantes n’ont pas pu être chargées.',
    empty: 'Aucune personne pour l’instant',
    emptyHelp: 'Les personnes apparaissent ici dès leur création, ici ou par vos propres systèmes.',
    noMatch: (search) => `Personne ne correspond à « ${search} »`,
    noMatchHelp: 'La recherche porte sur les noms, e-mails, téléphones et identifiants.',
    clearSearch: 'Effacer la recherche',
    warnings: {
      being_deleted: 'En cours de suppression',
      acs_user_profile_does_not_match_user_identity: 'Diffère du système d’accès',
    },
    errors: { issue_with_acs_user: 'Problème dans un système d’accès' },
  },
  devices: {
    title: 'Appareils',
    count: (count, hasMore, n) =>
      hasMore ? `${count} chargés jusqu’ici` : `${count} ${plural(n, 'appareil', 'appareils')}`,
    empty: 'Aucun appareil',
    emptyHelp: 'Les appareils apparaissent ici dès que l’accès y est accordé.',
    locked: 'Verrouillé',
    unlocked: 'Déverrouillé',
    lockUnknown: 'État inconnu',
    online: 'En ligne',
    offline: 'Hors ligne',
    battery: (level) => `Batterie ${level}`,
    batteryLow: (level) => `Batterie faible, ${level}`,
    errors: {
      account_disconnected: 'Le compte de cet appareil est déconnecté. Reconnectez-le.',
      device_offline: 'L’appareil est hors ligne.',
      device_removed: 'L’appareil a été retiré de son compte.',
      device_disconnected: 'L’appareil est déconnecté.',
      hub_disconnected: 'Le concentrateur de cet appareil est déconnecté.',
      bridge_disconnected: 'La passerelle vers cet appareil est déconnectée.',
      subscription_required: 'Le fabricant de cet appareil exige un abonnement.',
      missing_device_credentials: 'Les identifiants de cet appareil manquent.',
      salto_ks_subscription_limit_exceeded: 'Le site Salto KS est plein.',
    },
  },
};
