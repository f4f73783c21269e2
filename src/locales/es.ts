import type { Words } from './words.js';

const plural = (count: number, one: string, other: string) => (count === 1 ? one : other);

export const es: Words = {
  general: {
    retry: 'Reintentar',
    clear: 'Quitar',
    none: '–',
    details: 'Detalles',
    requestId: 'Id. de la solicitud',
    loading: 'Cargando…',
    refreshing: 'Actualizando…',
    asOf: (time) => `Se muestra lo de las ${time}.`,
    more: (count) => `+${count}`,
    session: {
      missing: 'Aún no hay sesión',
      missingHelp: 'Esta parte de la página no ha recibido una sesión. Empezará en cuanto la tenga.',
    },
    errors: {
      session_ended: {
        title: 'Su sesión ha terminado',
        help: 'Inicie sesión de nuevo para continuar. No se pierde nada de lo escrito.',
      },
      not_permitted: { title: 'No tiene permiso para ver esto', help: 'Pida acceso a un administrador.' },
      gateway_required: {
        title: 'Esto necesita la pasarela',
        help: 'Seam solo lo permite con una clave de API, que un navegador no debe tener. Indique en «gateway» la pasarela de su servidor.',
      },
      wrong_token: {
        title: 'Esta parte de la página se configuró con una clave equivocada',
        help: 'No se ha enviado nada. El motivo, para quien gestiona la página, está abajo.',
      },
      invalid_input: { title: 'La solicitud no fue aceptada', help: 'El motivo del servidor está abajo.' },
      not_found: {
        title: 'No encontrado',
        help: 'Puede que se haya eliminado o que no esté entre lo que usted puede ver.',
      },
      conflict: { title: 'Choca con algo que ya existe', help: 'El motivo del servidor está abajo.' },
      rate_limited: { title: 'Demasiadas solicitudes', help: 'Espere un momento e inténtelo de nuevo.' },
      unreachable: {
        title: 'No se pudo contactar con el servidor',
        help: 'Compruebe la conexión e inténtelo de nuevo.',
      },
      server: {
        title: 'El servidor tuvo un problema',
        help: 'Inténtelo de nuevo. Si persiste, comunique el id. de la solicitud.',
      },
      cancelled: { title: 'Cancelado', help: 'No se envió nada más.' },
    },
  },
  people: {
    title: 'Personas',
    search: 'Buscar personas',
    searchPlaceholder: 'Nombre, correo, teléfono…',
    selectAll: 'Seleccionar todas las personas cargadas',
    select: (name) => `Seleccionar a ${name}`,
    columns: { name: 'Nombre', email: 'Correo', phone: 'Teléfono', key: 'Clave', created: 'Creada' },
    sorted: (column, ascending) =>
      `Ordenado por ${column.toLowerCase()}, ${ascending ? 'ascendente' : 'descendente'}`,
    loaded: (count, hasMore, n) =>
      hasMore ? `${count} cargadas hasta ahora` : `${count} ${plural(n, 'persona', 'personas')}`,
    selected: (count) => `${count} seleccionadas`,
    loadingMore: 'Cargando más…',
    loadMoreFailed: 'No se pudieron cargar las siguientes personas.',
    empty: 'Aún no hay personas',
    emptyHelp: 'Aparecerán aquí cuando se creen, aquí o desde sus propios sistemas.',
    noMatch: (search) => `Nadie coincide con «${search}»`,
    noMatchHelp: 'Se busca en nombres, correos, teléfonos e identificadores.',
    clearSearch: 'Borrar búsqueda',
    warnings: {
      being_deleted: 'Eliminándose',
      acs_user_profile_does_not_match_user_identity: 'Difiere del sistema de acceso',
    },
    errors: { issue_with_acs_user: 'Problema en un sistema de acceso' },
  },
  devices: {
    title: 'Dispositivos',
    count: (count, hasMore, n) =>
      hasMore ? `${count} cargados hasta ahora` : `${count} ${plural(n, 'dispositivo', 'dispositivos')}`,
    empty: 'Ningún dispositivo',
    emptyHelp: 'Los dispositivos aparecen aquí cuando se concede acceso a ellos.',
    locked: 'Cerrado',
    unlocked: 'Abierto',
    lockUnknown: 'Estado desconocido',
    online: 'En línea',
    offline: 'Sin conexión',
    battery: (level) => `Batería ${level}`,
    batteryLow: (level) => `Batería baja, ${level}`,
    errors: {
      account_disconnected: 'La cuenta de este dispositivo está desconectada. Vuelva a conectarla.',
      device_offline: 'El dispositivo no tiene conexión.',
      device_removed: 'El dispositivo se quitó de su cuenta.',
      device_disconnected: 'El dispositivo está desconectado.',
      hub_disconnected: 'El concentrador de este dispositivo está desconectado.',
      bridge_disconnected: 'El puente a este dispositivo está desconectado.',
      subscription_required: 'El fabricante de este dispositivo exige una suscripción.',
      missing_device_credentials: 'Faltan las credenciales de este dispositivo.',
      salto_ks_subscription_limit_exceeded: 'El sitio de Salto KS está lleno.',
    },
  },
};
