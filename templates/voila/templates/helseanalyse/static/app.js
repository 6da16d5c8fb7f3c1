// The page of an app that needs no kernel: its choices live here and in the address, and the
// server answers each change. Hosts the two front-end modules that JupyterLab uses as well.
(() => {
  "use strict";
  const { visning, kontroller, formater } = globalThis.helseanalyseFront;
  const finn = (id) => document.getElementById(id);
  const like = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const MAKS_I_ADRESSEN = 1500;
  const VENT = [1000, 2000, 4000, 8000, 15000]; // ms between the tries while the server is away
  const FRIST = 60000;
  const RO = 150; // ms without a move before the rest of the page follows a control
  const LENGST = 1000;
  const BORTE =
    "Tjeneren svarer ikke akkurat nå. Det du har valgt og skrevet, er tatt vare på, og siden prøver igjen.";
  const INNLOGGING = "Du er ikke lenger logget inn, eller siden har stått lenge. Logg inn på nytt: last siden på nytt.";

  /** The address of Vega where the page is a plain file, with no server behind it. */
  const statisk = () => document.body.dataset.statisk;

  globalThis.helseanalyseApp = "ren"; // the controls leave the address to this script

  /** What a front-end module takes for the widget's model. */
  class Modell {
    constructor(verdier, lagre, send) {
      this.verdier = verdier;
      this.lagre = lagre;
      this.sendt = send;
      this.lyttere = new Map();
    }

    get(navn) {
      return this.verdier[navn];
    }

    set(navn, verdi) {
      const endret = !like(this.verdier[navn], verdi);
      this.verdier[navn] = verdi;
      if (endret) this.meld(`change:${navn}`);
    }

    on(hva, kall) {
      if (!this.lyttere.has(hva)) this.lyttere.set(hva, new Set());
      this.lyttere.get(hva).add(kall);
    }

    off(hva, kall) {
      this.lyttere.get(hva)?.delete(kall);
    }

    meld(hva, ...resten) {
      [...(this.lyttere.get(hva) ?? [])].forEach((kall) => kall(...resten));
    }

    save_changes() {
      this.lagre?.(this);
    }

    send(melding) {
      this.sendt?.(this, melding);
    }
  }

  // ---------------------------------------------------------------- what the page holds

  let tilstand = null; // valg, standard, feil, kontroller, utgave, dato
  const grupper = []; // a model for each group of controls
  const visninger = []; // {model, deler} for each chapter
  const paaSvar = new Set();

  function les() {
    tilstand ??= JSON.parse(finn("ha-tilstand")?.textContent ?? "null");
    return tilstand;
  }

  const utenfor = () =>
    new Set(
      les().kontroller.flatMap((gruppe) =>
        gruppe.felt.filter((felt) => felt.utenfor_adressen).map((felt) => felt.navn),
      ),
    );

  // A custom element is made while the page is read: the controls are there at the first paint.
  customElements.define(
    "ha-kontroller",
    class extends HTMLElement {
      connectedCallback() {
        const nr = Number(this.dataset.nr);
        if (grupper[nr] || !les()) return;
        const { felt, tittel, plassering } = tilstand.kontroller[nr];
        if (!felt.length) return;
        const verdier = { ...tilstand.valg };
        grupper[nr] = new Modell({ felt, tittel, plassering, verdier, feil: tilstand.feil }, lagre, send);
        kontroller.render({ model: grupper[nr], el: this });
      }
    },
  );

  function taOver() {
    document.querySelectorAll("[data-visning]").forEach((el) => {
      const deler = JSON.parse(el.parentElement.querySelector(":scope > .ha-deler").textContent);
      const model = new Modell({ deler, _formater: formater });
      visninger[Number(el.dataset.visning)] = model;
      visning.render({ model, el });
    });
  }

  // ---------------------------------------------------------------- a change and its answer

  let venter = null; // {valg, endring, navn, fra, loeser}: the newest that is not sent yet
  let underveis = null;
  let gaar = false;

  function lagre(model) {
    if (statisk()) return; // the figures that follow a control have moved; no one answers the rest
    const endring = {};
    for (const [navn, verdi] of Object.entries(model.get("verdier"))) {
      const kjent = { ...tilstand.valg, ...underveis?.endring, ...venter?.endring }[navn];
      if (!like(verdi, kjent)) endring[navn] = verdi;
    }
    if (Object.keys(endring).length) endre(endring, model);
  }

  /** Ask for a change; newer ones that come meanwhile go together in the next question. */
  function endre(endring, fra = null) {
    venter ??= { valg: null, endring: {}, navn: new Set(), lover: [], fortsetter: fortsetter(endring) };
    sist = { navn: Object.keys(endring).sort().join(), tid: performance.now() };
    Object.assign(venter.endring, endring);
    Object.keys(endring).forEach((navn) => venter.navn.add(navn));
    venter.fra = fra;
    const lovet = new Promise((ok) => venter.lover.push(ok));
    kjoer();
    return lovet;
  }

  /** Show other choices as a whole, such as those of the page that the reader goes back to. */
  function bytt(valg, historie) {
    venter = { valg, endring: {}, navn: new Set(), lover: [], historie };
    kjoer();
  }

  /** Whether some figure follows a control by itself. */
  const styrer = (navn) =>
    visninger.some((model) =>
      model.get("deler").some((del) => del.spec?.params?.some((p) => p.name === navn && "value" in p)),
    );

  /** While the figures follow by themselves, what has to be asked for waits until the hand rests. */
  async function ro() {
    const senest = performance.now() + LENGST;
    while (venter && !venter.historie && [...venter.navn].every(styrer)) {
      const igjen = Math.min(sist.tid + RO, senest) - performance.now();
      if (igjen <= 0) return;
      await new Promise((ok) => setTimeout(ok, igjen));
    }
  }

  async function kjoer() {
    if (gaar) return;
    gaar = true;
    while (venter) {
      await ro();
      underveis = venter;
      venter = null;
      opptatt(true);
      const svar = await spor(underveis);
      const ferdig = underveis;
      underveis = null;
      if (svar) bruk(svar, ferdig);
      ferdig.lover.forEach((ok) => ok(svar));
    }
    gaar = false;
    opptatt(false);
  }

  const merker = (model) => Object.fromEntries(model.get("deler").map((del) => [del.nokkel, del.merke]));

  function kropp(sporsmal) {
    return JSON.stringify({
      valg: sporsmal.valg ?? tilstand.valg,
      endring: sporsmal.endring,
      felt: tilstand.kontroller.map((gruppe) => gruppe.merke),
      har: visninger.map(merker),
    });
  }

  const xsrf = () => /(?:^|;\s*)_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "";

  function post(innhold) {
    return fetch(document.body.dataset.svar, {
      method: "POST",
      credentials: "same-origin",
      redirect: "error",
      headers: { "Content-Type": "application/json", "X-XSRFToken": decodeURIComponent(xsrf()) },
      body: innhold,
      signal: AbortSignal.timeout(FRIST),
    });
  }

  /** The answer to a question, however long the server is away; newer changes join the wait. */
  async function spor(sporsmal) {
    for (let forsok = 0; ; forsok += 1) {
      if (forsok && venter) {
        if (venter.valg) sporsmal.valg = venter.valg;
        if (venter.valg) sporsmal.endring = {};
        Object.assign(sporsmal.endring, venter.endring);
        venter.navn.forEach((navn) => sporsmal.navn.add(navn));
        sporsmal.lover.push(...venter.lover);
        sporsmal.fra = venter.fra;
        sporsmal.historie = venter.historie ?? sporsmal.historie;
        venter = null;
      }
      let svar;
      try {
        svar = await post(kropp(sporsmal));
        if (svar.ok) {
          const innhold = await svar.json();
          meld("");
          return innhold;
        }
      } catch {
        svar = null;
      }
      if (svar?.status === 401 || svar?.status === 403) {
        meld(INNLOGGING, true);
        return null;
      }
      const om = svar && (await svar.json().catch(() => ({})));
      const igjen = !svar || [429, 502, 503, 504].includes(svar.status);
      if (svar?.status === 503 && om.setning && !om.vent) return avvist(om.setning);
      if (!igjen) return avvist(om.setning ?? "Noe gikk galt, og siden står som den var.");
      meld(om?.setning ?? BORTE);
      await pause(Number(svar?.headers.get("Retry-After")) * 1000 || VENT[Math.min(forsok, VENT.length - 1)]);
    }
  }

  /** A question that cannot be answered leaves the page as it was, with a sentence. */
  function avvist(setning) {
    meld("");
    return { ...tilstand, feil: setning, visninger: visninger.map(() => null), avvist: true };
  }

  /** Wait, but not on after the network is back. */
  const pause = (ms) =>
    new Promise((ok) => {
      const frist = setTimeout(ok, ms);
      const tilbake = () => {
        clearTimeout(frist);
        ok();
      };
      addEventListener("online", tilbake, { once: true });
    });

  function bruk(svar, sporsmal) {
    if (svar.last) return meld(svar.feil, true);
    const forrige = tilstand.utgave;
    // What the reader has done since is what the controls go on showing.
    const nyere = venter?.valg ?? venter?.endring ?? {};
    tilstand = { ...tilstand, ...svar, kontroller: tilstand.kontroller, visninger: undefined };
    svar.kontroller.forEach((gruppe, nr) => {
      if (gruppe.felt) tilstand.kontroller[nr] = gruppe;
    });
    svar.visninger.forEach((deler, nr) => {
      if (!deler) return;
      const har = new Map(visninger[nr].get("deler").map((del) => [del.nokkel, del]));
      visninger[nr].set("deler", deler.map((del) => ("html" in del ? del : har.get(del.nokkel))));
    });
    grupper.forEach((model, nr) => {
      const feil = svar.feil && (!sporsmal.fra || sporsmal.fra === model) ? svar.feil : "";
      model.set("feil", feil);
      model.set("felt", tilstand.kontroller[nr].felt);
      model.set("verdier", { ...tilstand.valg, ...nyere });
    });
    setTimeout(() => skrivAdresse(sporsmal)); // takes longer than a figure: they are drawn first
    lenkHjem();
    if (forrige !== svar.utgave) nyeTall(svar.dato);
    paaSvar.forEach((kall) => kall(svar));
  }

  // A file of the rows on the screen is made by the server, and handed over by the controls.
  async function send(model, melding) {
    if (melding?.type !== "fil") return;
    opptatt(true);
    try {
      const svar = await post(JSON.stringify({ fil: melding }));
      if (!svar.ok) {
        model.set("feil", (await svar.json()).setning);
        return;
      }
      const navn = svar.headers.get("X-Filnavn") ?? "tabell";
      model.meld("msg:custom", { type: "fil", navn }, [await svar.arrayBuffer()]);
    } catch {
      model.set("feil", "Filen kunne ikke lages, for tjeneren svarer ikke. Prøv igjen om litt.");
    } finally {
      opptatt(Boolean(underveis));
    }
  }

  // ---------------------------------------------------------------- the address and the way back

  const sider = new Map(); // entry of the history -> its choices, also those not in an address
  const okt = Math.random().toString(36).slice(2);
  let nummer = 0;
  let sist = { navn: "", tid: -Infinity }; // the last change: which choices, and when
  let drar = false;

  /** Whether a change goes on from the last one, as the steps of one drag of a slider do. */
  const fortsetter = (endring) =>
    Object.keys(endring).sort().join() === sist.navn && (drar || performance.now() - sist.tid < 1000);

  for (const [hendelse, naa] of [["pointerdown", true], ["pointerup", false], ["pointercancel", false]]) {
    addEventListener(hendelse, ({ target }) => {
      if (naa && !(target.type === "range")) return;
      drar = naa;
    }, true);
  }

  function adresse(valg) {
    const sok = new URLSearchParams(location.search);
    const bort = utenfor();
    for (const [navn, verdi] of Object.entries(valg)) {
      sok.delete(navn);
      // What is written of people stays on the page: addresses are logged, kept and sent on.
      if (bort.has(navn)) continue;
      const liste = Array.isArray(verdi) ? verdi : [verdi ?? ""];
      // A pasted table or a portfolio would make an address that no one can share.
      if (liste.join("").length > MAKS_I_ADRESSEN) continue;
      (liste.length ? liste : [""]).forEach((ett) => sok.append(navn, ett));
    }
    return `${location.pathname}?${sok}${location.hash}`;
  }

  function skrivAdresse(sporsmal) {
    if (sporsmal.historie) {
      sider.set(sporsmal.historie, tilstand.valg);
      return;
    }
    if (like(sider.get(history.state?.ha), tilstand.valg)) return;
    const samme = sporsmal.fortsetter && sporsmal.navn.size === 1;
    if (!samme) nummer += 1;
    const ha = `${okt}-${nummer}`;
    sider.set(ha, tilstand.valg);
    if (samme) history.replaceState({ ha }, "", adresse(tilstand.valg));
    else history.pushState({ ha }, "", adresse(tilstand.valg));
  }

  addEventListener("popstate", ({ state }) => {
    if (!state?.ha) return; // a place on the page
    const valg = sider.get(state.ha);
    if (!valg) return location.reload();
    sist = { navn: "", tid: -Infinity };
    bytt(valg, state.ha);
  });

  /** The way home keeps the municipality, so that the next question is of the same one. */
  function lenkHjem() {
    const nr = tilstand.valg.komm_nr;
    document.querySelectorAll(".topp a").forEach((a) => {
      a.search = nr ? new URLSearchParams({ komm_nr: nr }) : "";
    });
  }

  function begynnHistorien() {
    const ha = `${okt}-0`;
    sider.set(ha, tilstand.valg);
    const gitt = new URLSearchParams(location.search);
    const privat = [...utenfor()].some((navn) => gitt.has(navn));
    history.replaceState({ ha }, "", privat ? adresse(tilstand.valg) : location.href);
  }

  // ---------------------------------------------------------------- what the reader is told

  let frist = 0;

  function opptatt(er) {
    finn("innhold").toggleAttribute("aria-busy", false);
    if (er) finn("innhold").setAttribute("aria-busy", "true");
    clearTimeout(frist);
    if (er) frist = setTimeout(() => finn("fremdrift").classList.add("i-gang"), 300);
    else finn("fremdrift").classList.remove("i-gang");
  }

  function boks(id, rolle, tekst, knapper) {
    const gammel = finn(id);
    if (gammel?.dataset.tekst === tekst) return;
    gammel?.remove();
    if (!tekst) return;
    const node = Object.assign(document.createElement("div"), { id, className: "brudd" });
    node.setAttribute("role", rolle);
    node.dataset.tekst = tekst;
    const setning = document.createElement("p");
    setning.textContent = tekst;
    node.append(setning, ...knapper);
    document.body.prepend(node);
  }

  function knapp(tekst, gjor) {
    const ett = Object.assign(document.createElement("button"), { type: "button", textContent: tekst });
    ett.addEventListener("click", gjor);
    return ett;
  }

  const meld = (tekst, last = false) =>
    boks("brudd", "alert", tekst, last ? [knapp("Last siden på nytt", () => location.reload())] : []);

  function nyeTall(dato) {
    const dag = dato ? new Date(`${dato}T12:00:00`) : null;
    const av = dag ? ` (av ${dag.toLocaleDateString("nb-NO", { dateStyle: "long" })})` : "";
    boks("nye-tall", "status", `Tallene er oppdatert etter at du åpnet siden${av}.`, [
      knapp("Lukk", () => finn("nye-tall").remove()),
    ]);
  }

  // ---------------------------------------------------------------- start

  /** A page that could not be made now is asked for again, with the wait that the server names. */
  function provIgjen() {
    const ett = document.querySelector(".boks[data-vent]");
    if (ett) setTimeout(() => location.reload(), Number(ett.dataset.vent) * 1000);
    return Boolean(ett);
  }

  /** A page opened from a file may not import modules: Vega comes as a script when it is needed. */
  function vegaFraSkript(adresse) {
    let lovet = null;
    const hent = () =>
      new Promise((ok, feil) => {
        globalThis.helseanalyseVegaKlar = ok;
        const skript = Object.assign(document.createElement("script"), { src: adresse, onerror: feil });
        document.head.append(skript);
      });
    Object.defineProperty(globalThis, "helseanalyseVegaModul", {
      get: () => (lovet ??= hent()),
      set: () => (lovet = null),
    });
  }

  globalThis.helseanalyse = {
    /** The page's choices, its default ones, those outside the address, and the data's edition. */
    tilstand: () => ({
      notatbok: document.body.dataset.notatbok,
      rot: document.body.dataset.rot,
      valg: structuredClone(tilstand.valg),
      standard: structuredClone(tilstand.standard),
      private: [...utenfor()],
      feil: tilstand.feil,
      utgave: tilstand.utgave,
      dato: tilstand.dato,
    }),
    endre: (endring) => endre(endring),
    paaSvar(kall) {
      paaSvar.add(kall);
      return () => paaSvar.delete(kall);
    },
    adresse: () => new URL(adresse(tilstand.valg), location.href).href,
    xsrf: () => decodeURIComponent(xsrf()),
    meld,
  };

  document.addEventListener("DOMContentLoaded", () => {
    globalThis.helseanalyseVega = document.body.dataset.vega;
    if (statisk()) vegaFraSkript(statisk());
    if (!provIgjen() && les()) {
      taOver();
      if (statisk()) return;
      begynnHistorien();
      lenkHjem();
    }
    finn("status").classList.add("ferdig");
    document.dispatchEvent(new CustomEvent("helseanalyse:klar"));
  });
})();
