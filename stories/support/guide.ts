import { Markdown } from '@storybook/addon-docs/blocks';
import { createElement } from 'react';

interface GuideProps {
  text: string;
  /** File → id of its page. */
  pages: Readonly<Record<string, string>>;
}

/** A guide as a page, with its links to other guides leading to their pages. */
export const Guide = ({ text, pages }: GuideProps) =>
  createElement(
    Markdown,
    null,
    text.replaceAll(/\[([^\]]+)\]\(([^):#]+)\)/g, (_, label: string, file: string) =>
      // What is not a guide stands in the repository, beyond Storybook's reach.
      pages[file] ? `[${label}](?path=/docs/${pages[file]})` : label,
    ),
  );
