"""When are two names of a journal, two titles, two authors one; and what does a title give away? Works are invented."""

import pytest

from macros.model import Name, Reference, Run
from macros.verify.compare import Record, compare, same_title
from macros.verify.journals import same_journal
from macros.verify.notices import of_title, status_of, unmarked

SAME = [
    ("JPEN J Parenter Enteral Nutr", "Journal of Parenteral and Enteral Nutrition"),
    ("AJR Am J Roentgenol", "American Journal of Roentgenology"),
    ("Zhonghua Wai Ke Za Zhi", "Zhonghua wai ke za zhi [Chinese journal of surgery]"),
    ("The Lancet", "Lancet"),
    ("The Journal of Vascular Access", "J Vasc Access"),
    ("European Journal of Cardio-Thoracic Surgery", "Eur J Cardiothorac Surg"),
    ("The New England Journal of Medicine", "N Engl J Med"),
    ("JAMA", "Journal of the American Medical Association"),
    ("CA: A Cancer Journal for Clinicians", "CA Cancer J Clin"),
    ("Infection Control & Hospital Epidemiology", "Infect Control Hosp Epidemiol"),
    ("Pediatric Blood &amp; Cancer", "Pediatr Blood Cancer"),
    ("Medicine", "Medicine (Baltimore)"),
    ("Cancer : an official journal of an invented society", "Cancer"),
    ("Bone: Official Journal of the Invented Society", "Bone"),
    (
        "American Journal of Physiology: Heart and Circulatory Physiology",
        "American journal of physiology. Heart and circulatory physiology",
    ),
    ("Annals of the New York Academy of Sciences", "Ann N Y Acad Sci"),
    ("La Revue de Médecine Interne", "Rev Med Interne"),
    ("BMC Surgery", "BMC Surg"),
]
DIFFERENT = [
    ("Annals of Internal Medicine", "Archives of Internal Medicine"),
    ("Annals of Surgery", "Archives of Surgery"),
    ("Ann Surg", "Archives of Surgery"),
    ("Anesthesiology", "Angiology"),
    ("Cancers", "Cureus"),
    ("Cancer", "Cancers"),
    ("Can J Surg", "Cancer Journal of Surgery"),
    ("American Journal of Physiology: Heart", "American journal of physiology. Renal"),
    ("Journal of Cardiac Surgery", "J Cardiovasc Surg"),
    ("Journal of Hand Surgery. American Volume", "J Hand Surg Br"),
    ("Pharm Res", "Pharmacological Research"),
    ("Journal of Biological Chemistry", "J Biolumin Chemilumin"),
    ("American Journal of Otology", "Am J Otolaryngol"),
    ("Population Reports. Series A", "Popul Rep D"),
    ("Journal of Vascular Access", "Journal of Vascular Surgery"),
    ("BMC Health Serv Res", "Health Services Research"),
]


@pytest.mark.parametrize(("ours", "theirs"), SAME)
def test_names_of_one_journal(ours, theirs):
    assert same_journal(ours, theirs) and same_journal(theirs, ours)


@pytest.mark.parametrize(("ours", "theirs"), DIFFERENT)
def test_names_of_two_journals(ours, theirs):
    assert not same_journal(ours, theirs) and not same_journal(theirs, ours)


def test_all_journals_of_the_handbook_are_told_apart():
    from itertools import combinations

    from macros.engine.inspect import load_project
    from macros.model import plain
    from tests.support.tiny import ROOT

    sources = load_project(ROOT).bibliography.references.values()
    names = sorted({plain(source.journal) for source in sources if source.journal})
    assert len(names) > 50
    assert [pair for pair in combinations(names, 2) if same_journal(*pair)] == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("TNF-alpha in ports", "TNF-α in ports"),
        ("Effects of β-lactams", "Effects of beta-lactams"),
        ("Ports in Mueller cells", "Ports in Müller cells"),
        ("Ports in Muller cells", "Ports in Müller cells"),
        ("The Goessel sign of ports", "The Gößel sign of ports"),
        ("Ports <i>in vivo</i>", "Ports &lt;i&gt;in vivo&lt;/i&gt;"),
        ("Ports and H2O", "Ports and <mml:math><mml:msub>H2O</mml:msub></mml:math>"),
        ("Ports at p<0.05 and p>0.01", "Ports at p&lt;0.05 and p&gt;0.01"),
        ("Ports in practice", "<b>RETRACTED:</b> Ports in practice"),
        ("Ports in practice", "Retraction: Ports in practice"),
        ("Ports in practice", "Retraction notice to “Ports in practice” [J Ports 5 (2020) 1–9]"),
        ("Ports in practice", "Ports in practice [Retracted]"),
        ("Ports in practice", "Corrigendum to “Ports in practice”"),
    ],
)
def test_spellings_of_one_title(ours, theirs):
    assert same_title(ours, theirs)


@pytest.mark.parametrize(
    ("title", "said", "rest"),
    [
        ("RETRACTED: Ports", "retracted", "Ports"),
        ("<b>RETRACTED:</b> Ports", "retracted", "Ports"),
        ("&lt;b&gt;RETRACTED&lt;/b&gt;: Ports", "retracted", "Ports"),
        ("[Retracted article] Ports", "retracted", "Ports"),
        ("[ARTÍCULO RETRACTADO] Los reservorios", "retracted", "Los reservorios"),
        ("Artikel zurückgezogen: Portkatheter", "retracted", "Portkatheter"),
        ("[Removed] Ports", "retracted", "Ports"),
        ("REMOVED: Ports", "retracted", "Ports"),
        ("Removed: what grows on ports", "", "Removed: what grows on ports"),
        ("Retirada: indicaciones del catéter", "", "Retirada: indicaciones del catéter"),
        ("[撤稿] 输液港的临床应用", "retracted", "输液港的临床应用"),
        ("【撤回】ポートの管理", "retracted", "ポートの管理"),
        ("撤回：ポートの管理", "retracted", "ポートの管理"),
        ("RETRATADO: Cateteres na prática", "retracted", "Cateteres na prática"),
        ("[WYCOFANY] Porty", "retracted", "Porty"),
        ("Retractación: Los reservorios", "notice", "Los reservorios"),
        ("Fe de erratas: Los reservorios", "notice", "Los reservorios"),
        ("Retractación de coágulos", "", "Retractación de coágulos"),
        ("RETRACTED AND REPUBLISHED: Ports", "retracted", "Ports"),
        ("RETRACTED ARTICLE Ports", "retracted", "Ports"),
        ("This article has been retracted: Ports", "retracted", "Ports"),
        ("TEMPORARY REMOVAL: Ports", "retracted", "Ports"),
        ("WITHDRAWN: Ports", "retracted", "Ports"),
        ("Ports (retracted article)", "retracted", "Ports"),
        ("Ports - RETRACTED", "retracted", "Ports"),
        ("“RETRACTED” Ports", "retracted", "Ports"),
        ("Ports (Retracted article. See vol. 5, pg. 3, 2011)", "retracted", "Ports"),
        ("Ports [Retraction in: J Ex 2010;3:4]", "retracted", "Ports"),
        ("\u3010RETRACTED\u3011Ports", "retracted", "Ports"),
        ("Ports (removed in children)", "", "Ports (removed in children)"),
        ("[Retraction] Ports", "notice", "Ports"),
        ("Retraction notices in medical journals", "", "Retraction notices in medical journals"),
        ("Retraction: Ports", "notice", "Ports"),
        ("Retraction notice to “Ports”", "notice", "Ports"),
        ("Notice of Retraction: Ports", "notice", "Ports"),
        ("Statement of Retraction: Ports", "notice", "Ports"),
        ("Author Correction: Ports", "notice", "Ports"),
        ("Erratum", "notice", ""),
        ("Editorial Expression of Concern: Ports", "notice", "Ports"),
        ("Correction of anaemia with iron", "", "Correction of anaemia with iron"),
        ("Withdrawal of life support", "", "Withdrawal of life support"),
        ("Retracted stents: a study", "", "Retracted stents: a study"),
        ("Retrieval of removed ports", "", "Retrieval of removed ports"),
    ],
)
def test_what_a_title_gives_away(title, said, rest):
    assert (of_title(title), unmarked(title)) == (said, rest)


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("retration", "retracted"),
        ("retracton", "retracted"),
        ("withdrawl", "retracted"),
        ("err", "corrected"),
        ("erattum", "corrected"),
        ("corection", "corrected"),
        ("Partial-Retraction", "concern"),
        ("expression_of_conern", "concern"),
        ("new version", "superseded"),
        ("comment", ""),
        ("publisher note", ""),
    ],
)
def test_kinds_of_update_as_they_are_spelt(kind, status):
    assert status_of(kind) == status


@pytest.mark.parametrize(
    ("first", "theirs"),
    [
        (Name("Velden", "A", "van der"), ("van der Velden",)),
        (Name("van der Velden", "A"), ("Velden",)),
        (Name("Mueller", "A"), ("Müller",)),
        (Name("Đorđević", "A"), ("Djordjevic",)),
        (Name("Coe", "F"), ("Coe Jr",)),
        (Name(literal="PORT Investigators"), ("Roe", "The PORT Investigators")),
        (Name("Roe", "A"), ("PORT Investigators", "Roe")),
    ],
)
def test_one_first_author(first, theirs):
    ours = Reference("a", "journal", title=(Run("T"),), authors=(first,))
    assert not list(compare(ours, Record("Crossref", authors=theirs)))


def test_an_alias_is_no_other_doi():
    ours = Reference("a", "journal", doi="10.1000/OLD")
    assert not list(compare(ours, Record("Crossref", dois=("10.1000/new", "10.1000/old"))))
    assert list(compare(ours, Record("Crossref", dois=("10.1000/new",))))
