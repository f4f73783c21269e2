import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('es');

export const words: Words['people'] = {
  list: {
    title: 'Personas',
    search: 'Buscar personas',
    searchPlaceholder: 'Nombre, correo, teléfono…',
    selectAll: 'Seleccionar todas las personas cargadas',
    select: (name) => `Seleccionar a ${name}`,
    columns: { name: 'Nombre', email: 'Correo', phone: 'Teléfono', key: 'Clave', created: 'Creada' },
    sorted: (column, ascending) =>
      `Ordenado por ${column.toLowerCase()}, ${ascending ? 'ascendente' : 'descendente'}`,
    loaded: (count, hasMore, n) =>
      hasMore
        ? `${count} cargadas hasta ahora`
        : `${count} ${plural(n, { one: 'persona', other: 'personas' })}`,
    selected: (count) => `${count} seleccionadas`,
    selectedHidden: (text, hidden, n) =>
      `${text}, ${hidden} ${plural(n, { one: 'no visible', other: 'no visibles' })}`,
    loadingMore: 'Cargando más…',
    loadMoreFailed: 'No se pudieron cargar las siguientes personas.',
    showChanges: 'Mostrar los cambios',
    empty: 'Aún no hay personas',
    emptyHelp: 'Aparecerán aquí cuando se creen, aquí o desde sus propios sistemas.',
    noMatch: (search) => `Nadie coincide con «${search}»`,
    noMatchHelp: 'Se busca en nombres, correos, teléfonos e identificadores.',
    clearSearch: 'Borrar búsqueda',
    create: 'Persona nueva',
    edit: 'Editar',
    remove: 'Eliminar…',
    created: (name) => `Se creó a ${name}.`,
    saved: (name) => `Se guardó a ${name}.`,
    exportWorkbook: 'Exportar a Excel',
    exportCsv: 'Exportar CSV',
    exporting: (count) => `Exportando… ${count} hasta ahora`,
    printed:
      'No se han cargado todas las personas, por lo que aquí faltan algunas. La exportación las incluye todas.',
    exportFailed: 'La exportación falló.',
    warnings: {
      being_deleted: 'Eliminándose',
      acs_user_profile_does_not_match_user_identity: 'Difiere del sistema de acceso',
    },
    errors: { issue_with_acs_user: 'Problema en un sistema de acceso' },
  },
  form: {
    create: 'Persona nueva',
    createAction: 'Crear persona',
    edit: (name) => `Editar a ${name}`,
    editing: 'Editar persona',
    labels: {
      full_name: 'Nombre completo',
      email_address: 'Correo electrónico',
      phone_number: 'Teléfono',
      user_identity_key: 'Clave',
    },
    help: {
      full_name: '',
      email_address: 'Nadie más puede tener el mismo.',
      phone_number: 'Con el prefijo del país, como +15555550110.',
      user_identity_key: 'Su propio nombre único para esta persona, como un id. de su sistema.',
    },
    disabled: 'Este formulario no se puede usar ahora: la página lo ha desactivado.',
    nothingGiven: 'Indique al menos un nombre, un correo, un teléfono o una clave.',
    taken: (name) => `Ya lo tiene ${name}.`,
    open: (name) => `Abrir a ${name}`,
    systems: 'Sistemas de acceso a los que se une',
    systemsHelp: 'En cada uno se crea un usuario; si ya hay uno con el mismo correo o teléfono, se vincula.',
    unclear: 'No llegó una respuesta clara. Al reintentar se comprueba primero si ya se hizo.',
    created: (name) => `Se creó a ${name}.`,
    saved: (name) => `Se guardó a ${name}.`,
  },
  details: {
    title: 'Persona',
    remove: 'Eliminar…',
    sections: {
      profile: 'Perfil',
      access_systems: 'Sistemas de acceso',
      phones: 'Teléfonos',
      keys: 'Llaves',
      issue: 'Emitir una llave',
      instant_keys: 'Instant Keys',
      devices: 'Dispositivos',
      sessions: 'Sesiones',
      activity: 'Actividad',
    },
  },
};
