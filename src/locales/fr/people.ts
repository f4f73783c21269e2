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
    selectedHidden: (text, hidden, n) =>
      `${text}, dont ${hidden} ${plural(n, { one: 'non affichée', other: 'non affichées' })}`,
    loadingMore: 'Chargement de la suite…',
    loadMoreFailed: 'Les personnes suivantes n’ont pas pu être chargées.',
    showChanges: 'Afficher les changements',
    empty: 'Aucune personne pour l’instant',
    emptyHelp: 'Les personnes apparaissent ici dès leur création, ici ou par vos propres systèmes.',
    noMatch: (search) => `Personne ne correspond à « ${search} »`,
    noMatchHelp: 'La recherche porte sur les noms, e-mails, téléphones et identifiants.',
    clearSearch: 'Effacer la recherche',
    create: 'Nouvelle personne',
    edit: 'Modifier',
    remove: 'Supprimer…',
    created: (name) => `${name} a été créé.`,
    saved: (name) => `${name} a été enregistré.`,
    exportWorkbook: 'Exporter vers Excel',
    exportCsv: 'Exporter en CSV',
    exporting: (count) => `Exportation… ${count} pour l’instant`,
    printed:
      'Toutes les personnes ne sont pas chargées : il en manque ici. L’exportation les contient toutes.',
    exportFailed: 'L’exportation a échoué.',
    warnings: {
      being_deleted: 'En cours de suppression',
      acs_user_profile_does_not_match_user_identity: 'Diffère du système d’accès',
    },
    errors: { issue_with_acs_user: 'Problème dans un système d’accès' },
  },
  form: {
    create: 'Nouvelle personne',
    createAction: 'Créer la personne',
    edit: (name) => `Modifier ${name}`,
    editing: 'Modifier la personne',
    labels: {
      full_name: 'Nom complet',
      email_address: 'Adresse e-mail',
      phone_number: 'Numéro de téléphone',
      user_identity_key: 'Clé',
    },
    help: {
      full_name: '',
      email_address: 'Personne d’autre ne peut avoir la même.',
      phone_number: 'Avec l’indicatif du pays, par exemple +15555550110.',
      user_identity_key:
        'Votre propre nom unique pour cette personne, comme un identifiant de votre système.',
    },
    disabled: 'Ce formulaire est inutilisable pour l’instant : la page l’a désactivé.',
    nothingGiven: 'Indiquez au moins un nom, une adresse e-mail, un numéro de téléphone ou une clé.',
    taken: (name) => `${name} l’a déjà.`,
    open: (name) => `Ouvrir ${name}`,
    systems: 'Systèmes d’accès à rejoindre',
    systemsHelp:
      'Un utilisateur y est créé ; s’il en existe un avec le même e-mail ou téléphone, il est associé.',
    unclear: 'Aucune réponse claire. Au prochain essai, on vérifie d’abord si cela a eu lieu malgré tout.',
    created: (name) => `${name} a été créé.`,
    saved: (name) => `${name} a été enregistré.`,
  },
  details: {
    title: 'Personne',
    remove: 'Supprimer…',
    sections: {
      profile: 'Profil',
      access_systems: 'Systèmes d’accès',
      phones: 'Téléphones',
      keys: 'Clés',
      issue: 'Émettre une clé',
      instant_keys: 'Instant Keys',
      devices: 'Appareils',
      sessions: 'Sessions',
      activity: 'Activité',
    },
  },
};
