/** Slug of the page that says what the marks mean, to which every mark leads. */
export const method = 'how-it-is-proved';
