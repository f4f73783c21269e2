import type { Words } from '../words.js';
import { plurals } from '../plurals.js';

const plural = plurals('ar');

export const words: Words['doors'] = {
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
