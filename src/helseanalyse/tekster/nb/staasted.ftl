### Tekster som flere deler av ståstedsanalysen har felles.

tittel = Ståstedsanalyse: { $kommune }
undertittel = Helse og omsorg, { $aar }
undertittel-mot = Helse og omsorg i { $aar }, sammenlignet med { $hvem }

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

# Det som står etter et tall; – er ingenting.
enhet-kr = kr
enhet-1000-kr = 1000 kr
enhet-mill-kr = mill. kr
enhet-prosent = %
enhet-antall = –
enhet-personer = { $antall ->
    [en] person
   *[flere] personer
}
enhet-plasser = { $antall ->
    [en] plass
   *[flere] plasser
}
enhet-aarsverk = årsverk
enhet-per-1000 = per 1000
enhet-per-100-plasser = –
enhet-per-beboer = –
enhet-per-10-000-innbyggere = per 10 000 innbyggere
enhet-timer-per-uke = { $antall ->
    [en] time per uke
   *[flere] timer per uke
}
enhet-aarsverk-per-bruker = årsverk
enhet-doegn = døgn
enhet-deltakere-per-aarsverk = deltakere per årsverk
enhet-aarsverk-per-ansatt = årsverk per ansatt
enhet-prosentpoeng = prosentpoeng

sted-EAK = landet
sted-EAKUO = landet uten Oslo
sted-ASSS = ASSS-kommunene
sted-gruppe = KOSTRA-gruppe { $nummer }

andre-egne = { $antall } kommuner
andre-jevnkommuner = { $form ->
    [en] den mest lignende kommunen{ $omfang ->
        [noen] {" med tall"}
       *[alle] {""}
    }
   *[flere] de { $antall } mest lignende kommunene{ $omfang ->
        [noen] {" med tall"}
       *[alle] {""}
    }
}
andre-kostragruppe = { $form ->
    [en] den andre kommunen i KOSTRA-gruppen{ $omfang ->
        [noen] {" med tall"}
       *[alle] {""}
    }
   *[flere] de { $antall } andre kommunene i KOSTRA-gruppen{ $omfang ->
        [noen] {" med tall"}
       *[alle] {""}
    }
}
andre-fylke = { $form ->
    [en] den andre kommunen i fylket{ $omfang ->
        [noen] {" med tall"}
       *[alle] {""}
    }
   *[flere] de { $antall } andre kommunene i fylket{ $omfang ->
        [noen] {" med tall"}
       *[alle] {""}
    }
}
andre-landet = { $form ->
    [en] den andre kommunen i landet{ $omfang ->
        [noen] {" med tall"}
       *[alle] {""}
    }
   *[flere] de { $antall } andre kommunene i landet{ $omfang ->
        [noen] {" med tall"}
       *[alle] {""}
    }
}
andre-landet_uten_oslo = { $form ->
    [en] den andre kommunen i landet uten Oslo{ $omfang ->
        [noen] {" med tall"}
       *[alle] {""}
    }
   *[flere] de { $antall } andre kommunene i landet uten Oslo{ $omfang ->
        [noen] {" med tall"}
       *[alle] {""}
    }
}

klart-hoeyere = klart høyere
klart-lavere = klart lavere
ikke-klart = ikke klart forskjellig
ikke-proevd = kan ikke prøves

mangler = ikke oppgitt
status-skjermet = skjermet
status-mangler = ikke oppgitt
status-ikke_i_bruk = fantes ikke det året
status-ikke_i_data = ikke i datagrunnlaget

indikator = Indikator
gruppe-under_67 = Under 67 år
gruppe-over_67 = 67 år og over
gruppe-institusjon = Institusjon
gruppe-hjemme = Hjemmetjenester
gruppe-sosial = Sosiale tjenester
gruppe-helse = Helsetjenester
gruppe-oekonomi = Økonomi
gruppe-personell = Personell

konsulenten = Konsulentens vurdering
