// The live view: puts in the parts that Python has made, and makes charts and tables live.
// Parts are HTML with all text escaped (views/html.py); `somNode` is the one place that parses.

/** Make an element. Attributes that are null or false are left out. */
function lag(navn, egenskaper = {}, ...barn) {
  const node = document.createElement(navn);
  for (const [nokkel, verdi] of Object.entries(egenskaper)) {
    if (verdi === null || verdi === undefined || verdi === false) continue;
    node.setAttribute(nokkel, verdi === true ? "" : String(verdi));
  }
  node.append(...barn);
  return node;
}

const like = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** The element of a part. Nothing in it runs: the document it is parsed in is never shown. */
function somNode(del) {
  const dokument = new DOMParser().parseFromString(del, "text/html");
  return document.adoptNode(dokument.body.firstElementChild);
}

// ------------------------------------------------------------------ one part into another

const BEHOLDES = new Set(["open", "aria-expanded", "aria-controls", "aria-sort", "data-lm-suppress-shortcuts"]);

/** Make an element like another, touching only what differs: focus and scroll stay. */
function flett(gammel, ny) {
  if (gammel.isEqualNode(ny)) return;
  if (gammel.nodeName !== ny.nodeName || gammel.dataset?.del !== ny.dataset?.del) {
    gammel.replaceWith(ny);
    return;
  }
  if (gammel.nodeType !== Node.ELEMENT_NODE) {
    gammel.data = ny.data;
    return;
  }
  for (const { name } of [...gammel.attributes]) {
    if (!ny.hasAttribute(name) && !BEHOLDES.has(name)) gammel.removeAttribute(name);
  }
  for (const { name, value } of ny.attributes) {
    if (gammel.getAttribute(name) !== value && !BEHOLDES.has(name)) gammel.setAttribute(name, value);
  }
  if (gammel.classList.contains("ha-graf")) return; // the drawing has a life of its own
  if (gammel.nodeName === "TBODY") {
    gammel.replaceChildren(...ny.childNodes);
    return;
  }
  const nye = [...ny.childNodes];
  nye.forEach((barn, nr) => {
    if (gammel.childNodes[nr]) flett(gammel.childNodes[nr], barn);
    else gammel.append(barn);
  });
  while (gammel.childNodes.length > nye.length) gammel.lastChild.remove();
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

const GRAFER = new Set();
const ro = globalThis.requestIdleCallback ?? ((kall) => setTimeout(kall, 200));
const SPILLEROM = 4; // px that a live chart may differ from its drawing without moving the page

/** Values that controls have set in the charts, until Python answers the same. */
const egne = (globalThis.helseanalyseSignaler ??= new Map());

/** The chart as it is drawn first, with the values that controls have now. */
function medSignaler(spec) {
  const kopi = structuredClone(spec); // Vega changes the spec it is given
  for (const param of kopi.params ?? []) {
    if ("value" in param) param.value = verdi(param);
  }
  return kopi;
}

/** A control's own value goes before that of an answer to what it was earlier. */
const verdi = (param) => (egne.has(param.name) ? egne.get(param.name) : param.value);

const uten = ({ datasets, params, ...rest }) => rest;
const navnene = (spec) => [Object.keys(spec.datasets ?? {}), (spec.params ?? []).map(({ value, ...p }) => p)];

/** Whether two charts differ in nothing but their data and the values of their parameters. */
const sammeFigur = (a, b) => like(uten(a), uten(b)) && like(navnene(a), navnene(b));

/** The drawing area of one chart: a drawing from the server, then a live view in its place. */
class Graf {
  constructor(model, node) {
    this.model = model;
    this.node = node;
    this.flate = node.querySelector(".ha-graf-flate");
    this.hoyde = this.flate?.getBoundingClientRect().height;
    this.venter = null;
    this.tegner = false;
    this.resultat = null;
    this.bredde = 0;
    this.vakt = new ResizeObserver(() => this.tilpass());
    this.vakt.observe(node);
    this.utkikk = new IntersectionObserver(([ett]) => (this.iSyne = ett.isIntersecting), {
      rootMargin: "50% 0px", // the next one is seen as soon as the page is scrolled
    });
    this.utkikk.observe(node);
    node.addEventListener("pointerenter", () => this.vekk());
    GRAFER.add(this);
  }

  vis(spec) {
    for (const param of spec?.params ?? []) {
      if (egne.get(param.name) === param.value) egne.delete(param.name);
    }
    if (!spec || like(spec, this.spec)) return;
    const forrige = this.spec;
    this.spec = spec;
    if (!forrige && this.flate) return; // drawn already
    if (!this.flate) this.node.style.minHeight = `${(Number(spec.height) || 240) + 60}px`;
    if (this.resultat && !this.venter && sammeFigur(forrige, spec) && this.skyv(forrige, spec)) return;
    this.venter = spec;
    this.tegn();
  }

  /** Push new data and values into the view; false if it must be made again. */
  skyv(forrige, spec) {
    const { view } = this.resultat;
    try {
      for (const [navn, rader] of Object.entries(spec.datasets ?? {})) {
        if (!like(rader, forrige.datasets[navn])) view.data(navn, structuredClone(rader));
      }
      for (const param of spec.params ?? []) {
        if ("value" in param) view.signal(param.name, verdi(param));
      }
      view.run();
      return true;
    } catch {
      return false;
    }
  }

  /** A control moved: the drawn chart follows at once, within this frame. */
  signal(navn, ny) {
    if (!this.styresAv(navn)) return;
    if (!this.resultat || this.venter) return this.vekk();
    this.resultat.view.signal(navn, ny);
    if (this.iSyne) return void this.resultat.view.run();
    this.senere ??= ro(() => {
      this.senere = null;
      this.resultat?.view.run();
    });
  }

  styresAv(navn) {
    return Boolean(this.spec?.params?.some((param) => param.name === navn && "value" in param));
  }

  /** Whether what was drawn beforehand is so much wider than its place that it is hard to read. */
  forTrang() {
    const svg = this.resultat ? null : this.flate?.querySelector("svg");
    return Boolean(svg) && this.node.clientWidth * 1.15 < svg.width.baseVal.value;
  }

  /** Make the drawing live; nothing else on the page moves. */
  vekk() {
    if (this.resultat || this.venter || this.tegner || !this.spec) return;
    this.venter = this.spec;
    this.tegn();
  }

  async tegn() {
    if (this.tegner) return;
    this.tegner = true;
    while (this.venter && this.node.clientWidth > 0) {
      const spec = this.venter;
      try {
        await this.bytt(spec);
      } catch (feil) {
        this.meld(feil);
      }
      if (this.venter === spec) this.venter = null;
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
      resultat = await embed(flate, medSignaler(spec), {
        actions: false,
        ast: true, // expressions are read, not compiled: no page of ours lets text run as script
        renderer: "svg",
        formatLocale: tall,
        timeFormatLocale: tid,
      });
    } catch (feil) {
      flate.remove();
      throw feil;
    }
    const gammel = this.resultat;
    const hoyde = flate.getBoundingClientRect().height;
    const tegnet = gammel ? null : this.hoyde;
    const naer = tegnet && Math.abs(tegnet - hoyde) <= SPILLEROM;
    this.node.style.height = naer ? `${tegnet}px` : "";
    this.flate?.remove();
    this.melding?.remove();
    flate.classList.remove("ha-graf-venter");
    Object.assign(this, { flate, resultat, bredde: this.node.clientWidth });
    this.node.style.minHeight = "";
    gammel?.finalize();
    for (const param of spec.params ?? []) {
      if ("value" in param) resultat.view.signal(param.name, verdi(param));
    }
    if (spec.params) resultat.view.run();
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
    if (this.flate && !this.resultat) return; // what the server drew still stands
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
    GRAFER.delete(this);
    this.vakt.disconnect();
    this.utkikk.disconnect();
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

document.addEventListener("helseanalyse:signal", ({ detail }) => {
  // Without a value of its own, a control leaves it to Python.
  if (detail.verdi === null) return void egne.delete(detail.navn);
  egne.set(detail.navn, detail.verdi);
  GRAFER.forEach((graf) => graf.signal(detail.navn, detail.verdi));
});

/** Make ready for a control: the charts that follow it by themselves become live. */
function gjorKlar() {
  const styrte = [...GRAFER].filter(
    (graf) => graf.forTrang() || graf.spec?.params?.some((param) => "value" in param),
  );
  styrte.forEach((graf) => graf.vekk());
  const [en] = GRAFER;
  if (en && !styrte.length) hentVega(en.model).catch(() => undefined);
}

for (const hendelse of ["pointerover", "focusin"]) {
  document.addEventListener(hendelse, ({ target }) => target.closest?.(".ha-kontroller") && gjorKlar(), {
    passive: true,
  });
}

/** When the page has come to rest, so that it does not wait for Vega at the first move. */
function naarDetErRo(gjor) {
  if (document.readyState === "complete") ro(gjor);
  else addEventListener("load", () => ro(gjor), { once: true });
}

// ------------------------------------------------------------------ tables

let norsk = null; // takes long to make, and is needed only when a table is sorted
const sammenlignTekst = (a, b) => (norsk ??= new Intl.Collator("nb", { numeric: true })).compare(a, b);
const TALL = /([−-]?)(\d[\d\s\u00a0\u202f]*(?:,\d+)?)/;

/** The number that a cell begins with, for ordering only; none where there is no digit. */
function tallet(tekst, engelsk) {
  const norskrevet = tekst.replace(/(\d),(?=\d{3})/g, "$1").replace(/(\d)\.(?=\d)/g, "$1,");
  const treff = TALL.exec(engelsk ? norskrevet : tekst);
  if (!treff) return null;
  const verdien = Number(treff[2].replace(/[\s\u00a0\u202f]/g, "").replace(",", "."));
  return treff[1] || /\b(færre|lavere|lågare|mindre|fewer|lower|less)\b/.test(tekst) ? -verdien : verdien;
}

let antallDefinisjoner = 0;

/** A table: what is sorted, searched and opened stays so when its figures change. */
class Tabell {
  constructor(node) {
    this.node = node;
    this.apne = new Set();
    this.sortert = null; // {nr, ned}
    this.tallet = (tekst) => tallet(tekst, node.lang === "en");
    node.addEventListener("click", ({ target }) => {
      const knapp = target.closest("button");
      if (knapp?.matches(".ha-apner")) this.apneRad(knapp);
      if (knapp?.matches(".ha-sorter")) this.sorter(knapp.closest("th").cellIndex);
    });
    node.addEventListener("input", ({ target }) => target.matches(".ha-soek input") && this.soek());
    this.les();
  }

  /** Read the rows as Python ordered them, and set them as the reader has chosen. */
  les() {
    this.kropp = this.node.querySelector("tbody");
    this.rader = [];
    for (const rad of this.kropp.rows) {
      if (rad.classList.contains("ha-definisjon")) this.rader.at(-1).under = rad;
      else this.rader.push({ rad, under: null });
    }
    for (const { rad, under } of this.rader) if (under) this.koble(rad.querySelector("button"), under);
    if (this.sortert) this.ordne();
    this.soek();
  }

  koble(knapp, under) {
    under.id ||= `ha-definisjon-${(antallDefinisjoner += 1)}`;
    knapp.setAttribute("aria-controls", under.id);
    this.vis(knapp, under);
  }

  vis(knapp, under) {
    const apen = this.apne.has(knapp.textContent);
    under.hidden = !apen;
    knapp.setAttribute("aria-expanded", String(apen));
  }

  apneRad(knapp) {
    const navn = knapp.textContent;
    if (!this.apne.delete(navn)) this.apne.add(navn);
    this.vis(knapp, knapp.closest("tr").nextElementSibling);
  }

  /** First in the order that is asked for most, then the other way, then as it was. */
  sorter(nr) {
    const tall = this.erTall(nr);
    if (this.sortert?.nr !== nr) this.sortert = { nr, ned: tall };
    else if (this.sortert.ned === tall) this.sortert.ned = !tall;
    else this.sortert = null;
    this.ordne();
  }

  erTall(nr) {
    const hode = this.node.querySelector("thead tr").cells[nr];
    const celler = this.rader.map(({ rad }) => rad.cells[nr]?.textContent ?? "");
    return Boolean(hode?.classList.contains("ha-tallkolonne")) && celler.some((ett) => this.tallet(ett) !== null);
  }

  ordne() {
    const { nr, ned } = this.sortert ?? {};
    const hoder = [...this.node.querySelectorAll("thead th")];
    if (nr >= hoder.length) this.sortert = null;
    hoder.forEach((ett) => ett.removeAttribute("aria-sort"));
    let orden = this.rader;
    if (this.sortert) {
      hoder[nr].setAttribute("aria-sort", ned ? "descending" : "ascending");
      const tall = this.erTall(nr);
      const nokkel = ({ rad }) => {
        const tekst = rad.cells[nr]?.textContent.trim() ?? "";
        return tall ? this.tallet(tekst) : tekst === "–" || !tekst ? null : tekst;
      };
      const med = this.rader.map((ett) => [nokkel(ett), ett]);
      // What is missing stands last whichever way it is sorted.
      med.sort(([a], [b]) => {
        if (a === null || b === null) return (a === null) - (b === null);
        return (ned ? -1 : 1) * (tall ? a - b : sammenlignTekst(a, b));
      });
      orden = med.map(([, ett]) => ett);
    }
    const sto = document.activeElement;
    this.kropp.append(...orden.flatMap(({ rad, under }) => (under ? [rad, under] : [rad])));
    if (this.kropp.contains(sto)) sto.focus({ preventScroll: true });
  }

  soek() {
    const felt = this.node.querySelector(".ha-soek input");
    if (!felt) return;
    const ord = felt.value.toLocaleLowerCase("nb").split(/\s+/).filter(Boolean);
    let antall = 0;
    for (const { rad, under } of this.rader) {
      const tekst = rad.textContent.toLocaleLowerCase("nb");
      const med = ord.every((ett) => tekst.includes(ett));
      antall += med;
      for (const ett of [rad, under]) ett?.classList.toggle("ha-utenfor", !med);
    }
    const svar = this.node.querySelector(".ha-soek [role=status]");
    svar.textContent = ord.length ? `Viser ${antall} av ${this.rader.length} rader` : "";
  }
}

// ------------------------------------------------------------------ the conclusion, said aloud

const PAUSE = 1000;

/** Say a new conclusion to those who do not see it: when it has settled, and only if it is new. */
function si(tekst, spraak) {
  const taler = (globalThis.helseanalyseTaler ??= { sist: "", frist: 0 });
  taler.neste = tekst;
  clearTimeout(taler.frist);
  taler.frist = setTimeout(() => {
    if (taler.neste === taler.sist) return;
    taler.sist = taler.neste;
    taler.node.lang = spraak;
    taler.node.textContent = taler.neste;
  }, PAUSE);
  if (taler.node?.isConnected) return;
  taler.node = lag("div", { class: "ha-skjult ha-taler", role: "status", "aria-live": "polite" });
  document.body.append(taler.node);
}

// ------------------------------------------------------------------ parts and view

/** One part on the page, drawn by the server or put in here. */
class Del {
  constructor(model, del, node) {
    this.node = node;
    this.del = del;
    const graf = node.querySelector(":scope > .ha-graf");
    this.graf = graf && new Graf(model, graf);
    this.tabell = node.matches(".ha-tabell") ? new Tabell(node) : null;
    this.tilLab();
    this.graf?.vis(del.spec);
  }

  /** JupyterLab's shortcuts would otherwise take the keys from what the reader stands on. */
  tilLab() {
    for (const ett of this.node.querySelectorAll("summary, button, input, [tabindex]")) {
      ett.dataset.lmSuppressShortcuts = "true";
    }
  }

  oppdater(ny) {
    if (ny.html !== this.del.html) this.bytt(somNode(ny.html));
    this.graf?.vis(ny.spec);
    this.del = ny;
  }

  bytt(ny) {
    const apne = new Set([...this.node.querySelectorAll("details[open]")].map((ett) => ett.dataset.del));
    const sto = document.activeElement;
    const der = this.node.querySelector("tbody")?.contains(sto) ? sto.textContent : null;
    flett(this.node, ny);
    for (const ett of this.node.querySelectorAll("details")) ett.open = apne.has(ett.dataset.del);
    this.tabell?.les();
    this.tilLab();
    if (der !== null) {
      const knapper = [...this.node.querySelectorAll("tbody button")];
      knapper.find((ett) => ett.textContent === der)?.focus({ preventScroll: true });
    }
  }

  fjern() {
    this.graf?.fjern();
    this.node.remove();
  }
}

function visVisning({ model, el }) {
  const fraForer = el.querySelector(":scope > .ha-visning");
  const rot = fraForer ?? lag("div", { class: "ha-visning" });
  const tegnet = new Map([...rot.children].map((node) => [node.dataset.nokkel, node]));
  const deler = new Map();
  if (!fraForer) el.append(rot);

  function oppdater() {
    const nye = model.get("deler");
    const orden = new Set(nye.map((del) => del.nokkel));
    for (const [nokkel, del] of deler) {
      if (orden.has(nokkel)) continue;
      del.fjern();
      deler.delete(nokkel);
    }
    nye.forEach((ny, nr) => {
      let del = deler.get(ny.nokkel);
      if (del) {
        del.oppdater(ny);
      } else {
        del = new Del(model, ny, tegnet.get(ny.nokkel) ?? somNode(ny.html));
        deler.set(ny.nokkel, del);
      }
      if (rot.children[nr] !== del.node) rot.insertBefore(del.node, rot.children[nr] ?? null);
    });
    tegnet.clear();
    while (rot.children.length > nye.length) rot.lastElementChild.remove();
  }

  function endret() {
    oppdater();
    const ny = konklusjon();
    if (ny && ny.textContent !== sagt) si(ny.textContent, ny.lang);
    sagt = ny?.textContent;
  }

  /** The sentence that the page begins with: an answer, or why there is none. */
  const konklusjon = () =>
    rot.querySelector(`:scope > .ha-svar${el.dataset.visning === "0" ? ", :scope > .ha-varsel" : ""}`);

  oppdater();
  let sagt = konklusjon()?.textContent;
  naarDetErRo(gjorKlar);
  model.on("change:deler", endret);
  return () => {
    model.off("change:deler", endret);
    deler.forEach((del) => del.graf?.fjern());
  };
}

export default { render: visVisning };
