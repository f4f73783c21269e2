import type { Words } from './words.js';

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rules = new Intl.PluralRules('ar');
const plural = (count: number, forms: Forms) => forms[rules.select(count)] ?? forms.other;

export const ar: Words = {
  general: {
    retry: 'إعادة المحاولة',
    clear: 'مسح',
    none: '–',
    details: 'التفاصيل',
    requestId: 'معرّف الطلب',
    loading: 'جارٍ التحميل…',
    refreshing: 'جارٍ التحديث…',
    asOf: (time) => `المعروض كما كان في ${time}.`,
    more: (count) => `+${count}`,
    session: {
      missing: 'لا توجد جلسة بعد',
      missingHelp: 'لم يُعطَ هذا الجزء من الصفحة جلسة بعد. سيبدأ حالما يحصل عليها.',
    },
    errors: {
      session_ended: { title: 'انتهت جلستك', help: 'سجّل الدخول مجددًا للمتابعة. لم يُفقد شيء مما كتبته.' },
      not_permitted: { title: 'لا يُسمح لك برؤية هذا', help: 'اطلب الوصول من أحد المسؤولين.' },
      gateway_required: {
        title: 'هذا يحتاج إلى البوابة',
        help: 'لا يسمح Seam بذلك إلا بمفتاح API، ولا يجوز أن يحمله المتصفح. اضبط «gateway» على بوابة خادمك.',
      },
      wrong_token: {
        title: 'أُعدّ هذا الجزء من الصفحة بنوع خاطئ من المفاتيح',
        help: 'لم يُرسل شيء. السبب لمن يدير الصفحة مذكور أدناه.',
      },
      invalid_input: { title: 'لم يُقبل الطلب', help: 'سبب الخادم مذكور أدناه.' },
      not_found: { title: 'غير موجود', help: 'ربما حُذف، أو ليس ضمن ما يمكنك رؤيته.' },
      conflict: { title: 'يتعارض هذا مع شيء موجود', help: 'سبب الخادم مذكور أدناه.' },
      rate_limited: { title: 'طلبات كثيرة جدًا', help: 'انتظر لحظة ثم حاول مجددًا.' },
      unreachable: { title: 'تعذّر الوصول إلى الخادم', help: 'تحقق من الاتصال ثم حاول مجددًا.' },
      server: { title: 'واجه الخادم مشكلة', help: 'حاول مجددًا. إن استمرت المشكلة فأبلغ عن معرّف الطلب.' },
      cancelled: { title: 'أُلغي', help: 'لم يُرسل شيء آخر.' },
    },
  },
  people: {
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
    loadingMore: 'جارٍ تحميل المزيد…',
    loadMoreFailed: 'تعذّر تحميل بقية الأشخاص.',
    empty: 'لا أشخاص بعد',
    emptyHelp: 'يظهر الأشخاص هنا عند إنشائهم، هنا أو من أنظمتك.',
    noMatch: (search) => `لا أحد يطابق «${search}»`,
    noMatchHelp: 'يشمل البحث الأسماء والبريد والهواتف والمعرّفات.',
    clearSearch: 'مسح البحث',
    warnings: {
      being_deleted: 'قيد الإزالة',
      acs_user_profile_does_not_match_user_identity: 'يختلف عن نظام الدخول',
    },
    errors: { issue_with_acs_user: 'مشكلة في نظام دخول' },
  },
  devices: {
    title: 'الأجهزة',
    count: (count, hasMore, n) =>
      hasMore
        ? `حُمّل ${count} حتى الآن`
        : plural(n, {
            zero: 'لا أجهزة',
            one: 'جهاز واحد',
            two: 'جهازان',
            few: `${count} أجهزة`,
            many: `${count} جهازًا`,
            other: `${count} جهاز`,
          }),
    empty: 'لا أجهزة',
    emptyHelp: 'تظهر الأجهزة هنا حالما يُمنح الوصول إليها.',
    locked: 'مقفل',
    unlocked: 'مفتوح',
    lockUnknown: 'حالة القفل غير معروفة',
    online: 'متصل',
    offline: 'غير متصل',
    battery: (level) => `البطارية ${level}`,
    batteryLow: (level) => `البطارية منخفضة، ${level}`,
    errors: {
      account_disconnected: 'حساب هذا الجهاز غير متصل. أعد توصيله.',
      device_offline: 'الجهاز غير متصل.',
      device_removed: 'أُزيل الجهاز من حسابه.',
      device_disconnected: 'الجهاز مفصول.',
      hub_disconnected: 'الموزّع الخاص بهذا الجهاز مفصول.',
      bridge_disconnected: 'الجسر إلى هذا الجهاز مفصول.',
      subscription_required: 'تطلب الشركة المصنّعة اشتراكًا لهذا الجهاز.',
      missing_device_credentials: 'بيانات اعتماد هذا الجهاز مفقودة.',
      salto_ks_subscription_limit_exceeded: 'موقع Salto KS ممتلئ.',
    },
  },
};
