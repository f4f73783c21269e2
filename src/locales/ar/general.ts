import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('ar');

export const words: Words['general'] = {
  general: {
    retry: 'إعادة المحاولة',
    reload: 'إعادة تحميل الصفحة',
    clear: 'مسح',
    none: '–',
    details: 'التفاصيل',
    requestId: 'معرّف الطلب',
    loading: 'جارٍ التحميل…',
    refreshing: 'جارٍ التحديث…',
    asOf: (time) => `المعروض كما كان في ${time}.`,
    more: (count) => `+${count}`,
    cancel: 'إلغاء',
    close: 'إغلاق',
    save: 'حفظ',
    copy: 'نسخ',
    copied: 'تم النسخ',
    optional: 'اختياري',
    refusals: {
      read_only: 'هذه الصفحة للعرض فقط.',
      gateway_required: 'هذا يحتاج إلى البوابة: لا يسمح به Seam بجلسة عميل وحدها.',
      not_permitted: 'ليس لديك إذن لهذا. راجع أحد المسؤولين.',
    },
    mayHaveHappened: 'لم تصل إجابة واضحة، فربما حدث ذلك رغم كل شيء.',
    validity: {
      valueMissing: 'املأ هذا الحقل.',
      badEmail: 'أدخل عنوان بريد مثل name@example.com.',
      badValue: 'هذه القيمة ليست بالشكل المطلوب.',
      outOfRange: 'هذا خارج الممكن هنا.',
    },
    picker: {
      none: 'لا شيء يطابق.',
      results: (count, n) =>
        plural(n, {
          zero: 'لا نتائج',
          one: 'نتيجة واحدة',
          two: 'نتيجتان',
          few: `${count} نتائج`,
          many: `${count} نتيجة`,
          other: `${count} نتيجة`,
        }),
    },
    session: {
      missing: 'لا توجد جلسة بعد',
      missingHelp: 'لم يُعطَ هذا الجزء من الصفحة جلسة بعد. سيبدأ حالما يحصل عليها.',
    },
    noPerson: {
      title: 'لم يُختر أحد',
      help: 'اختر شخصًا لترى ما لديه وتغيّره.',
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
      refused: { title: 'لم يقبل الخادم ذلك', help: 'سبب الخادم مذكور أدناه.' },
      rate_limited: { title: 'طلبات كثيرة جدًا', help: 'انتظر لحظة ثم حاول مجددًا.' },
      unreachable: { title: 'تعذّر الوصول إلى الخادم', help: 'تحقق من الاتصال ثم حاول مجددًا.' },
      server: { title: 'واجه الخادم مشكلة', help: 'حاول مجددًا. إن استمرت المشكلة فأبلغ عن معرّف الطلب.' },
      login_required: { title: 'لم تسجّل الدخول', help: 'سجّل الدخول للمتابعة.' },
      login_unclear: {
        title: 'قد تحتاج إلى تسجيل الدخول مجددًا',
        help: 'لم يأتِ الرد من الخادم، بل من صفحة تسجيل دخول على الأرجح. لم يُفقد شيء مما كتبته.',
      },
      page_failed: {
        title: 'تعذّر على الصفحة ربط هذا الجزء',
        help: 'لم تُعِد دالةٌ في الصفحة شيئًا صالحًا للاستخدام. السبب لمن يدير الصفحة مذكور أدناه.',
      },
      unsupported_browser: {
        title: 'هذا المتصفح قديم جدًا',
        help: 'حدّث المتصفح أو افتح الصفحة في متصفح آخر.',
      },
      internal: {
        title: 'واجه هذا الجزء من الصفحة مشكلة',
        help: 'حاول مجددًا أو أعد تحميل الصفحة. إن استمرت المشكلة فأبلغ عن التفاصيل أدناه.',
      },
      cancelled: { title: 'أُلغي', help: 'لم يُرسل شيء آخر.' },
    },
  },
};
