const emptied = new WeakSet<Node>();

/**
 * Closes the dialogs of a shadow root and keeps their content, or shows them again. A dialog that is opened while the
 * others are closed waits, too.
 */
export function putDialogsAway(root: ParentNode & Node, isAway: boolean): void {
  if (isAway === emptied.has(root)) return;
  if (isAway) emptied.add(root);
  else emptied.delete(root);
  for (const dialog of root.querySelectorAll('dialog')) {
    if (isAway) dialog.close?.();
    else if (!dialog.open) dialog.showModal?.();
  }
}

/** Whether the dialogs of its root are closed in this way. */
export const isPutAway = (dialog: HTMLDialogElement): boolean => emptied.has(dialog.getRootNode());
