### Tekstar som fleire delar av ståstadsanalysen har felles.

tittel = Ståstadsanalyse: { $kommune }
undertittel = Helse og omsorg, { $aar }
undertittel-mot = Helse og omsorg i { $aar }, samanlikna med { $hvem }

og = og
eller = eller

tall-2 = to
tall-3 = tre
tall-4 = fire
tall-5 = fem
tall-6 = seks
tall-7 = sju
tall-8 = åtte
tall-9 = ni
tall-10 = ti

# Det som står etter eit tal; – er ingenting.
enhet-kr = kr
enhet-1000-kr = 1000 kr
enhet-mill-kr = mill. kr
enhet-prosent = %
enhet-antall = –
enhet-personer = { $antall ->
    [en] person
   *[flere] personar
}
enhet-plasser = { $antall ->
    [en] plass
   *[flere] plassar
}
enhet-aarsverk = årsverk
enhet-per-1000 = per 1000
enhet-per-100-plasser = –
enhet-per-beboer = –
enhet-per-10-000-innbyggere = per 10 000 innbyggjarar
enhet-timer-per-uke = { $antall ->
    [en] time per veke
   *[flere] timar per veke
}
enhet-aarsverk-per-bruker = årsverk
enhet-doegn = døgn
enhet-deltakere-per-aarsverk = deltakarar per årsverk
enhet-aarsverk-per-ansatt = årsverk per tilsett
enhet-prosentpoeng = prosentpoeng

sted-EAK = landet
sted-EAKUO = landet utan Oslo
sted-ASSS = ASSS-kommunane
sted-gruppe = KOSTRA-gruppe { $nummer }

andre-egne = { $antall } kommunar
andre-jevnkommuner = { $form ->
    [en] den mest like kommunen{ $omfang ->
        [noen] {" med tal"}
       *[alle] {""}
    }
   *[flere] dei { $antall } mest like kommunane{ $omfang ->
        [noen] {" med tal"}
       *[alle] {""}
    }
}
andre-kostragruppe = { $form ->
    [en] den andre kommunen i KOSTRA-gruppa{ $omfang ->
        [noen] {" med tal"}
       *[alle] {""}
    }
   *[flere] dei { $antall } andre kommunane i KOSTRA-gruppa{ $omfang ->
        [noen] {" med tal"}
       *[alle] {""}
    }
}
andre-fylke = { $form ->
    [en] den andre kommunen i fylket{ $omfang ->
        [noen] {" med tal"}
       *[alle] {""}
    }
   *[flere] dei { $antall } andre kommunane i fylket{ $omfang ->
        [noen] {" med tal"}
       *[alle] {""}
    }
}
andre-landet = { $form ->
    [en] den andre kommunen i landet{ $omfang ->
        [noen] {" med tal"}
       *[alle] {""}
    }
   *[flere] dei { $antall } andre kommunane i landet{ $omfang ->
        [noen] {" med tal"}
       *[alle] {""}
    }
}
andre-landet_uten_oslo = { $form ->
    [en] den andre kommunen i landet utan Oslo{ $omfang ->
        [noen] {" med tal"}
       *[alle] {""}
    }
   *[flere] dei { $antall } andre kommunane i landet utan Oslo{ $omfang ->
        [noen] {" med tal"}
       *[alle] {""}
    }
}

klart-hoeyere = klart høgare
klart-lavere = klart lågare
ikke-klart = ikkje klart ulik
ikke-proevd = kan ikkje prøvast

mangler = ikkje oppgitt
status-skjermet = skjerma
status-mangler = ikkje oppgitt
status-ikke_i_bruk = fanst ikkje det året
status-ikke_i_data = ikkje i datagrunnlaget

indikator = Indikator
gruppe-under_67 = Under 67 år
gruppe-over_67 = 67 år og over
gruppe-institusjon = Institusjon
gruppe-hjemme = Heimetenester
gruppe-sosial = Sosiale tenester
gruppe-helse = Helsetenester
gruppe-oekonomi = Økonomi
gruppe-personell = Personell

konsulenten = Konsulenten si vurdering
