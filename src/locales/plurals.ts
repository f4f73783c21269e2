type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Chooses the plural form for a count in a language. */
export function plurals(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
