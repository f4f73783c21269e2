import type { Words } from '../words.js';

export const words: Words['people'] = {
  list: {
    title: 'ユーザー',
    search: 'ユーザーを検索',
    searchPlaceholder: '名前、メール、電話番号…',
    selectAll: '読み込んだユーザーをすべて選択',
    select: (name) => `${name} を選択`,
    columns: { name: '名前', email: 'メール', phone: '電話番号', key: 'キー', created: '作成日' },
    sorted: (column, ascending) => `${column}の${ascending ? '昇順' : '降順'}`,
    loaded: (count, hasMore) => (hasMore ? `${count} 人を読み込み済み` : `${count} 人`),
    selected: (count) => `${count} 人を選択中`,
    loadingMore: '続きを読み込み中…',
    loadMoreFailed: '続きを読み込めませんでした。',
    empty: 'ユーザーはまだいません',
    emptyHelp: 'ここ、またはお使いのシステムで作成すると表示されます。',
    noMatch: (search) => `「${search}」に一致するユーザーはいません`,
    noMatchHelp: '名前、メール、電話番号、ID を検索します。',
    clearSearch: '検索をクリア',
    warnings: {
      being_deleted: '削除中',
      acs_user_profile_does_not_match_user_identity: '入退室システムと不一致',
    },
    errors: { issue_with_acs_user: '入退室システムに問題あり' },
  },
};
