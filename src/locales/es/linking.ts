import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('es');

export const words: Words['linking'] = {
  links: {
    title: 'Sistemas de acceso',
    count: (count, n) => `${count} ${plural(n, { one: 'sistema de acceso', other: 'sistemas de acceso' })}`,
    empty: 'Aún en ningún sistema de acceso',
    emptyHelp: 'Vincule el usuario que un sistema de acceso ya tiene para esta persona o cree uno allí.',
    link: 'Vincular usuario',
    create: 'Crear usuario',
    unknownSystem: 'Sistema de acceso sin nombre',
    thisPerson: 'esta persona',
    mismatch: 'Un sistema de acceso tiene otros datos de esta persona.',
    profile: (details) => `El perfil propio de la persona dice: ${details}`,
    suspended: 'Suspendido',
    scheduled: (from, until) => `Desde ${from} hasta ${until}`,
    scheduledFrom: (from) => `Desde ${from}, sin fin`,
    mutations: {
      creating: 'Añadiéndose',
      deleting: 'Eliminándose',
      deferring_creation: 'Se añadirá más tarde',
      updating_user_information: 'Los datos están cambiando',
      updating_access_schedule: 'El horario está cambiando',
      updating_suspension_state: 'La suspensión está cambiando',
      updating_group_membership: 'Los grupos de acceso están cambiando',
      deferring_group_membership_update: 'Los grupos de acceso cambiarán más tarde',
      updating_credential_assignment: 'Las credenciales están cambiando',
    },
    addedAt: (time) => `Se añadirá: ${time}`,
    suspending: 'Suspendiéndose',
    unsuspending: 'Reactivándose',
    joining: 'Entrará más tarde en un grupo de acceso',
    leaving: 'Saldrá más tarde de un grupo de acceso',
    changes: (what, from, to) => `${what}: ${from} → ${to}`,
    changesTo: (what, to) => `${what}: ${to}`,
    errors: {
      deleted_externally: 'Eliminado en el propio sistema de acceso, no por Seam',
      salto_ks_subscription_limit_exceeded:
        'Al sitio de Salto KS no le quedan suscripciones para este usuario',
      failed_to_create_on_acs_system:
        'No se pudo añadir. Quizá el sistema de acceso ya tenga un usuario con este correo',
      failed_to_update_on_acs_system: 'El último cambio no llegó al sistema de acceso',
      failed_to_delete_on_acs_system: 'No se pudo eliminar del sistema de acceso',
      latch_conflict_with_resident_user: 'Choca con un residente que administra Latch',
    },
    warnings: {
      being_deleted: 'Eliminándose',
      salto_ks_user_not_subscribed: 'Ahora no tiene suscripción de Salto KS, como antes de empezar su acceso',
      acs_user_inactive: 'Inactivo en el sistema de acceso',
      latch_resident_user: 'Un residente que administra Latch',
    },
    systemErrors: {
      seam_bridge_disconnected: 'Seam Bridge está desconectado',
      bridge_disconnected: 'El puente al sistema de acceso está desconectado',
      visionline_instance_unreachable: 'No se puede alcanzar el servidor de Visionline',
      salto_ks_subscription_limit_exceeded: 'El sitio de Salto KS está lleno',
      acs_system_disconnected: 'El sistema de acceso está desconectado',
      account_disconnected: 'La cuenta del sistema de acceso está desconectada. Vuelva a conectarla',
      salto_ks_certification_expired: 'La certificación de Salto KS ha caducado',
      provider_service_unavailable: 'El servicio del fabricante no funciona. Seam lo sigue intentando',
    },
    systemWarnings: {
      salto_ks_subscription_limit_almost_reached: 'El sitio de Salto KS está casi lleno',
      time_zone_does_not_match_location: 'La zona horaria no corresponde al lugar',
      setup_required: 'El sistema de acceso no está configurado del todo',
    },
    acts: { unlink: 'Desvincular', suspend: 'Suspender', unsuspend: 'Reactivar', delete: 'Eliminar' },
    isBeingDeleted: 'Se está eliminando.',
  },
  linkDialogs: {
    questions: {
      unlink: {
        confirm: 'Desvincular usuario',
        ask: (user, system) => `¿Desvincular a ${user} en ${system}?`,
        help: (person, system) =>
          `En ${system} no cambia nada: el usuario sigue allí con todas sus credenciales. Solo deja de pertenecer a ${person}.`,
      },
      suspend: {
        confirm: 'Suspender usuario',
        ask: (user, system) => `¿Suspender a ${user} en ${system}?`,
        help: (_person, system) =>
          `El acceso a ${system} se detiene hasta que reactive al usuario. No se elimina nada.`,
      },
      unsuspend: {
        confirm: 'Reactivar usuario',
        ask: (user, system) => `¿Reactivar a ${user} en ${system}?`,
        help: (_person, system) => `El usuario vuelve a tener acceso a ${system}.`,
      },
      delete: {
        confirm: 'Eliminar usuario',
        ask: (user, system) => `¿Eliminar a ${user} de ${system}?`,
        help: (person, system) =>
          `El usuario se quita de ${system} y sus credenciales allí dejan de funcionar. No se puede deshacer. Todo lo demás de ${person} se queda. Para conservar allí al usuario, desvincúlelo.`,
      },
    },
    linkTitle: (person) => `Vincular un usuario a ${person}`,
    linkHelp:
      'Elija el usuario que un sistema de acceso ya tiene para esta persona. Conserva todo lo que puede abrir.',
    link: 'Vincular usuario',
    user: 'Usuario del sistema de acceso',
    userPlaceholder: 'Nombre, correo, teléfono…',
    userMissing: 'Elija primero un usuario.',
    more: 'Hay más. Escriba para encontrarlos.',
    createInstead: 'Crear un usuario en su lugar',
    createTitle: (person) => `Crear un usuario para ${person}`,
    createHelp: 'El usuario se añade al sistema de acceso y se vincula a esta persona.',
    create: 'Crear usuario',
    system: 'Sistema de acceso',
    systemMissing: 'Elija primero un sistema de acceso.',
    fullName: 'Nombre completo',
    email: 'Correo electrónico',
    phone: 'Teléfono',
    phoneHelp: 'Con el prefijo del país, como +15555550100',
    startsAt: 'Acceso desde',
    endsAt: 'Acceso hasta',
    alreadyIn: (person) => `En este sistema de acceso, ${person} ya tiene un usuario.`,
    belongsTo: (person) => `Pertenece a ${person}.`,
    belongsToAnother: 'Pertenece a otra persona.',
    beingDeleted: 'Se está eliminando.',
    credentialManager: 'Gestiona credenciales: Seam añade allí los usuarios por sí mismo.',
  },
};
