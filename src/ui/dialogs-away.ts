const emptied = new WeakSet<Node>();

/**
 * Closes the dialogs of a shadow root, which stay as they are, with what was typed into them; or shows them again. What is
 * opened in the meantime waits, too.
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

/** Whether the dialogs of its root are put away. */
export const isPutAway = (dialog: HTMLDialogElement): boolean => emptied.has(dialog.getRootNode());
