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
};
