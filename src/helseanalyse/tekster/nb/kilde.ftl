# Words about a source: what stands around the source’s own.
i = i
lag-eksempel = eksempeldata
lag-ssb = hentet { $dato }
lag-egne = egen fil, lest inn { $dato }
foran = går foran { $hva }
foran-eksempel = eksempeldata
foran-ssb = tall fra SSB
foran-egne = egne filer
skjermet = skjermet: antall personer under { $under }
egne-tall = Brukerens egne tall
