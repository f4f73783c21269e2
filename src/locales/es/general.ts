import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('es');

export const words: Words['general'] = {
  general: {
    retry: 'Reintentar',
    reload: 'Recargar la página',
    clear: 'Quitar',
    none: '–',
    details: 'Detalles',
    requestId: 'Id. de la solicitud',
    loading: 'Cargando…',
    refreshing: 'Actualizando…',
    asOf: (time) => `Se muestra lo de las ${time}.`,
    more: (count) => `+${count}`,
    cancel: 'Cancelar',
    close: 'Cerrar',
    save: 'Guardar',
    copy: 'Copiar',
    copied: 'Copiado',
    use: (value) => `Usar ${value}`,
    optional: 'opcional',
    refusals: {
      read_only: 'Esta página solo muestra datos.',
      gateway_required: 'Esto necesita la pasarela: Seam no lo permite solo con una sesión de cliente.',
      not_permitted: 'No tiene permiso para hacer esto. Consulte a un administrador.',
    },
    mayHaveHappened: 'No llegó una respuesta clara, así que puede haberse hecho de todos modos.',
    validity: {
      valueMissing: 'Rellene este campo.',
      badEmail: 'Escriba un correo como nombre@example.com.',
      badPhone: 'Escríbalo con un signo más, el prefijo del país y solo cifras, como +15555550110.',
      badValue: 'Este valor no tiene la forma necesaria.',
      outOfRange: 'Está fuera de lo posible aquí.',
    },
    times: {
      yours: (time) => `${time} en su zona`,
      twice: (time) => `Ese día los relojes marcan esta hora dos veces. Se toma: ${time}.`,
      skipped: 'Los relojes se adelantan y saltan esta hora: ese día no existe.',
      endsInPast: 'Esto está en el pasado.',
      endsTooEarly: 'Esto no es posterior al inicio.',
      zone: (zone) => `Horas del sistema de acceso: ${zone}.`,
      ownZone: (zone) => `El sistema de acceso no indica su zona horaria, así que son sus horas: ${zone}.`,
    },
    picker: {
      none: 'Nada coincide.',
      results: (count, n) => `${count} ${plural(n, { one: 'resultado', other: 'resultados' })}`,
    },
    session: {
      missing: 'Aún no hay sesión',
      missingHelp: 'Esta parte de la página no ha recibido una sesión. Empezará en cuanto la tenga.',
    },
    noPerson: {
      title: 'Nadie elegido',
      help: 'Elija a una persona para ver y cambiar lo que tiene.',
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
      refused: { title: 'El servidor no lo aceptó', help: 'El motivo del servidor está abajo.' },
      rate_limited: { title: 'Demasiadas solicitudes', help: 'Espere un momento e inténtelo de nuevo.' },
      unreachable: {
        title: 'No se pudo contactar con el servidor',
        help: 'Compruebe la conexión e inténtelo de nuevo.',
      },
      server: {
        title: 'El servidor tuvo un problema',
        help: 'Inténtelo de nuevo. Si persiste, comunique el id. de la solicitud.',
      },
      login_required: { title: 'No ha iniciado sesión', help: 'Inicie sesión para continuar.' },
      login_unclear: {
        title: 'Puede que deba iniciar sesión de nuevo',
        help: 'No respondió el servidor, sino probablemente una página de inicio de sesión. No se pierde nada de lo escrito.',
      },
      page_failed: {
        title: 'La página no pudo conectar esta parte',
        help: 'Una función de la página no devolvió nada utilizable. El motivo, para quien gestiona la página, está abajo.',
      },
      unsupported_browser: {
        title: 'Este navegador es demasiado antiguo',
        help: 'Actualice el navegador o abra la página en otro.',
      },
      internal: {
        title: 'Esta parte de la página tuvo un problema',
        help: 'Inténtelo de nuevo o recargue la página. Si persiste, comunique los detalles de abajo.',
      },
      cancelled: { title: 'Cancelado', help: 'No se envió nada más.' },
    },
  },
};
