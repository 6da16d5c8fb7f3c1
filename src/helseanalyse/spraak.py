"""Words in a row, as Norwegian sets and sorts them."""


def oppramsing(ledd: list[str], bindeord: str = "og") -> str:
    """Words as a Norwegian list.

    >>> oppramsing(["Hurum", "Marker", "landet uten Oslo"])
    'Hurum, Marker og landet uten Oslo'
    """
    return ledd[0] if len(ledd) == 1 else f"{', '.join(ledd[:-1])} {bindeord} {ledd[-1]}"


_SIST = str.maketrans({"æ": "{", "ø": "|", "å": "}"})


def norsk_orden(tekst: str) -> str:
    """Key that sorts text as a Norwegian list does: æ, ø and å last, in that order.

    >>> sorted(["Ås", "Asker", "Ørsta", "Ærfugl"], key=norsk_orden)
    ['Asker', 'Ærfugl', 'Ørsta', 'Ås']
    """
    return tekst.casefold().translate(_SIST)
