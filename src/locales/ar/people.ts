import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('ar');

export const words: Words['people'] = {
  list: {
    title: 'الأشخاص',
    search: 'البحث عن أشخاص',
    searchPlaceholder: 'الاسم أو البريد أو الهاتف…',
    selectAll: 'تحديد كل الأشخاص المحمّلين',
    select: (name) => `تحديد ${name}`,
    columns: { name: 'الاسم', email: 'البريد', phone: 'الهاتف', key: 'المفتاح', created: 'أُنشئ' },
    sorted: (column, ascending) => `مرتّب حسب ${column}، ${ascending ? 'تصاعديًا' : 'تنازليًا'}`,
    loaded: (count, hasMore, n) =>
      hasMore
        ? `حُمّل ${count} حتى الآن`
        : plural(n, {
            zero: 'لا أشخاص',
            one: 'شخص واحد',
            two: 'شخصان',
            few: `${count} أشخاص`,
            many: `${count} شخصًا`,
            other: `${count} شخص`,
          }),
    selected: (count) => `المحدّد: ${count}`,
    selectedHidden: (text, hidden) => `${text} (غير المعروض منهم: ${hidden})`,
    loadingMore: 'جارٍ تحميل المزيد…',
    loadMoreFailed: 'تعذّر تحميل بقية الأشخاص.',
    showChanges: 'عرض التغييرات',
    empty: 'لا أشخاص بعد',
    emptyHelp: 'يظهر الأشخاص هنا عند إنشائهم، هنا أو من أنظمتك.',
    noMatch: (search) => `لا أحد يطابق «${search}»`,
    noMatchHelp: 'يشمل البحث الأسماء والبريد والهواتف والمعرّفات.',
    clearSearch: 'مسح البحث',
    create: 'شخص جديد',
    edit: 'تعديل',
    remove: 'إزالة…',
    created: (name) => `أُنشئ ${name}.`,
    saved: (name) => `حُفظ ${name}.`,
    exportWorkbook: 'تصدير إلى Excel',
    exportCsv: 'تصدير CSV',
    exporting: (count) => `جارٍ التصدير… ${count} حتى الآن`,
    printed: 'لم يُحمَّل جميع الأشخاص، فلا تظهر أسماء بعضهم هنا. يشمل التصدير الجميع.',
    exportFailed: 'فشل التصدير.',
    warnings: {
      being_deleted: 'قيد الإزالة',
      acs_user_profile_does_not_match_user_identity: 'يختلف عن نظام الدخول',
    },
    errors: { issue_with_acs_user: 'مشكلة في نظام دخول' },
  },
  form: {
    create: 'شخص جديد',
    createAction: 'إنشاء الشخص',
    edit: (name) => `تعديل ${name}`,
    editing: 'تعديل الشخص',
    labels: {
      full_name: 'الاسم الكامل',
      email_address: 'البريد الإلكتروني',
      phone_number: 'رقم الهاتف',
      user_identity_key: 'المفتاح',
    },
    help: {
      full_name: '',
      email_address: 'لا يجوز أن يكون لغيره البريد نفسه.',
      phone_number: 'مع رمز البلد، مثل ‎+15555550110.',
      user_identity_key: 'اسمكم الفريد لهذا الشخص، مثل معرّف في نظامكم.',
    },
    disabled: 'لا يمكن استخدام هذا النموذج الآن: عطّلته الصفحة.',
    nothingGiven: 'أدخل على الأقل اسمًا أو بريدًا أو رقم هاتف أو مفتاحًا.',
    taken: (name) => `لدى ${name} هذه القيمة.`,
    open: (name) => `فتح ${name}`,
    systems: 'أنظمة الدخول التي ينضم إليها',
    systemsHelp: 'يُنشأ مستخدم في كل منها، وإن وُجد فيه من له البريد أو الهاتف نفسه رُبط به.',
    unclear: 'لم تصل إجابة واضحة. عند المحاولة من جديد يُتحقق أولًا هل تم الأمر.',
    created: (name) => `أُنشئ ${name}.`,
    saved: (name) => `حُفظ ${name}.`,
  },
  details: {
    title: 'شخص',
    remove: 'إزالة…',
    sections: {
      profile: 'الملف',
      access_systems: 'أنظمة الدخول',
      phones: 'الهواتف',
      keys: 'المفاتيح',
      issue: 'إصدار مفتاح',
      instant_keys: 'Instant Keys',
      devices: 'الأجهزة',
      sessions: 'الجلسات',
      activity: 'النشاط',
    },
  },
};
