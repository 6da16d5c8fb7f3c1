overskrift = Coverage
ingen = The data hold neither places, residents nor recipients for { $kommune }. The coverage can therefore not be computed. Fetch the figures, or enter your own.
uten-plasser = The data hold no places or residents together with inhabitants aged 80 and over for { $kommune }. The coverage of places is therefore not computed.
innbyggere = { $kommune } had { $antall } { $form ->
    [en] inhabitant
   *[flere] inhabitants
} aged 80 and over in { $aar }.
setning-kapasitet = In { $aar } the municipality had { $antall } { $form ->
    [en] institutional place
   *[flere] institutional places
}, that is { $per } per 100 inhabitants aged 80 and over.
setning-i_bruk = In use are { $antall }, that is { $per } per 100.
setning-beboere = { $form ->
    [brutt] The share living in institutions corresponds to { $antall } persons, that is { $per } per 100.
   *[flere] The residents of institutions number { $antall }, that is { $per } per 100.
}
setning-heldoegn = Including dwellings with 24-hour staffing there are { $antall } places and residents in all, that is { $per } per 100.
figur-tittel = { $retning ->
    [foerst] { $kommune } has the highest coverage of { $antall } municipalities: { $per } places per 100
    [sist] { $kommune } has the lowest coverage of { $antall } municipalities: { $per } places per 100
   *[midt] { $kommune } has { $per } places per 100, number { $plass } of { $antall } municipalities
}
figur-under = Institutional places per 100 inhabitants aged 80 and over, { $aar }
figur-alt = { $tittel }. { $linjer }.
figur-note = Places are not a share of the inhabitants. The differences have therefore not been tested statistically.
tabell = { $kommune }: coverage among { $antall } inhabitants aged 80 and over
tabell-note = The bases measure different things and must not be mixed. The interval (Wilson) is given for persons only. “One more” is how much one place or resident moves the coverage.
hode-grunnlag = Base
hode-antall = Number
hode-per = Per 100 over 80
hode-intervall = 95% interval
hode-en = One more
base-kapasitet = places (capacity)
base-i_bruk = places in use
base-beboere = residents
base-heldoegn = places and residents of dwellings with 24-hour staffing
tabell-mottakere = Who receives services in { $kommune }, { $aar }
usikker = With about { $antall } of { $av } persons the underlying share may lie between { $lav } and { $hoey }. A municipality with a share within this is not clearly different.
