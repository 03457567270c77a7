"""Names as tools and people write them, and as they print."""

import pytest

from macros.bib.names import people
from macros.styles.names import listed


def printed(value: str) -> str:
    return listed(*people(value), 3)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # suffixes
        ("Coe, F. W., Jr. and Poe, Ben, III", "Coe FW Jr, Poe B III"),
        ("Doe, N. R., 3rd", "Doe NR 3rd"),
        ("Poe, M. R. and Ito II, Sam C. G.", "Poe MR, Ito SCG II"),
        ("Doe Jr., Nils R.", "Doe NR Jr"),
        ("Ito, Sam III and Roe, Ann B Jr.", "Ito S III, Roe AB Jr"),
        ("John Doe Jr. and John L. Roe III and Rolf Stone II", "Doe J Jr, Roe JL III, Stone R II"),
        ("Ito, 3rd, Sam", "Ito S 3rd"),
        ("Hill, Jr. Ann", "Hill A Jr"),
        ("van Dam, Jr, Piet", "van Dam P Jr"),
        ("Lee, Sam, IV", "Lee S IV"),
        ("Lee, I. V.", "Lee IV"),
        ("Lee, V.", "Lee V"),
        ("Sato, Kei and Jr., Bo Nash", "Sato K, Nash B Jr"),
        ("Roy T. {Nash Jr.} and {Hale III}, Bo", "Nash RT Jr, Hale B III"),
        ("Junior, Ana Maria and Sr, Bo", "Junior AM, Sr B"),
        # lists without "and"
        ("Sato, K., Nash, R. T., and Ito, S.", "Sato K, Nash RT, Ito S"),
        ("Sato, K., Nash, R. T.", "Sato K, Nash RT"),
        ("Coe, F. W., Jr.", "Coe FW Jr"),
        ("Sato, K., Jr., Nash, R., and Ito, S.", "Sato K Jr, Nash R, Ito S"),
        # particles
        ("Berg, Jan van der and Silva, A. da", "van der Berg J, da Silva A"),
        ("van der Berg, Jan and Jan van der Berg", "van der Berg J, van der Berg J"),
        ("Berg, van der, Jan and Berg van den, P.", "van der Berg J, van den Berg P"),
        ("Berg, van Jan", "van Berg J"),
        ("Haan, Jan De", "Haan JD"),
        ("Berg, Jan Van Der", "Van Der Berg J"),
        (r"Garc{\'\i}a de la Torre, Mar{\'\i}a", "García de la Torre M"),
        (r"Ku\v{c}era, Ji\v{r}\'\i and Ma{\ss}, J.", "Kučera J, Maß J"),
        # bodies
        ("{the VALVE Investigators} and {The Clinic}", "VALVE Investigators, The Clinic"),
        ("PORT Study Group and Ann Roe and Ben Poe", "PORT Study Group, Roe A, Poe B"),
        ("Ada B. Service and Karla Royal and Jo Union", "Service AB, Royal K, Union J"),
        ("Organization, World Health", "World Health Organization"),
        ("Team, R Core", "R Core Team"),
        ("Roe, Ann and Group, PORT Study", "Roe A; PORT Study Group"),
        ("{World} {Health} {Organization}", "World Health Organization"),
        ("Centers for Disease Control and Prevention", "Centers for Disease Control and Prevention"),
        ("Food and Drug Administration", "Food and Drug Administration"),
        ("Roe, Ann and {on behalf of the PORT Investigators}", "Roe A; PORT Investigators"),
        ("Acme Ports, Inc.", "Acme Ports, Inc."),
        ("Institute of Ports, University of X", "Institute of Ports, University of X"),
        ("Wu, X. and Ito, S. and Wu, X.", "Wu X, Ito S, Wu X"),
        # biblatex's extended form
        ("family=Berg, given=Jan Piet, prefix=van der, useprefix=true and Roe, Ann", "van der Berg JP, Roe A"),
        ('given=Ann, family="Roe Poe", suffix=Jr.', "Roe Poe A Jr"),
        ("family={World Port Organization}", "World Port Organization"),
        # letters
        (r"Nguy{\~{\^e}}n, V\u{a}n and Ionescu, {\textcommabelow S}tefan", "Nguyễn V, Ionescu Ș"),
        (r"Gr\o nvold, Ann and \AA kesson, B. and \v Smid, J.", "Grønvold A, Åkesson B, Šmid J"),
        (r"{\noopsort{B}}Roe, Ann", "Roe A"),
        # degrees, pasted lists, nobody
        ("Smith, John, MD and Alam, MD Kamrul", "Smith J, Alam MDK"),
        ("Smith JA, Jones B et al.", "Smith JA, Jones B, et al"),
        ("Voltaire and Plato", "Voltaire, Plato"),
        ("", ""),
    ],
)  # fmt: skip
def test_names(value, expected):
    assert printed(value).strip(", ") == expected.strip(", ")
