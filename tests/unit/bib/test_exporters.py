"""Shapes of records that files of reference managers and databases hold, as styles print them."""

import pytest

from tests.unit.bib.test_left_families import printed

NUMBERED = "title={T}, journal={J Ex}, year={2020}, volume={3}"


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        # Initials that are also the form of a company.
        (f"@article{{a, author={{Roe, AB and Poe, SA}}, {NUMBERED}}}", "Roe AB, Poe SA. T. J Ex. 2020;3."),
        (f"@article{{a, author={{Roe, AG and Coe, CO}}, {NUMBERED}}}", "Roe AG, Coe CO. T. J Ex. 2020;3."),
        (
            f"@article{{a, author={{Quay Devices, SA}}, {NUMBERED}}}",
            "Quay Devices, SA. T. J Ex. 2020;3.",
        ),
        # Names in capitals: short ones are no initials beside a longer one.
        (
            f"@article{{a, author={{NGHIEM, THI PHUONG and ROE, JA}}, {NUMBERED}}}",
            "NGHIEM TP, ROE JA. T. J Ex. 2020;3.",
        ),
        # A health board whose name holds an "and".
        (
            "@online{a, author={NHS Example Isles and Fells}, title={T}, url={https://e.example}}",
            "NHS Example Isles and Fells. T. https://e.example",
        ),
        # The place of an article in ACM's journals; a page twice stays one page.
        (
            f"@article{{a, author={{Roe, A}}, {NUMBERED}, pages={{639:639--639:643}}}}",
            "Roe A. T. J Ex. 2020;3:639:639-639:643.",
        ),
        (f"@article{{a, author={{Roe, A}}, {NUMBERED}, pages={{7--7}}}}", "Roe A. T. J Ex. 2020;3:7."),
        # Entities of HTML inside LaTeX.
        (
            r"@article{a, title={Lines {\&}{\#}38; ports}, journal={J Ex}, year={2020}, volume={3}}",
            "Lines & ports. J Ex. 2020;3.",
        ),
        # The full stop stands behind guillemets.
        (
            "@article{a, title={« Le port »}, journal={J Ex}, year={2020}, volume={3}}",
            "« Le port ». J Ex. 2020;3.",
        ),
        # An address with a tilde in LaTeX leaves nothing behind.
        (
            r"@misc{a, title={T}, howpublished={https://e.example/\textasciitilde{}roe/ports/}}",
            "T. https://e.example/~roe/ports/",
        ),
        # Mendeley gives a preprint the pages of its PDF.
        (
            "@article{a, title={T}, archivePrefix={arXiv}, eprint={2010.16061}, pages={37--63}, year={2020}}",
            "T. arXiv. Preprint posted online 2020. doi:10.48550/arXiv.2010.16061",
        ),
        # How many pages a book has.
        (
            "@book{a, author={Roe, A}, title={Lines}, publisher={Press}, year={2008}, pages={184}}",
            "Roe A. Lines. Press; 2008.",
        ),
        # Catalogues: a colon between spaces, a journal's word of itself, small letters.
        (
            ("@article{a, title={Ports : a review}, journal={Asian journal of lines : official publication of the Society}, "
            "year={2020}, volume={3}}"),
            "Ports: a review. Asian Journal of Lines. 2020;3.",
        ),
        (
            ("@article{a, title={La chambre : une revue}, journal={Zeitschrift für die gesamte Pflege}, language={French}, "
            "year={2020}, volume={3}}"),
            "La chambre : une revue. Zeitschrift für die gesamte Pflege. 2020;3.",
        ),
        # A title that was translated (AMA 11th, 3.9.7).
        (
            "@article{a, author={Roe, A}, title={[Ports in children].}, journal={J Ex}, language={fre}, year={2020}, volume={3}}",
            "Roe A. [Ports in children]. Article in French. J Ex. 2020;3.",
        ),
        # What was presented, in a note.
        (
            ("@unpublished{a, author={Roe, A}, title={T}, note={Poster presented at: Line Congress; April 17, 2024; Prague, "
            "Czechia}, year={2024}}"),
            "Roe A. T. Poster presented at: Line Congress; April 17, 2024; Prague, Czechia.",
        ),
        ("@unpublished{a, author={Roe, A}, title={T}, note={Presented well}, year={2024}}", "Roe A. T. 2024."),
        # Numbers of laws and trials; what a leaflet is.
        (
            "@legislation{a, title={Ex Act}, number={SI 2002/618}, date={2002}, url={https://e.example}}",
            "Ex Act. SI 2002/618. 2002. https://e.example",
        ),
        (
            "@manual{a, title={Exase}, organization={Quay}, type={Package insert}, year={2019}}",
            "Exase. Package insert. Quay; 2019.",
        ),
        (
            "@misc{a, title={Export}, howpublished={Instructions for use}, publisher={Quay}, year={2017}}",
            "Export. Instructions for use. Quay; 2017.",
        ),
        # Where a retraction is found, as a bare DOI.
        (
            "@article{a, title={T}, journal={J Ex}, year={2020}, volume={3}, status={retracted}, notice={10.1000/r1}}",
            "T. J Ex. 2020;3. Retracted (notice: doi:10.1000/r1).",
        ),
    ],
)  # fmt: skip
def test_ama(tmp_path, entry, text):
    assert printed(tmp_path, entry) == text


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (
            "@article{a, author={Roe, A}, title={[Ports]}, journal={J Ex}, language={german}, year={2020}, volume={3}}",
            "Roe A. [Ports]. J Ex. 2020;3. German.",
        ),
        (
            "@manual{a, title={Exase}, organization={Quay}, type={Package insert}, year={2019}}",
            "Exase [package insert]. Quay; 2019.",
        ),
        (
            "@legislation{a, title={Ex Act}, number={SI 2002/618}, date={2002}}",
            "Ex Act. SI 2002/618. 2002.",
        ),
    ],
)
def test_vancouver(tmp_path, entry, text):
    assert printed(tmp_path, entry, "vancouver") == text
