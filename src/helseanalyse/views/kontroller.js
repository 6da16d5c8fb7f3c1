// Labelled native form controls, kept in step with the values in Python.

const KONTROLL = new Set(["input", "select", "summary", "textarea"]);

function lag(navn, egenskaper = {}, ...barn) {
  const node = document.createElement(navn);
  // JupyterLab's shortcuts would otherwise take the arrow keys from sliders and menus.
  if (KONTROLL.has(navn)) node.dataset.lmSuppressShortcuts = "true";
  for (const [nokkel, verdi] of Object.entries(egenskaper)) {
    if (verdi === null || verdi === undefined || verdi === false) continue;
    node.setAttribute(nokkel, verdi === true ? "" : String(verdi));
  }
  node.append(...barn.filter((ett) => ett !== null && ett !== undefined));
  return node;
}

let teller = 0;
const nyId = (navn) => `ha-felt-${navn}-${(teller += 1)}`;
const FA = 12; // up to this many options are shown without a filter

function tekstTall(verdi, felt) {
  const desimaler = felt.desimaler ?? 0;
  const tall = new Intl.NumberFormat("nb-NO", {
    minimumFractionDigits: desimaler,
    maximumFractionDigits: desimaler,
    useGrouping: felt.gruppering ?? true,
  }).format(verdi);
  const enhet = felt.enhet ? `\u00a0${felt.enhet}` : "";
  return tall.replaceAll("\u00a0", "\u202f") + enhet;
}

const hjelp = (felt, id) => (felt.hjelp ? lag("p", { class: "ha-hjelp", id }, felt.hjelp) : null);

// Each maker returns {node, sett}: the control, and how to show a value that came from Python.

function valg(felt, send) {
  const id = nyId(felt.navn);
  const velger = lag(
    "select",
    { id, name: felt.navn, "aria-describedby": felt.hjelp ? `${id}-h` : null },
    ...felt.alternativer.map(([verdi, tekst]) => lag("option", { value: verdi }, tekst)),
  );
  velger.addEventListener("change", () => {
    send(felt.alternativer[velger.selectedIndex][0]);
  });
  const sett = (verdi) => {
    velger.selectedIndex = felt.alternativer.findIndex(([ett]) => ett === verdi);
  };
  const merke = lag("label", { for: id }, felt.etikett);
  return { node: lag("div", { class: "ha-felt" }, merke, velger, hjelp(felt, `${id}-h`)), sett };
}

function glider(felt, send) {
  const id = nyId(felt.navn);
  const skyver = lag("input", {
    id,
    name: felt.navn,
    type: "range",
    min: felt.min,
    max: felt.maks ?? felt.max,
    step: felt.steg ?? 1,
    "aria-describedby": felt.hjelp ? `${id}-h` : null,
  });
  const ut = lag("output", { for: id, class: "ha-verdi" });
  const vis = (verdi) => {
    ut.value = tekstTall(verdi, felt);
    skyver.setAttribute("aria-valuetext", ut.value);
  };
  skyver.addEventListener("input", () => {
    vis(skyver.valueAsNumber);
    send(skyver.valueAsNumber);
  });
  const sett = (verdi) => {
    // A range input always stands somewhere: without a value the text says that none is chosen.
    const plass = verdi ?? felt.standard ?? skyver.min;
    if (skyver.value !== String(plass)) skyver.value = plass;
    if (verdi !== null) vis(skyver.valueAsNumber);
    else skyver.setAttribute("aria-valuetext", (ut.value = felt.tomtekst ?? "ikke valgt"));
  };
  const topp = lag("div", { class: "ha-felt-topp" }, lag("label", { for: id }, felt.etikett), ut);
  return { node: lag("div", { class: "ha-felt" }, topp, skyver, hjelp(felt, `${id}-h`)), sett };
}

function tall(felt, send) {
  const id = nyId(felt.navn);
  const feil = lag("p", { class: "ha-feltfeil", id: `${id}-f`, "aria-live": "polite" });
  const boks = lag("input", {
    id,
    name: felt.navn,
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-describedby": felt.hjelp ? `${id}-h ${id}-f` : `${id}-f`,
  });
  const maks = felt.maks ?? felt.max;
  boks.addEventListener("change", () => {
    const rens = boks.value.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".").replace("−", "-");
    const tom = rens === "" && felt.valgfri;
    const verdi = tom ? null : /^-?\d+(\.\d+)?$/.test(rens) ? Number(rens) : NaN;
    const utenfor = verdi < (felt.min ?? -Infinity) || verdi > (maks ?? Infinity);
    const galt = !tom && (Number.isNaN(verdi) || utenfor);
    if (galt) boks.setAttribute("aria-invalid", "true");
    else boks.removeAttribute("aria-invalid");
    feil.textContent = !galt ? "" : grenser(felt, maks);
    if (!galt) send(verdi);
  });
  const sett = (verdi) => {
    if (document.activeElement === boks && boks.hasAttribute("aria-invalid")) return;
    boks.removeAttribute("aria-invalid");
    feil.textContent = "";
    boks.value = verdi === null ? "" : tekstTall(verdi, { ...felt, enhet: "" });
  };
  const merke = lag("label", { for: id }, felt.enhet ? `${felt.etikett} (${felt.enhet})` : felt.etikett);
  const node = lag("div", { class: "ha-felt" }, merke, boks, hjelp(felt, `${id}-h`), feil);
  return { node, sett };
}

function tekst(felt, send) {
  const id = nyId(felt.navn);
  const boks = lag("input", {
    id,
    name: felt.navn,
    type: "text",
    autocomplete: "off",
    "aria-describedby": felt.hjelp ? `${id}-h` : null,
  });
  boks.addEventListener("change", () => send(boks.value));
  const sett = (verdi) => {
    if (document.activeElement !== boks) boks.value = verdi ?? "";
  };
  const merke = lag("label", { for: id }, felt.etikett);
  return { node: lag("div", { class: "ha-felt" }, merke, boks, hjelp(felt, `${id}-h`)), sett };
}

/** Text on several lines, such as a pasted table: sent when the reader leaves the field. */
function langtekst(felt, send) {
  const id = nyId(felt.navn);
  const boks = lag("textarea", {
    id,
    name: felt.navn,
    rows: felt.linjer ?? 5,
    wrap: "off",
    spellcheck: "false",
    autocomplete: "off",
    "aria-describedby": felt.hjelp ? `${id}-h` : null,
  });
  boks.addEventListener("change", () => send(boks.value));
  // What is pasted is read at once: nobody looks for a button.
  boks.addEventListener("paste", () => setTimeout(() => send(boks.value)));
  const sett = (verdi) => {
    if (document.activeElement !== boks) boks.value = verdi ?? "";
  };
  const merke = lag("label", { for: id }, felt.etikett);
  return { node: lag("div", { class: "ha-felt" }, merke, boks, hjelp(felt, `${id}-h`)), sett };
}

function grenser(felt, maks) {
  const vis = (verdi) => tekstTall(verdi, { ...felt, enhet: "" });
  if (felt.min !== undefined && maks !== undefined) {
    return `Skriv et tall fra ${vis(felt.min)} til ${vis(maks)}.`;
  }
  return "Skriv et tall, for eksempel 12,5.";
}

function flervalg(felt, send) {
  const id = nyId(felt.navn);
  const antall = lag("span", { class: "ha-antall" });
  const liste = lag("div", { class: "ha-valgliste" });
  const rader = felt.alternativer.map(([verdi, tekst]) => {
    const boks = lag("input", { type: "checkbox", name: felt.navn, value: verdi });
    return { verdi, tekst, boks, node: lag("label", { class: "ha-kryss" }, boks, tekst) };
  });
  const valgte = () => rader.filter((rad) => rad.boks.checked).map((rad) => rad.verdi);

  function merk() {
    const n = valgte().length;
    antall.textContent = felt.maks ? ` (${n} valgt, høyst ${felt.maks})` : ` (${n} valgt)`;
    rader.forEach((rad) => {
      rad.boks.disabled = Boolean(felt.maks) && n >= felt.maks && !rad.boks.checked;
    });
  }

  /** Put the chosen ones first; never while the reader stands in the list. */
  function ordne() {
    if (liste.contains(document.activeElement)) return;
    const forst = rader.filter((rad) => rad.boks.checked);
    const rest = rader.filter((rad) => !rad.boks.checked);
    liste.replaceChildren(...[...forst, ...rest].map((rad) => rad.node));
    liste.scrollTop = 0;
  }

  liste.addEventListener("change", () => {
    merk();
    send(valgte());
  });
  const sett = (verdi) => {
    const for_ = valgte();
    rader.forEach((rad) => (rad.boks.checked = verdi.includes(rad.verdi)));
    merk();
    if (!liste.firstChild || JSON.stringify(for_) !== JSON.stringify(valgte())) ordne();
  };
  const node = lag(
    "fieldset",
    { class: "ha-felt ha-flervalg", "aria-describedby": felt.hjelp ? `${id}-h` : null },
    lag("legend", {}, felt.etikett, antall),
    rader.length > FA ? filter(felt, rader, ordne) : null,
    liste,
    hjelp(felt, `${id}-h`),
  );
  return { node, sett };
}

function filter(felt, rader, ordne) {
  const boks = lag("input", {
    type: "search",
    placeholder: "Søk",
    "aria-label": `Søk i: ${felt.etikett}`,
    autocomplete: "off",
  });
  boks.addEventListener("focus", ordne);
  boks.addEventListener("input", () => {
    const sok = boks.value.trim().toLocaleLowerCase("nb");
    rader.forEach((rad) => {
      rad.node.hidden = !rad.boks.checked && !rad.tekst.toLocaleLowerCase("nb").includes(sok);
    });
  });
  return boks;
}

const FELT = { valg, flervalg, glider, tall, tekst, langtekst };

// ------------------------------------------------------------------ address and widget

/** In the app the address follows the choices, so that a page can be shared or loaded again. */
function adresse() {
  let venter = null;
  return (verdier) => {
    if (!globalThis.helseanalyseApp) return;
    clearTimeout(venter);
    venter = setTimeout(() => {
      const sok = new URLSearchParams(location.search);
      for (const [navn, verdi] of Object.entries(verdier)) {
        sok.delete(navn);
        const liste = Array.isArray(verdi) ? verdi : [verdi ?? ""];
        // A pasted table may be longer than an address can be: it stays on the page.
        if (liste.some((ett) => String(ett).length > 2000)) continue;
        (liste.length ? liste : [""]).forEach((ett) => sok.append(navn, ett));
      }
      history.replaceState(null, "", `${location.pathname}?${sok}${location.hash}`);
    }, 400);
  };
}

/** Put the controls in place; those that are there already are not moved, and keep their focus. */
function sett(sted, kontroller) {
  const noder = kontroller.map((ett) => ett.node);
  [...sted.children].forEach((ett) => noder.includes(ett) || ett.remove());
  noder.forEach((ett, nr) => {
    if (sted.children[nr] !== ett) sted.insertBefore(ett, sted.children[nr] ?? null);
  });
}

function render({ model, el }) {
  const hoved = lag("div", { class: "ha-felter" });
  const flere = lag("div", { class: "ha-felter" });
  const boks = lag("details", { class: "ha-flere" }, lag("summary", {}, "Flere valg"), flere);
  boks.open = matchMedia("(min-width: 64rem)").matches;
  const tittel = lag("h2", { class: "ha-kontroller-tittel" }, model.get("tittel"));
  const skjema = lag("form", { class: "ha-skjema", "aria-label": model.get("tittel") });
  skjema.append(tittel, hoved, boks);
  const feil = lag("div", { class: "ha-feil", role: "alert" });
  const rot = lag("div", { class: `ha-kontroller ha-${model.get("plassering")}` }, skjema, feil);
  const skrivAdresse = adresse();
  let felter = new Map();
  let ramme = 0;
  el.append(rot);
  skjema.addEventListener("submit", (hendelse) => hendelse.preventDefault());

  function send(navn, verdi) {
    const verdier = { ...model.get("verdier"), [navn]: verdi };
    model.set("verdier", verdier);
    ramme ||= requestAnimationFrame(() => {
      ramme = 0;
      model.save_changes();
    });
  }

  function visVerdier() {
    const verdier = model.get("verdier");
    felter.forEach((ett, navn) => {
      if (navn in verdier) ett.sett(verdier[navn]);
    });
  }

  /** What Python answers is what the page shows, and so what its address must say. */
  function svar() {
    visVerdier();
    skrivAdresse(model.get("verdier"));
  }

  /** The control of a field: the one on the page unless the field itself has changed. */
  function kontroll(felt) {
    const gammel = felter.get(felt.navn);
    if (gammel && JSON.stringify(gammel.felt) === JSON.stringify(felt)) return gammel;
    return { ...FELT[felt.type](felt, (verdi) => send(felt.navn, verdi)), felt };
  }

  function bygg() {
    const sto = document.activeElement;
    felter = new Map(model.get("felt").map((felt) => [felt.navn, kontroll(felt)]));
    const alle = [...felter.values()];
    sett(hoved, alle.filter((ett) => !ett.felt.flere));
    sett(flere, alle.filter((ett) => ett.felt.flere));
    boks.hidden = !flere.firstChild;
    visVerdier();
    if (sto?.name && !sto.isConnected) finnIgjen(sto)?.focus();
  }

  function finnIgjen(sto) {
    const like = [...skjema.elements].filter((ett) => ett.name === sto.name);
    return like.find((ett) => ett.value === sto.value) ?? like[0];
  }

  const visFeil = () => (feil.textContent = model.get("feil"));
  bygg();
  visFeil();
  model.on("change:felt", bygg);
  model.on("change:verdier", svar);
  model.on("change:feil", visFeil);
  return () => {
    model.off("change:felt", bygg);
    model.off("change:verdier", svar);
    model.off("change:feil", visFeil);
  };
}

export default { render };
