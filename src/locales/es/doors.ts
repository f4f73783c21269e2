import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('es');

export const words: Words['doors'] = {
  devices: {
    title: 'Dispositivos',
    count: (count, hasMore, n) =>
      hasMore
        ? `${count} cargados hasta ahora`
        : `${count} ${plural(n, { one: 'dispositivo', other: 'dispositivos' })}`,
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
