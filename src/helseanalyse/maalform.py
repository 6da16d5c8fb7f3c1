"""Texts in bokmål, nynorsk and English, from one set of keys (Project Fluent).

Every text that a report prints in three languages stands in ``tekster/<målform>/<del>.ftl``
under the same key. Numbers come in as text, formatted for the language (`tall`, `med_enhet`);
a whole number may also come in to choose a form (one place, two places).
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

from . import enheter

SPRAAK = ("nb", "nn", "en")
"""Bokmål, nynorsk and English, by their codes."""

BABEL = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
MERKE = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
"""Language tags of the finished document."""

Tekst = Callable[..., str]
"""``t("noekkel", navn="Rømskog")``: the text of a key with its variables put in."""


@cache
def tekster(del_: str, spraak: str) -> Tekst:
    """Texts of one part in one language.

    Raises
    ------
    ValueError
        If the language is none of `SPRAAK`.
    KeyError
        When a text is asked for that is not there, or lacks one of its variables.
    """
    if spraak not in SPRAAK:
        raise ValueError(f"Målformen må være nb, nn eller en; fikk «{spraak}».")
    fil = files("helseanalyse") / "tekster" / spraak / f"{del_}.ftl"
    bunt = FluentBundle([MERKE[spraak]], use_isolating=False)
    bunt.add_resource(FluentResource(fil.read_text(encoding="utf-8")))

    def hent(noekkel: str, **verdier: object) -> str:
        melding = bunt.get_message(noekkel) if bunt.has_message(noekkel) else None
        if melding is None or melding.value is None:
            raise KeyError(f"{spraak}/{del_}.ftl har ingen tekst «{noekkel}»")
        ut, feil = bunt.format_pattern(melding.value, verdier)
        if feil:
            raise KeyError(f"{spraak}/{del_}.ftl «{noekkel}»: {feil[0]}")
        return str(ut)

    return hent


def tall(verdi: float | None, desimaler: int = 0, spraak: str = "nb") -> str:
    r"""Number as the language writes it.

    >>> tall(1234.5, 1), tall(1234.5, 1, "en"), tall(-2, 0, "en")
    ('1\u202f234,5', '1,234.5', '\u22122')
    """
    tekst = enheter.tall(verdi, desimaler)
    if spraak == "en" and tekst != enheter.MANGLER:
        tekst = tekst.replace(",", ".").replace("\u202f", ",")
    return tekst
