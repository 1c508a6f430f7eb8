/** Irregular English forms whose stem no suffix rule finds, as `base: forms`; ambiguous ones (`found`, `left`) are left out. */
const FORMS = `
become:became begin:began,begun break:broke,broken bring:brought build:built buy:bought catch:caught choose:chose,chosen
draw:drew,drawn drive:drove,driven eat:ate,eaten fall:fell,fallen feel:felt fight:fought fly:flew,flown forget:forgot,forgotten
freeze:froze,frozen give:gave,given go:went,gone grow:grew,grown hear:heard hide:hid,hidden hold:held keep:kept know:knew,known
lead:led lose:lost meet:met pay:paid rise:rose,risen run:ran sell:sold send:sent show:shown shrink:shrank,shrunk
sing:sang,sung speak:spoke,spoken spend:spent stand:stood steal:stole,stolen swim:swam,swum teach:taught think:thought
throw:threw,thrown understand:understood win:won write:wrote,written person:people child:children index:indices,indexes
analysis:analyses criterion:criteria vertex:vertices matrix:matrices
`;

/** Irregular form → its base form. */
export const BASE_FORMS: ReadonlyMap<string, string> = new Map(
  FORMS.trim()
    .split(/\s+/)
    .flatMap((entry) => {
      const [base = '', forms = ''] = entry.split(':');
      return forms.split(',').map((form) => [form, base] as const);
    }),
);
