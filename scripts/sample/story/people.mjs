/** The team of the story. */
export const ana = { name: 'Ana Ferreira', email: 'ana@shop.example' };
export const bo = { name: 'Bo Lindqvist', email: 'bo@shop.example' };
export const cem = { name: 'Cem Aydin', email: 'cem@shop.example' };
