/** What was given, without what a page may have added to every object: an option left out is left out there as well. */
export const own = <Options extends object>(options: Options): Options =>
  Object.assign(Object.create(null) as Options, options);
