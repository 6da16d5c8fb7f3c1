"""The app in Streamlit."""

import data as d
import figurer
import streamlit as st

st.set_page_config(page_title="Tjenesteprofil")

koder = list(d.KOMMUNER)
with st.sidebar:
    a = st.selectbox("Kommune A", koder, index=koder.index(d.A), format_func=d.KOMMUNER.get)
    b = st.selectbox("Kommune B", koder, index=koder.index(d.B), format_func=d.KOMMUNER.get)
    dekning = st.slider("Dekning", d.LAV, d.HOEY, d.DEKNING, d.STEG)

st.altair_chart(figurer.profil(a, b), width="content")
st.altair_chart(figurer.framskriving(a, b, dekning), width="content")
st.dataframe(d.tabell(a, b, dekning), hide_index=True)
