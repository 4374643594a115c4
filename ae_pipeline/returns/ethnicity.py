"""Codes of ethnicity as schools and SEND teams may give them: the main ones and finer ones.

Here: the list of the common basic data set. Not here: the main codes (``codes``), which every
finer code belongs to.
"""

from __future__ import annotations

from ae_pipeline.returns.codes import ETHNICITY, codes
from ae_pipeline.validation.codelist import CodeList

_FINER = codes(
    "WCOR WENG WNIR WSCO WWEL WOWB WALB WBOS WCRO WGRE WGRK WGRC WITA WKOS WPOR WSER WTUR WTUK "
    "WTUC WEUR WEEU WWEU WOTW WROG WROR WROO MWAP MWAI MWAO ABRI AWEL MAOE MABL MACH MBOE MBCH "
    "MCOE MWOE MWCH MOTM AMPK AKPA AOPK AAFR AKAO ANEP ASNL ASLT ASRO AOTA BBRI BWEL BANN BCON "
    "BGHA BNGN BSLN BSOM BSUD BAOF BEUR BNAM BOTB CHKC CMAL CSNG CTWN COCH OAFG ORAB OARA OEGY "
    "OFIL OIRN OIRQ OJPN OKOR OKRD OLAM OLEB OLIB OMAL OMRC OPOL OTHA OVIE OYEM OOEG"
)
EXTENDED_ETHNIC = CodeList(ETHNICITY | _FINER)
"""The main codes, and those that an authority may ask its schools to use instead."""
