import type { Words } from '../words.js';

export const words: Words['doors'] = {
  devices: {
    title: 'デバイス',
    count: (count, hasMore) => (hasMore ? `${count} 台を読み込み済み` : `${count} 台`),
    empty: 'デバイスはありません',
    emptyHelp: 'アクセスが許可されたデバイスがここに表示されます。',
    locked: '施錠',
    unlocked: '解錠',
    lockUnknown: '施錠状態不明',
    online: 'オンライン',
    offline: 'オフライン',
    battery: (level) => `電池 ${level}`,
    batteryLow: (level) => `電池残量低下 ${level}`,
    errors: {
      account_disconnected: 'このデバイスのアカウントが切断されています。再接続してください。',
      device_offline: 'デバイスはオフラインです。',
      device_removed: 'デバイスはアカウントから削除されました。',
      device_disconnected: 'デバイスは切断されています。',
      hub_disconnected: 'このデバイスのハブが切断されています。',
      bridge_disconnected: 'このデバイスへのブリッジが切断されています。',
      subscription_required: 'このデバイスのメーカーの契約が必要です。',
      missing_device_credentials: 'このデバイスの認証情報がありません。',
      salto_ks_subscription_limit_exceeded: 'Salto KS サイトの上限に達しています。',
    },
  },
};
