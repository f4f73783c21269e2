import { lockModels, type LockSeed } from './devices.js';

type Building = '*hotel' | '*office';
type DemoLock = Omit<LockSeed, 'connectedAccountId' | 'createdAt'> & { building: Building };

const locations = {
  '*hotel': { location_name: 'Harbour House', time_zone: 'Europe/Dublin' },
  '*office': { location_name: 'Mill Court', time_zone: 'America/New_York' },
};

const demoLock = (
  building: Building,
  name: string,
  model: keyof typeof lockModels,
  state: Partial<DemoLock>,
): DemoLock => ({ building, name, model: lockModels[model], location: locations[building], ...state });

const room = (number: number, model: keyof typeof lockModels, state: Partial<DemoLock>) =>
  demoLock('*hotel', `Room ${number}`, model, {
    custom_metadata: { floor: '2', is_guest_room: true },
    ...state,
  });

const offline = { online: false, errors: ['device_offline'] } satisfies Partial<DemoLock>;

export const demoLocks: readonly DemoLock[] = [
  demoLock('*hotel', 'Harbour House Front Door', 'salto', { locked: true }),
  demoLock('*hotel', 'Pool & Spa', 'salto', { locked: false, battery: 0.64 }),
  demoLock('*hotel', 'Kitchen', 'kwikset', { locked: true, battery: 0.41 }),
  demoLock('*hotel', 'Linen Store', 'kwikset', { locked: true, battery: 0.22 }),
  demoLock('*hotel', 'Wine Cellar', 'nuki', { locked: true, battery: 0.88 }),
  room(201, 'ttlock', { locked: true, battery: 0.93 }),
  room(202, 'ttlock', { locked: true, battery: 0.9 }),
  room(203, 'ttlock', { locked: false, battery: 0.71 }),
  room(204, 'ttlock', {
    locked: true,
    battery: 0.55,
    warnings: [{ code: 'ttlock_weak_gateway_signal', message: 'The signal to the gateway is weak.' }],
  }),
  room(205, 'ttlock', { locked: true, battery: 0.18 }),
  room(206, 'ttlock', { battery: 0.34, ...offline }),
  room(207, 'yale', { locked: true, battery: 0.79 }),
  room(208, 'yale', {
    locked: true,
    battery: 0.06,
    warnings: [
      {
        code: 'power_saving_mode',
        message: 'The battery is low, so the device saves power and answers late.',
      },
    ],
  }),
  room(212, 'yale', { locked: true, battery: 0.83 }),
  room(213, 'yale', { locked: false, battery: 0.66 }),
  room(214, 'yale', { locked: true, battery: 0.97 }),
  room(215, 'igloohome', { battery: 0.5 }),
  demoLock('*office', 'Mill Court Main Entrance', 'brivo', { locked: true }),
  demoLock('*office', 'Mill Court Car Park', 'brivo', {
    locked: true,
    online: false,
    errors: ['hub_disconnected'],
  }),
  demoLock('*office', 'Mill Court Meeting Room', 'tedee', { locked: false, battery: 0.77 }),
  demoLock('*office', 'Suite 301', 'schlage', { locked: true, battery: 0.86 }),
  demoLock('*office', 'Suite 302', 'schlage', { locked: true, battery: 0.12 }),
  demoLock('*office', 'Suite 303', 'august', {
    locked: false,
    battery: 0.6,
    warnings: [
      {
        code: 'device_has_flaky_connection',
        message: 'The device has lost its connection several times of late.',
      },
    ],
  }),
  demoLock('*office', 'Suite 304', 'august', { locked: true, battery: 0.45 }),
  demoLock('*office', 'Server Room', 'schlage', {
    locked: true,
    battery: 0.91,
    custom_metadata: { is_restricted: true },
  }),
  demoLock('*office', 'Plant Room', 'schlage', { battery: 0.03, ...offline }),
];
