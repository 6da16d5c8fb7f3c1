// Read from the page itself: when both charts are visible, and when a change is drawn.
// A picture is known by the texts of its marks (names in the legend, figures at the ends of the
// lines), so that a chart drawn anew with the same figures is not taken for a change.
(() => {
  const rotter = new Set([document]);
  const TEKST = /^(Kommune \d+|[\d\s.,]*\d[.,]\d\d)$/;
  const MERKER = { profil: "Syntetisk 12", framskriving: "Plasser, framskrevet" };

  const synlig = (node) => {
    const { width, height } = node.getBoundingClientRect();
    const valg = { visibilityProperty: true, opacityProperty: true };
    return width > 100 && height > 100 && node.checkVisibility(valg);
  };

  /** The texts of each chart that stands in the page; `krav` says which drawings count. */
  function bilder(krav) {
    const ut = {};
    for (const rot of rotter) {
      for (const svg of rot.querySelectorAll("svg")) {
        const alt = svg.textContent;
        for (const [navn, merke] of Object.entries(MERKER)) {
          if (!alt.includes(merke) || !krav(svg)) continue;
          const tekster = [...svg.querySelectorAll("text")].map((ett) => ett.textContent.trim());
          (ut[navn] ??= []).push(tekster.filter((ett) => TEKST.test(ett)).sort().join("|"));
        }
      }
    }
    return ut;
  }

  const naa = () => Object.fromEntries(
    Object.entries(bilder(synlig)).map(([navn, alle]) => [navn, alle[0]]),
  );

  let venter = null;
  function sjekk() {
    if (!venter || venter.start === null) return;
    const ny = (krav) => {
      const funn = bilder(krav);
      return venter.hva.every((n) => funn[n]?.some((ett) => ett && ett !== venter.gammel[n]));
    };
    if (!ny(() => true)) return;
    const tid = performance.now(); // before the layout that visibility asks for
    if (!ny(synlig)) return;
    const { start, ok } = venter;
    venter = null;
    ok({ ms: tid - start, tid });
  }

  const vakt = new MutationObserver(sjekk);
  const HVA = {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ["class", "style", "hidden"],
  };
  vakt.observe(document, HVA);
  const festSkygge = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (valg) {
    const rot = festSkygge.call(this, valg);
    rotter.add(rot);
    vakt.observe(rot, HVA);
    return rot;
  };

  for (const slag of ["keydown", "input", "change", "click"]) {
    addEventListener(slag, (hendelse) => {
      if (venter && venter.start === null) venter.start = hendelse.timeStamp;
    }, true);
  }

  const forste = new Promise((ok) => {
    const se = () => {
      const funn = naa();
      if (funn.profil && funn.framskriving) ok(performance.now());
      else requestAnimationFrame(se);
    };
    requestAnimationFrame(se);
  });

  globalThis.hastighet = {
    forste,
    naa,
    /** Wait for these charts to become other than they are now, from the next event on. */
    arm(hva) {
      hastighet.svar = new Promise((ok) => {
        venter = { hva, gammel: naa(), start: null, ok };
      });
    },
    /** The change, or nothing if it has not come within a time (ms). */
    innen: (ms) => Promise.race([
      hastighet.svar,
      new Promise((ok) => setTimeout(() => ok(null), ms)),
    ]),
  };
})();
