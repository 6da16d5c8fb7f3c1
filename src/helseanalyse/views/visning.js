// The live view: blocks as accessible DOM, charts by Vega, and native form controls.
// Text only ever becomes text nodes: there is no HTML parsing anywhere in this file.

/** Make an element. Attributes that are null or false are left out. */
function lag(navn, egenskaper = {}, ...barn) {
  const node = document.createElement(navn);
  // JupyterLab's shortcuts would otherwise take the keys from what the reader stands on.
  if (["summary", "button"].includes(navn) || egenskaper.tabindex) node.dataset.lmSuppressShortcuts = "true";
  for (const [nokkel, verdi] of Object.entries(egenskaper)) {
    if (verdi === null || verdi === undefined || verdi === false) continue;
    node.setAttribute(nokkel, verdi === true ? "" : String(verdi));
  }
  node.append(...barn.filter((ett) => ett !== null && ett !== undefined));
  return node;
}

const like = (a, b) => JSON.stringify(a) === JSON.stringify(b);

// ------------------------------------------------------------------ Markdown as nodes

const PAKKE = { strong: "strong", emphasis: "em", strikethrough: "del", block_quote: "blockquote" };

function trygg(adresse) {
  return /^(https?:|mailto:|#|\/|\.)/i.test(adresse) ? adresse : null;
}

function noder(liste) {
  return (liste ?? []).map(node).filter((ett) => ett !== null);
}

function node(n) {
  const barn = () => noder(n.children);
  if (PAKKE[n.type]) return lag(PAKKE[n.type], {}, ...barn());
  switch (n.type) {
    case "text":
      return document.createTextNode(n.raw ?? "");
    case "heading":
      return lag(`h${Math.min(Math.max(n.attrs?.level ?? 2, 2), 6)}`, {}, ...barn());
    case "paragraph":
      return lag("p", {}, ...barn());
    case "list":
      return lag(n.attrs?.ordered ? "ol" : "ul", {}, ...barn());
    case "list_item":
      return lag("li", {}, ...barn());
    case "codespan":
      return lag("code", {}, n.raw ?? "");
    case "link":
      return lag("a", { href: trygg(n.attrs?.url ?? "") }, ...barn());
    case "softbreak":
      return document.createTextNode(" ");
    case "linebreak":
      return lag("br");
    case "thematic_break":
      return lag("hr");
    case "blank_line":
      return null;
    default: {
      const del = document.createDocumentFragment();
      del.append(...(n.children ? barn() : [n.raw ?? ""]));
      return del;
    }
  }
}

// ------------------------------------------------------------------ Vega, once per page

function vegaFraKjernen(model) {
  return new Promise((ok, feil) => {
    const frist = setTimeout(() => feil(new Error("Kjernen svarte ikke.")), 60000);
    const lytt = (melding, buffere) => {
      if (melding?.type !== "vega") return;
      clearTimeout(frist);
      model.off("msg:custom", lytt);
      const adresse = URL.createObjectURL(new Blob([buffere[0]], { type: "text/javascript" }));
      import(adresse).then(ok, feil);
    };
    model.on("msg:custom", lytt);
    model.send({ type: "vega" });
  });
}

/** Vega-Embed, from the app's own server or else from the kernel; the promise is shared. */
function hentVega(model) {
  const sted = globalThis.helseanalyseVega;
  const adresse = sted && new URL(sted, document.baseURI).href;
  globalThis.helseanalyseVegaModul ??= (adresse ? import(adresse) : vegaFraKjernen(model)).catch(
    (feil) => {
      globalThis.helseanalyseVegaModul = undefined;
      throw feil;
    },
  );
  return globalThis.helseanalyseVegaModul.then((modul) => modul.default);
}

// ------------------------------------------------------------------ charts

/** The drawing area of one chart. The old drawing stays until the new one is ready. */
class Graf {
  constructor(model) {
    this.model = model;
    this.node = lag("div", { class: "ha-graf", role: "img" });
    this.venter = null;
    this.tegner = false;
    this.resultat = null;
    this.flate = null;
    this.bredde = 0;
    this.vakt = new ResizeObserver(() => this.tilpass());
    this.vakt.observe(this.node);
  }

  vis(spec, alt) {
    this.node.setAttribute("aria-label", alt);
    if (like(spec, this.spec)) return;
    this.spec = spec;
    if (!this.flate) this.node.style.minHeight = `${(Number(spec.height) || 240) + 60}px`;
    this.venter = spec;
    this.tegn();
  }

  async tegn() {
    if (this.tegner) return;
    this.tegner = true;
    while (this.venter && this.node.clientWidth > 0) {
      const spec = this.venter;
      this.venter = null;
      try {
        await this.bytt(spec);
      } catch (feil) {
        this.meld(feil);
      }
    }
    this.tegner = false;
  }

  async bytt(spec) {
    const [embed] = await Promise.all([hentVega(this.model), skriftKlar()]);
    // The chart is one picture with one text; its parts are not read out one by one.
    const flate = lag("div", { class: "ha-graf-flate ha-graf-venter", "aria-hidden": "true" });
    this.node.append(flate);
    const { tall, tid } = this.model.get("_formater");
    let resultat;
    try {
      // Vega changes the spec it is given, and blocks are kept for comparison.
      resultat = await embed(flate, structuredClone(spec), {
        actions: false,
        renderer: "svg",
        formatLocale: tall,
        timeFormatLocale: tid,
      });
    } catch (feil) {
      flate.remove();
      throw feil;
    }
    const gammel = this.resultat;
    this.flate?.remove();
    this.melding?.remove();
    flate.classList.remove("ha-graf-venter");
    Object.assign(this, { flate, resultat, bredde: this.node.clientWidth });
    this.node.style.minHeight = "";
    gammel?.finalize();
    document.dispatchEvent(new CustomEvent("helseanalyse:tegnet"));
  }

  tilpass() {
    const bredde = this.node.clientWidth;
    if (bredde === 0) return;
    if (this.venter) this.tegn();
    if (!this.resultat || bredde === this.bredde || this.spec.width !== "container") return;
    this.bredde = bredde;
    this.resultat.view.width(bredde).runAsync();
  }

  meld(feil) {
    console.warn("Figuren kunne ikke tegnes:", feil);
    this.melding?.remove();
    this.flate?.remove();
    this.flate = this.resultat = null;
    this.melding = lag(
      "p",
      { class: "ha-graf-feil" },
      "Figuren kunne ikke tegnes. Les den i ord under, eller last siden på nytt.",
    );
    this.node.append(this.melding);
  }

  fjern() {
    this.vakt.disconnect();
    this.resultat?.finalize();
  }
}

/** Wait for the page's own typeface, so that labels are measured with it, but not for long. */
function skriftKlar() {
  const lastet = Promise.all([
    document.fonts.load('14px "Source Sans Pro"'),
    document.fonts.load('600 14px "Source Sans Pro"'),
  ]).catch(() => undefined);
  return Promise.race([lastet, new Promise((ok) => setTimeout(ok, 800))]);
}

// ------------------------------------------------------------------ parts shared by blocks

const METODE = {
  tabell: "Lest i en tabell i kilden.",
  tekst: "Lest i kildens tekst.",
  avlest: "Lest av på en figur i kilden, og derfor omtrentlig.",
  beregnet: "Beregnet av helseanalyse.",
  egne: "Oppgitt av den som bruker siden.",
};

function utvid(tittel, hva, ...innhold) {
  const skjult = lag("span", { class: "ha-skjult" }, ` – ${hva}`);
  return lag("details", {}, lag("summary", {}, tittel, skjult), ...innhold);
}

function kildeliste(kilder) {
  const punkt = (kilde) => {
    const tekst = kilde.url && trygg(kilde.url)
      ? lag("a", { href: kilde.url, rel: "noopener" }, kilde.tekst)
      : kilde.tekst;
    const mer = [METODE[kilde.metode], kilde.merknad].filter(Boolean).join(" ");
    return lag("li", {}, tekst, mer ? lag("span", { class: "ha-metode" }, ` ${mer}`) : null);
  };
  return lag("ul", {}, ...kilder.map(punkt));
}

function punktliste(definisjon) {
  const deler = definisjon.punkter.flatMap(([ledetekst, tekst, spraak]) => [
    lag("dt", {}, ledetekst),
    lag("dd", { lang: spraak || null }, tekst),
  ]);
  return lag("dl", { class: "ha-punkter" }, ...deler);
}

/** Definitions by the first cell of the row they belong to. */
function radenes(blokk) {
  const egne = new Map(Object.values(blokk.definisjoner ?? {}).map((ett) => [ett.kort, ett]));
  return new Map((blokk.rader ?? []).map((rad) => [rad[0], egne.get(rad[0])]));
}

/** The definitions that no row opens: one is shown at once, of several each folds out. */
function andreDefinisjoner(blokk) {
  const medRad = radenes(blokk);
  const alle = Object.values(blokk.definisjoner ?? {}).filter((ett) => !medRad.get(ett.kort));
  const navn = (ett) => lag("p", { class: "ha-begrep" }, ett.navn);
  if (alle.length === 1) return [navn(alle[0]), punktliste(alle[0])];
  return alle.map((ett) =>
    lag("details", { "data-del": ett.navn }, lag("summary", {}, ett.navn), punktliste(ett)),
  );
}

/** The fold-outs under a figure or table; one that is open stays open when its text changes. */
function detaljer(blokk, forrige) {
  const apne = [...(forrige?.querySelectorAll("details[open]") ?? [])].map((ett) => ett.dataset.del);
  const deler = [];
  const legg = (navn, tittel, ...innhold) => {
    const ett = utvid(tittel, blokk.tittel, ...innhold);
    ett.dataset.del = navn;
    deler.push(ett);
  };
  if (blokk.alt) legg("ord", "Figuren i ord", lag("p", {}, blokk.alt));
  const begreper = andreDefinisjoner(blokk);
  if (begreper.length) legg("definisjoner", "Hva betyr tallene?", ...begreper);
  if (blokk.kilder?.length) legg("kilder", "Hvor kommer tallet fra?", kildeliste(blokk.kilder));
  const node = lag("div", { class: "ha-detaljer" }, ...deler);
  for (const ett of node.querySelectorAll("details")) ett.open = apne.includes(ett.dataset.del);
  return node;
}

const note = (blokk) => (blokk.note ? lag("p", { class: "ha-note" }, blokk.note) : null);

// ------------------------------------------------------------------ the kinds of block

function tekstblokk(klasse, egenskaper = {}) {
  return (blokk) => {
    const node = lag("div", { class: klasse, ...egenskaper });
    const oppdater = (ny) => node.replaceChildren(...noder(ny.ast));
    oppdater(blokk);
    return { node, oppdater, fjern: () => undefined };
  };
}

function figurblokk(blokk, model) {
  const graf = new Graf(model);
  const tekst = lag("figcaption");
  const bunn = lag("div", { class: "ha-bunn" });
  const node = lag("figure", { class: "ha-figur" }, tekst, graf.node, bunn);
  const oppdater = (ny) => {
    tekst.replaceChildren(
      lag("strong", {}, ny.tittel),
      ...(ny.undertittel ? [lag("span", { class: "ha-undertittel" }, ny.undertittel)] : []),
    );
    bunn.replaceChildren(...[note(ny), detaljer(ny, bunn)].filter(Boolean));
    graf.vis(ny.spec, ny.alt);
  };
  oppdater(blokk);
  return { node, oppdater, fjern: () => graf.fjern() };
}

/** A name that opens its definition in a row of its own; `apne` keeps which are open. */
function definert(tekst, definisjon, bredde, apne) {
  const id = `ha-definisjon-${(antallDefinisjoner += 1)}`;
  const innhold = lag("div", {}, lag("p", { class: "ha-begrep" }, definisjon.navn));
  innhold.append(punktliste(definisjon));
  const rad = lag("tr", { class: "ha-definisjon", id }, lag("td", { colspan: bredde }, innhold));
  const knapp = lag("button", { type: "button", "aria-controls": id }, tekst);
  const vis = (apen) => {
    rad.hidden = !apen;
    knapp.setAttribute("aria-expanded", String(apen));
  };
  knapp.addEventListener("click", () => {
    if (!apne.delete(tekst)) apne.add(tekst);
    vis(apne.has(tekst));
  });
  vis(apne.has(tekst));
  return [knapp, rad];
}

let antallDefinisjoner = 0;

function tabell(blokk, apne) {
  const medRad = radenes(blokk);
  const just = (nr) => (blokk.just?.[nr] === "right" ? "ha-tallkolonne" : null);
  const uthev = new Set(blokk.uthev ?? []);
  const celle = (tekst, nr) =>
    nr === 0
      ? lag("th", { scope: "row", class: just(0) }, tekst)
      : lag("td", { class: just(nr) }, tekst);
  const hode = blokk.hode.map((tekst, nr) => {
    const navn = tekst || lag("span", { class: "ha-skjult" }, "Rad");
    return lag("th", { scope: "col", class: just(nr) }, navn);
  });
  const rader = blokk.rader.flatMap((rad, nr) => {
    const definisjon = medRad.get(rad[0]);
    const [navn, ...under] = definisjon
      ? definert(rad[0], definisjon, rad.length, apne)
      : [rad[0]];
    const celler = [navn, ...rad.slice(1)].map(celle);
    return [lag("tr", { class: uthev.has(nr) ? "ha-uthev" : null }, ...celler), ...under];
  });
  return lag(
    "table",
    {},
    lag("caption", {}, lag("span", {}, blokk.tittel)),
    lag("thead", {}, lag("tr", {}, ...hode)),
    lag("tbody", {}, ...rader),
  );
}

function tabellblokk(blokk) {
  const apne = new Set();
  const rull = lag("div", { class: "ha-rull", role: "region", tabindex: "0" });
  const bunn = lag("div", { class: "ha-bunn" });
  const node = lag("div", { class: "ha-tabell" }, rull, bunn);
  const oppdater = (ny) => {
    rull.setAttribute("aria-label", `Tabell: ${ny.tittel}`);
    rull.replaceChildren(tabell(ny, apne));
    bunn.replaceChildren(...[note(ny), detaljer(ny, bunn)].filter(Boolean));
  };
  oppdater(blokk);
  return { node, oppdater, fjern: () => undefined };
}

const BLOKKER = {
  svar: tekstblokk("ha-svar", { role: "status", "aria-live": "polite" }),
  tekst: tekstblokk("ha-tekst"),
  varsel: tekstblokk("ha-varsel", { role: "note", "aria-label": "Merk" }),
  figur: figurblokk,
  tabell: tabellblokk,
};

/** A key for each block: its id, or its number among the blocks of its kind without one. */
function nokler(blokker) {
  const antall = {};
  return blokker.map((blokk) => {
    const navn = `${blokk.type}:${blokk.id ?? ""}`;
    antall[navn] = (antall[navn] ?? 0) + 1;
    return `${navn}:${antall[navn]}`;
  });
}

function visVisning({ model, el }) {
  const rot = lag("div", { class: "ha-visning" });
  const deler = new Map();
  el.append(rot);

  function oppdater() {
    const blokker = model.get("blokker");
    const orden = nokler(blokker);
    for (const [nokkel, del] of deler) {
      if (orden.includes(nokkel)) continue;
      del.fjern();
      del.node.remove();
      deler.delete(nokkel);
    }
    blokker.forEach((blokk, nr) => {
      let del = deler.get(orden[nr]);
      if (!del) {
        del = BLOKKER[blokk.type](blokk, model);
        deler.set(orden[nr], del);
      } else if (!like(del.blokk, blokk)) {
        del.oppdater(blokk);
      }
      del.blokk = blokk;
      if (rot.children[nr] !== del.node) rot.insertBefore(del.node, rot.children[nr] ?? null);
    });
  }

  oppdater();
  model.on("change:blokker", oppdater);
  return () => {
    model.off("change:blokker", oppdater);
    deler.forEach((del) => del.fjern());
  };
}

export default { render: visVisning };
