"""Records of every family as exporters write them, and as AMA prints them."""

import pytest

from macros.bib.library import read_bibliography
from macros.styles import ama
from macros.styles.richtext import to_text


def read(tmp_path, text):
    path = tmp_path / "references.bib"
    path.write_text(text, encoding="utf-8")
    return read_bibliography(path)


ARTICLE = "@article{{a, author={{Roe, Ann}}, title={{T}}, journal={{J Ex}}, {}}}"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # not yet in an issue
        ("year={2023}, month={5}, volume={0}, number={0}, pages={null}", "Published online May 2023"),
        ("year={2023}, volume={n/a}, number={n/a}, pages={e14567}", "Published online 2023:e14567"),
        ("year={2013}, volume={45}, number={3}, pages={n/a--n/a}", "2013;45(3)"),
        ("year={2013}, volume={45}, number={ja}, pages={no--no}", "2013;45"),
        ("year={2023}, volume={Publish Ahead of Print}, pages={10.1097/EX.1}", "Published online 2023"),
        ("year={2019}, month={Aug}, day={01}, pages={1--10}, doi={10.1000/a}", "Published online August 1, 2019"),
        ("year={2020}, volume={ahead-of-print}, number={ahead-of-print}", "Published online 2020"),
        ("year={2020}, volume={Online First}", "Published online 2020"),
        ("year={2020}", "Published online 2020"),
        ("year={2019}, pages={45--52}", "2019:45-52"),
        ("year={2019}, recordquality={partial}", "2019"),
        ("year={2017}, month={9}, volume={PP}, number={99}, pages={1--1}", "Published online September 2017"),
        ("year={2019}, volume={4}, pages={P.15-P.22}", "2019;4:15-22"),
        ("year={2019}, volume={4}, pages={P15--P22}", "2019;4:P15-P22"),
        ("year={2019}, volume={4}, pages={11.e1--11.e9}", "2019;4:11.e1-11.e9"),
        ("year={2019}, volume={Suppl 3}, pages={1--9}", "2019;(suppl 3):1-9"),
        # supplements and parts
        ("year={2019}, volume={12 Pt B}, pages={1--9}", "2019;12(pt B):1-9"),
        (r"year={2020}, volume={71}, number={Supplement\_2}, pages={S102--S110}", "2020;71(suppl 2):S102-S110"),
        ("year={2019}, volume={37}, number={15_suppl}, pages={e18301-e18301}", "2019;37(15)(suppl):e18301"),
        ("year={2019}, volume={37}, number={4-Suppl}, pages={S1--S9}", "2019;37(4)(suppl):S1-S9"),
        ("year={2019}, volume={37}, number={suppl_1}, pages={S1--S9}", "2019;37(suppl 1):S1-S9"),
        ("year={2019}, volume={45(3)}, pages={1--9}", "2019;45(3):1-9"),
        ("year={2019}, volume={Vol. 45}, number={No. 3}, pages={pp. 1--9}", "2019;45(3):1-9"),
        # article numbers
        ("year={2018}, volume={12}, number={1}, art_number={62}", "2018;12(1):62"),
        ("year={2019}, volume={14}, eprinttype={article}, eprint={e0209899}", "2019;14:e0209899"),
        ("year={2019}, volume={365}, elocation-id={l2104}", "2019;365:l2104"),
        ("year={2019}, volume={5}, pages={Article 12}", "2019;5:12"),
        ("year={2019}, volume={5}, number={Article No. e44}", "2019;5:e44"),
        ("year={2019}, volume={5}, eid={e44}, pages={1--12}", "2019;5:e44"),
        # dates
        ("date={2019-22}, volume={5}", "2019;5"),
        ("year={2020 Mar 5}, volume={5}", "2020;5"),
    ],
)  # fmt: skip
def test_articles(tmp_path, fields, expected):
    [reference] = read(tmp_path, ARTICLE.format(fields)).references.values()
    text = to_text(ama.format_reference(reference))
    assert f"T. J Ex. {expected}." in text.split(" doi:")[0] + ("" if text.endswith(".") else ".")


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("@misc{a, title={T}, eprint={2101.00999}, archivePrefix={arXiv}, primaryClass={cs.CV}, year={2021}}",
         "doi", "10.48550/arXiv.2101.00999"),
        ("@article{a, title={T}, journal={arXiv:2001.12345 [cs]}, year={2020}}", "doi", "10.48550/arXiv.2001.12345"),
        ("@article{a, title={T}, journal={arXiv preprint arXiv:hep-th/9901001v2}, year={2020}}",
         "eprint", "arXiv:hep-th/9901001v2"),
        ("@misc{a, title={T}, publisher={PsyArXiv}, doi={10.31234/osf.io/abc}}", "container", "PsyArXiv"),
        (("@article{a, title={T}, publisher={Cold Spring Harbor Laboratory}, doi={10.1101/2020.04.28.20001}, "
         "URL={https://www.medrxiv.org/content/early/2020}}"), "container", "medRxiv"),
        ("@techreport{a, title={T}, type={preprint}, institution={In Review}, doi={10.21203/rs.3.rs-1/v1}}",
         "container", "Research Square"),
        ("@article{a, title={T}, journal={SSRN Electronic Journal}, doi={10.2139/ssrn.1}}", "container", "SSRN"),
        ("@online{a, title={T}, eprinttype={medRxiv}, eprint={2021.03.01.1}, pubstate={prepublished}}",
         "container", "medRxiv"),
    ],
)  # fmt: skip
def test_preprints(tmp_path, text, field, expected):
    [reference] = read(tmp_path, text).references.values()
    assert reference.kind == "preprint"
    value = getattr(reference, field)
    assert (value if isinstance(value, str) else "".join(run.text for run in value)) == expected


@pytest.mark.parametrize(
    ("text", "kind", "fields"),
    [
        ("@article{a, title={T}, journal={J}, volume={3}, eprint={2101.00999}, archiveprefix={arXiv}}", "journal", {}),
        ("@article{a, title={T}, journal={Genome Res}, doi={10.1101/gr.123.1}}", "journal", {}),
        ("@inproceedings{a, title={T}, eventtitle={Congress}, eventdate={2019-05-03/2019-05-05}, venue={Lyon}}",
         "meeting", {"genre": "Paper", "event_place": "Lyon"}),
        ("@misc{a, title={T}, howpublished={Poster presented at: Annual Congress of Ports}}",
         "meeting", {"genre": "Poster"}),
        ("@unpublished{a, title={T}, type={Talk}, eventtitle={Congress}}", "meeting", {"genre": "Talk"}),
        ("@inproceedings{a, title={T}, booktitle={J Clin Ex}, volume={38}, number={15_suppl}, pages={e2}}",
         "journal", {"issue": "15 suppl"}),
        ("@inproceedings{a, title={T}, booktitle={Proceedings of Ports}, volume={38}, number={15}}", "paper", {}),
        ("@thesis{a, title={T}, type={mathesis}}", "thesis", {"genre": "Master's thesis"}),
        ("@thesis{a, title={T}, type={MSc thesis}}", "thesis", {"genre": "MSc thesis"}),
        ("@mastersthesis{a, title={T}, type={Diplomarbeit}}", "thesis", {"genre": "Diplomarbeit"}),
        ("@mastersthesis{a, title={T}}", "thesis", {"genre": "Master's thesis"}),
        ("@phdthesis{a, title={T}}", "thesis", {"genre": "Dissertation"}),
        ("@article{a, title={T}, journal={The Daily}, entrysubtype={newspaper}}", "news", {"genre": "newspaper"}),
        ("@patent{a, title={T}, number={US 1234567}}", "patent", {"genre": "US patent", "number": "1234567"}),
        ("@patent{a, title={T}, type={patenteu}, number={123}}", "patent", {"genre": "European patent"}),
        ("@standard{a, title={T}, number={ISO 1:2019}}", "standard", {"number": "ISO 1:2019"}),
        ("@software{a, title={T}, version={v1.2}}", "software", {"version": "1.2"}),
        ("@dataset{a, title={T}, version={3}}", "data", {"version": "3"}),
        ("@inbook{a, title={T}, chapter={6}, pages={1--9}}", "book", {"chapter": "6"}),
        ("@incollection{a, title={T}, booktitle={B}, chapter={6}}", "chapter", {"chapter": "6"}),
        ("@misc{a, title={T}, journal={J}, volume={3}, pages={1--9}}", "journal", {"pages": "1-9"}),
        ("@misc{a, title={T}, howpublished={https://x.example/p}, note={[Online; accessed 2-March-2021]}}",
         "web", {"url": "https://x.example/p"}),
        ("@book{a, title={Lehrbuch der Softwaretechnik}}", "book", {"language": "german"}),
        ("@book{a, title={Kritik}, hyphenation={german}}", "book", {"language": "german"}),
        ("@book{a, title={The care of ports in the ward}}", "book", {"language": ""}),
    ],
)  # fmt: skip
def test_kinds(tmp_path, text, kind, fields):
    [reference] = read(tmp_path, text).references.values()
    assert reference.kind == kind
    assert {name: getattr(reference, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        ("doi={https://doi.org/10.1000%2Fcr242}", "doi", "10.1000/cr242"),
        ("url={https://doi.org/10.1000%2Fcr243}", "doi", "10.1000/cr243"),
        ("url={https://onlinelibrary.wiley.com/doi/abs/10.1002/ex.123}", "doi", "10.1002/ex.123"),
        ("doi={10.1002/(SICI)1097-0142(19960101)77:1$<$8::AID-EX2$>$3.0.CO;2-X}", "doi",
         "10.1002/(SICI)1097-0142(19960101)77:1<8::AID-EX2>3.0.CO;2-X"),
        ("doi={10.1002/(SICI)1097-0142(19960101)77:1<1::AID-EX1>3.0.CO;2-#}", "doi",
         "10.1002/(SICI)1097-0142(19960101)77:1<1::AID-EX1>3.0.CO;2-#"),
        (r"doi={10.1007/978-3-030-1{\_}12}", "doi", "10.1007/978-3-030-1_12"),
        ("note={doi: 10.1000/n1}", "doi", "10.1000/n1"),
        ("url={http://x.example/{~}roe/p.html}", "url", "http://x.example/~roe/p.html"),
        (r"url={http://x.example/{\textasciitilde}roe}", "url", "http://x.example/~roe"),
        (r"url={\url{http://x.example/a\_b\%20c}}", "url", "http://x.example/a_b%20c"),
        ("url={https://x.example/a?b=1&amp;c=2}", "url", "https://x.example/a?b=1&c=2"),
        ("url={https://x.example/a https://x.example/b}", "url", "https://x.example/a"),
        (r"note={Available at: \url{https://x.example/n}. Accessed 5 March 2024.}", "url", "https://x.example/n"),
        ("pubmed={27346990}", "pmid", "27346990"),
        ("eprinttype={pubmed}, eprint={27346990}", "pmid", "27346990"),
        ("note={PMID: 27346990}", "pmid", "27346990"),
    ],
)  # fmt: skip
def test_identifiers(tmp_path, fields, name, expected):
    [reference] = read(tmp_path, f"@misc{{a, title={{T}}, {fields}}}").references.values()
    assert getattr(reference, name) == expected


@pytest.mark.parametrize(
    "note",
    ["Accessed: 2024-03-05", "[Online; accessed 5-March-2024]", "Retrieved March 5, 2024 from the web",
     "Last visited on 05.03.2024.", "Available at x. Accessed 5th March 2024."],
)  # fmt: skip
def test_the_day_of_access_in_a_note(tmp_path, note):
    [reference] = read(tmp_path, f"@online{{a, title={{T}}, note={{{note}}}}}").references.values()
    assert reference.accessed
    assert reference.accessed.iso == "2024-03-05"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@inbook{a, author={Roe, Ann}, title={Tip}, booktitle={Book}, bookauthor={Poe, Ben}, publisher={P,}, year={2019}}", "Roe A. Tip. In: Poe B. Book. P; 2019."),
        ("@techreport{a, author={{Trust}}, title={Audit}, institution={P}, number={TR-7}, type={Technical report}, year={2019}}", "Trust. Audit. P; 2019. Technical report TR-7."),
        ("@techreport{a, author={{Trust}}, title={Audit}, institution={P}, number={Report 7}, type={Report}, year={2019}}", "Trust. Audit. P; 2019. Report 7."),
        ("@book{a, author={Roe, Ann}, title={Tips}, publisher={P}, year={2019}, pages={xii, 340 p.}}", "Roe A. Tips. P; 2019."),
        ("@mvbook{a, author={Roe, Ann}, title={Tips}, publisher={P}, date={2001/2005}}", "Roe A. Tips. P; 2001-2005."),
        ("@collection{a, editor={Roe, Ann and others}, title={Tips}, publisher={P}, year={2001--2005}}", "Roe A et al, eds. Tips. P; 2001-2005."),
        ("@article{a, author={Roe, Ann}, title={Tips}, journal={Available at SSRN 3600001}, year={2020}}", "Roe A. Tips. SSRN. Preprint posted online 2020. doi:10.2139/ssrn.3600001"),
        ("@online{a, author={Roe, Ann}, title={Tips}, url={quay.example/t}, urldate={2023-07-08}}", "Roe A. Tips. Accessed July 8, 2023. https://quay.example/t"),
        ("@online{a, author={Roe, Ann}, title={Tips}, url={quay.example/t}, urldate={5-05-2023}}", "Roe A. Tips. Accessed May 5, 2023. https://quay.example/t"),
    ],
)  # fmt: skip
def test_what_a_record_says_is_printed(tmp_path, text, expected):
    [reference] = read(tmp_path, text).references.values()
    assert to_text(ama.format_reference(reference)) == expected


def test_a_set_is_no_source(tmp_path):
    found = read(tmp_path, "@set{s, entryset={a,b}}" + ARTICLE.format("year={2020}"))
    assert [*found.references] == ["a"]
