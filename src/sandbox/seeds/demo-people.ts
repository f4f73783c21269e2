export interface DemoPerson {
  name: string | null;
  email: string | null;
  /** From number ranges that are reserved for fiction. */
  phone: string | null;
  key: string | null;
  /** Names of devices in the demo. `*hotel` and `*office` stand for all devices of that building. */
  devices: string[];
  isBeingDeleted?: boolean;
}

const person = (
  name: string | null,
  email: string | null,
  phone: string | null,
  key: string | null,
  devices: string[] = [],
  state: Pick<DemoPerson, 'isBeingDeleted'> = {},
): DemoPerson => ({ name, email, phone, key, devices, ...state });

const hotelCommon = ['Harbour House Front Door', 'Pool & Spa'];
const officeCommon = ['Mill Court Main Entrance', 'Mill Court Car Park'];

/** The user identity key of the person with the demo's client session token. */
export const demoGuestKey = 'room-214';

/** In order of creation. */
export const demoPeople: readonly DemoPerson[] = [
  person('Margaret O’Sullivan', 'margaret.osullivan@example.com', '+353209130001', 'staff-01', [
    '*hotel',
    '*office',
  ]),
  person('Jürgen Groß', 'juergen.gross@example.de', '+491713920012', 'staff-02', ['*hotel']),
  person('Zoë Lefèvre-Dûchâtel', 'zoe.lefevre@example.fr', '+33639980012', 'staff-03', ['*hotel']),
  person('Nguyễn Thị Minh Châu', 'minhchau.nguyen@example.com', '+12025550102', 'staff-04', [
    ...hotelCommon,
    'Linen Store',
    'Kitchen',
  ]),
  person('Владимир Сергеевич Кузнецов', 'v.kuznetsov@example.com', '+12025550103', 'staff-05', ['*office']),
  person('محمد عبد الله الهاشمي', 'm.alhashimi@example.com', '+12025550104', 'staff-06', ['*office']),
  person('Łukasz Wiśniewski', 'lukasz.wisniewski@example.pl', '+12025550105', 'staff-07', [
    'Linen Store',
    'Wine Cellar',
    'Kitchen',
    'Plant Room',
  ]),
  person('Priya Raghunathan', 'priya.raghunathan@example.com', '+447700900101', 'staff-08', [
    ...officeCommon,
    'Server Room',
  ]),
  person('Κωνσταντίνος Παπαδόπουλος', 'k.papadopoulos@example.gr', '+12025550106', 'mill-301', [
    ...officeCommon,
    'Suite 301',
  ]),
  person('王小明', 'xiaoming.wang@example.com', '+12025550107', 'mill-302', [...officeCommon, 'Suite 302']),
  person('Siobhán Ní Dhomhnaill', 'siobhan@example.ie', '+353209130002', 'mill-303', [
    ...officeCommon,
    'Suite 303',
  ]),
  person('Ólafur Þór Guðmundsson', 'olafur@example.is', '+12025550108', 'mill-304', [
    ...officeCommon,
    'Suite 304',
  ]),
  person('佐藤 健', 'takeru.sato@example.jp', '+12025550109', 'mill-305', [...officeCommon, 'Suite 304']),
  person('María José Fernández-Núñez', 'mariajose@example.es', '+12025550110', 'mill-306', officeCommon),
  person('Çağla Yıldırım', 'cagla.yildirim@example.com', '+12025550111', 'mill-307', [
    'Mill Court Meeting Room',
  ]),
  person('Søren Kjær Østergård', 'soren.kjaer@example.dk', '+46701740605', 'mill-308', officeCommon),
  person('Олена Шевченко', 'olena.shevchenko@example.com', '+12025550112', 'mill-309', [
    'Mill Court Meeting Room',
  ]),
  person('Anne-Marie van der Hoogenband', 'annemarie@example.nl', '+12025550113', 'mill-310'),
  person('Cleaning contractor', null, '+447700900102', 'contractor-cleaning', ['*hotel']),
  person(null, 'deliveries@example.com', null, null, ['Kitchen']),
  person(null, null, null, 'kiosk-lobby', ['Harbour House Front Door']),
  person('José Ángel Muñoz', 'jose.munoz@example.es', '+12025550114', 'room-201', [
    'Room 201',
    ...hotelCommon,
  ]),
  person('Françoise Bélanger', 'francoise.belanger@example.ca', '+12025550115', 'room-202', [
    'Room 202',
    ...hotelCommon,
  ]),
  person('فاطمة الزهراء بنعلي', 'f.benali@example.com', '+12025550116', 'room-203', [
    'Room 203',
    ...hotelCommon,
  ]),
  person('Chukwuemeka Okonkwo-Adébáyọ̀', 'emeka.okonkwo@example.com', '+447700900103', 'room-204', [
    'Room 204',
    ...hotelCommon,
  ]),
  person('李娜', 'na.li@example.com', '+12025550117', 'room-205', ['Room 205', ...hotelCommon]),
  person('Ἑλένη Βασιλείου', 'eleni@example.gr', null, 'room-206', ['Room 206', ...hotelCommon]),
  person('Тарас Бульба', 't.bulba@example.com', '+12025550118', 'room-207', ['Room 207', ...hotelCommon], {
    isBeingDeleted: true,
  }),
  person('Giulia D’Angelo', 'giulia.dangelo@example.it', '+12025550119', 'room-208', [
    'Room 208',
    ...hotelCommon,
  ]),
  person('김민준', 'minjun.kim@example.com', '+12025550120', 'room-209', hotelCommon),
  person('Björn Åkesson', 'bjorn.akesson@example.se', '+46701740606', 'room-210', hotelCommon),
  person('Kateřina Dvořáková', 'katerina.dvorakova@example.cz', '+12025550121', 'room-211', hotelCommon),
  person(
    'Don Pedro de Alcântara Francisco António João Carlos Xavier de Paula Miguel Rafael Joaquim José Gonzaga Pascoal Cipriano Serafim de Bragança e Bourbon',
    'pedro@example.pt',
    '+12025550122',
    'room-212',
    ['Room 212', ...hotelCommon],
  ),
  person('Aarav Subramaniam', 'aarav.subramaniam@example.com', null, 'room-213', [
    'Room 213',
    ...hotelCommon,
  ]),
  person('Aiko Tanaka', 'aiko.tanaka@example.jp', '+12025550101', demoGuestKey, ['Room 214', ...hotelCommon]),
  person('Ava Thompson', 'ava.thompson@example.com', '+61491570006', 'room-215', ['Room 215']),
  person('山田 花子', 'hanako.yamada@example.jp', '+12025550123', 'room-216'),
  person('דוד כהן', 'david.cohen@example.com', '+12025550124', 'room-217'),
  person('สมชาย ใจดี', 'somchai@example.com', '+12025550125', null),
  person('Li Wu', null, '+12025550126', null),
  person('Old guest account', 'former.guest@example.com', null, 'room-105-2025', [], {
    isBeingDeleted: true,
  }),
];
