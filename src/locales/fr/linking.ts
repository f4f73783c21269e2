import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('fr');

export const words: Words['linking'] = {
  links: {
    title: 'Systèmes d’accès',
    count: (count, n) => `${count} ${plural(n, { one: 'système d’accès', other: 'systèmes d’accès' })}`,
    empty: 'Dans aucun système d’accès pour l’instant',
    emptyHelp: 'Associez l’utilisateur qu’un système d’accès a déjà pour cette personne, ou créez-en un.',
    link: 'Associer un utilisateur',
    create: 'Créer un utilisateur',
    unknownSystem: 'Système d’accès sans nom',
    thisPerson: 'cette personne',
    mismatch: 'Un système d’accès a d’autres informations sur cette personne.',
    profile: (details) => `Le profil de la personne indique : ${details}`,
    suspended: 'Suspendu',
    scheduled: (from, until) => `Du ${from} au ${until}`,
    scheduledFrom: (from) => `À partir du ${from}, sans fin`,
    mutations: {
      creating: 'Ajout en cours',
      deleting: 'Suppression en cours',
      deferring_creation: 'Sera ajouté plus tard',
      updating_user_information: 'Changement d’informations en cours',
      updating_access_schedule: 'Changement de période en cours',
      updating_suspension_state: 'Changement de suspension en cours',
      updating_group_membership: 'Changement de groupes d’accès en cours',
      deferring_group_membership_update: 'Les groupes d’accès changeront plus tard',
      updating_credential_assignment: 'Changement d’identifiants en cours',
    },
    addedAt: (time) => `Sera ajouté le ${time}`,
    suspending: 'Suspension en cours',
    unsuspending: 'Réactivation en cours',
    joining: 'Rejoindra plus tard un groupe d’accès',
    leaving: 'Quittera plus tard un groupe d’accès',
    changes: (what, from, to) => `${what} : ${from} → ${to}`,
    changesTo: (what, to) => `${what} : ${to}`,
    errors: {
      deleted_externally: 'Supprimé dans le système d’accès lui-même, pas par Seam',
      salto_ks_subscription_limit_exceeded: 'Le site Salto KS n’a plus d’abonnement pour cet utilisateur',
      failed_to_create_on_acs_system:
        'N’a pas pu être ajouté. Le système d’accès a peut-être déjà un utilisateur avec cette adresse',
      failed_to_update_on_acs_system: 'La dernière modification n’est pas arrivée au système d’accès',
      failed_to_delete_on_acs_system: 'N’a pas pu être supprimé du système d’accès',
      latch_conflict_with_resident_user: 'En conflit avec un résident géré par Latch',
    },
    warnings: {
      being_deleted: 'Suppression en cours',
      salto_ks_user_not_subscribed:
        'Sans abonnement Salto KS en ce moment, comme avant le début de son accès',
      acs_user_inactive: 'Inactif dans le système d’accès',
      latch_resident_user: 'Un résident géré par Latch',
    },
    systemErrors: {
      seam_bridge_disconnected: 'Seam Bridge est déconnecté',
      bridge_disconnected: 'Le pont vers le système d’accès est déconnecté',
      visionline_instance_unreachable: 'Le serveur Visionline est injoignable',
      salto_ks_subscription_limit_exceeded: 'Le site Salto KS est complet',
      acs_system_disconnected: 'Le système d’accès est déconnecté',
      account_disconnected: 'Le compte du système d’accès est déconnecté. Reconnectez-le',
      salto_ks_certification_expired: 'La certification Salto KS a expiré',
      provider_service_unavailable: 'Le service du fabricant est en panne. Seam continue d’essayer',
    },
    systemWarnings: {
      salto_ks_subscription_limit_almost_reached: 'Le site Salto KS est presque complet',
      time_zone_does_not_match_location: 'Le fuseau horaire ne correspond pas au lieu',
      setup_required: 'Le système d’accès n’est pas entièrement configuré',
    },
    acts: { unlink: 'Dissocier', suspend: 'Suspendre', unsuspend: 'Réactiver', delete: 'Supprimer' },
    isBeingDeleted: 'En cours de suppression.',
  },
  linkDialogs: {
    questions: {
      unlink: {
        confirm: 'Dissocier l’utilisateur',
        ask: (user, system) => `Dissocier ${user} dans ${system} ?`,
        help: (person, system) =>
          `Rien ne change dans ${system} : l’utilisateur y reste avec tous ses identifiants. Il cesse seulement d’appartenir à ${person}.`,
      },
      suspend: {
        confirm: 'Suspendre l’utilisateur',
        ask: (user, system) => `Suspendre ${user} dans ${system} ?`,
        help: (_person, system) =>
          `L’accès à ${system} s’arrête jusqu’à ce que vous réactiviez l’utilisateur. Rien n’est supprimé.`,
      },
      unsuspend: {
        confirm: 'Réactiver l’utilisateur',
        ask: (user, system) => `Réactiver ${user} dans ${system} ?`,
        help: (_person, system) => `L’utilisateur a de nouveau accès à ${system}.`,
      },
      delete: {
        confirm: 'Supprimer l’utilisateur',
        ask: (user, system) => `Supprimer ${user} de ${system} ?`,
        help: (person, system) =>
          `L’utilisateur est retiré de ${system} et ses identifiants y cessent de fonctionner. C’est définitif. Tout le reste de ${person} demeure. Pour y garder l’utilisateur, dissociez-le plutôt.`,
      },
    },
    linkTitle: (person) => `Associer un utilisateur à ${person}`,
    linkHelp:
      'Choisissez l’utilisateur qu’un système d’accès a déjà pour cette personne. Il garde tout ce qu’il peut ouvrir.',
    link: 'Associer l’utilisateur',
    user: 'Utilisateur du système d’accès',
    userPlaceholder: 'Nom, e-mail, téléphone…',
    userMissing: 'Choisissez d’abord un utilisateur.',
    more: 'Il y en a d’autres. Tapez pour les trouver.',
    createInstead: 'Plutôt créer un utilisateur',
    createTitle: (person) => `Créer un utilisateur pour ${person}`,
    createHelp: 'L’utilisateur est ajouté au système d’accès et associé à cette personne.',
    create: 'Créer l’utilisateur',
    system: 'Système d’accès',
    systemMissing: 'Choisissez d’abord un système d’accès.',
    fullName: 'Nom complet',
    email: 'E-mail',
    phone: 'Téléphone',
    phoneHelp: 'Avec l’indicatif du pays, par exemple +15555550100',
    startsAt: 'Accès à partir de',
    endsAt: 'Accès jusqu’à',
    alreadyIn: (person) => `Dans ce système d’accès, ${person} a déjà un utilisateur.`,
    belongsTo: (person) => `Appartient à ${person}.`,
    belongsToAnother: 'Appartient à quelqu’un d’autre.',
    beingDeleted: 'En cours de suppression.',
    credentialManager: 'Gère les identifiants : Seam y ajoute lui-même les utilisateurs.',
  },
};
