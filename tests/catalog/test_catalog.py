"""The catalogue is whole, sourced, and each of its causes touches the body."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from corrin.catalog import history
from corrin.catalog.causes import CAUSES, LOOK_ALIKES
from corrin.catalog.diets import DIETS
from corrin.catalog.markers import MARKERS
from corrin.catalog.markers.laboratory import Laboratory
from corrin.catalog.treatments import TREATMENTS, regimen
from corrin.cause import Affliction, Cause, Lesion, afflicted
from corrin.errors import InputError
from corrin.marker import Marker, Sign
from corrin.parameter import Covariates
from corrin.physiology.body import ORGANS, Body, rates, typical
from corrin.physiology.state import State
from corrin.source import Source, bibliography
from corrin.units import ANALYTES

CONTRACT_MARKERS = """
    total-b12 holotc mma homocysteine folate folate-rbc hb mcv rdw reticulocytes platelets neutrophils
    hypersegmentation ldh bilirubin ferritin creatinine egfr gastrin pepsinogen-1 pepsinogen-ratio anti-if
    anti-parietal h-pylori-stool h-pylori-breath h-pylori-serology calprotectin ttg-iga crp""".split()
CONTRACT_CAUSES = """
    h-pylori-gastritis autoimmune-gastritis pernicious-anaemia food-cobalamin-malabsorption crohns-ileitis
    ileal-resection systemic-autoimmune low-intake gastrectomy-total gastrectomy-distal rygb sleeve sibo
    coeliac pancreatic-insufficiency fish-tapeworm metformin acid-suppression nitrous-oxide alcohol pregnancy
    oral-contraceptive renal-impairment folate-deficiency iron-deficiency haptocorrin-deficiency
    if-deficiency imerslund-graesbeck transcobalamin-deficiency cblc""".split()
CONTRACT_TREATMENTS = """
    cyanocobalamin-oral-10ug cyanocobalamin-oral-50ug cyanocobalamin-oral-1000ug cyanocobalamin-oral-2000ug
    hydroxocobalamin-im-uk hydroxocobalamin-im-uk-neuro cyanocobalamin-im-us h-pylori-eradication
    stop-metformin stop-acid-suppression diet-omnivore fortified-food""".split()
EVERY_CAUSE = {**CAUSES, **LOOK_ALIKES}
VALIDATION = {
    "castelli2011", "duerksen2006", "herrmann2003", "hershko2006", "hu2013", "hvas2001", "kornerup2019",
    "lacombe2024", "lindenbaum1988", "moleiro2017", "osmola2024", "savage1983", "schenk1996", "tucker2000",
    "ward2015", "wolffenbuttel2020",
}  # fmt: skip


def some_state() -> State:
    """Not at rest, but with something everywhere, so that a changed number shows in a rate."""
    near_one = {
        "parietal_cells": 0.7,
        "chief_cells": 0.6,
        "myelin": 0.9,
        "axons": 0.95,
        "folate_red_cell": 0.9,
    }
    amounts = {
        "liver": 4e5, "store": 1e6, "cytosol": 6e4, "methyl": 4e4, "adenosyl": 8e4, "folate_tissue": 3e4,
        "holo_transcobalamin": 250.0, "apo_transcobalamin": 2e3, "holo_haptocorrin": 700.0,
        "apo_haptocorrin": 600.0, "hydroxo": 5.0, "cyano": 5.0, "iron_store": 200.0, "hypersegmented": 0.04,
        "homocysteine": 120.0, "methylmalonate": 2e3,
    }  # fmt: skip
    cells = {"erythroblasts_1": 0.1, "erythroblasts_2": 0.1, "reticulocytes": 0.06}
    for age in range(1, 7):
        cells |= {f"red_{age}": 0.8, f"packed_{age}": 72.0 + age}
    blood = {"neutrophils": 4.0, "platelets": 240.0, "lactate_dehydrogenase": 170.0}
    return State(**(dict.fromkeys(State._fields, 100.0) | near_one | amounts | cells | blood))


def sick(cause: Cause, strength: float = 1.0) -> Body:
    return afflicted(typical(), [Affliction(cause, strength)], 1.0)


def test_every_contract_id_is_there_and_no_other() -> None:
    assert set(MARKERS) == set(CONTRACT_MARKERS) == set(ANALYTES)
    assert set(CAUSES) == set(CONTRACT_CAUSES)
    assert set(TREATMENTS) == set(CONTRACT_TREATMENTS)
    assert set(DIETS) | {"unknown"} == set(history.DIETS)
    assert not set(CAUSES) & set(LOOK_ALIKES)


@pytest.mark.parametrize("cause", EVERY_CAUSE.values(), ids=lambda cause: cause.id)
def test_each_lesion_changes_a_rate(cause: Cause) -> None:
    state, healthy = some_state(), typical()
    before = np.array(rates(state, healthy), float)
    assert cause.lesions
    for lesion in cause.lesions:
        organ = ORGANS[lesion.of.organ]
        changed = getattr(healthy, organ).replace(
            **{lesion.of.name: lesion.apply(getattr(getattr(healthy, organ), lesion.of.name), 1.0)}
        )
        after = np.array(rates(state, healthy._replace(**{organ: changed})), float)
        assert np.all(np.isfinite(after))
        assert np.any(np.abs(after - before) > 1e-9 * (1.0 + np.abs(before))), lesion.of.id


@pytest.mark.parametrize("cause", EVERY_CAUSE.values(), ids=lambda cause: cause.id)
def test_no_lesion_makes_a_number_negative(cause: Cause) -> None:
    for strength in (0.3, 1.0):
        body = sick(cause, strength)
        for lesion in cause.lesions:
            value = getattr(getattr(body, ORGANS[lesion.of.organ]), lesion.of.name)
            assert value >= 0.0, lesion.of.id


@pytest.mark.parametrize("cause", EVERY_CAUSE.values(), ids=lambda cause: cause.id)
def test_each_cause_is_a_sound_declaration(cause: Cause) -> None:
    spread = np.array([0.01, 0.5, 0.99])
    severity = np.asarray(cause.severity.quantile(spread))
    assert np.all((severity >= 0.0) & (severity <= 1.0))
    assert np.all(np.asarray(cause.duration.quantile(spread)) > 0.0)
    assert np.all(np.asarray(cause.tempo.quantile(spread)) >= 0.0)
    for age in (16.0, 30.0, 60.0, 90.0):
        for sex in ("female", "male"):
            chance = cause.prevalence.of(Covariates(age, sex))
            assert 0.0 <= chance < 0.6
    for fact, told in cause.severity_from.items():
        doses = [told(amount) for amount in (0.0, 1.0, 10.0, 50.0, 500.0, 5000.0)]
        assert all(0.0 <= dose <= 1.0 for dose in doses), fact
    assert set(cause.tests) <= set(MARKERS)
    assert all(0.0 < chance <= 1.0 for chance in cause.stated_by.values())
    assert pickle.loads(pickle.dumps(cause.severity_from)) is not None


def test_the_history_ids_exist() -> None:
    known = (
        {condition.id for condition in history.CONDITIONS}
        | {procedure.id for procedure in history.PROCEDURES}
        | {drug.id for drug in history.DRUGS}
        | {finding.id for finding in history.FINDINGS}
        | set(history.DIETS)
        | {f"crohns-disease-{site}" for site in history.SITES}
        | {"acid-suppression", "crohns-ileitis"}
    )
    used = {id for cause in EVERY_CAUSE.values() for id in (*cause.stated_by, *cause.prevalence.raised_by)}
    assert used and used <= known, used - known


def test_markers_read_a_plausible_body() -> None:
    state, body = some_state(), typical()
    numbers = {id: marker.read(state, body) for id, marker in MARKERS.items() if isinstance(marker, Marker)}
    assert len(numbers) == 23
    for id, value in numbers.items():
        low, high = ANALYTES[id].possible
        assert MARKERS[id].unit == ANALYTES[id].unit  # type: ignore[union-attr]
        assert low <= value <= high, (id, value)


def test_signs_give_probabilities() -> None:
    signs = [marker for marker in MARKERS.values() if isinstance(marker, Sign)]
    assert len(signs) == 6
    for sign in signs:
        assert set(sign.positive) <= set(EVERY_CAUSE)
        assert sign.probability({}) == pytest.approx(sign.background)
        everything = sign.probability(dict.fromkeys(EVERY_CAUSE, 1.0))
        assert sign.background < everything <= 1.0
    for marker in MARKERS.values():
        if isinstance(marker, Marker):
            assert set(marker.raised_by) <= set(EVERY_CAUSE)


def test_treatments_remove_what_exists() -> None:
    assert TREATMENTS
    for treatment in TREATMENTS.values():
        assert set(treatment.removes) <= set(CAUSES)
        assert all(CAUSES[id].recovery is not None for id in treatment.removes)
        assert treatment.phases or treatment.removes or treatment.diet


def test_every_number_has_a_source_in_the_bibliography_and_none_from_validation() -> None:
    sources = list(_sources())
    assert len(sources) > 200
    missing = {source.key for source in sources} - set(bibliography())
    assert not missing, missing
    assert not {source.key for source in sources} & VALIDATION


def _sources() -> list[Source]:
    found = [declared.source for declared in Laboratory.parameters()]
    lesions: list[Lesion] = [lesion for pattern in DIETS.values() for lesion in pattern.lesions]
    for cause in EVERY_CAUSE.values():
        found += [cause.source, cause.prevalence.source]
        lesions += cause.lesions
    assert all(lesion.source for lesion in lesions)
    found += [lesion.source for lesion in lesions if lesion.source]
    for marker in MARKERS.values():
        found += [marker.source] if isinstance(marker, Sign) else [marker.noise.source, marker.limits.source]
    return found + [entry.source for entry in (*TREATMENTS.values(), *DIETS.values())]


# ---- regimens ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "form", "route", "every", "times"),
    [
        ("1 mg hydroxocobalamin im every 2 d x6 then every 3 months", "hydroxocobalamin", "im",
         (2.0, 91.3125), (6.0, math.inf)),
        ("1000 ug cyanocobalamin daily", "cyanocobalamin", "oral", (1.0,), (math.inf,)),
        ("cyanocobalamin 50 µg oral with food daily x 90", "cyanocobalamin", "oral-with-food", (1.0,), (90.0,)),
        ("1,000 mcg cyanocobalamin sublingual once a week", "cyanocobalamin", "oral", (7.0,), (math.inf,)),
        ("1 mg hydroxocobalamin sc three times a week for 2 weeks, then every 2 months", "hydroxocobalamin",
         "im", (7 / 3, 60.875), (6.0, math.inf)),
        ("1 mg cyanocobalamin im once", "cyanocobalamin", "im", (1.0,), (1.0,)),
        ("2 ug cyanocobalamin by mouth twice daily", "cyanocobalamin", "oral", (0.5,), (math.inf,)),
        ("1 mg hydroxocobalamin im on alternate days for 3 weeks", "hydroxocobalamin", "im", (2.0,), (11.0,)),
    ],
)  # fmt: skip
def test_a_regimen_is_read(
    text: str, form: str, route: str, every: tuple[float, ...], times: tuple[float, ...]
) -> None:
    phases = regimen(text)
    assert {phase.form for phase in phases} == {form}
    assert {phase.route for phase in phases} == {route}
    assert tuple(phase.every for phase in phases) == pytest.approx(every)
    assert tuple(phase.times for phase in phases) == times


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1 mg hydroxocobalamin im every 2-3 months", "'2-3'"),
        ("1 mg hydroxocobalamin daily", "it lacks oral or im"),
        ("hydroxocobalamin im daily", "an amount with ug or mg"),
        ("1 mg cyanocobalamin", "how often"),
        ("1 mg cyanocobalamin oral im daily", "both injected and swallowed"),
        ("1 mg cyanocobalamin daily then weekly", "phase 1 has no end"),
        ("1 mg methylcobalamin daily", "'methylcobalamin'"),
        ("1 g cyanocobalamin daily", "'g'"),
        ("1 mg cyanocobalamin daily x0", "whole number"),
        ("0 mg cyanocobalamin daily", "no dose"),
        ("stop-metformin", "not a dose"),
    ],
)
def test_a_regimen_that_is_not_understood_is_refused(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        regimen(text)


def test_a_treatment_id_is_a_regimen() -> None:
    assert regimen("hydroxocobalamin-im-uk") == TREATMENTS["hydroxocobalamin-im-uk"].phases


_SOME = st.lists(
    st.sampled_from(
        "1 2 0 1000 0.5 x6 mg ug µg im oral cyanocobalamin hydroxocobalamin daily weekly every d days weeks "
        "months then for once twice times a with food ; , - .".split()
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60) | _SOME)
def test_any_text_is_a_regimen_or_is_refused(text: str) -> None:
    try:
        phases = regimen(text)
    except InputError:
        return
    assert phases
    for phase in phases:
        assert phase.amount > 0.0 and phase.every > 0.0 and phase.times >= 1.0
