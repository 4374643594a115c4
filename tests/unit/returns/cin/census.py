"""An ordinary file of the CIN Census, whose parts tests change."""

HEADER = (
    "<Header><CollectionDetails><Collection>CIN</Collection><Year>2025</Year>"
    "<ReferenceDate>2025-03-31</ReferenceDate></CollectionDetails><Source>"
    "<SourceLevel>L</SourceLevel><LEA>879</LEA><SoftwareCode>X</SoftwareCode><Release>1</Release>"
    "<SerialNo>001</SerialNo><DateTime>2025-03-31T18:00:00</DateTime></Source></Header>"
)
IDENTIFIERS = (
    "<LAchildID>A1</LAchildID><UPNunknown>UN1</UPNunknown>"
    "<PersonBirthDate>2023-01-05</PersonBirthDate><Sex>F</Sex>"
)
EPISODE = (
    "<CINreferralDate>2024-05-01</CINreferralDate><ReferralSource>1A</ReferralSource>"
    "<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA>"
)


def child(identifiers=IDENTIFIERS, characteristics="<Ethnicity>WBRI</Ethnicity>", episode=EPISODE):
    return (
        f"<Child><ChildIdentifiers>{identifiers}</ChildIdentifiers>"
        f"<ChildCharacteristics>{characteristics}</ChildCharacteristics>"
        f"<CINdetails>{episode}</CINdetails></Child>"
    )


def message(children):
    return f"<Message>{HEADER}<Children>{children}</Children></Message>"
