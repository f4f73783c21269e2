import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('fr');

export const words: Words['people'] = {
  list: {
    title: 'Personnes',
    search: 'Rechercher des personnes',
    searchPlaceholder: 'Nom, e-mail, téléphone…',
    selectAll: 'Sélectionner toutes les personnes chargées',
    select: (name) => `Sélectionner ${name}`,
    columns: { name: 'Nom', email: 'E-mail', phone: 'Téléphone', key: 'Clé', created: 'Création' },
    sorted: (column, ascending) =>
      `Trié par ${column.toLowerCase()}, ordre ${ascending ? 'croissant' : 'décroissant'}`,
    loaded: (count, hasMore, n) =>
      hasMore
        ? `${count} chargées jusqu’ici`
        : `${count} ${plural(n, { one: 'personne', other: 'personnes' })}`,
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
};
