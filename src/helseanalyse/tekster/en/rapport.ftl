# The words of the report's frame: what the template prints around the blocks.
innhold = Contents
figurer = Figures
tabeller = Tables
figur = Figure
tabell = Table
figur-nr = figure { $nr }
tabell-nr = table { $nr }
teksten = the text
forbehold = Caution
kilde = Source
kilder = Sources
side = Page
av = of
vedlegg = Appendix
datapakke = Data package of { $dato }
stikkord = health and care services, municipality, KOSTRA
kilder-innledning = Numbers in brackets refer to this list. Each source states how its figures were obtained, which years they cover, and which figures and tables rest on them. The checksum changes when the source’s figures change.
metode-tabell = The figures were taken from a table
metode-tekst = The figures were taken from running text
metode-avlest = The figures were read off a chart and are therefore approximate
metode-beregnet = The figures were calculated from stated figures
metode-egne = The figures were stated by whoever made the report
bruk-figur = { $form ->
    [en] figure { $nr }
   *[flere] figures { $nr }
}
bruk-tabell = { $form ->
    [en] table { $nr }
   *[flere] tables { $nr }
}
merknad-foran = Note, in Norwegian:
bruk = Used in { $hvor }
periode = The figures cover { $aar }
foreloepig = provisional for { $aar }
hentet = Retrieved { $dato }
sjekksum = Checksum { $sum }
passet = How to make this report again
passet-tekst = The file carries a passport: the choices, the version, the checksums of the sources and every figure that is printed. The command makes the report again and tells what has changed since.
passet-referanse = Passport
passet-kommando = helseanalyse rapport --fra FILE.pdf
passet-valg = Choices
passet-versjon = Version
passet-notatbok = Notebook
passet-innhold = the contents of the file (carried by the passport)
