"""Words in a row, as Norwegian sets them."""


def oppramsing(ledd: list[str], bindeord: str = "og") -> str:
    """Words as a Norwegian list.

    >>> oppramsing(["Hurum", "Marker", "landet uten Oslo"])
    'Hurum, Marker og landet uten Oslo'
    """
    return ledd[0] if len(ledd) == 1 else f"{', '.join(ledd[:-1])} {bindeord} {ledd[-1]}"
