import type { Words } from '../words.js';

export const words: Words['general'] = {
  general: {
    retry: '再試行',
    reload: 'ページを再読み込み',
    clear: '解除',
    none: '–',
    details: '詳細',
    requestId: 'リクエスト ID',
    loading: '読み込み中…',
    refreshing: '更新中…',
    asOf: (time) => `${time} 時点の内容です。`,
    more: (count) => `+${count}`,
    cancel: 'キャンセル',
    close: '閉じる',
    save: '保存',
    copy: 'コピー',
    copied: 'コピーしました',
    use: (value) => `${value} を使う`,
    optional: '任意',
    refusals: {
      read_only: 'このページは表示専用です。',
      gateway_required: 'ゲートウェイが必要です。クライアントセッションだけでは Seam が許可しません。',
      not_permitted: 'この操作の権限がありません。管理者にお問い合わせください。',
    },
    mayHaveHappened: '明確な応答がなかったため、実行された可能性があります。',
    validity: {
      valueMissing: 'この項目を入力してください。',
      badEmail: 'name@example.com のようなメールアドレスを入力してください。',
      badPhone: 'プラス記号、国番号、数字だけで入力してください（例: +15555550110）。',
      badValue: '値の形式が正しくありません。',
      outOfRange: 'ここで可能な範囲を超えています。',
    },
    times: {
      yours: (time) => `お使いの地域では ${time}`,
      twice: (time) => `その日、この時刻は二度あります。採用する時刻：${time}`,
      skipped: '時計が進められるため、その日にこの時刻はありません。',
      endsInPast: '過去の日時です。',
      endsTooEarly: '開始より後にしてください。',
      zone: (zone) => `入退室システムの時刻：${zone}`,
      ownZone: (zone) => `入退室システムのタイムゾーンが不明なため、お使いの時刻です：${zone}`,
    },
    picker: {
      none: '一致するものはありません。',
      results: (count) => `${count} 件`,
    },
    session: {
      missing: 'セッションがまだありません',
      missingHelp: 'この部分にはまだセッションが渡されていません。渡されると始まります。',
    },
    noPerson: {
      title: '人が選択されていません',
      help: '人を選ぶと、その人の内容を確認して変更できます。',
    },
    errors: {
      session_ended: {
        title: 'セッションが終了しました',
        help: '続けるにはもう一度サインインしてください。入力内容は失われません。',
      },
      not_permitted: { title: '表示する権限がありません', help: '管理者にアクセスを依頼してください。' },
      gateway_required: {
        title: 'ゲートウェイが必要です',
        help: 'Seam はこれを API キーでのみ許可しますが、ブラウザーに API キーを置くことはできません。「gateway」にサーバーのゲートウェイを指定してください。',
      },
      wrong_token: {
        title: 'この部分に誤った種類のキーが設定されています',
        help: '何も送信していません。ページの管理者向けの理由は下にあります。',
      },
      invalid_input: {
        title: 'リクエストは受け付けられませんでした',
        help: 'サーバーの理由は下にあります。',
      },
      not_found: { title: '見つかりません', help: '削除されたか、表示できる範囲にありません。' },
      conflict: { title: '既にあるものと重なります', help: 'サーバーの理由は下にあります。' },
      refused: { title: 'サーバーに受け付けられませんでした', help: 'サーバーの理由は下にあります。' },
      rate_limited: { title: 'リクエストが多すぎます', help: '少し待ってからもう一度お試しください。' },
      unreachable: { title: 'サーバーに接続できません', help: '接続を確認してからもう一度お試しください。' },
      server: {
        title: 'サーバーで問題が発生しました',
        help: 'もう一度お試しください。続く場合はリクエスト ID をお伝えください。',
      },
      login_required: { title: 'サインインしていません', help: '続けるにはサインインしてください。' },
      login_unclear: {
        title: 'もう一度サインインが必要な可能性があります',
        help: 'サーバーではなく、おそらくサインインページが応答しました。入力内容は失われません。',
      },
      page_failed: {
        title: 'ページがこの部分を接続できませんでした',
        help: 'ページの関数が使用できない値を返しました。ページの管理者向けの理由は下にあります。',
      },
      unsupported_browser: {
        title: 'このブラウザーは古すぎます',
        help: 'ブラウザーを更新するか、別のブラウザーでページを開いてください。',
      },
      internal: {
        title: 'ページのこの部分で問題が発生しました',
        help: 'もう一度試すか、ページを再読み込みしてください。続く場合は下の詳細をお伝えください。',
      },
      cancelled: { title: 'キャンセルしました', help: 'これ以上は送信していません。' },
    },
  },
};
