### Texts that several parts of the report have in common.

tittel = Where we stand: { $kommune }
undertittel = Health and care, { $aar }
undertittel-mot = Health and care in { $aar }, compared with { $hvem }

og = and
eller = or

tall-2 = two
tall-3 = three
tall-4 = four
tall-5 = five
tall-6 = six
tall-7 = seven
tall-8 = eight
tall-9 = nine
tall-10 = ten

# What stands after a number; – is nothing.
enhet-kr = NOK
enhet-1000-kr = thousand NOK
enhet-mill-kr = million NOK
enhet-prosent = %
enhet-antall = –
enhet-personer = { $antall ->
    [en] person
   *[flere] persons
}
enhet-plasser = { $antall ->
    [en] place
   *[flere] places
}
enhet-aarsverk = { $antall ->
    [en] man-year
   *[flere] man-years
}
enhet-per-1000 = per 1,000
enhet-per-100-plasser = –
enhet-per-beboer = –
enhet-per-10-000-innbyggere = per 10,000 inhabitants
enhet-timer-per-uke = { $antall ->
    [en] hour per week
   *[flere] hours per week
}
enhet-aarsverk-per-bruker = { $antall ->
    [en] man-year
   *[flere] man-years
}
enhet-doegn = { $antall ->
    [en] day
   *[flere] days
}
enhet-deltakere-per-aarsverk = { $antall ->
    [en] participant per man-year
   *[flere] participants per man-year
}
enhet-aarsverk-per-ansatt = { $antall ->
    [en] man-year per employee
   *[flere] man-years per employee
}
enhet-prosentpoeng = { $antall ->
    [en] percentage point
   *[flere] percentage points
}

sted-EAK = the country
sted-EAKUO = the country excluding Oslo
sted-ASSS = the ASSS municipalities
sted-gruppe = KOSTRA group { $nummer }

andre-egne = { $antall } municipalities
andre-jevnkommuner = { $form ->
    [en] the most similar municipality{ $omfang ->
        [noen] {" with figures"}
       *[alle] {""}
    }
   *[flere] the { $antall } most similar municipalities{ $omfang ->
        [noen] {" with figures"}
       *[alle] {""}
    }
}
andre-kostragruppe = { $form ->
    [en] the other municipality in the KOSTRA group{ $omfang ->
        [noen] {" with figures"}
       *[alle] {""}
    }
   *[flere] the { $antall } other municipalities in the KOSTRA group{ $omfang ->
        [noen] {" with figures"}
       *[alle] {""}
    }
}
andre-fylke = { $form ->
    [en] the other municipality in the county{ $omfang ->
        [noen] {" with figures"}
       *[alle] {""}
    }
   *[flere] the { $antall } other municipalities in the county{ $omfang ->
        [noen] {" with figures"}
       *[alle] {""}
    }
}
andre-landet = { $form ->
    [en] the other municipality in the country{ $omfang ->
        [noen] {" with figures"}
       *[alle] {""}
    }
   *[flere] the { $antall } other municipalities in the country{ $omfang ->
        [noen] {" with figures"}
       *[alle] {""}
    }
}
andre-landet_uten_oslo = { $form ->
    [en] the other municipality in the country excluding Oslo{ $omfang ->
        [noen] {" with figures"}
       *[alle] {""}
    }
   *[flere] the { $antall } other municipalities in the country excluding Oslo{ $omfang ->
        [noen] {" with figures"}
       *[alle] {""}
    }
}

klart-hoeyere = clearly higher
klart-lavere = clearly lower
ikke-klart = not clearly different
ikke-proevd = cannot be tested

mangler = not stated
status-skjermet = confidential
status-mangler = not stated
status-ikke_i_bruk = did not exist that year
status-ikke_i_data = not in the data

indikator = Indicator
gruppe-under_67 = Under 67 years
gruppe-over_67 = 67 years and over
gruppe-institusjon = Institutions
gruppe-hjemme = Home-based services
gruppe-sosial = Social services
gruppe-helse = Health services
gruppe-oekonomi = Finances
gruppe-personell = Personnel

konsulenten = The consultant’s assessment
